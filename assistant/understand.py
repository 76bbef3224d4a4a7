"""A question and its history read into askings: what is asked, of whom, about what, and what it leaves open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant import ages
from assistant.corpus import Corpus
from assistant.followup import borrow, telling
from assistant.inquiry import CONTENT, Asking, Inquiry
from assistant.language.askings import cut, described
from assistant.language.dictation import punctuated
from assistant.language.happening import happening, negated
from assistant.language.heads import claimed, left_behind, supposes
from assistant.language.plain import PLAIN, WORDS
from assistant.language.sentences import sentences
from assistant.language.typos import Typos
from assistant.language.unread import asked_for, done, kinds, unread
from assistant.language.urgency import demands, orders_now, under_way
from assistant.language.vocabulary import Mention
from assistant.language.words import Word, words
from assistant.leaning import implied, leaning, meant, superseded
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
    r"gist|key (?:points|findings|facts|messages?)|main (?:findings|results|messages?)|"
    r"take[- ]?home(?: messages?| points?)?|take[- ]?aways?|"
    r"sum up)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:vs|versus|than|against|compared (?:with|to)|after)\b", re.IGNORECASE)
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
            askings.append(self._endangered(meant(borrowed, asking, self._corpus), before))
        askings = [*leaning(spelt, askings, self._corpus)]
        supposed = [self._premise(spelt[start:end]) for start, end in parts.told]
        return Inquiry(
            question=redacted,
            redacted=counts,
            askings=(*(asking for asking in supposed if asking), *askings),
            emergency=self._emergency(spelt),
            demand=demands(spelt),
        )

    def _premise(self, text: str) -> Asking | None:
        """What the message supposes of the topic's drug or of a study, as an asking of its own."""
        asking = self._asking(text, "")
        studies = self._vocabulary.only(asking.content, "studies", "sources")
        reason = supposes(text) and (asking.drugs & self._topic or studies)
        said = reason or (studies and asking.claimed)
        return replace(asking, premise=True, open_words=(), head="") if said and asking.content else None

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
        before = self._vocabulary.find(told) if told else ()
        left = _left(told, before) | _left(text, mentions)
        own = self._own(mentions, aside) - left
        only = self._vocabulary.only
        stands = bool(telling(self._vocabulary, only(own, *CONTENT)))
        background = _ids(m for m in before if not negated(told, m.start))
        carried = only(background, *_WHOM, *(() if stands or only(own, "studies") else CONTENT)) - left
        concepts = own | self._filling(own, carried) | self._implied(own, background)
        concepts -= superseded(own | background, self._corpus) & own
        whole = f"{told} {text}"
        which = kinds(words(told), before) if before else ()
        worded = _worded(text, aside, found, mentions, studied=bool(only(concepts, "studies", "sources")))
        told_groups = only((carried | _ids(mentions)) - own, "groups") - ages.ruled_out(whole, self._ages)
        return replace(
            worded,
            open_words=(*worded.open_words, *which),
            pointed=(*which, *worded.pointed),
            query=self._searched(text if stands or not told else whole),
            concepts=concepts,
            populations=only(concepts, "populations"),
            drugs=self._drugs(text, own, carried),
            groups=only(own, "groups") | ages.meant(whole, self._ages, old=False),
            told_groups=told_groups | ages.meant(whole, self._ages, old=True),
            premises=background,
            diseases=self._diseases(own if only(concepts, "populations") - self._topic else concepts, carried),
            content=only(concepts, *CONTENT),
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

    def _implied(self, own: Concepts, background: Concepts) -> Concepts:
        """What is meant; what is told of treatments before raises no line of therapy where something else is asked."""
        meant, here = implied(own | background, self._corpus), implied(own, self._corpus)
        stands = self._vocabulary.only(own, *CONTENT) - self._vocabulary.wide
        return here | (meant - self._vocabulary.only(meant, "lines") if stands else meant)

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
        theirs = [self._shown(read[turn]) for turn in history if turn.role == "assistant"]
        return theirs + [read[turn] for turn in history if turn.role == "user"]

    def _shown(self, answer: Asking) -> Asking:
        """An answer as an asking that asks nothing, with the study that it spoke of first."""
        first = next((m.concept.id for m in self._vocabulary.find(answer.text) if m.concept.group == "studies"), "")
        others = self._vocabulary.only(answer.concepts, "studies") - {first}
        return replace(answer, concepts=answer.concepts - others, content=frozenset(), query="")

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
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    folded = unicodedata.normalize("NFKC", text)
    seen = (c for c in folded if unicodedata.category(c) != "Cf")
    kept = "".join(c if c == "\n" or unicodedata.category(c) not in _UNREADABLE else " " for c in seen)
    return "\n".join(" ".join(line.split()) for line in kept.split("\n") if line.strip())


def _worded(
    text: str, aside: Sequence[tuple[int, int]], found: Sequence[Word], mentions: Sequence[Mention], *, studied: bool
) -> Asking:
    """One asking as it is worded: its unread words, its figures, its form."""
    overview = _OVERVIEW.search(text)
    asides = [*aside, overview.span()] if overview else aside
    left = (word.text for word in unread(found, mentions) if not _within(word.start, asides))
    which = kinds(found, mentions)
    return Asking(
        text=text,
        query=text,
        concepts=frozenset(),
        open_words=(*left, *_YEAR.findall(text)),
        pointed=(*which, *done(found, mentions)),
        head=asked_for(found, mentions),
        claimed=claimed(_without(text, aside), counts=studied),
        points_back=bool(_PRONOUN.search(text)),
        overview=overview is not None,
        wants="percentage" if _PERCENTAGE.search(text) else "number" if _HOW_MANY.search(text) else "",
        figures=frozenset(figure.replace("·", ".") for figure in _FIGURE.findall(text)),
        joins=bool(_JOINS.search(text)),
    )


def _left(text: str, mentions: Sequence[Mention]) -> Concepts:
    """The forms of the disease that somebody goes from."""
    return left_behind(text, [mention for mention in mentions if mention.concept.group == "populations"])


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


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in the place of the spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
