"""A question and its history read into askings: what is asked, of whom, about what, and what it leaves open."""

from __future__ import annotations

import re
import unicodedata
from calendar import day_name, month_name
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.followup import borrow, telling
from assistant.inquiry import CONTENT, Asking, Inquiry
from assistant.language.askings import cut, described
from assistant.language.dictation import punctuated
from assistant.language.happening import happening, negated
from assistant.language.plain import PLAIN, WORDS
from assistant.language.sentences import sentences
from assistant.language.typos import Typos
from assistant.language.urgency import demands, orders_now, under_way
from assistant.language.vocabulary import Mention
from assistant.language.words import Word, stem, words
from assistant.leaning import implied, leaning
from assistant.privacy import redact
from assistant.values import Concepts, Turn

MOST_ASKED = 8
"""Things that one message may ask; the rest is not read."""

_WHOM = ("populations", "drugs", "groups", "diseases", "studies")
_PRONOUN = re.compile(r"\b(?:it|its|this|that|these|those|they|them|he|she|same|one)\b", re.IGNORECASE)
_UNSAID = re.compile(
    r"\[(?:name|email|phone|address|date|date of birth|record number)\]|\b(?:https?://|www\.)\S+|</?[a-z][^>\n]*>",
    re.IGNORECASE,
)
"""What is no word of the question: the place of an identifier, an address, markup."""

_SOMEBODY = re.compile(
    r"(?:(?<=^)|(?<=[.!?]\s))\[name\](?:[\s,;:]*\[[a-z ]+\])*[\s,;:]+(?=(?:has|have|had|is|was|gets|got|takes)\b)"
)
"""Who a case is told of, once the name is gone."""

_OVERVIEW = re.compile(
    r"\b(?:summari[sz]e|summary|overview|outline|describe|tell me (?:all )?about|(?:run|talk) me through|in a nutshell|"
    r"gist|key (?:points|findings|facts)|main (?:findings|results)|sum up)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:vs|versus|than|against|compared (?:with|to)|after)\b", re.IGNORECASE)
_AGED = re.compile(r"\b(\d{1,3})\s*-?\s*(?:y\.?o\b|y/o|yrs?[- ]?old|years?[- ]old|years? of age)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:how many|what number|number of|how much did|by how much|sample size)\b", re.IGNORECASE)
_PERCENTAGE = re.compile(r"\b(?:what|which) (?:percentage|percent|proportion|fraction|share)\b|what %", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w.])\d+[.·]\d+|(?<![\w.])\d{2,3}(?![\w.]*\d|-?year|\s*(?:yo|y/o|year))")
_JOINS = re.compile(r"\band\b|[,/+&;]|\bplus\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!before or after )(?<![\d.,/-])(?:19|20)\d\d(?![\d,]|\.\d|-\d\d\b)")
_ROLE = re.compile(
    r"\b(?:you are|you're|act as|pretend to be|your name is|call you(?:rself)?|play)(?: now)?(?: an?| the)? "
    r"(?-i:([A-Z]\w+))",
    re.IGNORECASE,
)
"""A name that the message gives to the one it asks."""

