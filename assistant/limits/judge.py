"""Whether a sentence or passage stays inside the limits: allow, hold or block."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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
    read = frames(text, context, marker_of(vocabulary))
    worst = ALLOWED
    for frame in read:
        for limit in sorted(limits, key=_specific, reverse=True):
            case = Case(frame, limit, vocabulary)
            reading = RULES[limit.forbids.predicate](case)
            if reading.action == "allow" and disowned(case):
                reading = case.verdict("hold", "may turn down what others deny")
            if _RANK[reading.action] > _RANK[worst.action]:
                worst = reading
    return worst


def _specific(limit: Limit) -> int:
    """Of limits that speak alike, the one with the narrower subject is named."""
    return ("first-line", "benefit", "standard-practice", "established-dose").index(limit.forbids.predicate)


@lru_cache(maxsize=8)
def marker_of(vocabulary: Vocabulary) -> Marker:
    """The one marker of a vocabulary."""
    return Marker(vocabulary)
