"""Words whose sense depends on their company: stopping a drug, being off it, choosing it over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.degrees import (
    counting,
    decided,
    degree,
    ending,
    excepting,
    gone,
    hopeless,
    kept_out,
    least,
    limiting,
    paced,
    permitted,
    staged,
)
from assistant.language.item import Item, words_after, words_before
from assistant.language.lexicon import Tags, words_of
from assistant.language.turns import HINDERED, assenting, burdened, losing, manner, near, planned, rescuing

_EXCEPT = frozenset(
    {
        "bar",
        "barring",
        "excepting",
        "without",
        "except",
        "except for",
        "apart from",
        "other than",
        "save for",
        "besides",
    }
)
_BESIDE_DRUG: dict[str, Tags] = {
    "despite": frozenset({"BAD"}),
    "in spite of": frozenset({"BAD"}),
    "off": frozenset({"LACK"}),
    "over": frozenset({"OVERTAKES"}),
    "above": frozenset({"OVERTAKES"}),
    **{word: frozenset({"NOT"}) for word in _EXCEPT},
}
_STOPPING = words_of("stopping")
_COPULAS = words_of("copulas")
_CALLING = words_of("calling")
_CALLED_AS = frozenset({"as effective", "as good"})
_KEEPING = frozenset({"keep", "keeps", "kept", "keeping"})
_VANISHING = words_of("vanishing")
_PARTED = {
    **dict.fromkeys(("leave", "leaves", "leaving", "left"), ("out", "off", "aside", "alone")),
    **dict.fromkeys(("rule", "rules", "ruling", "ruled", "keep", "keeps", "keeping", "kept"), ("out", "away", "from")),
    **dict.fromkeys(("set", "setting", "put", "putting", "lay"), ("aside",)),
    **dict.fromkeys(("turn", "turned", "turning"), ("down",)),
    **dict.fromkeys(("write", "writing", "wrote", "call", "calling"), ("off",)),
    **dict.fromkeys(("hold", "holds", "holding"), ("back", "off")),
    **dict.fromkeys(("give", "giving", "gave"), ("up",)),
}
_APPROVED = frozenset(
    "established approved licensed proven conventional standard recognised recognized usual other "
    "another different better".split()
)
_MEDICINES = words_of("treatment") - {"use", "way", "care", "management", "approach", "line", "step", "steps"}
_LEADING_TO = frozenset({*"one least several with on to than after before against by two have of through".split()})
_TELLING = frozenset("telling saying claiming pretending promising insisting thinking believing hoping selling".split())
_MEANT = frozenset("treatment therapy infusion infusions drug medicine it".split())
_OTHER = frozenset({("drugs", "other")})
_ARTICLES = frozenset("a an the now not our its giving using with".split())


def in_company(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with the tags that their neighbours give them."""
    read = list(items)
    for place in range(len(read)):
        read[place] = _read(read, place)
    return tuple(read)


def _read(items: Sequence[Item], place: int) -> Item:
    for reader in (
        former,
        degree,
        ending,
        gone,
        hopeless,
        permitted,
        kept_out,
        decided,
        excepting,
        staged,
        least,
        paced,
        planned,
        burdened,
        losing,
        rescuing,
        assenting,
        manner,
        _rival,
        _refused,
        limiting,
        counting,
        _linking,
        _taking,
        _stopping,
        _parted,
        _beside,
        _turned,
    ):
        if (read := reader(items, place)) is not None:
            return read
    return items[place]


def former(items: Sequence[Item], place: int) -> Item | None:
    """ "the former", "the latter" of two drugs named before."""
    item = items[place]
    if item.text not in ("former", "latter"):
        return None
    named = [step for step in items[:place] if step.named("drugs") or step.named("arms")]
    chosen = named[-2:][0 if item.text == "former" else -1] if len(named) > 1 else None
    return replace(item, concepts=chosen.concepts) if chosen else None


def _rival(items: Sequence[Item], place: int) -> Item | None:
    """ "offered an established drug": another one, where it is what is given, or what is compared with."""
    item = items[place]
    if item.text not in _APPROVED or item.concepts or not near(words_after(items, place, 1), *_MEDICINES):
        return None
    before = [step for step in words_before(items, place) if step.text not in ("a", "an", "the", "our")][-1:]
    given = any(step.tags & {"ACT", "UNLIKE", "BEFORE"} or step.text.split()[-1] in _LEADING_TO for step in before)
    return replace(item, concepts=_OTHER) if given else None


def _refused(items: Sequence[Item], place: int) -> Item | None:
    """ "The request was declined": refused, not worse."""
    item = items[place]
    passive = item.text == "declined" and place > 0 and "AUX" in items[place - 1].tags
    return replace(item, tags=frozenset({"LACK", "VERB"})) if passive else None


def _linking(items: Sequence[Item], place: int) -> Item | None:
    """ "is a standard treatment", "proved useless", "regarded as effective", "kept getting worse"."""
    item = items[place]
    if "NORM" in item.tags and item.named("drugs") and item.text[-1] != "s" and _linked(items[:place]):
        return replace(item, concepts=frozenset())
    if item.text in _CALLED_AS and place and items[place - 1].text in _CALLING:
        return replace(item, text=item.text.removeprefix("as "), tags=item.tags - {"SIMILAR", "PARTLY"})
    declining = place + 1 < len(items) and bool(items[place + 1].tags & {"DECLINES", "BAD"})
    on = item.text.startswith("continu") and near(words_after(items, place, 1), "to")
    declining |= on and any(step.tags & {"DECLINES", "BAD"} for step in words_after(items, place + 1))
    if ((item.text in _KEEPING or on) and declining) or (item.text.startswith("prove") and _complement(items, place)):
        return replace(item, tags=frozenset({"PLAIN", "VERB"}))
    return None


