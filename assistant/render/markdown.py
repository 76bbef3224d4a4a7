"""An answer as Markdown: the words, then a numbered list of the sources, with the numbers that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.render.pieces import paragraphs, place, remarks, source
from assistant.render.words import OUTCOMES, displayable, flag_words
from assistant.values import Answer, Citation

Link = Callable[[Citation], str | None]
"""Where a citation can be opened; None where it cannot."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE_START = re.compile(r"^(\s*\d*)([-+.)])(?=\s)", re.M)
_MARKER = re.compile(r"\\\[(\d+)\\\]")


def to_markdown(answer: Answer, link: Link = lambda _: None) -> str:
    """The outcome, the statements with `[n]`, what is missing, and the sources; nothing of a source acts as markup."""
    linked = {citation.marker: link(citation) for citation in answer.citations}

    def shown(text: str) -> str:
        return _MARKER.sub(lambda found: _marker(int(found[1]), linked), escaped(text))

    blocks = [f"**{OUTCOMES[answer.outcome]}**"]
    for paragraph in paragraphs(answer):
        label = f"**{paragraph.label}:** " if paragraph.label else ""
        flags = "".join(f"\n⚠ {escaped(flag_words(flag))}" for flag in paragraph.flags)
        blocks.append(f"{label}{shown(paragraph.text)}{flags}")
    blocks += [f"**{label}:** {escaped(words)}" for label, words in remarks(answer)]
    blocks += _sources("Sources", answer.citations, link) + _sources(
        "Nearest in the evidence (not an answer)", answer.nearest, link
    )
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` as it reads, with nothing in it that Markdown would act on."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", displayable(text)))


def _marker(number: int, linked: dict[int, str | None]) -> str:
    address = linked.get(number)
    return f"[\\[{number}\\]]({address})" if address else f"[{number}]"


def _sources(heading: str, citations: Sequence[Citation], link: Link) -> list[str]:
    return ["\n".join((f"**{heading}**", "", *_listed(citations, link)))] if citations else []


def _listed(citations: Sequence[Citation], link: Link) -> Iterator[str]:
    for citation in citations:
        name, address = escaped(source(citation)), link(citation)
        named = f"[{name}]({address})" if address else name
        where = f", {escaped(place(citation))}" if place(citation) else ""
        flags = "".join(f" ⚠ {escaped(flag_words(flag))}" for flag in citation.flags)
        lead = f"[{citation.marker}]" if citation.marker else "-"
        yield f"{lead} {named}{where}: “{escaped(citation.quote)}”{flags}  "
