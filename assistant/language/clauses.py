"""A sentence parted into clauses, each with what its opening makes of it (asserted, supposed, conceded, asked)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.language.asides import STOPS, without_abbreviations, without_asides
from assistant.language.item import Item, verbal, words_after, words_before
from assistant.language.lexicon import words_of

Role = Literal["main", "if", "when", "concession", "cause", "aside", "contrast"]

_CLAIM_NOUNS = words_of("claim-nouns")
_OPENERS: tuple[tuple[str, Role], ...] = (
    ("IF", "if"),
    ("WHEN", "when"),
    ("CONCESSION", "concession"),
    ("CAUSE", "cause"),
)
_PRONOUNS = frozenset("it they he she we you this that".split())
_RATHER = frozenset({"rather than", "instead of", "as opposed to", "in contrast to"})
_FRONTING = frozenset({"for", "in", "with", "among", "as for", "as to", "by", "from", "on", "regarding", "of"})
_SCORNED = ("only a fool", "only fool", "only an idiot", "only idiot", "only a madman", "only a quack", "only quack")
_REASONS = frozenset({"because", "since"})
_DEGREES = frozenset("only just merely simply mainly largely partly mostly chiefly".split())
_DETERMINERS = frozenset("a an any the other another some our".split())
_HENCE = frozenset({"therefore", "thus", "hence", "consequently", "accordingly"})
_INVERTED = frozenset({"had", "were", "should"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Consecutive items that make one claim; `linked` when it only continues the clause before it."""

    items: tuple[Item, ...]
    role: Role = "main"
    linked: bool = False

    @property
    def text(self) -> str:
        """The clause's folded words."""
        return " ".join(item.text for item in self.items)

    def named(self, group: str) -> frozenset[str]:
        """Ids of the concepts of one group that the clause names."""
        return frozenset().union(*(item.named(group) for item in self.items))


def clauses(items: Sequence[Item]) -> tuple[Clause, ...]:
    """The clauses of one marked sentence, in order."""
    return tuple(_parted(without_asides(without_abbreviations(items))))


def _parted(items: Sequence[Item]) -> Iterator[Clause]:
    start, role, linked = 0, _opening(items, 0), False
    for position in range(len(items)):
        if position <= start or not (boundary := _boundary(items, start, position, role)):
            continue
        if part := _trimmed(items[start:position]):
            yield Clause(part, role, linked)
        start, (role, linked) = position, boundary
    if part := _trimmed(items[start:]):
        yield Clause(part, role, linked)


def _boundary(items: Sequence[Item], start: int, position: int, role: Role) -> tuple[Role, bool] | None:
    """The role of the clause that starts at `position`, or None when none starts there."""
    item, before = items[position], items[position - 1]
    if before.text in STOPS and not _label(items, start, position):
        return _opening(items, position), False
    if item.text in "()[]":
        return ("main" if item.text in ")]" else "aside"), item.text in ")]"
    opened = "main" if _embedded(items, position) or _claimed(items, start, position) else _opening(items, position)
    if opened != "main" and _opens_clause(items, position):
        return opened, False
    if before.text == ",":
        return _after_comma(items, start, position, role)
    if item.tags & {"BUT"} or item.text == "nor":
        return "main", True
    passive = item.text.startswith("compared") and "AUX" in before.tags
    if item.tags & {"UNLIKE"} and item.text not in ("over", "against", "versus", "than") and not passive:
        return "contrast", True
    if "AND" in item.tags and _between(items[start:position]):
        return None
    if "AND" in item.tags and any(step.text.startswith(_SCORNED) for step in items[start:position]):
        return None
    if "AND" in item.tags and (_paired(items, position) or _bare_pair(items, position)):
        return None
    if "AND" in item.tags and any(map(verbal, items[start:position])) and _new_predicate(items, position + 1):
        return "main", True
    return None