_CALENDAR = frozenset(name.casefold() for name in (*day_name, *month_name) if name)
_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Understanding:
    """Reads questions in one corpus's terms."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._vocabulary = corpus.vocabulary
        self._topic = corpus.topic
        self._ages = corpus.ages
        synonyms = (s for c in corpus.vocabulary.concepts.values() for s in (c.name, *c.synonyms))
        texts = (t for p in corpus.passages.values() for t in (p.text, *p.asks))
        printed = (t for d in corpus.documents.values() for t in (d.title, d.reference, d.text))
        lexicon = frozenset(word.folded for text in (*synonyms, *texts) for word in words(text))
        self.known = lexicon | {word.folded for text in printed for word in words(text)}
        self._typos = Typos(lexicon | {word for word in WORDS if len(word) > 5})

    def __call__(self, question: str, history: Sequence[Turn]) -> Inquiry:
        """The inquiry; identifiers are redacted before anything else reads the text."""
        redacted, counts = redact(readable(question), self.known)
        spelt = self._spell(punctuated(_UNSAID.sub(" ", _SOMEBODY.sub("The patient ", _renamed(redacted)))))
        parts = cut(spelt)
        told = " ".join(spelt[start:end] for start, end in parts.told)
        earlier, askings = self._earlier(history), list[Asking]()
        for start, end in _worth_asking(spelt, parts.asked):
            asking = self._asking(spelt[start:end], told)
            before = [*earlier, *askings]
            borrowed = borrow(asking, before, self._vocabulary, self._topic, here=bool(askings))
            askings.append(self._endangered(borrowed, before))
        return Inquiry(
            question=redacted,
            redacted=counts,
            askings=leaning(spelt, askings, self._corpus),
            emergency=self._emergency(spelt),
            demand=demands(spelt),
        )

    def _endangered(self, asking: Asking, earlier: Sequence[Asking]) -> Asking:
        """A question on harm is asked of the patient told of just before it, even where it stands by itself."""
        if not earlier or not asking.content & self._corpus.harm or asking.groups:
            return asking
        return replace(asking, told_groups=asking.told_groups | earlier[-1].groups | earlier[-1].told_groups)

    def _spell(self, text: str) -> str:
        """The text with its misspellings put right."""
        for word in reversed(words(text)):
            shouted = word.text.isupper() and not text.isupper()
            if word.stem not in PLAIN and not shouted and (better := self._typos.correct(word)):
                text = text[: word.start] + better + text[word.end :]
        return text

    def _asking(self, text: str, told: str) -> Asking:
        """One asking, read with what the rest of the message tells."""
        found = words(text)
        mentions = self._vocabulary.find(found)
        aside = described(text)
        own = self._own(mentions, aside)
        only = self._vocabulary.only
        stands = bool(telling(self._vocabulary, only(own, *CONTENT)))
        background = _ids(self._vocabulary.find(told))
        carried = only(background, *_WHOM, *(() if stands else CONTENT))
        concepts = own | self._filling(own, carried)
        concepts |= implied(own | background, self._corpus)
        diseases = self._diseases(concepts, carried)
        unread = [word for word in _unread(found, mentions) if not _within(word.start, aside)]
        return Asking(
            text=text,
            query=self._searched(text if stands or not told else f"{told} {text}"),
            concepts=concepts,
            populations=only(concepts, "populations"),
            drugs=self._drugs(text, own, carried),
            groups=only(own, "groups") | self._aged(f"{told} {text}"),
            told_groups=only((carried | _ids(mentions)) - own, "groups"),
            premises=background,
            diseases=diseases,
            content=only(concepts, *CONTENT),
            open_words=(*(word.text for word in unread), *_YEAR.findall(text)),
            points_back=bool(_PRONOUN.search(text)),
            overview=bool(_OVERVIEW.search(text)),
            wants="percentage" if _PERCENTAGE.search(text) else "number" if _HOW_MANY.search(text) else "",
            figures=frozenset(figure.replace("·", ".") for figure in _FIGURE.findall(text)),
            joins=bool(_JOINS.search(text)),
        )

    def _searched(self, text: str) -> str:
        """The words to search for: the topic's drug by its one name, and a question by its mark."""
        return f"{self._of_topic(text).rstrip(' ?.!')}?"

    def _own(self, mentions: Sequence[Mention], aside: Sequence[tuple[int, int]]) -> Concepts:
        """What the asking itself names; what only describes the patient is not asked, unless nothing else is."""
        beside = (*CONTENT, "groups", "diseases")
        asked = _ids(m for m in mentions if m.concept.group not in beside or not _within(m.start, aside))
        return (
            asked if self._vocabulary.only(asked, *CONTENT) else asked | self._vocabulary.only(_ids(mentions), *CONTENT)
        )

    def _filling(self, own: Concepts, carried: Concepts) -> Concepts:
        """Of what the background names, the groups of concepts that the asking itself does not name."""
        groups = {self._vocabulary.concepts[concept].group for concept in own}
        if not self._vocabulary.only(own, "populations") - self._topic:
            groups.discard("populations")
        return frozenset(c for c in carried if self._vocabulary.concepts[c].group not in groups)

    def _aged(self, text: str) -> Concepts:
        """The patient group that an age means."""
        ages = [int(age) for age in _AGED.findall(text)]
        return frozenset(rule.then for rule in self._ages for age in ages if age < rule.below)

    def _drugs(self, text: str, own: Concepts, carried: Concepts) -> Concepts:
        """The drugs asked about; the topic's own is meant by "it", by a trial of it and by a comparison with it."""
        drugs = self._vocabulary.only(own, "drugs")
        ours = self._vocabulary.only(self._topic, "drugs")
        implied = self._vocabulary.only(own, "studies", "sources") | (own & {"comparison"}) or _AGAINST.search(text)
        if drugs and not drugs & ours and (implied or _PRONOUN.search(text) or carried & ours):
            return drugs | ours
        return drugs or carried & ours

    def _diseases(self, own: Concepts, carried: Concepts) -> Concepts:
        """Other diseases: those asked about, and those told of where the topic's own is not named at all."""
        only = self._vocabulary.only
        ours = only(own | carried, "populations") | ((own | carried) & self._topic - only(self._topic, "drugs"))
        return only(own if ours else own | carried, "diseases")

    def _earlier(self, history: Sequence[Turn]) -> list[Asking]:
        """The turns before, as askings; the user's come last and so are borrowed from first."""
        read = {turn: self._asking(self._spell(readable(turn.text)), "") for turn in history}
        theirs = [replace(read[t], content=frozenset(), query="") for t in history if t.role == "assistant"]
        return theirs + [read[turn] for turn in history if turn.role == "user"]

    def _emergency(self, text: str) -> bool:
        """A sign of harm told as happening now or very lately, or an order for now."""
        named = self._of_topic(text)
        return orders_now(text) or happening(named, self._corpus.alarms.find(named)) or self._under_way(text)

    def _under_way(self, text: str) -> bool:
        """A sign of harm under way, by its name in the vocabulary."""
        for sentence in (text[start:end] for start, end in sentences(text, casual=True)):
            signs = (m for m in self._vocabulary.find(sentence) if m.concept.group == "emergencies")
            if under_way(sentence) and any(not negated(sentence, sign.start) for sign in signs):
                return True
        return False

    def _of_topic(self, text: str) -> str:
        """The text with the topic's drug by its one name."""
        for mention in reversed(self._vocabulary.find(text)):
            if mention.concept.id in self._topic and mention.concept.group == "drugs":
                text = text[: mention.start] + mention.concept.name + text[mention.end :]
        return text


