"""Whether quotes carry a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.vocabulary import Vocabulary
from assistant.ports import AbstractReader, Entailment
from assistant.support.abstracts import unlikely
from assistant.support.colour import coloured
from assistant.support.coverage import uncovered
from assistant.support.figures import misquoted
from assistant.support.pairs import mismatched, reordered
from assistant.support.reading import Said, parts
from assistant.support.slots import foreign, replaced
from assistant.support.source import Objection, Source, Verdict, source
from assistant.support.strict import kept
from assistant.support.subjects import populations, strangers
from assistant.support.turns import turned

_RANK: Mapping[Verdict, int] = {"supported": 0, "unsupported": 1, "contradicted": 2}
_ENTAILED = 0.5
_ENDS = re.compile(r"[\s.!\"'“”‘’]+$|^[\s\"'“”‘’]+")


@dataclass(frozen=True, slots=True)
class Support:
    """Whether the quotes carry the text, and why not."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def support(
    text: str,
    quotes: Sequence[str],
    vocabulary: Vocabulary,
    context: str = "",
    entailment: Entailment | None = None,
    reader: AbstractReader | None = None,
) -> Support:
    """Reads `text`, said after `context` (a question, a heading), against `quotes`.

    A sentence is supported when it is one of the quotes' own, or when nothing in it objects: every figure with unit,
    sign, arm and meaning, population, direction, negation, certainty and attribution as in the quotes, nothing named
    that they do not name, and enough of its words theirs. The worst sentence counts. An entailment model is asked only
    about what would be supported in other words than the quotes'. Quotes as long as an abstract are read by the
    `reader` too: what is no proof is weighed with what it finds.
    """
    evidence = source(tuple(quotes), vocabulary)
    said = parts(text)
    if not said or not evidence.sentences:
        return Support("unsupported", ("nothing to hold it against",))
    own = {_plain(each) for each in evidence.sentences}
    new = tuple(each for each in said if _plain(each) not in own)
    objections = tuple(_objections(new, evidence, _populations(parts(context), evidence), reader))
    if new and not objections and entailment and entailment.entails(" ".join(quotes), text) < _ENTAILED:
        objections = (Objection("unsupported", "the entailment model does not find that it follows"),)
    verdicts: list[Verdict] = ["supported", *(each.verdict for each in objections)]
    verdict = max(verdicts, key=_RANK.__getitem__)
    return Support(verdict, tuple(dict.fromkeys(each.reason for each in objections)))


def _objections(
    said: tuple[Said, ...], evidence: Source, inherited: frozenset[str], reader: AbstractReader | None
) -> Iterator[Objection]:
    doubts: list[list[Objection]] = []
    for each in said:
        raised = list(_raised(each, evidence, inherited))
        doubts.append([one for one in raised if one.doubt and evidence.broad])
        yield from (one for one in raised if not (one.doubt and evidence.broad))
        inherited |= populations(each, evidence)
    if evidence.broad and any(len(each.keys) > 1 for each in said):  # "Yes." is nothing that could follow
        yield from unlikely(said, evidence, doubts, reader)
    else:
        yield from uncovered(said, evidence)


def _raised(said: Said, evidence: Source, inherited: frozenset[str]) -> Iterator[Objection]:
    yield from strangers(said, evidence, inherited)
    yield from misquoted(said, evidence)
    yield from reordered(said, evidence)
    yield from mismatched(said, evidence)
    yield from turned(said, evidence)
    yield from replaced(said, evidence)
    yield from foreign(said, evidence)
    yield from coloured(said, evidence)
    yield from kept(said, evidence)


def _populations(said: tuple[Said, ...], evidence: Source) -> frozenset[str]:
    return frozenset[str]().union(*(populations(each, evidence) for each in said))


def _plain(said: Said) -> str:
    return _ENDS.sub("", " ".join(said.text.split()))