def _paired(items: Sequence[Item], position: int) -> bool:
    """ "steroids or IVIG in equal measure": two names of one kind, and no verb after the second."""
    after = position + 1
    while after < len(items) and items[after].text in _DETERMINERS:
        after += 1
    one, other = words_before(items, position, 1), items[after : after + 1]
    groups = [{group for group, _ in item.concepts} & {"drugs", "populations"} for item in (*one, *other)]
    alike = len(groups) == 2 and bool(groups[0] & groups[1])
    courses = alike and "populations" in groups[0] and items[position].text == "or"
    return courses or (alike and not any(map(verbal, words_after(items, after, 1))))


def _bare_pair(items: Sequence[Item], position: int) -> bool:
    """ "(does not) slow disability or cut relapses": two infinitives under one auxiliary."""
    bare = [_bare(item) for item in items]
    return items[position].text == "or" and any(bare[:position]) and any(words_after(bare, position, 1))


def _bare(item: Item) -> bool:
    return {"GOOD", "VERB"} <= item.tags and not item.text.endswith(("s", "ed", "ing"))


def _between(before: Sequence[Item]) -> bool:
    """ "between the treated and ...": the pair is not complete."""
    place = next((at for at, item in enumerate(before) if item.text == "between"), None)
    return place is not None and not any(item.tags & {"AND", "PUNCT", "AUX"} for item in before[place:])


def _embedded(items: Sequence[Item], position: int) -> bool:
    """Whether a question word completes the verb before it: "is not where treatment begins"."""
    return items[position].text in ("where", "when", "what") and bool(items[position - 1].tags & {"AUX", "NOT"})


def _claimed(items: Sequence[Item], start: int, position: int) -> bool:
    """Whether a claim is being named, its verdict still to come: "the notion that it helps once ... is wrong"."""
    that = next((place for place, item in enumerate(items[start:position]) if item.text == "that"), None)
    noun = that is not None and any(item.text in _CLAIM_NOUNS for item in items[start : start + that])
    rest = items[position:]
    comma = any(item.text == "," for item in rest)
    return noun and not comma and sum("AUX" in item.tags for item in rest) > 0 and "WHEN" in items[position].tags


def _label(items: Sequence[Item], start: int, position: int) -> bool:
    """A colon joins a label and what it labels ("PPMS: no evidence") when either has no verb."""
    if items[position - 1].text not in (":", "-", "–", "—"):
        return False
    end = next((place for place in range(position, len(items)) if items[place].text in STOPS), len(items))
    if items[position - 1].text == ":" and {"GOOD", "VERB"} <= items[position].tags and items[position].text[-1] != "s":
        return any(item.text in ("thing", "things") for item in items[start:position])
    return not any(map(verbal, items[start:position])) or not any(map(verbal, items[position:end]))


def _fronted(items: Sequence[Item]) -> bool:
    """Whether only a phrase opens the sentence ("For MS that has worsened", "To be considered for it"), no claim."""
    if items[0].text == "to":
        return True
    if items[0].text not in _FRONTING:
        return False
    finite = [place for place, item in enumerate(items) if verbal(item) and not item.text.endswith("ing")]
    opened = next((place for place, item in enumerate(items) if "REL" in item.tags or item.text == "that"), len(items))
    return not any(place < opened for place in finite)


def _after_comma(items: Sequence[Item], start: int, position: int, role: Role) -> tuple[Role, bool] | None:
    if start == 0 and role == "main" and _fronted(items[:position]):
        return None
    if (
        position - start in (2, 3)
        and not any(map(verbal, items[start:position]))
        and items[position - 2].text in ("no", "yes", "nope", "right", "wrong", "true", "absolutely")
    ):
        return "main", False
    if role in ("if", "when", "concession", "cause", "contrast", "aside"):
        return "main", False
    if items[position].text in ("not", "unlike", "unlike in", "unlike for") and position + 1 < len(items):
        return ("main" if verbal(items[position + 1]) else "contrast"), True
    if items[position].text in _RATHER or items[position].text == "but not":
        return "contrast", True
    if items[position].text == "that" and _there_is_none(items[start:position]):
        return None
    if "REL" in items[position].tags:
        return "aside", True
    if "BUT" in items[position].tags or items[position].text == "nor":
        return "main", True
    if "AND" in items[position].tags:
        return ("main", True) if _new_predicate(items, position + 1) else None
    has_verb = any(verbal(item) for item in items[start:position])
    return ("main", True) if has_verb and _new_predicate(items, position) else None


