"""Two readers of one sentence: the rules, and one that learned from labelled sentences; how their verdicts become one.

The second reader sees the limits' drug and populations by one name each, so that what it learned is how things are
said, not of what they are called. It takes back what the rules let through, and releases what they do not where it is
all but sure; both thresholds come from sentences that it was not trained on (`evals.second_reader`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.sentences import sentences
from assistant.language.vocabulary import Vocabulary
from assistant.limits.judge import judge
from assistant.limits.load import Limit
from assistant.limits.reading import Reading
from assistant.ports import SecondReader

SEPARATOR = " || "
"""Between what was said before and the text."""

LONGEST = 600
"""Characters that it reads at once; of a longer text it reads the sentences."""

HEARD = 300
"""Characters of what was said before that it reads, the last ones."""

Said = tuple[str, str]
"""What was said before, and a text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """From which certainty on the second reader is heard."""

    release: float = 0.02
    """At most this sure that something is asserted: what the rules do not allow is allowed."""
    hold: float = 0.9
    """At least this sure: what the rules allow is held."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Reads against the limits; without a second reader the rules alone."""

    limits: Sequence[Limit]
    vocabulary: Vocabulary
    second: SecondReader | None = None
    doubt: Doubt = Doubt()

    def read(self, text: str, context: str = "") -> Reading:
        """The verdict of both."""
        reading = judge(text, self.limits, self.vocabulary, context)
        tried = self._doubted if reading.action == "allow" else self._released
        return tried(reading, text, context)

    def strict(self, text: str) -> Reading:
        """The rules' verdict, which the second reader can only tighten: for rewordings of a source."""
        reading = judge(text, self.limits, self.vocabulary)
        return self._doubted(reading, text, "") if reading.action == "allow" else reading

    def _doubted(self, reading: Reading, text: str, context: str) -> Reading:
        """It is heard where a limit's drug or population is named: of anything else it learned nothing."""
        if self.second is None or not self._touched(f"{context}\n{text}"):
            return reading
        worst = max(self.second.suspect(self._shown(_whole(text, context))))
        doubted = Reading("hold", worst.limit, ("a second reader takes it to assert what the limit forbids",))
        return doubted if worst.sure >= self.doubt.hold else reading

    def _touched(self, text: str) -> bool:
        subjects = {limit.forbids.drug for limit in self.limits}.union(
            *(self.vocabulary.narrower(one) for limit in self.limits for one in limit.forbids.population)
        )
        return any(mention.concept.id in subjects for mention in self.vocabulary.find(text))

    def _released(self, reading: Reading, text: str, context: str) -> Reading:
        """Only where neither the whole nor one of its sentences is in doubt."""
        if self.second is None:
            return reading
        worst = max(self.second.suspect(self._shown([*_whole(text, context), *_each(text, context)])))
        reasons = ("a second reader finds that it asserts nothing of the kind", *reading.reasons)
        return Reading("allow", None, reasons) if worst.sure <= self.doubt.release else reading

    def _shown(self, said: Iterable[Said]) -> list[str]:
        return [shown(text, context, self.limits, self.vocabulary) for context, text in dict.fromkeys(said)]


def shown(text: str, context: str, limits: Sequence[Limit], vocabulary: Vocabulary) -> str:
    """A text after its context as the second reader takes it, with the limits' subjects renamed."""
    drugs = {limit.forbids.drug for limit in limits}
    courses = {one for limit in limits if limit.forbids.predicate == "benefit" for one in limit.forbids.population}
    renamed = (_renamed(each, drugs, courses, vocabulary) for each in (context[-HEARD:], text))
    return SEPARATOR.join(filter(str.strip, renamed))


def _whole(text: str, context: str) -> list[Said]:
    return [(context, text)] if len(text) <= LONGEST else _each(text, context)


def _each(text: str, context: str) -> list[Said]:
    """Each sentence, after the one before it."""
    said = [text[start:end] for start, end in sentences(text)] or [text]
    return list(pairwise([context, *said]))


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
