"""What a word is by itself: a name, a word that is a name too, plain, or nothing that is known."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.plain import PLAIN, WORDS
from assistant.language.typos import is_english, is_everyday
from assistant.language.words import fold, stem

DATA = Path(__file__).with_name("names.txt")
Sort = Literal["name", "both", "word", "author", "plain", "strange"]

_MADE = re.compile(
    r".{3,}(?:mab|imod|feron|ramer|n?itis|osis|opathy|sarcoma|[ae]mia|globulins?|prednis\w+|tions?|sions?|"
    r"ements?|ility|"
    r"ology|ologist|ectomy|plasty|scopy|graphy|oma|penia|cyte|cytes|genic|tropic|plegia|paresis|statin|cillin|"
    r"mycin|azole|"
    r"olol|pril|sartan|vir|parin|xaban|tinib|ribine|nide|phoresis|osus|oides|iform|icus|immune|antigen|antibody)$"
)
"""Words as medicine makes them."""
_VOWELLESS = re.compile(r"[b-df-hj-np-tv-xz]{2,4}")
_SHORTENED = re.compile(r"['’](?:d|ve|re|ll|m|t)$")
PARTICLES = frozenset(
    "van von vom zu zur de der den del della di da do dos das du la le el al bin ibn bint abu ben ter ten y e i ni mac "
    "mc st san ní ó ua nic bat".split()
)
"""Words inside a name that are none."""
_ARTICLES = frozenset("al el ul ibn bin abu abd".split())
_FORMED = re.compile(r".{3,}(?:ed|ing|ly|ness|ful|less|able|ible|ally|wise)$")
_SHORT = 3
"""Letters that a name in a list may share with an abbreviation."""
_LIKE = str.maketrans(
    "аеорсухіјѕԁһӏɡαορνικτυηλłøđðħıßəŋ",
    "aeopcyxijsdhlgaopviktunlloddhisen",
)
"""Letters that look like, or are written for, a Latin one."""


def skeleton(word: str) -> str:
    """The word in small letters without marks, and letters of other scripts that pass for Latin ones in these."""
    small = "".join(c for c in unicodedata.normalize("NFKD", fold(word)) if not unicodedata.combining(c))
    return small.translate(_LIKE) if any("a" <= c <= "z" for c in small) else small


@cache
def plain_words() -> frozenset[str]:
    """Words that are no name by themselves: plain English, and those of medicine."""
    return frozenset(map(skeleton, WORDS | _listed("clinical")))


@cache
def _elsewhere() -> frozenset[str]:
    """Eponyms of medicine, places and peoples: names as well, where what stands beside them says so."""
    return frozenset(map(skeleton, _listed("eponyms") | _listed("places")))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Names, and words that are names too."""
    pure, both, _ = DATA.read_text(encoding="utf-8").splitlines()
    return frozenset(pure.split()), frozenset(both.split())


@cache
def _drugs() -> frozenset[str]:
    """Substances and brands, as far as texts name them."""
    return frozenset(DATA.read_text(encoding="utf-8").splitlines()[2].split())


def of_medicine(word: str) -> bool:
    """Whether a word is a substance, a brand, an eponym or a place, or a rare one as medicine makes them."""
    small = fold(word)
    rare = not is_english(small) and (bool(_MADE.fullmatch(small)) or small in _elsewhere())
    return rare or (not is_everyday(small) and small in _drugs())


def sort(word: str, known: frozenset[str]) -> Sort:
    """What a word is; one with a hyphen is what the most name-like of its parts is, unless one is plain."""
    parts = [part for part in re.split(r"[-‐‑]", word) if part]
    if len(parts) < 2:
        return _sort(word, known)
    bare = skeleton(word)
    if bare in plain_words() or bare in _elsewhere() or fold(word) in known:
        return "plain"
    if parts[0].casefold() in _ARTICLES:
        return "name"
    sorts = {_sort(part, known) for part in parts if len(part) > 1 and part.casefold() not in PARTICLES}
    if "plain" in sorts:
        return "word" if "name" in sorts else "plain"
    order: tuple[Sort, ...] = ("author", "name", "strange", "both", "word")
    return next((each for each in order if each in sorts), "plain")


@lru_cache(maxsize=4096)
def _sort(word: str, known: frozenset[str]) -> Sort:
    folded = fold(word)
    if _SHORTENED.search(folded):
        return "plain"
    bare = skeleton(re.sub(r"['’]", "", folded))
    pure, both = _names()
    if bare in _elsewhere():
        return "author" if len(bare) > _SHORT else "plain"
    if bare in both and len(bare) > 1 and bare not in _listed("clinical"):
        return "both"
    inflected = bare not in pure and stem(folded) in PLAIN and is_english(bare)
    if inflected or bare in plain_words() or _MADE.match(folded) or bare in _drugs():
        return "plain"
    if bare in pure:
        return "author" if folded in known else "name" if len(bare) > _SHORT else "strange"
    if folded in known:
        return "plain"
    return "word" if is_english(bare) else "plain" if _VOWELLESS.fullmatch(bare) else "strange"


@cache
def _spelt() -> tuple[str, ...]:
    return tuple(word for word in plain_words() if len(word) > _SHORT)


def misspelt(word: str, known: frozenset[str]) -> bool:
    """Whether a strange word is formed as English forms them, or a slip of the finger away from a plain one."""
    folded = fold(word)
    if len(folded) <= _SHORT:
        return False
    if _FORMED.match(folded):
        return True
    allowed = 1 if len(folded) <= 7 else 2
    near = (
        process.extract(folded, among, scorer=OSA.distance, score_cutoff=allowed, limit=3)
        for among in (_spelt(), known)
    )
    return any(found[0] == folded[0] and len(found) > _SHORT for each in near for found, *_ in each)
