"""What a question asks for by a noun, what it supposes, which form of a disease it leaves, which figures it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.language.lexicon import PHRASES, words_of
from assistant.language.vocabulary import Mention
from assistant.language.words import Word

_WHICH = frozenset({"which", "what", "whose"})
_BEING = frozenset("is are was were be".split())
_CLOSING = frozenset(
    "is are was were be been do does did has have had can could should would will may might must shall of in for with "
    "on at to from between by after before during and or but that who which as than per if when since there it they "
    "we i you he she so about".split()
)
_DETERMINERS = words_of("determiners") | {"all", "any", "these", "those", "our", "their", "its", "my", "your"}
_CAUSAL = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?)\W+)?(?:since|because|given(?: that)?|as|now that|considering(?: that)?|"
    r"seeing that|assuming(?: that)?|knowing that)\b",
    re.IGNORECASE,
)
_ONWARD = re.compile(r"\W*(?:\w+\W+){0,3}?(?:to|into|now)\W+(?:\w+\W+){0,2}", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\W+(?:\w+\W+)?$", re.IGNORECASE)
_TURNING = re.compile(r"\b(?:transition|convert|progress(?:ed|ing)\b|evolv|chang|mov(?:ed|ing)|turn|now\b)", re.I)

_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"\d+(?:[.,·]\d+)?|{'|'.join(_ONES[1:])}"
_SHARE = re.compile(r"(?<![\w.,-])(\d+(?:[.·]\d+)?)\s?(?:%|per ?cent\b)", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\w.,-])({_NUMBER})[\s-]+(?:(?!and\b|or\b)\w+[\s-]+)??(?:patients|participants|people|subjects|trials|"
    r"studies|relapses|attacks|centres|centers|sites|years?|months?|weeks?)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"(?<![\w.,-])({_NUMBER})[\s-]+(years?|months?)\b", re.IGNORECASE)
_FIGURES = re.compile(rf"(?<![\w.·])(?:{_NUMBER})(?![\w])", re.IGNORECASE)


def head(found: Sequence[Word]) -> int | None:
    """The place of the noun that is asked for: "committee" in "which ethics committee approved", None where none is."""
    for at, word in enumerate(found):
        if word.folded not in _WHICH:
            continue
        start = at + 1
        if start < len(found) and found[start].folded in _BEING:
            start += 1
        end = start
        while end < len(found) and found[end].folded in _DETERMINERS and end == start:
            start = end = end + 1
        while end < len(found) and not _closes(found[end], first=end == start):
            end += 1
        if any(inside.folded in _DETERMINERS for inside in found[start:end]):
            return None
        if end > start:
            return end - 1
    return None


def deed(found: Sequence[Word]) -> int | None:
    """The place of what is asked to have been done: "concealed" in "how was randomisation concealed"."""
    asks = [at for at, word in enumerate(found[:-2]) if word.folded == "how" and found[at + 1].folded in _BEING]
    done = (at for at in range(asks[0] + 2, len(found)) if found[at].folded.endswith("ed")) if asks else ()
    return next(iter(done), None)


def _closes(word: Word, *, first: bool) -> bool:
    verb = "VERB" in PHRASES.get((word.folded,), frozenset()) or word.folded.endswith("ed")
    return word.folded in _CLOSING or (verb and not first)


def supposes(text: str) -> bool:
    """Whether a clause is said as a reason: "since it is approved", "given that the trial lasted five years"."""
    return bool(_CAUSAL.match(text))


def left_behind(text: str, populations: Sequence[Mention]) -> frozenset[str]:
    """The forms of a disease that somebody goes from: relapsing-remitting in "from RRMS to SPMS"."""
    left = set[str]()
    for one, other in pairwise(populations):
        between, before = text[one.end : other.start], text[: one.start]
        turned = _FROM.search(before) or _TURNING.search(between)
        if one.concept.id != other.concept.id and turned and _ONWARD.fullmatch(between):
            left.add(one.concept.id)
    return frozenset(left)


def claimed(text: str, *, counts: bool) -> tuple[str, ...]:
    """Shares, and `counts` of people, trials or years, that a question names, as they are written."""
    found = [*_SHARE.finditer(text), *(_COUNT.finditer(text) if counts else ())]
    return tuple(match[0] for match in sorted(found, key=lambda match: match.start()))


def holds(texts: Iterable[str], said: str) -> bool:
    """Whether texts hold a share or count: its number, and a small one with what it counts ("four blinded trials")."""
    number = _plain(_FIGURES.findall(said)[0])
    unit = said.casefold().split()[-1].rstrip("s")
    small = number.isdigit() and int(number) < len(_ONES) and unit.isalpha()
    for text in texts:
        for match in _FIGURES.finditer(text):
            after = " ".join(text[match.end() :].casefold().split()[:3])
            if _plain(match[0]) == number and (not small or unit in after):
                return True
    return False


def months(text: str) -> frozenset[int]:
    """The periods that a text names, in months: 24 for "two years"."""
    return frozenset(
        int(number) * (12 if match[2][0] in "yY" else 1)
        for match in _PERIOD.finditer(text)
        if (number := _plain(match[1])).isdigit()
    )


def _plain(number: str) -> str:
    small = number.casefold().replace("·", ".").replace(",", "")
    return str(_ONES.index(small)) if small in _ONES else small
