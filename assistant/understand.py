"""A question and its history read into askings: what is asked, of whom, about what, and what it leaves open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.corpus import Corpus
from assistant.language.askings import cut, described
from assistant.language.plain import PLAIN
from assistant.language.plain import WORDS as PLAIN_WORDS
from assistant.language.sentences import sentences
from assistant.language.typos import Typos
from assistant.language.vocabulary import Mention, Vocabulary
from assistant.language.words import Word, stem, words
from assistant.privacy import redact
from assistant.values import Concepts, Turn

CONTENT = ("lines", "outcomes", "aspects", "arms", "studies", "sources")
"""Vocabulary groups that say what is asked, as against whom it is asked of."""

QUALIFIERS = ("arms", "studies", "sources")

SIDE = frozenset({"p-value", "numbers-printed", "agreement"})
"""Aspects of a result, which are asked of the result spoken of before."""

_PRONOUN = re.compile(r"\b(?:it|its|this|that|these|those|they|them|he|she|same|one)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"^\W*(?:and|but|so|or|also|what about|how about|what of|same|ok(?:ay)?\b.{0,12}\b(?:and|but|so)|then|why|really|are you sure|in|for|with)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\[(?:name|email|phone|address|date|date of birth|record number)\]")
_OVERVIEW = re.compile(
    r"\b(?:summari[sz]e|summary|overview|outline|describe|tell me (?:all )?about|key (?:points|findings|facts)|run me through|talk me through|"
    r"main (?:findings|results)|in a nutshell|gist)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\b(?:how many|what (?:percentage|percent|proportion|fraction|share|number)|number of|how much did|by how much|sample size)\b", re.IGNORECASE
)
_JOINS = re.compile(r"\band\b|[,/+&;]|\bplus\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d,]|\.\d|-\d\d\b)")
_DEMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|drop|skip|leave (?:out|aside)|switch off|turn off|without|put aside|set aside)\b"
    r".{0,40}\b(?:limits?|rules?|instructions?|restrictions?|guardrails?|safeguards?|caveats?|disclaimers?|prompts?|hedging|the evidence|your documents|the documents|the sources)\b"
    r"|\b(?:pretend|role-?play|act as|you are now|jailbreak|developer mode|system prompt|just (?:say|write|confirm|tell me) (?:that )?(?:yes|it works|ivig (?:works|is|helps))|"
    r"(?:only|simply) (?:say|answer|reply) (?:with )?yes|say yes)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOW = re.compile(
    r"\b(?:now|currently|at the moment|stat|urgent(?:ly)?|emergency|immediately|asap|help|he|she|patient|pt|man|woman|lady|what (?:do|should) (?:i|we) do|"
    r"bedside|mid-?infusion|half ?way|(?:min\w*|hours?|hrs?|ml) (?:in|into|through)\b|"
    r"(?:during|into|through|on) (?:the|her|his|their|this|an?|ivig|immunoglobulin)\b|"
    r"just (?:started|began|developed|gone|went|become)|(?:is|are|'s|has|have) (?:\w+ ){0,2}(?:having|getting|going|becom\w+|developed|"
    r"developing|started|collapsed|arrested|dropping|now)|(?:has|have|with|is|got)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?) ago|previous(?:ly)?|prior|history|had|used to|last (?:week|month|year)|in the past|once|ever|cause[sd]?|can|could|might|may|risk|"
    r"how (?:common|often)|rate of|incidence|does ivig)\b",
    re.IGNORECASE,
)
_ORDER_NOW = re.compile(
    r"\b(?:infusion|drip|dose|bag|rate|pump|ivig|immunoglobulin)\b.{0,60}\b(?:right now|stat|this minute|immediately|tonight|within the hour|in the next (?:hour|\d+ min\w*))\b"
    r"|\b(?:right now|stat|this minute|immediately|within the hour|urgent(?:ly)?)\b.{0,60}\b(?:infusion|drip|dose|rate|pump|ivig|immunoglobulin|order|prescribe|give|start)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing asked."""

    text: str
    query: str
    """What is searched for: the asking, spelt right, with what it borrowed."""
    concepts: Concepts
    populations: Concepts = frozenset()
    drugs: Concepts = frozenset()
    groups: Concepts = frozenset()
    diseases: Concepts = frozenset()
    content: Concepts = frozenset()
    open_words: tuple[str, ...] = ()
    """Words that neither the vocabulary nor plain English accounts for; the evidence has to."""
    aside: tuple[str, ...] = ()
    """Words of the patient's description that nothing accounts for; they change nothing."""
    points_back: bool = False
    overview: bool = False
    wants_number: bool = False
    joins: bool = False
    """Whether it names several things, as a list or with "and"."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question understood."""

    question: str
    redacted: Mapping[str, int]
    askings: tuple[Asking, ...]
    emergency: bool = False
    demand: bool = False
    corrected: Mapping[str, str] = field(default_factory=dict)


