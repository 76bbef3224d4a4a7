"""How much of what a sentence says is in its source, weighed by how rare the words are in English."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.support.lexicon import DENYING
from assistant.support.reading import Said
from assistant.support.source import Objection, Source, spelled

_QUOTED, _SOME, _SLACK, _SENTENCE = 0.72, 0.4, 0.25, 0.1
"""The least that a few quoted sentences and that an abstract cover; how much less of one sentence, and its least."""

_ROOT, _ENDING = 5, 4


def uncovered(text: tuple[Said, ...], source: Source) -> Iterator[Objection]:
    """An objection when too little of the text, or much too little of one of its sentences, is in the source."""
    if not text:
        return
    wordless = [not said.keys for said in text]
    if all(wordless) if source.broad else any(wordless):
        yield Objection("unsupported", "a sentence without a word to hold against the source")
    least, each = source.least(_QUOTED, _SOME), source.least(_QUOTED - _SLACK, _SENTENCE)
    if covered(text, source) < least or any(covered((said,), source) < each for said in text):
        yield Objection("unsupported", f"too little of it is in the source: it {lacking(text, source)}")


def lacking(text: Iterable[Said], source: Source) -> str:
    """What the source lacks most of it, in words."""
    heaviest = sorted(missed(text, source), key=lambda pair: (-pair[1], pair[0]))[:3]
    return f"lacks {', '.join(key for key, _ in heaviest) or 'no word'}"


def covered(text: Iterable[Said], source: Source) -> float:
    """The share of the text's weight that the source has, in [0, 1]; 1 for a text without content words."""
    total = sum(value for said in text for value in said.keys.values())
    return 1 - sum(value for _, value in missed(text, source)) / total if total else 1.0


def missed(text: Iterable[Said], source: Source) -> list[tuple[str, float]]:
    """The content words that the source lacks, with their weights."""
    return [
        (key.removeprefix("="), value)
        for said in text
        for key, value in said.keys.items()
        if key not in DENYING and not _has(source, key) and key not in spelled(said, source)
    ]


def _has(source: Source, key: str) -> bool:
    return key in source.keys or key in source.stems or _derived(source.sorted_stems, key)


def _derived(stems: list[str], key: str) -> bool:
    """Whether a stem of the source has the same root: "prognost" and "prognosi"."""
    if len(key) < _ROOT or key.startswith("="):
        return False
    root = key[: max(_ROOT, len(key) - _ENDING + 1)]
    at = bisect_left(stems, root)
    return at < len(stems) and stems[at].startswith(root) and len(stems[at]) - len(root) <= _ENDING
