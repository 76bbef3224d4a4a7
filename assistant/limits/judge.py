"""Whether a sentence or passage stays inside the limits: allow, hold or block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from assistant.language.marking import Marker
from assistant.language.scope import frames
from assistant.language.vocabulary import Vocabulary
from assistant.limits.claims import Case, disowned
from assistant.limits.load import Limit
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.rules import RULES

_RANK = {"allow": 0, "hold": 1, "block": 2}


def judge(text: str, limits: Sequence[Limit], vocabulary: Vocabulary, context: str = "") -> Reading:
    """Reads `text`, said after `context` (a question, a heading, earlier sentences), against every limit.

    `block` asserts what a limit forbids; `hold` touches a limit's subject and cannot be read with certainty; what is
    left is allowed. The worst reading of any clause counts.
    """
    every = chain.from_iterable(readings(text, limits, vocabulary, context))
    return max((ALLOWED, *every), key=lambda reading: _RANK[reading.action])


def readings(
    text: str, limits: Sequence[Limit], vocabulary: Vocabulary, context: str = ""
) -> Iterator[tuple[Reading, ...]]:
    """Each clause of `text` as it is read by each limit."""
    ordered = sorted(limits, key=_specific, reverse=True)
    for frame in frames(text, context, marker_of(vocabulary)):
        yield tuple(_reading(Case(frame, limit, vocabulary)) for limit in ordered)


def _reading(case: Case) -> Reading:
    reading = RULES[case.limit.forbids.predicate](case)
    if reading.action == "allow" and disowned(case):
        return case.verdict("hold", "may turn down what others deny")
    return reading


def _specific(limit: Limit) -> int:
    """Of limits that speak alike, the one with the narrower subject is named."""
    return ("first-line", "benefit", "standard-practice", "established-dose").index(limit.forbids.predicate)


@lru_cache(maxsize=8)
def marker_of(vocabulary: Vocabulary) -> Marker:
    """The one marker of a vocabulary."""
    return Marker(vocabulary)
