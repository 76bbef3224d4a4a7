"""Questions: which ask openly, and what a leading one asserts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.language.item import Item
from assistant.language.lexicon import words_of

_ASKING = words_of("asking")
_LEADING = (
    "you know that",
    "would you believe",
    "obvious",
    "agree that",
    "realise",
    "realize",
    "not surprising",
    "really doubt",
    "harm is there in",
    "harm could there be",
    "harm can there be",
    "is there to lose",
    "got to lose",
    "have to lose",
)
_ANYONE = frozenset({"anyone", "anybody", "one"})
_ADDRESSED = frozenset("please kindly this her him them my our".split())
_WH = frozenset({"why", "so why", "what", "how", "who"})
_SUPPOSING = frozenset({"would", "could", "can"})
_REQUESTS = words_of("requests")
_RHETORICAL = words_of("rhetorical")
_WHY_NOT = (["why", "should"], ["why", "would"], ["why", "could"], ["why", "not"], ["why", "cannot"])
_TAGS = frozenset("right no yes correct eh true ok okay huh yeah agreed surely".split())
_ASSENTING = frozenset("it they there that this we you he she one".split())
_SUBJECTS = frozenset(["it", "they", "this", "that", "patients", "people"])
_NOBODY = Item("nobody", frozenset({"NO"}))
_TYPED = frozenset({"is", "are", "does", "do", "did", "can", "has", "was"})
_OPEN_NOUNS = frozenset("effect effects efficacy effectiveness role place impact".split())
QUESTION = Item("question", frozenset({"NEUTRAL", "PLAIN"}))


def sincere(question: Sequence[Item]) -> bool:
    """Whether a question asks openly; a leading one ("Why does it work so well?") asserts what it takes for granted."""
    question = _without_opening(_without_label(_inside_quotes(question)))
    words = [item.text for item in question if "PUNCT" not in item.tags]
    first, text = words[0].split()[0] if words else "", " ".join(words)
    if any(lead in text for lead in _LEADING):
        return False
    if words[:2] == ["is", "there"] and "left" in words and any("NOT" in item.tags for item in question):
        return False
    if _said_before(question) or _anyone(question) or _tagged(question) or _unread_claim(question):
        return False
    if words[1:2] == ["you"] and first in ("could", "would", "can", "will") and _orders(question):
        return False
    if first == "how" and words[1:2] in (["could"], ["can"]) and any("NOT" in item.tags for item in question[2:6]):
        return False
    if first == "how":
        return _asks_evidence(question[1:])
    if _either(question) and first not in ("why", "who", "how"):
        return True
    if first in ("why", "who") or any(word in words[:3] for word in ("not", "nobody", "surely")):
        return False
    if first == "when" and words[1:2] in (["did"], ["has"], ["was"]) and _ranks(question):
        return False
    if first in ("what", "which", "when", "where", "in", "for", "at"):
        return _open(question)
    fragment = not any("AUX" in item.tags or _finite(question, place) for place, item in enumerate(question))
    return fragment or any(word.split()[0] in _ASKING for word in words[:2])


def _ranks(question: Sequence[Item]) -> bool:
    """ "When did it become the standard?": that it is, is taken for granted."""
    return any(item.tags & {"NORM", "FIRST"} for item in question)


def _orders(question: Sequence[Item]) -> bool:
    """ "Could you please start this man on it?": an order, politely put."""
    verb = next((item for item in question[2:6] if item.text not in ("please", "kindly", "now", "perhaps")), None)
    act = verb is not None and bool(verb.tags & {"ACT", "FIRST"}) and not _asks_evidence(question[2:])
    return act and any(item.text in _ADDRESSED for item in question)


def unmarked(items: Sequence[Item]) -> bool:
    """A question typed without its mark: "is it any good for them", an auxiliary before its subject to the end."""
    words = [item for item in items if "PUNCT" not in item.tags]
    if len(words) < 4 or words[0].text not in _TYPED or any(item.text in ("!", ",", ";", ":") for item in items):
        return False
    subject = words[1].named("drugs") or words[1].named("populations") or words[1].text in _SUBJECTS
    return bool(subject or words[1].text in ("there", "the", "any", "anyone")) and "AUX" not in words[2].tags


def _tagged(question: Sequence[Item]) -> bool:
    """ "..., right?", "..., isn't it?": a statement that asks for assent."""
    asked = [item for item in question if item.text != "?"]
    return len(asked) < len(question) and len(_untagged(asked)) < len(asked)


def _untagged(items: Sequence[Item]) -> Sequence[Item]:
    """ "It works, doesn't it?": the statement that assent is asked to."""
    comma = next((at for at in range(len(items) - 1, -1, -1) if items[at].text == ","), len(items))
    tag = [item for item in items[comma + 1 :] if "NOT" not in item.tags]
    asks = [item.text for item in tag] in [[word] for word in _TAGS] or (
        len(tag) == 2 and "AUX" in tag[0].tags and tag[1].text in _ASSENTING
    )
    return items[:comma] if asks else items


def _said_before(question: Sequence[Item]) -> bool:
    """ "It works, so why the silence?": what stands before the question is said."""
    commas = [at for at, item in enumerate(question[:-1]) if item.text == "," and question[at + 1].text in _WH]
    said = question[: commas[-1]] if commas else ()
    return (
        len(said) > 2
        and said[0].text in ("it", "this", *_naming(said[0]))
        and any({"GOOD", "VERB"} <= item.tags for item in said)
    )


def _naming(item: Item) -> tuple[str, ...]:
    return (item.text,) if item.concepts else ()


def _either(question: Sequence[Item]) -> bool:
    """ "Which comes first, A or B?": two drugs to choose from."""
    named = [(place, item.named("drugs")) for place, item in enumerate(question) if item.named("drugs")]
    return any(
        one != other and any(item.text == "or" for item in question[start:end])
        for (start, one), (end, other) in pairwise(named)
    )


def _unread_claim(question: Sequence[Item]) -> bool:
    """ "Could you ... that it helps?", with a word there that nothing here knows."""
    that = next((place for place, item in enumerate(question) if item.text == "that"), 0)
    return any(item.opaque for item in question[:that])


def _without_opening(items: Sequence[Item]) -> Sequence[Item]:
    """Without an "and", "so" or "but" that only links to what was said."""
    return items[1:] if items and items[0].text in ("and", "so", "but") else items


def _without_label(items: Sequence[Item]) -> Sequence[Item]:
    """ "Research question 4: what is ...": the question without what only names it."""
    label = next((at for at, item in enumerate(items[:6]) if item.text == ":"), None)
    if label is None or any(item.concepts or "AUX" in item.tags for item in items[:label]):
        return items
    return items[label + 1 :]


def _finite(items: Sequence[Item], place: int) -> bool:
    """Whether a verb follows its subject directly ("IVIG slows it?"): a statement with a question mark."""
    before = items[place - 1] if place else None
    subject = before is not None and (before.named("drugs") or before.named("populations") or before.text in _SUBJECTS)
    return bool(subject) and bool(items[place].tags & {"VERB", "GOOD"})


def requests(items: Sequence[Item]) -> bool:
    """Whether the sentence only asks to be told: "Please summarise the evidence on ..."."""
    first = next((item.text for item in items if item.text not in ("please", "kindly", "now")), "")
    return first in _REQUESTS


def asserted(question: Sequence[Item]) -> tuple[Item, ...]:
    """What a leading question says: "Who would doubt" is "nobody would doubt", "Isn't it" is "it is"."""
    items = _without_opening(_untagged([item for item in question if item.text != "?"]))
    if items and items[0].text == "who" and any(item.text in _RHETORICAL for item in items[1:3]):
        return (_NOBODY, *(replace(item, tags=item.tags - {"AND"} | {"PLAIN"}) for item in items[1:]))
    if _anyone(items):
        return (_NOBODY, *items[1:])
    if [item.text for item in items[:2]] in (["how", "could"], ["how", "can"]):
        items = items[2:]
        return tuple(item for place, item in enumerate(items) if place > 4 or "NOT" not in item.tags)
    negative = bool(items) and (items[0].text in _ASKING or [item.text for item in items[:2]] in _WHY_NOT)
    head = [item for item in items[:4] if "NOT" not in item.tags or not negative]
    return (*head, *items[4:])


def _anyone(items: Sequence[Item]) -> bool:
    """ "Could anyone deny that ...": nobody could."""
    asked = any(item.text in _ANYONE for item in items[1:3])
    doubted = any(item.text.startswith(("doubt", "deny", "denie", "disput")) for item in items[1:6])
    called = bool(items) and items[0].text in _SUPPOSING and any("BAD" in item.tags for item in items[2:7])
    return doubted or (asked and (called or any(item.tags & {"LACK", "FALSE"} for item in items[2:6])))


def without_quoted_questions(items: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """A question that is only quoted ('you asked "does it help?"') becomes the word "question"; with its own items."""
    quotes = [place for place, item in enumerate(items) if item.text in ('"', "“", "”")]
    for start, end in zip(quotes[::2], quotes[1::2], strict=False):
        asked = start and items[start - 1].text.startswith("ask") and "AUX" in items[start + 1].tags
        if (asked or items[end - 1].text == "?") and sincere(items[start + 1 : end]):
            rest, _ = without_quoted_questions((*items[:start], QUESTION, *items[end + 1 :]))
            return rest, tuple(items[start + 1 : end])
    return tuple(items), ()


def _inside_quotes(question: Sequence[Item]) -> Sequence[Item]:
    quotes = [place for place, item in enumerate(question) if item.text in ('"', "“", "”")]
    return question[quotes[0] + 1 : quotes[-1]] if len(quotes) > 1 else question


def _asks_evidence(question: Sequence[Item]) -> bool:
    about = ("say", "says", "known", "about")
    return any(item.tags & {"EVID", "STUDY", "DOSEWORD", "RISK"} or item.text in about for item in question)


def _open(question: Sequence[Item]) -> bool:
    """A what-question is open when it asks for evidence, a dose or a report, or claims no effect."""
    if _asks_evidence(question):
        return True
    plain = not any(
        item.opaque or (item.tags & {"GOOD", "ACT", "FIRST"} and item.text not in _OPEN_NOUNS) for item in question
    )
    return plain and not any(item.text in ("would", "could", "without", "makes", "made") for item in question)
