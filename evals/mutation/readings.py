"""What is recorded of sentences and questions as the first and quickest test: only what runs the faulty lines is read.

Which sample runs which function is measured once, on the tree as it is.
"""

from __future__ import annotations

import ast
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TypeVar

_READ = ("assistant/limits/", "assistant/language/")
_Result = TypeVar("_Result")
_KEPT = ("frequency", "lexicon", "marking", "names", "naming", "persons", "spelling", "typos", "vocabulary", "words")
"""Files of functions that run once, or whose results are kept from sample to sample: any may read them."""

Reach = dict[str, list[int]]
"""Numbers of the samples that run a function, by "file:first line"; under "" all of them."""


def _recorded() -> list[tuple[Callable[[], str], str]]:
    """What reads each sample, and its entry as it is recorded."""
    module = import_module("tests.readings.samples")
    pairs = [(module.samples(kind), module.recorded(kind)) for kind in module.KINDS]
    return [(sample.entry, entry) for those, told in pairs for sample, entry in zip(those, told, strict=True)]


def reached(root: Path) -> Reach:
    """Which samples run which functions, over the tree at `root`, which is the one that is imported."""
    often: set[tuple[str, int]] = set()
    everything = _traced(_recorded, often)
    marking, judging = import_module("assistant.language.marking"), import_module("tests.judging")
    _traced(lambda: marking.Marker(judging.vocabulary()), often)
    _traced(import_module("tests.understanding").reader, often)
    ran: dict[str, set[int]] = defaultdict(set)
    numbers = list(range(len(everything)))
    for number, (entry, _) in enumerate(everything):
        calls: set[tuple[str, int]] = set()
        marking.Marker.mark.cache_clear()
        _traced(entry, calls)
        for file, line in calls:
            ran[f"{_place(root, file)}:{line}"].add(number)
    random.Random(1).shuffle(numbers)  # noqa: S311  neighbours are alike: the first to be read are to differ
    for file, line in often:
        ran[f"{_place(root, file)}:{line}"] = {*numbers}
    return {"": numbers, **{key: [number for number in numbers if number in those] for key, those in ran.items()}}


def touching(root: Path, reach: Mapping[str, list[int]], file: str, line: int) -> list[int]:
    """The samples that a fault at this place can change: all, for one that stands outside of every function."""
    if not file.startswith(_READ):
        return []
    kept = not file.endswith(".py") or Path(file).stem in _KEPT
    for span in _spans(ast.parse((root / file).read_text(encoding="utf-8"))) if not kept else []:
        if line in span:
            numbers = {number for at in span for number in reach.get(f"{file}:{at}", [])}
            return [number for number in reach[""] if number in numbers]
    return list(reach[""])


def first_changed(numbers: Iterable[int]) -> str | None:
    """The record of the first of these samples that is not read as it is recorded."""
    everything = _recorded()
    return next((told for read, told in map(everything.__getitem__, numbers) if read() != told), None)


def _spans(tree: ast.Module) -> list[range]:
    """Lines of the functions and methods, from the first decorator on."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    functions = [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]
    starts = [min([node.lineno, *(one.lineno for one in node.decorator_list)]) for node in functions]
    return [range(start, (node.end_lineno or start) + 1) for start, node in zip(starts, functions, strict=True)]


def _traced(run: Callable[[], _Result], calls: set[tuple[str, int]]) -> _Result:
    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

    sys.setprofile(note)
    try:
        return run()
    finally:
        sys.setprofile(None)


def _place(root: Path, file: str) -> str:
    path = Path(file)
    return str(path.relative_to(root)) if path.is_relative_to(root) else ""
