"""Two readers of one sentence: the rules, and one that learned from labelled sentences; how their verdicts become one.

The second reader sees the limits' drug and populations by one name each, so that what it learned is how things are
said, not of what they are called. It takes back what the rules let through, and releases what they do not where it is
all but sure; both thresholds come from sentences that it was not trained on (`evals.second_reader`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.sentences import sentences
from assistant.language.vocabulary import Vocabulary
from assistant.limits.judge import judge
from assistant.limits.load import Limit
from assistant.limits.reading import Reading
from assistant.ports import SecondReader, Suspicion

SEPARATOR = " || "
"""Between what was said before and the text."""

LONGEST = 600
"""Characters that it reads at once."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """From which certainty on the second reader is heard."""

    release: float = 0.02
    """At most this sure that something is asserted: what the rules do not allow is allowed."""
    hold: float = 0.8
    """At least this sure: what the rules allow is held."""


DOUBT = Doubt()


@dataclass(frozen=True, slots=True)
class Readers:
    """Reads against the limits; without a second reader the rules alone."""

    limits: Sequence[Limit]
    vocabulary: Vocabulary
    second: SecondReader | None = None

    def read(self, text: str, context: str = "") -> Reading:
        """The verdict of both."""
        return self._agreed(judge(text, self.limits, self.vocabulary, context), text, context)

    def strict(self, text: str) -> Reading:
        """The rules' verdict, which the second reader can only tighten: for rewordings of a source."""
        reading = judge(text, self.limits, self.vocabulary)
        return self._agreed(reading, text) if reading.action == "allow" else reading

    def _agreed(self, reading: Reading, text: str, context: str = "") -> Reading:
        if self.second is None:
            return reading
        return agreed(reading, max(self.second.suspect(parts(text, context, self.limits, self.vocabulary))))


def agreed(reading: Reading, suspicion: Suspicion, doubt: Doubt = DOUBT) -> Reading:
    """The rules' reading after the second reader's."""
    if reading.action == "allow":
        doubted = Reading("hold", suspicion.limit, ("a second reader takes it to assert what the limit forbids",))
        return doubted if suspicion.sure >= doubt.hold else reading
    released = Reading("allow", None, ("a second reader finds that it asserts nothing of the kind", *reading.reasons))
    return released if suspicion.sure <= doubt.release else reading


def parts(text: str, context: str, limits: Sequence[Limit], vocabulary: Vocabulary) -> list[str]:
    """A text as the second reader takes it: after its context, with the limits' subjects renamed.

    A long text is taken sentence by sentence, each after the one before it.
    """
    said = [text] if len(text) <= LONGEST else [text[start:end] for start, end in sentences(text)]
    drugs = {limit.forbids.drug for limit in limits}
    courses = {one for limit in limits if limit.forbids.predicate == "benefit" for one in limit.forbids.population}
    renamed = [_renamed(each, drugs, courses, vocabulary) for each in (context, *said)]
    return [SEPARATOR.join(filter(str.strip, pair)) for pair in pairwise(renamed)]


def subjects(limits: Sequence[Limit]) -> list[str]:
    """The limits' ids, each with what it forbids: by it a reader knows whether it was trained for them."""
    forbidden = [(limit.id, limit.forbids) for limit in limits]
    return sorted(" ".join([id_, each.predicate, each.drug, *sorted(each.population)]) for id_, each in forbidden)


def _renamed(text: str, drugs: set[str], courses: set[str], vocabulary: Vocabulary) -> str:
    kept, at = list[str](), 0
    for mention in vocabulary.find(text):
        id_, group = mention.concept.id, mention.concept.group
        name = "ivig" if id_ in drugs else "another drug" if group == "drugs" else "progressive disease"
        if mention.start >= at and (group == "drugs" or id_ in courses):
            kept += [text[at : mention.start], name]
            at = mention.end
    return "".join(kept) + text[at:]
