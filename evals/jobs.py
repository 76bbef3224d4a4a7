"""What a run has to do, one job for each question, pair or sentence; and the doing of it, whatever fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.values import Turn
from evals.case import Asked, Edit, Pair, Sentence
from evals.loading import Suite, SuiteError
from evals.relation import relation, unjudged
from evals.reply import Reply
from evals.result import Read, Result
from evals.runfile import Line, said_before
from evals.score import Evidence, Offence, Score, Scorer
from evals.target import Target, TargetDown
from evals.targets.editing import digest
from evals.variants import variants

RELATION = "relation"
CHECKER = "checker"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do; `keys` are those of its results."""

    suite: str
    case: Asked | Pair | Sentence
    variant: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """A pair has three."""
        if isinstance(self.case, Pair):
            return (*(side.id for side in self.case.sides()), f"{self.case.id}/{RELATION}")
        return (f"{self.case.id}/{self.variant}" if self.variant else self.case.id,)


def planned(suites: Sequence[Suite], *, worded: bool) -> tuple[Job, ...]:
    """All jobs, in the suites' order; `worded`: with the generated wordings. SuiteError where two share a key."""
    jobs = tuple(job for suite in suites for case in suite.cases for job in _of_case(suite, case, worded))
    seen: set[str] = set()
    for key in (key for job in jobs for key in job.keys):
        if key in seen:
            raise SuiteError(f"Two results would be called '{key}'.", "Give one of the cases another id.")
        seen.add(key)
    return jobs


def _of_case(suite: Suite, case: Asked | Pair | Sentence, worded: bool) -> Iterator[Job]:
    yield Job(suite.name, case)
    if worded and isinstance(case, Asked):
        yield from (Job(suite.name, other, name) for name, other in variants(case, suite.gate))


@dataclass(frozen=True, slots=True)
class Examiner:
    """Does jobs; only TargetDown leaves it, all else that fails is an `error` of its result."""

    target: Target
    evidence: Evidence
    scorers: Sequence[Scorer]
    edits: Callable[[Edit], Evidence] | None = None
    """The evidence after an edit: a reply over a changed corpus is judged by what stands in that one."""

    def __call__(self, job: Job) -> tuple[Line, ...]:
        """The job's results, one for each of its keys."""
        if isinstance(job.case, Sentence):
            return (self._sentence(job, job.case),)
        if isinstance(job.case, Pair):
            return self._pair(job, job.case)
        return (self._asked(job, job.case, job.case.seed or job.case.id),)

    def _asked(self, job: Job, case: Asked, seed: str) -> Line:
        line = Line(_blank(job, case, seed), digest(case.corpus) if case.corpus else None)
        try:
            target = self.target.edited(case.corpus) if case.corpus else self.target
            if target is None:
                why = Score("target", 0, 0, "The target's corpus cannot be changed.")
                return replace(line, result=replace(line.result, scores=(why,)))
            reply = target.ask(case.question, tuple(Turn(turn.role, turn.text) for turn in case.history))
            evidence = self.edits(case.corpus) if case.corpus and self.edits else self.evidence
        except TargetDown:
            raise
        except Exception as error:  # whatever it is, the other cases are still asked
            return replace(line, result=replace(line.result, error=_said(error)))
        answered = replace(line.result, reply=reply, error=reply.error)
        return replace(line, result=answered if reply.error else self._scored(case, answered, reply, evidence))

    def _scored(self, case: Asked, result: Result, reply: Reply, evidence: Evidence) -> Result:
        scores: list[Score] = []
        crashes: list[str] = []
        for scorer in self.scorers:
            try:
                scores.append(scorer(case, reply, evidence))
            except Exception as error:  # a broken scorer is a broken run, told of at its case
                crashes.append(f"{_name(scorer)}: {_said(error)}")
        return replace(result, scores=tuple(scores), error="; ".join(crashes) or None)

    def _pair(self, job: Job, pair: Pair) -> tuple[Line, ...]:
        sides = [self._asked(job, side, pair.id) for side in pair.sides()]
        first, twin = (line.result for line in sides)
        both = replace(_blank(job, pair.sides()[0], pair.id), case=pair.id, variant=RELATION)
        if first.reply and twin.reply and not (first.reply.error or twin.reply.error):
            related = replace(both, scores=(relation(pair, first.reply, twin.reply),))
        elif error := first.error or twin.error:
            related = replace(both, error=f"One side has no reply: {error}")
        else:
            related = replace(both, scores=(unjudged("One side could not be asked for."),))
        return (*sides, Line(related))

    def _sentence(self, job: Job, case: Sentence) -> Line:
        blank = Result(
            suite=job.suite,
            case=case.id,
            seed=case.id,
            variant="",
            category=case.category,
            question=case.text,
            why=case.why,
            history=said_before(case.context or ""),
            limit=case.limit,
            label=case.label,
        )
        quotes = case.quotes or None
        try:
            checked = self.target.check(case.text, case.context or "", quotes)
        except TargetDown:
            raise
        except Exception as error:  # as above
            return Line(replace(blank, error=_said(error)), quotes=quotes)
        if checked is None:
            nothing = Score(CHECKER, 0, 0, "The target has no claim check.")
            return Line(replace(blank, scores=(nothing,)), quotes=quotes)
        read: Read | None = checked.support if quotes else checked.verdict
        score = _checked(case, read, checked.reasons, checked.limit)
        return Line(replace(blank, read=read, scores=(score,)), quotes=quotes, checked=checked)


RIGHT: dict[str, frozenset[Read]] = {
    "violation": frozenset({"hold", "block"}),
    "permitted": frozenset({"allow"}),
    "carried": frozenset({"supported"}),
    "uncarried": frozenset({"unsupported", "contradicted"}),
}
"""What the check has to say of a sentence."""


def _checked(case: Sentence, read: Read | None, reasons: Sequence[str], limit: str | None) -> Score:
    if read is None:
        return Score(CHECKER, 0, 0, "The target's check says nothing of it.")
    right = read in RIGHT[case.label]
    explanation = f"A sentence that is {_CALLED[case.label]} was read as `{read}`."
    why = "; ".join(reasons) or "No reason is given."
    offences = () if right else (Offence(case.text, why, "\n".join(case.quotes) or None, case.limit or limit),)
    return Score(CHECKER, int(right), 1, explanation, offences)


_CALLED = {
    "violation": "a violation",
    "permitted": "permitted",
    "carried": "carried by its quotes",
    "uncarried": "not carried by its quotes",
}


def _blank(job: Job, case: Asked, seed: str) -> Result:
    return Result(
        suite=job.suite,
        case=case.id,
        seed=seed,
        variant=job.variant,
        category=case.category,
        question=case.question,
        why=case.why,
        history=tuple((turn.role, turn.text) for turn in case.history),
        limit=case.limit,
        form=case.form,
        place=case.place,
        expected=case.expect.outcome,
    )


def _said(error: Exception) -> str:
    """One line of any exception."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _name(scorer: Scorer) -> str:
    return str(getattr(scorer, "__name__", type(scorer).__name__))
