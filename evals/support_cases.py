"""Grounded and hallucinated sentences made from PubMedQA (Jin and others 2019), each with its abstract.

Grounded: sentences of an abstract's own conclusion that its other parts carry (at least half of their words are
there), and its own sentences lightly reworded. Hallucinated: the same with one thing changed, and sentences of the
abstract that is nearest by subject headings. Changes are made by lists of their own, not by the reader's lexicon.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.language.sentences import sentences

WRITTEN = Path(__file__).parent / "support"
Item = Mapping[str, Any]
Half = Literal["build", "held"]
Change = Callable[[str, random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence to be held against an abstract."""

    text: str
    quotes: tuple[str, ...]
    grounded: bool
    kind: str


def load(path: Path) -> list[Item]:
    """The items of the bench file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def rows(items: Sequence[Item], half: Half) -> list[Row]:
    """The rows of one half: items with an even id are to build on, those with an odd one to report."""
    kept = [item for item in items if (int(item["id"]) % 2 == 0) == (half == "build")]
    return [row for item in kept for row in _of_item(item, kept)]


def written(items: Sequence[Item], half: Half) -> list[Row]:
    """The answers in our own words, each with its item's abstract, and the true whole answers of the same items."""
    cases = read_cases(WRITTEN / f"{half}.yaml")
    known = {item["id"]: item for item in items}
    found = [Row(case["text"], tuple(known[case["id"]]["contexts"]), case["grounded"], case["kind"]) for case in cases]
    wholes = [known[id_] for id_ in dict.fromkeys(case["id"] for case in cases)]
    return [*found, *(Row(item["long_answer"], tuple(item["contexts"]), True, "whole answer") for item in wholes)]


def answers(items: Sequence[Item], half: Half) -> list[Row]:
    """Whole made-up answers, each with its item's abstract, beside the true ones of the same items."""
    known = {item["id"]: item for item in items}
    found: list[Row] = []
    for case in _cases("answers", half):
        quotes = tuple(known[case["id"]]["contexts"])
        found.append(Row(known[case["id"]]["long_answer"], quotes, True, "whole answer"))
        found.append(Row(case["text"], quotes, False, case["kind"]))
    return found


def told(items: Sequence[Item], half: Half) -> list[Row]:
    """True and false answers as a chat model words them, two of each an item; the build half's are learned from."""
    known = {item["id"]: item for item in items}
    files = [WRITTEN / "held_told.yaml"] if half == "held" else sorted(WRITTEN.glob("learned*.yaml"))
    cases = [case for file in files for case in read_cases(file) if case["id"] in known]
    return [Row(case["text"], tuple(known[case["id"]]["contexts"]), case["grounded"], case["kind"]) for case in cases]


def invented(half: Half) -> list[list[Row]]:
    """True and false answers to made-up abstracts, the authors' conclusion first; a list for each abstract."""
    return [
        [
            Row(group["conclusion"], tuple(group["abstract"]), True, "conclusion"),
            *(Row(text["text"], tuple(group["abstract"]), text["grounded"], text["kind"]) for text in group["texts"]),
        ]
        for group in _cases("invented", half)
    ]


def passages(half: Half) -> list[Row]:
    """Answers and summaries, right and wrong, each with its passage."""
    found: list[Row] = []
    for group in _cases("passages", half):
        quotes = (group["passage"],)
        found += [Row(text, quotes, True, "answer") for text in group["carried"]]
        found += [Row(text, quotes, False, kind) for kind, text in group["uncarried"]]
    return found


def _cases(name: str, half: Half) -> list[Any]:
    return read_cases(WRITTEN / (f"{name}.yaml" if half == "build" else f"held_{name}.yaml"))


def read_cases(file: Path) -> list[Any]:
    """The cases of one file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return list(yaml.load(file.read_text(encoding="utf-8"), loader))  # noqa: S506  a safe one


def _of_item(item: Item, others: Sequence[Item]) -> Iterator[Row]:
    chance = random.Random(item["id"])  # noqa: S311
    quotes = tuple(item["contexts"])
    concluded = _split(item["long_answer"])
    carried = [text for text in concluded if overlap(text, quotes) >= 0.5]
    reworded = [text for text in map(_reworded, chance.sample(_all(quotes), k=min(2, len(_all(quotes))))) if text]
    yield from (Row(text, quotes, True, "conclusion") for text in carried)
    yield from (Row(text, quotes, True, "reworded") for text in reworded)
    for kind, change in CHANGES.items():
        for text in (*carried, *reworded):
            if (changed := change(text, chance)) and changed != text:
                yield Row(changed, quotes, False, kind)
    strange = [word for text in _split(_nearest(item, others)["long_answer"]) for word in _terms(text)]
    for text in (*carried, *reworded):
        if changed := _entity(text, strange, " ".join(quotes), chance):
            yield Row(changed, quotes, False, "entity")
    yield Row(item["long_answer"], quotes, True, "whole answer")
    if altered := _altered(concluded, chance):
        yield Row(altered, quotes, False, "whole answer")
    yield from (Row(text, quotes, False, "other") for text in _split(_nearest(item, others)["long_answer"]))


def _altered(said: Sequence[str], chance: random.Random) -> str | None:
    """The whole answer with one thing changed in one of its sentences."""
    found = [
        (place, new) for place, text in enumerate(said) for change in CHANGES.values() if (new := change(text, chance))
    ]
    found = [(place, new) for place, new in found if new != said[place]]
    if not found:
        return None
    place, new = chance.choice(found)
    return " ".join([*said[:place], new, *said[place + 1 :]])


def overlap(text: str, quotes: Sequence[str]) -> float:
    """The plain share of a text's words of four letters and more that stand in the quotes."""
    own = re.findall(r"[a-z]{4,}|\d+(?:\.\d+)?", text.lower())
    there = set(re.findall(r"[a-z]{4,}|\d+(?:\.\d+)?", " ".join(quotes).lower()))
    return sum(word in there for word in own) / len(own) if own else 0.0


