"""What a question asks that the evidence does not hold: every content word and concept is accounted for, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.corpus import Corpus
from assistant.language.plain import PLAIN
from assistant.language.typos import is_english
from assistant.language.words import words
from assistant.ports import Embedder
from assistant.retrieve import Found, Retrieval
from assistant.understand import Asking
from assistant.values import Concepts, Passage

WEIGHT = 0.08
"""How far a question moves (1 - cosine) when its unread common words are taken out, above which they matter.

Fitted on evals/questions/build.yaml: "carry" in "does IVIG carry a risk" moves it by 0.03, "atrophy" by 0.09.
"""

_STUDY_WORDS = frozenset({"trial", "study", "paper", "guidelin", "result", "meta", "review", "data"})


class Coverage:
    """Accounts for the words and concepts of an asking in one corpus."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, embedder: Embedder) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._embedder = embedder
        everything = corpus.passages.values()
        self._known = self.meaning(everything) | corpus.topic
        self._subjects = frozenset(subject for passage in everything for subject in passage.subjects)
        self._places = corpus.group("studies", "sources", "lines")

    def meaning(self, passages: Iterable[Passage]) -> Concepts:
        """What the passages are about, together."""
        return frozenset[str]().union(*(self._retrieval.meaning(passage) for passage in passages))

    def about_topic_drug(self, asking: Asking) -> bool:
        """Whether the topic's drug is asked about: by name, by "it", or by a trial or a comparison that implies it."""
        drugs = self._corpus.topic & self._corpus.group("drugs")
        implied = asking.content & (self._places | {"comparison"})
        return bool(asking.drugs & drugs or not asking.drugs or asking.points_back or implied)

    def foreign(self, asking: Asking) -> tuple[str, ...]:
        """Names of the drugs, diseases and patient groups asked about that no passage speaks of."""
        vocabulary = self._corpus.vocabulary
        named = asking.drugs | asking.diseases | asking.groups
        strange = {concept for concept in named if not vocabulary.wider(concept) & self._known}
        if not self.about_topic_drug(asking):
            strange |= asking.drugs - self._subjects
        return self.names(strange)

    def absent(self, asking: Asking, found: Sequence[Found]) -> tuple[str, ...]:
        """Names of what is asked about that no passage on this drug, population and study is about."""
        held = self.meaning(f.passage for f in found)
        asked = asking.content - self._corpus.group("sources", "arms")
        return self.names(concept for concept in asked if concept not in held)

    def denied(self, asking: Asking, chosen: Iterable[Passage]) -> tuple[str, ...]:
        """Names of what is asked that a chosen passage says its source does not give."""
        said = frozenset(concept for passage in chosen for concept in passage.absent)
        return self.names(said & asking.content)

    def unread(self, asking: Asking, chosen: Sequence[Passage]) -> tuple[str, ...]:
        """Words that matter to the question and that the chosen passages, and the questions they answer, lack."""
        held = PLAIN | {word.stem for passage in chosen for word in words(self._spoken(passage))}
        left = [w for w in dict.fromkeys(asking.open_words) if not {part.stem for part in words(w)} <= held]
        strange = [word for word in left if _strange(word)]
        common = [word for word in left if word not in strange]
        if common and not strange and self._weight(asking.query, common) < WEIGHT:
            return ()
        return tuple(left if common and strange and self._weight(asking.query, common) >= WEIGHT else strange or common)

    def in_topic(self, asking: Asking, near: Sequence[Found]) -> bool:
        """Whether an unanswered asking belongs to this corpus's topic at all."""
        if asking.concepts & self._corpus.topic or asking.populations or asking.content & self._places:
            return True
        if asking.drugs or asking.diseases:
            return False
        if not self._corpus.topic:
            return bool(near and near[0].semantic >= 0.45)
        studies = any(word.stem in _STUDY_WORDS for word in words(asking.text))
        return studies or bool(near and near[0].semantic >= 0.40)

    def names(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Concepts by the name a reader knows, in a stable order."""
        return tuple(sorted(self._corpus.vocabulary.concepts[concept].name for concept in concepts))

    def _spoken(self, passage: Passage) -> str:
        document = self._corpus.documents[passage.document]
        return "\n".join((passage.text, passage.section, document.title, document.reference, *passage.asks))

    def _weight(self, query: str, without: Iterable[str]) -> float:
        left = re.sub(rf"\b(?:{'|'.join(map(re.escape, without))})\b", " ", query)
        whole, rest = self._embedder.embed([query, " ".join(left.split())])
        return 1.0 - float(whole @ rest)


def _strange(word: str) -> bool:
    """Whether a word is a name, an acronym, a year or a term that is rare in English."""
    if word.isdigit():
        return True
    if len(word) <= 3 and word.islower():
        return False
    return (len(word) > 1 and word.isupper()) or not is_english(word.casefold())
