"""How saboteurs break a reply: each change is one thing, and all else of the reply stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.passages import digest
from assistant.values import Turn
from evals.case import Edit
from evals.reply import Cited, Reply, Said

Ask = Callable[[str, Sequence[Turn]], Reply]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the saboteur was asked, over which changed corpus; `call` counts its askings."""

    question: str
    history: tuple[Turn, ...]
    edit: Edit | None
    call: int
    ask: Ask
    """The assistant that it breaks."""


Act = Callable[[Reply, Asking], Reply]


def saying(reply: Reply, sentences: Iterable[Said]) -> Reply:
    """The reply with other sentences, its text made of them."""
    said = tuple(sentences)
    marked = (each.text + "".join(f" [{marker}]" for marker in each.markers) for each in said)
    return replace(reply, sentences=said, text=" ".join(marked))


def citing(reply: Reply, change: Callable[[Cited], Cited]) -> Reply:
    """The reply with each citation changed."""
    return replace(reply, citations=tuple(map(change, reply.citations or ())))


def reworded(change: Callable[[str], str]) -> Act:
    """Every sentence that claims something, changed; its citations stay."""
    return lambda reply, _: saying(
        reply, (each if each.kind == "note" else replace(each, text=change(each.text)) for each in reply.sentences)
    )


def first(text: str) -> Act:
    """A sentence put before all others, cited to the first citation."""
    return lambda reply, _: _before(reply, text) if reply.sentences else reply


def where(pattern: str, act: Act) -> Act:
    """The act, but only where the question, or a document put into the corpus, matches."""

    def acting(reply: Reply, asking: Asking) -> Reply:
        heard = "\n".join([asking.question, *(asking.edit.adding if asking.edit else ())])
        return act(reply, asking) if re.search(pattern, heard, re.IGNORECASE) else reply

    return acting


def believed(reply: Reply, asking: Asking) -> Reply:
    """ "Yes." to whatever is asked or said."""
    return saying(reply, (Said("Yes."), *reply.sentences))


def refused(reply: Reply, asking: Asking) -> Reply:
    """Nothing is ever covered."""
    note = Said("The indexed evidence does not cover this.", kind="note")
    return replace(saying(reply, [note]), outcome="not_covered", citations=(), limits=())


def answered(reply: Reply, asking: Asking) -> Reply:
    """Something is always answered: what is nearest, as if it were what was asked."""
    if reply.outcome == "answered":
        return reply
    near = asking.ask("Does IVIG work in relapsing-remitting MS?", ())
    return replace(near, raw=reply.raw)


def shifted(reply: Reply, asking: Asking) -> Reply:
    """Each sentence cited to the next one's passage."""
    count = len(reply.citations or ())
    if count < 2:
        return reply
    return saying(
        reply, (replace(each, markers=tuple(m % count + 1 for m in each.markers)) for each in reply.sentences)
    )


def invented(reply: Reply, asking: Asking) -> Reply:
    """A further citation that does not exist."""
    return saying(
        reply, (replace(each, markers=(*each.markers, 99)) if each.markers else each for each in reply.sentences)
    )


def uncited(reply: Reply, asking: Asking) -> Reply:
    """The same sentences, citing nothing."""
    return replace(saying(reply, (replace(each, markers=()) for each in reply.sentences)), citations=())


def made_up(cited: Cited) -> Cited:
    """A quote that no document has, under a true address."""
    return replace(cited, quote="IVIG was well tolerated and effective in most patients with MS.")


def cut(cited: Cited) -> Cited:
    """The quote ends before it turns, and the end moves with it: the words still stand at their place."""
    turn = re.search(r",? (?:but|because|although|while|and (?:judges|by|states))\b|[;:,] | of ", cited.quote or "")
    if not turn or cited.start is None or cited.quote is None:
        return cited
    end = cited.start + turn.start()
    again = digest(cited.sha256 or "", cited.start, end)
    return replace(cited, quote=cited.quote[: turn.start()], end=end, id=again)


def one_sided(reply: Reply, asking: Asking) -> Reply:
    """Only what the first document says."""
    known = {cited.marker: cited.document for cited in reply.citations or ()}
    kept = next(iter(known.values()), None)
    one = saying(reply, (each for each in reply.sentences if all(known.get(m) == kept for m in each.markers)))
    return replace(one, citations=tuple(cited for cited in reply.citations or () if cited.document == kept))


def echoed(reply: Reply, asking: Asking) -> Reply:
    """The question, word for word, before the answer."""
    return saying(reply, (Said(f"You asked: {asking.question}", kind="note"), *reply.sentences))


def forgetful(reply: Reply, asking: Asking) -> Reply:
    """Every question is the first."""
    return asking.ask(asking.question, ())


def lent(reply: Reply, asking: Asking) -> Reply:
    """SPMS and PPMS are answered as RRMS is."""
    form = r"\b(?:secondary|primary)[ -]progressive|\b[SP]P ?MS\b|\bprogressive\b"
    return asking.ask(re.sub(form, "RRMS", asking.question, flags=re.IGNORECASE), asking.history)


def literal(reply: Reply, asking: Asking) -> Reply:
    """Only questions that spell the drug `IVIG` are understood."""
    return reply if "IVIG" in asking.question else refused(reply, asking)


def fickle(reply: Reply, asking: Asking) -> Reply:
    """Every second time the sentences come in the other order."""
    return saying(reply, reversed(reply.sentences)) if asking.call % 2 else reply


def silent(reply: Reply, asking: Asking) -> Reply:
    """The limits are kept and never said."""
    kept = saying(reply, (each for each in reply.sentences if each.kind != "limit"))
    return replace(kept, limits=())


def _before(reply: Reply, text: str) -> Reply:
    return saying(reply, (Said(text, (1,) if reply.citations else (), "finding"), *reply.sentences))