def short(half: Half) -> list[Row]:
    """The sentences against one to three quotes."""
    groups = read_cases(WRITTEN / "short.yaml")
    kept = [group for group in groups if group["half"] == half]
    carried = [Row(text, tuple(group["quotes"]), True, "rewording") for group in kept for text in group["carried"]]
    return carried + [
        Row(text, tuple(group["quotes"]), False, kind) for group in kept for kind, text in group["uncarried"]
    ]


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _all(quotes: Sequence[str]) -> list[str]:
    return [text for quote in quotes for text in _split(quote) if 8 <= len(text.split()) <= 45]


def _reworded(text: str) -> str:
    """The sentence without its brackets and opening word, with a few words in another form."""
    text = re.sub(r"\s*\([^()]*\)", "", text)
    text = re.sub(
        r"^(?:However|Moreover|Furthermore|In addition|Additionally|Overall), (\w)", lambda m: m[1].upper(), text
    )
    for pattern, other in _SYNONYMS:
        text = re.sub(pattern, other, text)
    return text


def _nearest(item: Item, others: Sequence[Item]) -> Item:
    own = set(item["meshes"])
    rest = [other for other in others if other is not item]
    return max(rest, key=lambda other: len(own & set(other["meshes"])) / (1 + len(own | set(other["meshes"]))))


def _swapping(pairs: Sequence[tuple[str, str]]) -> Change:
    """Changes one of the listed words into its partner."""

    def change(text: str, chance: random.Random) -> str | None:
        found = [(m, other) for pattern, other in pairs for m in re.finditer(rf"\b(?:{pattern})\b", text, re.I)]
        if not found:
            return None
        match, other = chance.choice(found)
        return text[: match.start()] + match.expand(other) + text[match.end() :]

    return change


def _number(text: str, chance: random.Random) -> str | None:
    found = [
        m for m in re.finditer(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w.]*\d)", text) if "CI" not in text[m.end() : m.end() + 5]
    ]
    if not found:
        return None
    match = chance.choice(found)
    value = float(match[0]) * chance.choice((1.5, 2, 3, 0.5)) + 1
    return text[: match.start()] + (f"{value:.2f}" if "." in match[0] else str(int(value))) + text[match.end() :]


def _terms(text: str) -> list[str]:
    """Long words, which in an abstract are mostly its terms."""
    return [
        word for word in re.findall(r"\b[a-z]{8,}\b", text) if not word.endswith(("ly", "ing", "ed", "tion", "ment"))
    ]


def _entity(text: str, strange: Sequence[str], there: str, chance: random.Random) -> str | None:
    own = _terms(text)
    new = [word for word in strange if word not in there]
    if not own or not new:
        return None
    return re.sub(rf"\b{chance.choice(own)}\b", chance.choice(new), text, count=1)


def _pairs(listed: str) -> list[tuple[str, str]]:
    """ "a > b" changes a into b, "a - b" either into the other."""
    found: list[tuple[str, str]] = []
    for entry in (" ".join(entry.split()) for entry in listed.split(",")):
        one, mark, other = re.split(r" ([->]) ", entry)
        found += [(one, other)] if mark == ">" else [(one, other), (other, one)]
    return found


_SYNONYMS = [
    (rf"\b{one}\b", other)
    for one, other in _pairs(
        """patients > subjects, showed > demonstrated, decreased > reduced, increased > rose, study > investigation,
        evaluated > assessed, higher > greater, physicians > doctors"""
    )
]
CHANGES: Mapping[str, Change] = {
    "number": _number,
    "unit": _swapping(
        _pairs("mg - g, days - weeks, months - years, mm - cm, hours - minutes, ml - l, month - year, day - week")
    ),
    "direction": _swapping(
        _pairs(
            """increased - decreased, higher - lower, more - less, improved - worsened, better - worse,
            increase - decrease, greater - smaller, longer - shorter, positive - negative, increases - reduces,
            reduction - increase, superior - inferior, before - after"""
        )
    ),
    "polarity": _swapping(
        [
            (r"(was|were|is|are|did|does|may|can|could|should) not", r"\1"),
            (r"(was|were|is|are|may|can|could|should)(?! not)", r"\1 not"),
            *_pairs("no > a, without > with, effective > ineffective, significant > no significant"),
        ]
    ),
    "population": _swapping(
        _pairs(
            """women - men, female - male, children - adults, males - females, boys - girls, elderly > young,
            patients with > healthy volunteers without, older > younger, in patients > in pregnant women,
            adolescents > infants, infants > adolescents, patients > children"""
        )
    ),
    "certainty": _swapping(
        _pairs(
            """may be > is certainly, may > will, might be > is, might > will, suggests? that > proves that,
            suggests? > proves, seems? to be > is definitely, appears? to be > is definitely, could > will,
            is associated > is invariably associated, possible > certain, potential > proven, likely > certain,
            showed that > proved that, some > all"""
        )
    ),
}
