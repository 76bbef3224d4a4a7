"""People's names in a message: evidence in the word, in its letters' case and on both sides is added up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.language.naming import PARTICLES, Sort, describes, misspelt, sort
from assistant.language.persons import MONTHS, after, before, titled
from assistant.language.plain import WORDS
from assistant.language.words import fold

Span = tuple[int, int]

ENOUGH = 3
"""The evidence from which words are a name."""
_LONGEST = 5
_WORD = re.compile(r"(?<![\w\[])[^\W\d_]+(?:['’][^\W\d_]+|[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*(?![\d_])")
_WORTH: dict[Sort, int] = {"name": 2, "strange": 1, "both": 0, "word": 0, "author": -2, "plain": -4}
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] {1,3}){3,}[^\W\d_](?!\w)")
"""A name in spaced letters: J o h n."""
_FOREIGN = re.compile(
    r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff\u0300-\u03ff]{2,}(?:[ ·-][^\W\d_A-Za-z\u00aa-\u03ff]{2,})*"
)
"""Words in letters of another script, Greek ones apart: beta is no name."""
_MOST_FOREIGN = 24
_JOINS = ("and", "or")
_POSSESSIVE = ("'s", "’s", "'S", "’S")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the message: where it stands, what it is, how it is written."""

    start: int
    end: int
    text: str
    sort: Sort
    capital: bool
    shouted: bool
    opening: bool

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def coined(self) -> bool:
        """Capitals inside, as in `eGFR` and `BlueCross`, not in `McKenzie`, `DiCaprio` or `O'Neil`."""
        inside = re.search(
            r"[^\W\d_]*[A-Z]",
            re.sub(r"^(?:Ma?c|De|Di|Du|La|Le|Van|O['’]|D['’]|N['’]|Fitz)(?=[A-Z])|[-‐‑].*", "", self.text)[1:],
        )
        return inside is not None and not self.text.isupper()


def people(text: str, known: frozenset[str]) -> list[Span]:
    """Where people are named, in order and apart; a word of `known` (folded) is an author's or a term's."""
    reader = _Reader(text, known)
    named = list(reader.named())
    spans = [*reader.written_apart(), *reader.foreign(), *named, *reader.again(named)]
    apart: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


