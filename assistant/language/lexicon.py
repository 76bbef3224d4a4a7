"""The lexicon: what English words do to a claim, read from `lexicon.txt` beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

Tags = frozenset[str]

_SECTION = re.compile(r"^(?:\[(\w+)\]|\(([\w-]+)\)).*$", re.M)


_PARTED = re.compile(r"-|(?<=\d)(?=[a-z])")
"""Where `words` parts what is written together: "add-on", "1st"."""

_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][bdfglmnprt]$")
"""Verbs that may double their last letter: "ban", "omit"; a form that is no word does no harm."""


def words_of(name: str) -> frozenset[str]:
    """The word set `name`, its phrases with single spaces."""
    return _SETS[name]


def _sections(text: str) -> Iterator[tuple[str | None, str | None, list[str]]]:
    """(tag, set name, entries) for each section; one of the two names is None."""
    pieces = _SECTION.split(re.sub(r"^#.*$", "", text, flags=re.M))
    for tag, name, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        entries = (" ".join(_PARTED.sub(" ", entry).split()) for entry in body.split(","))
        yield tag, name, [entry for entry in entries if entry]


def _forms(entry: str) -> tuple[str, ...]:
    """`slow~` -> slow, slows, slowed, slowing, `turn~ down` alike; anything else stays as it is."""
    verb, tilde, rest = entry.partition("~")
    if not tilde:
        return (entry,)
    return tuple(form + rest for form in _verb_forms(verb))


def _verb_forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s")
    doubled = verb + verb[-1] if _DOUBLING.search(verb) else stem
    return tuple(dict.fromkeys((verb, third, stem + "ed", stem + "ing", doubled + "ed", doubled + "ing")))


def _phrases() -> dict[tuple[str, ...], Tags]:
    marked: dict[tuple[str, ...], set[str]] = {}
    for tag, _, entries in _READ:
        if tag is None:
            continue
        for entry in entries:
            tags = {tag, "VERB"} if "~" in entry else {tag}
            for form in _forms(entry):
                marked.setdefault(tuple(form.split()), set()).update(tags)
    return {phrase: frozenset(tags) for phrase, tags in marked.items()}


_READ = tuple(_sections(Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8")))
_SETS = {name: frozenset(entries) for _, name, entries in _READ if name}

PHRASES = _phrases()
"""Every phrase (folded words) with its tags."""

LONGEST = max(len(phrase) for phrase in PHRASES)