def _taking(items: Sequence[Item], place: int) -> Item | None:
    """ "cannot take the place of it", "put them on it"."""
    item = items[place]
    if item.text.startswith("cannot take") and near(words_after(items, place), "place"):
        return Item("cannot", frozenset({"NOT", "AUX"}))
    if item.text == "place" and place > 1 and items[place - 2].text in ("take", "cannot"):
        return replace(item, tags=frozenset({"OVERTAKES"}))
    if item.text in ("put", "puts", "putting") and _on_drug(items[place : place + 9]):
        return replace(item, tags=item.tags | {"ACT", "STRONG"})
    if item.text not in ("follow", "follows"):
        return None
    before = [step for step in words_before(items, place, 8) if step.concepts][-1:]
    after = words_after(items, place, 1)
    ends = not after or "PUNCT" in after[0].tags or bool(after[0].named("drugs"))
    later = ends and any(step.named("drugs") for step in before)
    return replace(item, tags=item.tags | {"LATER", "VERB"}) if later else None


def _stopping(items: Sequence[Item], place: int) -> Item | None:
    """Stopping a drug, or stopping to help, reverses; stopping a disease helps."""
    item = items[place]
    if item.text not in _STOPPING:
        return None
    passive = not item.text.startswith("skip") and _drug_stopped(items, place)
    passive = passive or (item.text in ("stop", "stopped") and near(words_after(items, place, 1), *_TELLING))
    pronoun = near(words_before(items, place, 1), "she", "he", "they", "we", "you", "to")
    said = pronoun and all("PUNCT" in step.tags for step in words_after(items, place, 1))
    ended = passive or said or _drug_next(items, place) or _helping_next(items, place)
    return replace(item, tags=item.tags | {"VERB", "LACK" if ended else "GOOD"})


def _parted(items: Sequence[Item], place: int) -> Item | None:
    """ "leave it out", "the benefit vanishes"."""
    item = items[place]
    particles = _PARTED.get(item.text, ())
    out = particles and _drug_next(items, place) and near(words_after(items, place + 1), *particles)
    out = out or (item.text in ("put", "putting") and _drug_next(items, place) and _ends_down(items[place + 2 :]))
    gone = item.text in _VANISHING and any("GOOD" in step.tags for step in words_before(items, place, None))
    return replace(item, tags=frozenset({"LACK", "VERB"})) if out or gone else None


def _ends_down(rest: Sequence[Item]) -> bool:
    """ "put it down", and no more."""
    down = next((at for at, item in enumerate(rest[:2]) if item.text == "down"), None)
    return down is not None and (down + 1 == len(rest) or "PUNCT" in rest[down + 1].tags)


def _beside(items: Sequence[Item], place: int) -> Item | None:
    """ "off the drug", "over the drug", "no drug but this"."""
    item = items[place]
    nothing = item.text == "but" and place > 0 and "NO" in items[place - 1].tags
    if not (nothing or item.text in _BESIDE_DRUG) or not _drug_next(items, place):
        return None
    return replace(item, tags=_BESIDE_DRUG.get(item.text, frozenset({"NOT"})))


def _turned(items: Sequence[Item], place: int) -> Item | None:
    """ "lets them down", "beyond the reach of it", "the evidence behind it"."""
    item = items[place]
    if item.text == "down" and near(words_before(items, place, 4), "let", "lets"):
        return replace(item, tags=frozenset({"BAD"}))
    if item.text == "behind" and any(
        step.tags & {"STUDY", "EVID"} or step.named("studies") for step in _before_noun(items, place)
    ):
        return Item("for", frozenset({"PLAIN"}))
    if item.text == "beyond" and near(words_after(items, place), "reach", "help", "scope"):
        return replace(item, tags=frozenset({"LACK"}))
    return None


def _helping_next(items: Sequence[Item], place: int) -> bool:
    """ "stops helping"."""
    return any("GOOD" in item.tags and item.text.endswith("ing") for item in words_after(items, place, 1))


def _drug_stopped(items: Sequence[Item], place: int) -> bool:
    """ "the drug should be stopped"."""
    before = next((at for at in range(place - 1, -1, -1) if not items[at].tags & {"AUX", "NOT"}), None)
    linked = before is not None and before < place - 1
    named = before is not None and bool(items[before].named("drugs") or items[before].text in _MEANT)
    return linked and named


def _before_noun(items: Sequence[Item], place: int) -> Sequence[Item]:
    """The noun that a preposition follows; "those" stands for one named before."""
    near = words_before(items, place, 1)
    return items[:place] if near and near[0].text in ("those", "that") else near


def _on_drug(items: Sequence[Item]) -> bool:
    """ "put them on the drug"."""
    return any(item.text == "on" and _drug_next(items, place) for place, item in enumerate(items))


def _complement(items: Sequence[Item], place: int) -> bool:
    """ "proved (to be) ineffective": the verb only links."""
    return any(item.tags & {"BAD", "GOOD", "LACK", "FALSE"} for item in words_after(items, place))


def _drug_next(items: Sequence[Item], place: int) -> bool:
    """Whether a drug, or somebody kept from it, comes next, articles aside."""
    following = [item for item in words_after(items, place) if item.text not in _ARTICLES][:1]
    return any(item.named("drugs") or item.text in HINDERED for item in following)


def _linked(before: Sequence[Item]) -> bool:
    """Whether a linking verb leads here, articles aside: "is a standard treatment" names no other drug."""
    steps = [item.text for item in before if item.text not in _ARTICLES]
    return bool(steps) and steps[-1] in _COPULAS
