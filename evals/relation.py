"""Whether two replies agree, or differ, in what a pair is about."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from evals.case import Aspect, Pair
from evals.reply import Cited, Reply
from evals.score import Offence, Score

SCORER = "relation"


def relation(pair: Pair, first: Reply, twin: Reply) -> Score:
    """One hit for each aspect that is as it must be; an aspect that a reply does not give is not counted."""
    judged = [(aspect, READERS[aspect](first), READERS[aspect](twin)) for aspect in pair.on]
    given = [(aspect, one[0], other[0]) for aspect, one, other in judged if one and other]
    wrong = [entry for entry in given if (entry[1] == entry[2]) != (pair.relation == "agree")]
    return Score(
        scorer=SCORER,
        hits=len(given) - len(wrong),
        of=len(given),
        explanation=_explained(pair, [aspect for aspect, _, _ in given], [aspect for aspect, _, _ in wrong]),
        offences=tuple(
            Offence(twin.text[:400], f"{aspect}: {_shown(one)} / {_shown(other)}", limit=pair.limit)
            for aspect, one, other in wrong
        ),
    )


def unjudged(why: str) -> Score:
    """A relation of which one side could not be asked for."""
    return Score(SCORER, 0, 0, why)


Given = tuple[Hashable] | None
"""What a reply says in an aspect, as the only element; None where the target does not give it."""


def _outcome(reply: Reply) -> Given:
    return (reply.outcome,) if reply.outcome else None


def _limits(reply: Reply) -> Given:
    return None if reply.limits is None else (frozenset(reply.limits),)


def _documents(reply: Reply) -> Given:
    if reply.citations is None or any(cited.document is None for cited in reply.citations):
        return None
    return (frozenset(cited.document for cited in reply.citations),)


def _lead(reply: Reply) -> Given:
    """The first quote in reading order; a reply with no citation has the lead "none"."""
    if reply.citations is None:
        return None
    if not reply.citations:
        return ("",)
    first = next((said.markers[0] for said in reply.sentences if said.markers), reply.citations[0].marker)
    quote = next((cited.quote for cited in reply.citations if cited.marker == first), None)
    return None if quote is None else (quote,)


def _citations(reply: Reply) -> Given:
    if reply.citations is None or any(cited.quote is None for cited in reply.citations):
        return None
    return (frozenset(map(_place, reply.citations)),)


def _place(cited: Cited) -> tuple[str | None, str | None]:
    return cited.document, cited.quote


READERS: Mapping[Aspect, Callable[[Reply], Given]] = {
    "outcome": _outcome,
    "limits": _limits,
    "documents": _documents,
    "lead": _lead,
    "citations": _citations,
}


def _explained(pair: Pair, given: Sequence[Aspect], wrong: Sequence[Aspect]) -> str:
    if not given:
        return f"The target gives nothing of: {', '.join(pair.on)}."
    if wrong:
        return f"The two must {pair.relation} and do not, in: {', '.join(wrong)}."
    return f"The two {pair.relation}, as they must, in: {', '.join(given)}."


def _shown(value: Hashable) -> str:
    listed = sorted(map(str, value)) if isinstance(value, frozenset) else [str(value)]
    return ", ".join(listed)[:300] or "none"