class Understanding:
    """Reads questions in one corpus's terms."""

    def __init__(self, corpus: Corpus) -> None:
        self._vocabulary = corpus.vocabulary
        self._topic = corpus.topic
        self._implies = corpus.implies
        synonyms = (s for c in corpus.vocabulary.concepts.values() for s in (c.name, *c.synonyms))
        texts = (t for p in corpus.passages.values() for t in (p.text, *p.asks))
        lexicon = frozenset(word.folded for text in (*synonyms, *texts) for word in words(text))
        self._typos = Typos(lexicon | {word for word in PLAIN_WORDS if len(word) > 5})

    def __call__(self, question: str, history: Sequence[Turn]) -> Inquiry:
        """The inquiry; identifiers are redacted before anything else reads the text."""
        redacted, counts = redact(readable(question))
        spelt, corrected = self._spell(_LABEL.sub(" ", redacted))
        earlier = self._earlier(history)
        parts = cut(spelt)
        told = " ".join(spelt[start:end] for start, end in parts.told)
        background = self._mentions(told)
        askings: list[Asking] = []
        for start, end in parts.asked:
            asking = self._asking(spelt[start:end], background, told)
            askings.append(self._borrow(asking, [*earlier, *askings], followed=bool(askings)))
        return Inquiry(
            question=redacted,
            redacted=counts,
            askings=tuple(askings),
            emergency=self._emergency(spelt),
            demand=bool(_DEMAND.search(spelt)),
            corrected=corrected,
        )

    def _spell(self, text: str) -> tuple[str, dict[str, str]]:
        corrected: dict[str, str] = {}
        for word in reversed(words(text)):
            if word.stem in PLAIN:
                continue
            if better := self._typos.correct(word):
                corrected[word.text] = better
                text = text[: word.start] + better + text[word.end :]
        return text, corrected

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        return self._vocabulary.find(text)

    def _asking(self, text: str, background: Sequence[Mention], told: str) -> Asking:
        found = words(text)
        mentions = self._vocabulary.find(found)
        aside = described(text)
        asked = [m for m in mentions if m.concept.group not in CONTENT or not _within(m.start, aside)]
        own = _ids(asked if _in_groups(self._vocabulary, _ids(asked), CONTENT) else mentions)
        carried = _ids(m for m in background if m.concept.group in ("populations", "drugs", "groups", "diseases", "studies"))
        if not self._telling(_in_groups(self._vocabulary, own, CONTENT)):
            carried = carried | _ids(m for m in background if m.concept.group in CONTENT)
        unread = _unread(found, mentions)
        concepts = own | self._fill(own, carried)
        concepts |= self._implied(concepts, own | carried)
        return Asking(
            text=text,
            query=text if self._telling(_in_groups(self._vocabulary, own, CONTENT)) or not told else f"{told} {text}",
            concepts=concepts,
            populations=_in_groups(self._vocabulary, concepts, ("populations",)),
            drugs=self._drugs(text, own, carried),
            groups=_in_groups(self._vocabulary, own | carried, ("groups",)),
            diseases=self._diseases(own, carried),
            content=_in_groups(self._vocabulary, concepts, CONTENT),
            open_words=tuple(w.text for w in unread if not _within(w.start, aside)) + tuple(_YEAR.findall(text)),
            aside=tuple(w.text for w in unread if _within(w.start, aside)),
            points_back=bool(_PRONOUN.search(text)),
            wants_number=bool(_HOW_MANY.search(text)),
            overview=bool(_OVERVIEW.search(text)),
            joins=bool(_JOINS.search(text)),
        )

    def _drugs(self, text: str, own: Concepts, carried: Concepts) -> Concepts:
        """The drugs asked about; the topic's own is meant by "it", by a trial of it and by a comparison with it."""
        drugs = _in_groups(self._vocabulary, own, ("drugs",))
        ours = self._topic & _group(self._vocabulary, "drugs")
        implied = own & (_group(self._vocabulary, "studies") | _group(self._vocabulary, "sources") | {"comparison"})
        if drugs and not drugs & ours and (implied or _PRONOUN.search(text) or carried & ours):
            return drugs | ours
        return drugs or carried & ours

    def _diseases(self, own: Concepts, carried: Concepts) -> Concepts:
        """Other diseases: those asked about, and those told of where the topic's own is not named at all."""
        ours = self._topic | _group(self._vocabulary, "populations")
        told = frozenset() if (own | carried) & (ours - _group(self._vocabulary, "drugs")) else carried
        return _in_groups(self._vocabulary, own | told, ("diseases",))

    def _implied(self, concepts: Concepts, told: Concepts) -> Concepts:
        """What all that is told implies: a relapse and steroids, an acute relapse, where no population is named."""
        wide = frozenset(up for concept in told for up in self._vocabulary.wider(concept))
        implied = {rule.then for rule in self._implies if wide >= {*rule.all} and not wide & {*rule.unless}}
        named = _in_groups(self._vocabulary, concepts, ("populations",)) - self._topic
        return frozenset(implied - (_group(self._vocabulary, "populations") if named else frozenset()))

    def _fill(self, own: Concepts, carried: Concepts) -> Concepts:
        """Of what the background names, the groups of concepts that the asking itself does not name."""
        groups = {self._vocabulary.concepts[concept].group for concept in own}
        specific = {c for c in own if self._vocabulary.concepts[c].group == "populations"} - self._topic
        groups.discard("populations") if not specific else None
        return frozenset(c for c in carried if self._vocabulary.concepts[c].group not in groups)

    def _earlier(self, history: Sequence[Turn]) -> list[Asking]:
        """The turns before, as askings, oldest first: the assistant's words before the user's, to be borrowed last."""
        said = [turn for turn in history if turn.role == "assistant"] + [turn for turn in history if turn.role == "user"]
        read = []
        for turn in said:
            spelt, _ = self._spell(redact(readable(turn.text))[0])
            asking = self._asking(spelt, (), "")
            read.append(asking if turn.role == "user" else replace(asking, content=frozenset(), query=""))
        return read

    def _borrow(self, asking: Asking, earlier: Sequence[Asking], *, followed: bool) -> Asking:
        """A follow-up takes what it lacks from the turns before, the latest first."""
        if not earlier:
            return asking
        telling = self._telling(asking.content)
        whole = telling and (asking.drugs & self._topic) and not _ELLIPTIC.match(asking.text)
        leans = not whole and (bool(_ELLIPTIC.match(asking.text)) or asking.points_back or not telling or not asking.drugs)
        if not leans and not followed:
            return asking
        taken: set[str] = set()
        populations = asking.populations - self._topic
        if not populations:
            spoken = [a.populations - self._topic for a in reversed(earlier) if a.populations - self._topic]
            taken |= frozenset[str]().union(*spoken[: 2 if asking.points_back else 1])
        if not telling:
            taken |= next((a.content for a in reversed(earlier) if a.content), frozenset())
        elif not asking.content & _group(self._vocabulary, "studies"):
            taken |= next((s for a in reversed(earlier) if (s := a.content & _group(self._vocabulary, "studies"))), frozenset())
        drugs = asking.drugs or next((a.drugs for a in reversed(earlier) if a.drugs), frozenset())
        names = " ".join(self._vocabulary.concepts[concept].name for concept in sorted(taken | (drugs - asking.drugs)))
        previous = next((a.query for a in reversed(earlier) if a.query and a.content), "") if not telling else ""
        concepts = asking.concepts | taken | drugs
        return replace(
            asking,
            query=" ".join(filter(None, (self._replaced(previous, asking) or asking.text, names))),
            concepts=concepts,
            populations=_in_groups(self._vocabulary, concepts, ("populations",)),
            drugs=drugs,
            groups=asking.groups or (earlier[-1].groups if leans and not followed else frozenset()),
            content=_in_groups(self._vocabulary, concepts, CONTENT),
        )

    def _telling(self, content: Concepts) -> Concepts:
        """The concepts that say what is asked, not only of which study or arm."""
        return content - _in_groups(self._vocabulary, content, QUALIFIERS) - SIDE

    def _replaced(self, previous: str, asking: Asking) -> str:
        """The earlier question with this one's population in the place of its own."""
        old = [m for m in self._mentions(previous) if m.concept.group == "populations"]
        new = asking.populations - self._topic
        if not old or not new:
            return ""
        names = " and ".join(self._vocabulary.concepts[concept].name for concept in sorted(new))
        return previous[: old[0].start] + names + previous[old[-1].end :]

    def _emergency(self, text: str) -> bool:
        """A sign of harm told as happening now, in a sentence that does not put it in the past or only supposes it."""
        if _ORDER_NOW.search(text):
            return True
        for start, end in sentences(text, casual=True):
            told = text[start:end]
            signs = any(mention.concept.group == "emergencies" for mention in self._mentions(told))
            if signs and _NOW.search(text) and not _PAST.search(told):
                return True
        return False


