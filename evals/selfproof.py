"""The harness proves itself: each saboteur is caught by the suite and scorer meant for it, or the run is invalid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

from assistant.check import Checked
from assistant.values import Turn
from evals.case import Asked, Edit, Pair
from evals.determinism import fingerprint
from evals.loading import Suite
from evals.relation import relation
from evals.reply import Reply
from evals.reporting import Proof
from evals.saboteurs import SABOTEURS, Sabotaged, Saboteur
from evals.score import Evidence, Offence, Score
from evals.scorers import SCORERS
from evals.scorers.tally import tally
from evals.target import Target

SAMPLE = 8
"""Cases that one saboteur is tried on."""


def prove(
    suites: Sequence[Suite], target: Target, evidence: Evidence, saboteurs: Sequence[Saboteur] = SABOTEURS
) -> tuple[Proof, ...]:
    """Each saboteur on the first cases of its suite that it changes, and that the target itself passes.

    Give all the shipped suites: a saboteur whose suite is missing is not caught.
    """
    remembered = _Remembering(target)
    return tuple(_proof(saboteur, suites, remembered, evidence) for saboteur in saboteurs)


def _proof(saboteur: Saboteur, suites: Sequence[Suite], target: _Remembering, evidence: Evidence) -> Proof:
    cases = [case for suite in suites if suite.name.startswith(saboteur.suite) for case in suite.cases]
    fit = (case for case in cases if isinstance(case, Asked | Pair))
    tried = list(islice(_trials(saboteur, list(fit), target, evidence), SAMPLE))
    caught = [case for case, score in tried if score.grade == "fail"]
    named = next(iter([*caught, *(case for case, _ in tried), *(case.id for case in cases)]), "")
    return Proof(saboteur.name, saboteur.breaks, saboteur.suite, saboteur.scorer, len(caught), len(tried), named)


def _trials(
    saboteur: Saboteur, cases: Sequence[Asked | Pair], target: _Remembering, evidence: Evidence
) -> Iterator[tuple[str, Score]]:
    """The cases that are a trial of this saboteur, with the score that its reply gets."""
    for case in cases:
        if isinstance(case, Pair) != (saboteur.scorer == "relation"):
            continue
        sides = case.sides() if isinstance(case, Pair) else (case,)
        if isinstance(case, Pair) and any(side.corpus for side in sides):
            continue
        broken = Sabotaged(target, saboteur)
        before = [_ask(target, side) for side in sides]
        after = [_ask(broken.edited(side.corpus) if side.corpus else broken, side) for side in sides]
        again = [_ask(broken, side) for side in sides] if saboteur.scorer == "determinism" else after
        changed = any(fingerprint(one) != fingerprint(other) for one, other in zip(before, again, strict=True))
        if not changed or any(reply.error for reply in before):
            continue
        if _score(saboteur.scorer, case, before, before, evidence).grade != "fail":
            yield case.id, _score(saboteur.scorer, case, after, again, evidence)


def _ask(target: Target, case: Asked) -> Reply:
    return target.ask(case.question, tuple(Turn(turn.role, turn.text) for turn in case.history))


def _score(
    scorer: str, case: Asked | Pair, replies: Sequence[Reply], again: Sequence[Reply], evidence: Evidence
) -> Score:
    if isinstance(case, Pair):
        return relation(case, replies[0], replies[1])
    if scorer == "determinism":
        same = fingerprint(replies[0]) == fingerprint(again[0])
        return tally(scorer, [None if same else Offence(again[0].text, "another answer", replies[0].text)], "answers")
    judged = (each(case, replies[0], evidence) for each in SCORERS)
    return next(score for score in judged if score.scorer == scorer)


class _Remembering:
    """`Target` that is asked the same thing once: all saboteurs break the same replies."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._known: dict[tuple[str, tuple[Turn, ...]], Reply] = {}

    @property
    def name(self) -> str:
        return self._target.name

    @property
    def kind(self) -> Literal["in-process", "service", "openai", "recorded"]:
        return self._target.kind

    @property
    def hashes(self) -> Mapping[str, str]:
        return self._target.hashes

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        key = question, tuple(history)
        if key not in self._known:
            self._known[key] = self._target.ask(*key)
        return self._known[key]

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        return self._target.check(text, context, quotes)

    def edited(self, edit: Edit) -> Target | None:
        return self._target.edited(edit)