def readable(text: str) -> str:
    """The text for reading: NFKC, control and invisible characters gone, white space single within lines."""
    folded = unicodedata.normalize("NFKC", text)
    seen = (c for c in folded if unicodedata.category(c) != "Cf")
    kept = "".join(c if c == "\n" or unicodedata.category(c) not in _UNREADABLE else " " for c in seen)
    return "\n".join(" ".join(line.split()) for line in kept.split("\n") if line.strip())


def _worth_asking(text: str, asked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first few different parts that hold a letter: more is no question to be answered in 20 seconds."""
    parts = {text[start:end].casefold().strip(): (start, end) for start, end in reversed(asked)}
    kept = [span for said, span in reversed(parts.items()) if any(c.isalpha() for c in said)]
    return kept[:MOST_ASKED] or [*asked[:1]]


def _renamed(text: str) -> str:
    """Without the names, as they are written together, that the message gives to the one it asks ("DoseBot")."""
    for name in _ROLE.findall(text):
        if any(letter.isupper() for letter in name[1:]) and not name.isupper():
            text = re.sub(rf"\b{name}\b[,:]?", " ", text)
    return text


def _ids(mentions: Iterable[Mention]) -> Concepts:
    return frozenset(mention.concept.id for mention in mentions)


def _unread(found: Sequence[Word], mentions: Sequence[Mention]) -> tuple[Word, ...]:
    """The words that neither the vocabulary nor plain English accounts for."""
    read = {place for mention in mentions for place in range(mention.first, mention.last)}
    return tuple(word for place, word in enumerate(found) if place not in read and not _is_plain(word))


def _is_plain(word: Word) -> bool:
    """Plain English, a day or month, a lone letter or a figure; "isn't" is plain because "isn" is."""
    before, _, _ = word.folded.replace("’", "'").partition("'")
    if word.folded in _CALENDAR:
        return True
    return word.stem in PLAIN or stem(before) in PLAIN or len(word.folded) == 1 or word.folded[0].isdigit()


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