def readable(text: str) -> str:
    """The text for reading: NFKC, control and invisible characters gone, white space single within lines."""
    text = unicodedata.normalize("NFKC", text)
    kept = "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for c in text)
    return "\n".join(" ".join(line.split()) for line in kept.splitlines() if line.strip())


def _ids(mentions: Iterable[Mention]) -> Concepts:
    return frozenset(mention.concept.id for mention in mentions)


def _group(vocabulary: Vocabulary, group: str) -> Concepts:
    return frozenset(concept.id for concept in vocabulary.group(group))


def _in_groups(vocabulary: Vocabulary, concepts: Iterable[str], groups: Sequence[str]) -> Concepts:
    return frozenset(concept for concept in concepts if vocabulary.concepts[concept].group in groups)


def _unread(found: Sequence[Word], mentions: Sequence[Mention]) -> tuple[Word, ...]:
    read = {place for mention in mentions for place in range(mention.first, mention.last)}
    return tuple(
        word
        for place, word in enumerate(found)
        if place not in read and not _is_plain(word)
    )


def _is_plain(word: Word) -> bool:
    """Plain English, a lone letter or a figure; "isn't" is plain because "isn" is."""
    before, _, _ = word.folded.replace("’", "'").partition("'")
    return word.stem in PLAIN or stem(before) in PLAIN or len(word.folded) == 1 or word.folded[0].isdigit()


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
