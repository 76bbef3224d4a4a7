"""Transforms that change words of a question: names short and in full, misspellings as fingers make them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random

from assistant.language.typos import is_english
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import stem
from assistant.pack import load_pack
from assistant.settings import shipped_corpus

NAMES: Mapping[str, tuple[str, ...]] = {
    "IVIG": ("intravenous immunoglobulin", "intravenous immune globulin"),
    "SPMS": ("secondary progressive MS", "secondary progressive multiple sclerosis"),
    "PPMS": ("primary progressive MS", "primary progressive multiple sclerosis"),
    "RRMS": ("relapsing-remitting MS", "relapsing remitting multiple sclerosis"),
    "MS": ("multiple sclerosis",),
    "DMT": ("disease-modifying therapy", "disease-modifying treatment"),
    "EDSS": ("expanded disability status scale",),
    "IVMP": ("intravenous methylprednisolone",),
    "CIS": ("clinically isolated syndrome",),
    "CIDP": ("chronic inflammatory demyelinating polyneuropathy",),
    "GBS": ("Guillain-Barré syndrome",),
    "NMOSD": ("neuromyelitis optica spectrum disorder",),
    "ARR": ("annualised relapse rate",),
}
"""Short name -> the full ones, the first of which is written; each names in the vocabulary what the short one names."""

KEPT_GROUPS = ("drugs", "populations", "groups", "diseases", "lines", "emergencies")
"""What a misspelling could turn into something else."""

_IN_CAPITALS = frozenset({"MS", "CIS", "ARR"})
"""Short names that in small letters are other words."""
_OF_THE_NAME = re.compile(r"\b(?:stands? for|abbreviat|acronym|short for|spell|mean by|full name)\b", re.IGNORECASE)
_WHOLE = r"(?<![\w/.-]){}(?![\w/-])"
_ARTICLE = r"(?:\b(an?) )?"
_SAID_AS_A_VOWEL = "AEFHILMNORSX"
_TYPED = re.compile(r"(?<![\w'’/-])[a-z]{5,}(?![\w'’/-])")
_NEGATING = frozenset(
    "never without neither cannot unless except hardly barely against rather instead before after above below under "
    "lacks lacking fails failed failing other others until while still".split()
)
_DRUG = re.compile(
    r"vitamins?|.*(?:mab|mod|ine|one|ide|ate|vir|pril|olol|statin|azole|cillin|xaban|feron|mer|parin|rin|fen)s?"
)
"""Drugs that no vocabulary has end as drugs do; other words that do are left alone with them."""
_NUMBER = re.compile(
    r"(?:three|seven|eight|nine|eleven|twelve|thir|four|fif|six|twen|hundred|thousand|half|double|triple|once|twice|"
    r"first|second|third|fourth|fifth|months?|weeks?|years?|daily|weekly|monthly|yearly|grams?|kilos?|percent).*"
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_Change = Callable[[str, int], str]


def abbreviated(text: str, _: Random) -> str | None:
    """Full names made short: "intravenous immunoglobulin" -> "IVIG"."""
    pairs = {full.casefold(): short for short, fulls in NAMES.items() if not _has(text, short) for full in fulls}
    return _replaced(text, pairs)


def spelled_out(text: str, _: Random) -> str | None:
    """Short names in full: "SPMS" -> "secondary progressive MS"."""
    pairs = {short: fulls[0] for short, fulls in NAMES.items() if not any(_has(text, full) for full in fulls)}
    return _replaced(text, pairs)


def swapped(text: str, chance: Random) -> str | None:
    """Two neighbouring letters of one word exchanged: "evidence" -> "evidecne"."""
    return _misspelt(text, chance, lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def mistyped(text: str, chance: Random) -> str | None:
    """One letter of one word struck beside its key: "relapse" -> "relaose"."""

    def struck(word: str, at: int) -> str:
        row = next(row for row in _ROWS if word[at] in row)
        place = row.index(word[at])
        return word[:at] + row[place + 1 if place + 1 < len(row) else place - 1] + word[at + 1 :]

    return _misspelt(text, chance, struck)


def _has(text: str, name: str) -> bool:
    return re.search(_pattern(name), text) is not None


def _pattern(name: str) -> str:
    """A name in any case, with hyphens or without; one that is another word in small letters, as written."""
    spelled = "[- ]".join(map(re.escape, re.split("[- ]", name)))
    return _WHOLE.format(spelled if name in _IN_CAPITALS else f"(?i:{spelled})")


def _replaced(text: str, pairs: Mapping[str, str]) -> str | None:
    """All in one pass, longest first, so that no replacement is replaced; None where the name itself is asked for."""
    if not pairs or _OF_THE_NAME.search(text):
        return None
    longest = sorted(pairs, key=len, reverse=True)
    found = re.compile(_ARTICLE + "(" + "|".join(map(_pattern, longest)) + ")")

    def other(match: re.Match[str]) -> str:
        name = next(name for name in longest if re.fullmatch(_pattern(name), match[2]))
        new = pairs[name]
        if match.start(2) == 0 and new[0].islower():
            new = new[0].upper() + new[1:]
        return f"{_article(new)} {new}" if match[1] else new

    changed = found.sub(other, text)
    return changed if changed != text else None


def _article(name: str) -> str:
    vowel = name[0] in _SAID_AS_A_VOWEL if name[:2].isupper() else name[0].casefold() in "aeiou"
    return "an" if vowel else "a"


def _misspelt(text: str, chance: Random, change: _Change) -> str | None:
    """One word of small letters changed in the middle, to what is no other word."""
    places = [(start, word, at) for start, word in _words(text) for at in range(1, len(word) - 2)]
    chance.shuffle(places)
    for start, word, at in places:
        new = change(word, at)
        if new != word and not _another(new):
            return text[:start] + new + text[start + len(word) :]
    return None


def _another(word: str) -> bool:
    """Whether it reads as another word, be it a wrong form of one ("finded")."""
    return is_english(word) or is_english(stem(word)) or bool(_terms().find(word))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Words that may be misspelt: no drug, population, line, disease or sign of danger, no negation, no number."""
    kept = [mention for mention in _terms().find(text) if mention.concept.group in KEPT_GROUPS]
    for found in _TYPED.finditer(text):
        named = any(mention.start < found.end() and found.start() < mention.end for mention in kept)
        if not named and found[0] not in _NEGATING and _sure(found[0]):
            yield found.start(), found[0]


def _sure(word: str) -> bool:
    """A word that is known, so not misspelt already, and is neither a number nor the name of a drug."""
    known = is_english(word) or bool(_terms().find(word))
    return known and not _NUMBER.fullmatch(word) and not _DRUG.fullmatch(word)


@cache
def _terms() -> Vocabulary:
    """The shipped vocabulary, which the suites are written in."""
    return load_pack(shipped_corpus(), shipped_corpus())[0].terms()
