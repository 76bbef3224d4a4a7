"""What a question asks that the evidence does not hold: every content word and concept is accounted for, or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.corpus import Corpus
from assistant.inquiry import Asking
from assistant.language.heads import holds, months
from assistant.language.lexicon import PHRASES, words_of
from assistant.language.naming import of_medicine
from assistant.language.plain import PLAIN
from assistant.language.typos import is_english, is_everyday
from assistant.language.words import words
from assistant.ports import Embedder, Hit, PassageIndex
from assistant.retrieve import WIDE, Found, Retrieval
from assistant.values import Concepts, Passage

MOVED, NEARER, NAMED, TOLERATED = 6.1, 21.2, -3.1, 0.3
"""When unread words are something not covered: a logistic fit on the build sets in evals/questions.

What it weighs: how far the question moves (1 - cosine) when the words are taken out ("carry" in "does IVIG carry a
risk" moves it by 0.03, "IgA" in "should IgA be checked" by 0.26), how much nearer that brings it to the chosen
passages (a paraphrase brings it no nearer), and whether the topic's drug or one of its studies is named.
"""

_OF_A_STUDY = frozenset({"design", "size", "duration", "p-value", "frequency"})
"""Wide concepts that a study either is told to have or not."""

_DIGIT, _PERCENT = re.compile(r"\d"), re.compile(r"\d\s*%|per cent|proportion")
_DETERMINERS = words_of("determiners") | {"her", "his", "my", "any"}
_FOR = frozenset({"for", "on", "of", "with", "in", "against", "from"})
_WITH = frozenset({"for", "on", "with", "in", "after", "who", "takes", "taking", "has", "having"})
_STUDY_WORDS = frozenset({"trial", "study", "paper", "guidelin", "result", "meta", "review", "data"})


class Coverage:
    """Accounts for the words and concepts of an asking in one corpus."""

    def __init__(self, corpus: Corpus, retrieval: Retrieval, index: PassageIndex, embedder: Embedder) -> None:
        self._corpus = corpus
        self._retrieval = retrieval
        self._index = index
        self._embedder = embedder
        self._wide = corpus.vocabulary.wide
        self._lines = corpus.group("lines")
        self._held: dict[str, frozenset[str]] = {}
        everything = corpus.passages.values()
        self._known = self.meaning(everything) | corpus.topic
        self._subjects = frozenset(subject for passage in everything for subject in passage.subjects)
        peopled = frozenset(p for passage in everything for p in passage.populations)
        self._peopled = frozenset(
            c for p in peopled for c in corpus.vocabulary.wider(p) | corpus.vocabulary.narrower(p)
        )
        self._terms = corpus.vocabulary.stems
        self._places = corpus.group("studies", "sources", "lines")

    def meaning(self, passages: Iterable[Passage]) -> Concepts:
        """What the passages are about, together."""
        return frozenset[str]().union(*(self._retrieval.meaning(passage) for passage in passages))

    def about_topic_drug(self, asking: Asking) -> bool:
        """Whether the topic's drug is asked about, or none at all."""
        return bool(asking.drugs & self._corpus.topic or not asking.drugs)

    def foreign(self, asking: Asking) -> tuple[str, ...]:
        """Names of the drugs, diseases and patient groups asked about that no passage speaks of."""
        vocabulary = self._corpus.vocabulary
        named = asking.drugs | asking.diseases | asking.groups | (asking.populations - self._peopled)
        strange: Concepts = frozenset(concept for concept in named if not vocabulary.wider(concept) & self._known)
        if not self.about_topic_drug(asking):
            strange |= asking.drugs - self._subjects
        return self.names(strange)

    def absent(self, asking: Asking, found: Sequence[Found]) -> tuple[str, ...]:
        """Names of what is asked about that no passage is about, or none on the study asked about."""
        studies = asking.content & self._corpus.group("studies")
        told = [f.passage for f in found if not studies or studies & self._retrieval.meaning(f.passage)]
        held = self.meaning(told) if studies and told else self._known
        loose = self._wide - (_OF_A_STUDY if studies else frozenset())
        beside = self._corpus.vocabulary.side - _OF_A_STUDY
        asked = asking.content - self._corpus.group("sources", "arms", "lines") - loose - beside
        unheard = asking.content & self._wide - self._known - self._lines
        return self.names((asked - held) | unheard)

    def uncounted(self, asking: Asking, chosen: Iterable[Passage]) -> bool:
        """Whether a number is asked for and no chosen passage gives one of what is counted."""
        if not asking.wants:
            return False
        sign = _PERCENT if asking.wants == "percentage" else _DIGIT
        counted = asking.content - self._corpus.group("sources", "arms", "studies") - (self._wide - {"size"})
        counted = counted & {"size"} or counted
        return not any(sign.search(p.text) and (not counted or counted & self._retrieval.meaning(p)) for p in chosen)

    def unpeopled(self, asking: Asking, chosen: Iterable[Passage]) -> tuple[str, ...]:
        """Names of the forms of the disease asked about, where only sentences on nobody in particular were chosen."""
        vocabulary = self._corpus.vocabulary
        forms = asking.populations - self._corpus.topic - vocabulary.states
        if not forms or asking.content - self._wide or any(p.populations for p in chosen):
            return ()
        return self.names(forms)

    def denied(self, asking: Asking, chosen: Iterable[Passage]) -> tuple[str, ...]:
        """Names of what is asked that a chosen passage says its source does not give."""
        said = frozenset(concept for passage in chosen for concept in passage.absent)
        return self.names(said & asking.content)

    def unread(self, asking: Asking, chosen: Sequence[Passage], *, limited: bool = False) -> tuple[str, ...]:
        """Words that matter to the question and that the chosen passages, and the questions they answer, lack.

        Where a limit answers (`limited`), an everyday word is lacking only as what the drug is to be for or to act on.
        """
        left = self._unheard(asking, chosen)
        left += self._headless(asking, chosen)
        figures = [word for word in left if word.isdigit()]
        others = [word for word in left if word not in figures]
        telling = [word for word in left if not (limited and _passing(asking.text, word))]
        strange = any(_named(word) or word in asking.pointed or self._medical(word) for word in others)
        if strange or (telling and others and self._matter(asking, others, {p.id for p in chosen})):
            return tuple(telling)
        return tuple(figures)

    def _unheard(self, asking: Asking, chosen: Iterable[Passage]) -> list[str]:
        """The unread words of which a stem is neither plain nor in a chosen passage."""
        held = frozenset[str]().union(*(self._stems(passage) for passage in chosen))
        return [w for w in dict.fromkeys(asking.open_words) if not {part.stem for part in words(w)} - PLAIN <= held]

    def _medical(self, word: str) -> bool:
        """Whether a word is a medical one that no term of the vocabulary has."""
        return of_medicine(word) and not {part.stem for part in words(word)} <= self._terms

    def _headless(self, asking: Asking, chosen: Sequence[Passage]) -> list[str]:
        """The noun that is asked for, plain as it may be, where no chosen passage has it."""
        if not asking.head or asking.head in asking.open_words or asking.overview:
            return []
        held = frozenset[str]().union(*(self._stems(passage) for passage in chosen))
        return [] if {part.stem for part in words(asking.head)} <= held else [asking.head]

    def unheld(self, asking: Asking, chosen: Iterable[Passage]) -> tuple[str, ...]:
        """Shares, counts and periods that the asking supposes and that no chosen passage holds.

        A period may be said elsewhere of the study asked about: what it found, it found over the time it took.
        """
        texts = [passage.text for passage in chosen]
        studies = asking.content & self._corpus.group("studies")
        took = (months(p.text) for p in self._corpus.passages.values() if studies & self._retrieval.meaning(p))
        lasted = frozenset[int]().union(*took)
        return tuple(said for said in asking.claimed if not holds(texts, said) and not months(said) & lasted)

    def endangered(self, asking: Asking, chosen: Sequence[Passage]) -> tuple[str, ...]:
        """Unread words that tell for whom or beside what harm is asked about: "in smokers", "on the pill"."""
        return tuple(w for w in self._unheard(asking, chosen) if not w.isdigit() and _beside(asking.text, w))

    def in_topic(self, asking: Asking, near: Sequence[Found]) -> bool:
        """Whether an unanswered asking belongs to this corpus's topic at all."""
        spoken = asking.concepts | (asking.drugs if asking.points_back else frozenset[str]())
        if spoken & self._corpus.topic or asking.populations or asking.content & self._places:
            return True
        if asking.content - self._wide and not asking.drugs and not asking.diseases:
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

    def _stems(self, passage: Passage) -> frozenset[str]:
        which = passage.document if passage.key is None else passage.id
        if which not in self._held:
            self._held[which] = frozenset(word.stem for word in words(self._spoken(passage)))
        return self._held[which]

    def _spoken(self, passage: Passage) -> str:
        """What a passage stands for: what its editors wrote beside it, or its document where nobody did."""
        document = self._corpus.documents[passage.document]
        if passage.key is None:
            return f"{document.title}\n{document.text}"
        return "\n".join((passage.text, passage.section, document.title, document.reference, *passage.asks))

    def _matter(self, asking: Asking, open_words: Sequence[str], chosen: set[str]) -> bool:
        """Whether taking the words out changes the question much, or brings it nearer to the chosen passages.

        Where the topic's drug is not named the words may be the subject, and less is enough; in a corpus whose terms
        nobody listed, a word that is rare in English is taken for one of them.
        """
        if not self._corpus.topic and not all(is_english(word.casefold()) for word in open_words):
            return True
        either = "|".join(map(re.escape, open_words))
        rest = " ".join(re.sub(rf"\b(?:{either})\b", " ", asking.query).split())
        whole, less = self._embedder.embed([asking.query, rest])
        with_them, without = self._index.search([asking.query, rest], WIDE)
        moved = 1.0 - float(whole @ less)
        nearer = _nearness(without, chosen) - _nearness(with_them, chosen)
        said = asking.drugs & self._corpus.topic or (asking.content - self._wide) | (asking.content & self._places)
        named = bool(said or asking.points_back)
        return MOVED * moved + NEARER * nearer + NAMED * named > TOLERATED


def _passing(text: str, word: str) -> bool:
    """Whether an everyday word of the text names nothing that the drug is to be for or to act on."""
    if _named(word) or word.isdigit() or not is_everyday(word.casefold()):
        return False
    found = [each.folded for each in words(text)]
    for place in (at for at, each in enumerate(found) if each == word.casefold()):
        before = [each for each in found[max(0, place - 2) : place] if each not in _DETERMINERS]
        if before and (before[-1] in _FOR or "GOOD" in PHRASES.get((before[-1],), frozenset())):
            return False
    return True


def _beside(text: str, word: str) -> bool:
    """Whether a word, or the one it follows, stands after "in", "on", "with": what somebody has or is."""
    found = [each.folded for each in words(text)]
    first = words(word)[0].folded
    before = [
        [w for w in found[max(0, at - 3) : at] if w not in _DETERMINERS] for at, w in enumerate(found) if w == first
    ]
    return any(_WITH & {*each[-2:]} for each in before)


def _named(word: str) -> bool:
    """Whether a word is written as a name or an acronym."""
    return len(word) > 1 and (word.isupper() or not word[1:].islower())


def _nearness(hits: Iterable[Hit], chosen: set[str]) -> float:
    return max((hit.semantic for hit in hits if hit.passage in chosen), default=0.0)
