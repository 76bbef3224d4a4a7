"""Where sentences begin and end, in text full of figures, abbreviations and references."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*[^\W_a-z]")
_TYPED = re.compile(r"\s+\S")
_NEVER_LAST = frozenset(
    [
        "e.g",
        "i.e",
        "cf",
        "vs",
        "v",
        "al",
        "approx",
        "ca",
        "dr",
        "prof",
        "mr",
        "mrs",
        "st",
        "fig",
        "figs",
        "no",
        "nos",
        "ref",
        "refs",
        "vol",
        "p",
        "pp",
        "ed",
        "eds",
        "jr",
        "sr",
        "inc",
        "ltd",
        "dept",
        "resp",
        "incl",
        "esp",
        "viz",
        "arch",
        "neurol",
        "med",
        "clin",
        "rev",
        "ann",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*$")
_LETTERED = frozenset(
    "vitamin hepatitis factor type group grade class arm table figure fig appendix panel cohort protein part phase "
    "schedule category subtype plan immunoglobulin interferon option step study trial".split()
)
_BEGINS = frozenset(
    "the a an it its in on at of for from with without after before during since by to as if when while where because "
    "this that these those there they he she we you i his her their our my no not one two both all each some most many "
    "however therefore thus also although but and or so then is are was were do does did has have had can could should "
    "would will may might must what which who how why please thanks patients".split()
)
"""Words that begin a sentence, and are no one's name: after "vitamin D." or "in the U.S." they show that it ended."""
_FIRST_WORD = re.compile(r"[\s\"'“‘(\[]*([^\W\d_]+)\b(?!\.)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")


def sentences(text: str, *, casual: bool = False) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one block of prose, white space at the edges left out.

    A full stop ends a sentence when white space and then a capital, a digit or an opening quote follow and the word
    before it is not an abbreviation or an initial; so "P = 0.008", "e.g. interferon", "et al. Lancet" stay whole.
    A single letter is no initial after a noun that takes one ("vitamin D.") or before a word that begins a sentence.
    In `casual` text, as people type it, a small letter may begin a sentence too.
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.start() < start or not _ends_sentence(text, start, match, _TYPED if casual else _NEXT):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def _ends_sentence(text: str, start: int, match: re.Match[str], following: re.Pattern[str]) -> bool:
    if match.end() >= len(text.rstrip()):
        return True
    if not following.match(text, match.end()):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text[start : match.start()])
    word = before.group() if before else ""
    if word.casefold() in _NEVER_LAST:
        return False
    open_bracket = text.count("(", start, match.end()) > text.count(")", start, match.end())
    return not open_bracket and not _is_initial(text, start, match)


def _is_initial(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop is part of a short form: "J. Smith", "U.S. Food"; not in "vitamin D. The next"."""
    *before, word = text[start : match.start()].rsplit(maxsplit=2)[-2:] or [""]
    if not _INITIALS.match(word.lstrip("([\"'“‘")) or (word.islower() and "." not in word):
        return False
    last = before[-1] if before else ""
    if "." not in word and last.casefold() in _LETTERED:
        return False
    following = _FIRST_WORD.match(text, match.end())
    begins = following is not None and following[1].casefold() in _BEGINS
    return not begins or (len(before) > 0 and "." not in word and last[:1].isupper())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