class _Reader:
    """Reads the names of one text."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self._text = text
        self._known = known

    def written_apart(self) -> Iterator[Span]:
        """Single letters with spaces between that spell nothing known; double spaces part the words."""
        for match in _SPACED.finditer(self._text):
            joined = fold(match.group().replace(" ", ""))
            if sort(joined, self._known) in ("name", "both", "strange"):
                yield match.span()

    def foreign(self) -> Iterator[Span]:
        """A few words of another script in a Latin message, whatever they say: they may be a name."""
        for match in _FOREIGN.finditer(self._text):
            if len(match.group()) <= _MOST_FOREIGN:
                yield match.span()

    def named(self) -> Iterator[Span]:
        """Runs of words that may be names, with evidence enough."""
        place = 0
        while place < len(self._words):
            run = self._run(place)
            if run and (found := self._best(run)):
                yield titled(self._text, found[0].start), self._stop(found[-1])
            place += max(1, len(run))

    def again(self, named: list[Span]) -> Iterator[Span]:
        """Wherever else a word of a name stands that is hardly anything else, or has its capital."""
        inside = [word for word in self._words if any(start <= word.start < end for start, end in named)]
        told = {fold(word.text) for word in inside if len(word.text) > 2 and word.sort != "plain"}
        for word in self._words:
            sure = word.sort in ("name", "strange") or (
                self._capital(word) and word.sort == "both" and not word.opening
            )
            if sure and fold(word.text) in told:
                yield word.start, word.end

    @cached_property
    def _words(self) -> tuple[_Word, ...]:
        return tuple(self._word(match) for match in _WORD.finditer(self._text))

    @cached_property
    def _flat(self) -> bool:
        """Whether a capital tells nothing: most plain words have one."""
        found = [word for word in self._words if word.sort == "plain" and len(word.text) > 3 and not word.shouted]
        return len(found) > 2 and 2 * sum(word.capital for word in found) > len(found)

    @cached_property
    def _loud(self) -> bool:
        found = [match.group() for match in _WORD.finditer(self._text)]
        return 2 * sum(word.isupper() for word in found) > len(found)

    def _word(self, match: re.Match[str]) -> _Word:
        text = match.group()
        if text.endswith(_POSSESSIVE):
            text = text[:-2]
        upper = text.isupper() and len(text) > 1
        opening = (
            re.search(r"(?:^|[.?!:\n])[\s\"'(]*$", self._text[max(0, match.start() - 4) : match.start()]) is not None
        )
        return _Word(
            match.start(),
            match.start() + len(text),
            text,
            sort(text, self._known),
            capital=text[0].isupper() and not upper,
            shouted=upper,
            opening=opening or match.start() == 0,
        )

    def _run(self, place: int) -> list[_Word]:
        """Words from `place` on that may be one name."""
        run: list[_Word] = []
        for word in self._words[place : place + _LONGEST]:
            gap = self._text[run[-1].end : word.start] if run else ""
            if run and not re.fullmatch(r"[^\S\n]{1,3}|\.[^\S\n]{0,2}|,[^\S\n]", gap):
                break
            if gap.startswith(".") and not run[-1].initial:
                break
            if gap.startswith(",") and (len(run) > 1 or not self._surname_first(run[-1], word)):
                break
            if not self._may_be(word, bool(run)):
                break
            run.append(word)
        while run and (
            (run[-1].text.casefold() in PARTICLES and not run[-1].initial) or (len(run) == 1 and run[0].initial)
        ):
            run.pop()
        return run

    def _surname_first(self, one: _Word, two: _Word) -> bool:
        """`Delgado, Rosa`: both like names, with a capital each where there are small letters."""
        like = {"name", "strange", "both"}
        left = before(self._text, one.start)
        either = "name" in (one.sort, two.sort) or (
            (self._capital(one) or left.worth > 1) and "strange" in (one.sort, two.sort)
        )
        return one.sort in like and (two.sort in like or two.initial) and either and not left.research

    def _may_be(self, word: _Word, running: bool) -> bool:
        """Whether a word can be part of a name as it is written and where it stands."""
        if word.text.casefold() in PARTICLES and not word.initial:
            return running or word.capital or before(self._text, word.start).worth > 1
        if word.initial:
            return running or word.text not in ("I", "A") or self._text[word.end : word.end + 1] == "."
        if len(word.text) < 2 or word.sort == "plain":
            return word.sort == "plain" and self._titled(word)
        left = before(self._text, word.start)
        if word.coined and not left.title:
            return False
        if word.shouted and not self._loud:
            return self._shouting(word, running)
        if word.sort == "name":
            return running or word.capital or self._told(word) or left.worth > 0 or not misspelt(word.text, self._known)
        if self._capital(word):
            return word.sort != "word" or left.worth > 1 or running
        return self._small(word, running)

    def _shouting(self, word: _Word, running: bool) -> bool:
        """In capitals where the rest is not: as like an acronym as a surname."""
        follows = running and self._text[: word.start].rstrip().endswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        reach = self._reach(word)
        pair = reach > word.end and after(self._text, reach).worth > 1
        told = follows or pair or before(self._text, word.start).worth > 1
        return len(word.text) > 3 and (word.sort == "name" or (word.sort != "author" and told and len(word.text) > 4))

    def _told(self, word: _Word) -> bool:
        return before(self._text, word.start).worth > 1 or after(self._text, word.end).worth > 1

    def _small(self, word: _Word, running: bool) -> bool:
        """The same where the letters' case says nothing."""
        left = before(self._text, word.start)
        if word.sort == "strange":
            if len(word.text) < 4 and left.worth < 2 and not running:
                return False
            told = (
                running
                or (left.worth > 1 and (not left.copula or after(self._text, word.end).worth > 1))
                or self._loud
                or (word.opening and after(self._text, self._reach(word)).worth > 1)
            )
            return told and not misspelt(word.text, self._known)
        return word.sort != "word" and (left.title or (running and fold(word.text) not in WORDS))

    def _reach(self, word: _Word) -> int:
        """The end of the words from here on that may be a name."""
        end = word.end
        for other in self._words[self._words.index(word) + 1 :][: _LONGEST - 1]:
            if other.sort not in ("name", "strange") or self._text[end : other.start] != " ":
                break
            end = other.end
        return end

    def _titled(self, word: _Word) -> bool:
        """A plain word with a capital after a title is a name: `Mr Bean`."""
        return self._capital(word) and before(self._text, word.start).title and fold(word.text) not in WORDS

    def _capital(self, word: _Word) -> bool:
        return word.capital and not self._flat

    def _best(self, run: list[_Word]) -> list[_Word]:
        """The longest beginning of the run that is a name, or the longest end."""
        for size in range(len(run), 0, -1):
            for first in range(len(run) - size + 1):
                part = run[first : first + size]
                if self._evidence(part) >= ENOUGH:
                    return part
        return []

    def _evidence(self, part: list[_Word]) -> int:
        """The points for these words being a name."""
        left, right = before(self._text, part[0].start), after(self._text, self._stop(part[-1]))
        somebody = self._somebody(part, left.title)
        if not (somebody and right.personal):
            paper = left.research or right.research or (left.asked and right.asked) or self._cited(part)
            if right.eponym or (paper and not left.title and left.worth < 2):
                return 0
        if not somebody and left.worth < 2 and right.worth < 2 and self._listed(part):
            return 0
        if left.worth < 2 and len(part) == 1 and describes(part[0].text, self._text[part[0].end :]):
            return 0
        if (
            len(part) == 1
            and part[0].text.casefold() in MONTHS
            and (left.worth < 2 or re.match(r" \d", self._text[part[0].end :]))
        ):
            return 0
        whole = [word for word in part if len(word.text) > 1 and word.text.casefold() not in PARTICLES]
        alike = any(word.sort in ("name", "both") for word in whole)
        worths = sorted((self._worth(word, alike, left.title) for word in whole), reverse=True)
        worth = sum(worths[:2])
        worth += 1 if len(part) > 1 else 0
        worth += 1 if any(self._capital(word) and not word.opening for word in whole) else 0
        worth += 2 if somebody and right.personal else 0
        return worth + left.worth + right.worth if whole else left.worth + right.worth + len(part) - 2

    def _somebody(self, part: list[_Word], title: bool) -> bool:
        """A given name with a surname, or with what is its own: `Rosa Delgado's reaction`, `Rosa's dose`."""
        given = part[0].sort == "name" and self._capital(part[0])
        owns = self._text[part[-1].end :].startswith(("'s", "’s"))
        full = len(part) > 1 and not any(word.initial for word in part)
        return (owns and title) or (given and (owns or full))

    def _worth(self, word: _Word, alike: bool, title: bool) -> int:
        """An eponym or an author costs nothing beside a name, and an eponym after a title."""
        spared = word.sort == "author" and (alike or (title and fold(word.text) not in self._known))
        return 0 if spared else _WORTH[word.sort]

    def _cited(self, part: list[_Word]) -> bool:
        """`Comi G, Filippi M. J Neurol`: a surname, then a bare initial."""
        return (
            len(part) > 1
            and part[-1].initial
            and re.match(r"[,;]|\. (?:J|Ann|Arch|Eur|Acta|N|Mult|Lancet|Neurology) ", self._text[part[-1].end :])
            is not None
        )

    def _listed(self, part: list[_Word]) -> bool:
        """Whether the next word of a list is an eponym, a place or an acronym: `Hamilton or Montgomery`."""
        first, last = self._words.index(part[0]), self._words.index(part[-1])
        near = [self._words[first - 2]] if first > 1 and self._words[first - 1].text in _JOINS else []
        near += self._words[first - 1 : first] if self._text[: part[0].start].endswith((", ", "/")) else []
        near += (
            self._words[last + 2 : last + 3]
            if self._words[last + 1 : last + 2] and self._words[last + 1].text in _JOINS
            else []
        )
        near += self._words[last + 1 : last + 2] if self._text[part[-1].end :].startswith((", ", "/")) else []
        return any(
            (word.sort == "author" and word.capital) or (word.shouted and not self._loud and word.sort != "name")
            for word in near
        )

    def _stop(self, word: _Word) -> int:
        """A stop after an initial belongs to it."""
        return word.end + 1 if word.initial and self._text[word.end : word.end + 1] == "." else word.end
