"""What a sentence loses of its source's reserve: doubt, measure, a warning, whose view it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.support.clauses import governed
from assistant.support.lexicon import DOUBT, FLAGS, MODEST, NEGATIONS, PEOPLE, REPORTING, RESERVE, SETTING, STOPPING
from assistant.support.reading import Said, read
from assistant.support.source import share

_ASKED = frozenset({"whether"})
_HEDGED = (
    ("doubt", DOUBT | _ASKED, DOUBT | _ASKED, 5),
    ("reserve", RESERVE, RESERVE | DOUBT, 5),
    ("measure", MODEST, MODEST, 2),
    ("stopping", STOPPING, STOPPING, 2),
)
"""What is lost, the words of it, the words that keep it, and how many words it governs at most."""

_RESTATED, _ROOT, _OF_ASIDE, _OF_REST = 0.6, 5, 0.3, 0.5
_ASIDE = re.compile(r", (?:which|who) the \w+ [^,;:.]+")
_CONDITION = re.compile(
    r"\b(?:in|under|for) (?:specific|certain|selected|special|particular) \w+|"
    r"\b(?:if|unless|only (?:if|when|where)|provided) [^,;:.]+",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:cited|listed|quoted) (?:by|in) the \w+", re.IGNORECASE)
_EXPECTED = re.compile(r"\b(?:expect|predict|anticipat)\w+(?!\s+that)(?:\s\w+){1,4}\sto\s", re.IGNORECASE)


def lost(said: Said, drawn: Sequence[Said]) -> Iterator[str]:
    """The words of doubt, reserve and measure that govern what it restates, whose view it is, and a warning."""
    for what, family, enough, most in _HEDGED:
        if said.folded & enough or (what == "doubt" and _EXPECTED.search(said.text)):
            continue
        for each in drawn:
            places = [
                place for place, word in enumerate(each.words) if word.folded in family and not _listing(each, place)
            ]
            if any(_restated(said, each, place, most) for place in places) and not _sized(said, each, what):
                yield f"it loses the source's word of {what}"
                break
    if any(told(each, said).folded & REPORTING for each in drawn) and not said.folded & REPORTING:
        yield "it loses the source's word of view"
    if said.figures and any(each.folded & FLAGS for each in drawn) and not said.folded & (FLAGS | NEGATIONS):
        yield "it loses the source's warning of a misprint"
    if said.folded & PEOPLE and not said.folded & SETTING and any(each.folded & SETTING for each in drawn):
        yield "it loses the source's setting"
    if any(_unconditioned(said, part) for each in drawn for part in apart(each)):
        yield "it loses the source's condition"


def _restated(said: Said, each: Said, place: int, most: int) -> bool:
    weights = governed(each, place, most)
    roots = {key[:_ROOT] for key in said.keys}
    return share(weights, {key for key in weights if key[:_ROOT] in roots}) >= _RESTATED


def _listing(each: Said, place: int) -> bool:
    """ ", whether primary or secondary": nothing is asked."""
    return (
        each.words[place].folded == "whether" and "," in each.text[each.words[place - 1].end : each.words[place].start]
    )


def _sized(said: Said, each: Said, what: str) -> bool:
    """Whether it gives the number of patients in place of "small"."""
    counts = {figure.values for figure in each.figures if not figure.unit and figure.values[0] > 1}
    return what == "measure" and any(figure.values in counts for figure in said.figures if not figure.unit)


def told(each: Said, said: Said) -> Said:
    """Without "cited by the review", which says where something stands, and an aside that is not restated."""
    text = _CITED.sub("", each.text)
    for aside in _ASIDE.findall(text):
        if share(read(aside).keys, said.keys) < _OF_ASIDE:
            text = text.replace(aside, "")
    return read(text) if text != each.text else each


def apart(each: Said) -> tuple[Said, ...]:
    """The statements of a sentence that a semicolon parts."""
    return tuple(read(part) for part in each.text.split(";"))


def _unconditioned(said: Said, each: Said) -> bool:
    """Whether it restates what the other says on a condition, without any of the condition."""
    for found in _CONDITION.finditer(each.text):
        condition = read(found[0]).keys
        rest = {key: value for key, value in each.keys.items() if key not in condition}
        if condition and not condition.keys() & said.keys.keys() and share(rest, said.keys) >= _OF_REST:
            return True
    return False