def _there_is_none(items: Sequence[Item]) -> bool:
    """ "There is no form, the progressive ones included, that ...": what follows says of what there is none."""
    return items[0].text == "there" and any("NO" in item.tags for item in items[1:3])


def _new_predicate(items: Sequence[Item], position: int) -> bool:
    """Whether a verb of its own follows before the next break, or a bare negation that repeats the last one."""
    if position < len(items) and items[position].tags & {"NOT", "NO"} and items[position].text != "without":
        return True
    before: Item | None = None
    for item in items[position : position + 8]:
        if item.tags & {"PUNCT", "AND", "BUT", "WHEN", "IF"}:
            return False
        if verbal(item) or (item.opaque and before is not None and _subject(before, item)):
            return True
        before = item
    return False


def _subject(before: Item, item: Item) -> bool:
    """Whether an unknown word is the verb of the word before it: "they differed", "the trials differed"."""
    return before.text in _PRONOUNS or (item.text.endswith("ed") and "STUDY" in before.tags)


def _opening(items: Sequence[Item], position: int) -> Role:
    first = items[position] if position < len(items) else None
    if first is not None and "PUNCT" in first.tags and position + 1 < len(items):
        return _opening(items, position + 1)
    if first is None:
        return "main"
    if first.tags & {"AND", "BUT"} and position + 1 < len(items) and items[position + 1].tags & {"IF", "WHEN", "CAUSE"}:
        return _opening(items, position + 1)
    if first.text == "whether" and any(item.text == "or" for item in items[position:]):
        commas = [place for place, item in enumerate(items) if item.text == "," and place > position]
        return "concession" if commas and commas[0] + 1 < len(items) else "main"
    if position == 0 and ("BEFORE" in first.tags or first.text == "after"):
        return "when"
    if first.text in _INVERTED and position == 0 and items[-1].text != "?":
        return "if"
    if "UNLIKE" in first.tags and position == 0:
        return "contrast"
    if position == 0 and _adjective_as(items):
        return "concession"
    return next((role for tag, role in _OPENERS if tag in first.tags), "main")


def _adjective_as(items: Sequence[Item]) -> bool:
    """ "Tempting as it is, ..."."""
    head = [item.text for item in items[1:3]]
    return head[:1] == ["as"] and head[1:] != ["as"] and any("AUX" in item.tags for item in items[3:6])


def _opens_clause(items: Sequence[Item], position: int) -> bool:
    """Whether this joining word starts a clause here rather than a phrase ("as initial therapy")."""
    if items[position].text in _REASONS and position and items[position - 1].text in _DEGREES:
        return False
    window = 7 if items[position].text in _REASONS else 3
    if "CAUSE" in items[position].tags and not _new_predicate(items[: position + window], position + 1):
        return False
    if items[position].text == "once" and words_after(items, position, 1) and _adverbial(items[position + 1]):
        return False
    if items[position].text in _HENCE and any(map(verbal, words_after(items, position, 1))):
        return False
    if items[position].text in ("as", "so", "just", "where", "due to", "owing to", "whatever", "however"):
        return items[position].text in ("where", "whatever")
    return True


def _adverbial(item: Item) -> bool:
    """ "once a month", "once in a relapse": once is how often, and opens no clause."""
    return item.text.split()[0] in ("in", "a", "per", "every", "daily", "weekly", "monthly", "on", "at", "during")


def _trimmed(items: Sequence[Item]) -> tuple[Item, ...]:
    kept = list(items)
    while kept and "PUNCT" in kept[0].tags:
        kept.pop(0)
    while kept and "PUNCT" in kept[-1].tags and kept[-1].text != "?":
        kept.pop()
    return tuple(kept)
