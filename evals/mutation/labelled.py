"""The labelled sentences as the first and quickest test: only those that run the faulty lines are read.

Which sentence runs which function is measured once, on the tree as it is; a sentence that is wrong there is left out.
The tests that read the same sentences need not be run again.
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

COVERED = "tests/test_build_sentences.py"
"""The test file that does nothing but read these sentences."""

READ = ("assistant/limits/", "assistant/language/")
_KEPT = ("lexicon", "words", "spelling", "typos", "marking", "vocabulary")
"""Files of functions that run once, or whose results are kept from sentence to sentence: any may read them."""

Reach = dict[str, list[int]]
"""Numbers of the sentences that run a function, by "file:first line"; under "" all that are right."""


def reached(root: Path) -> Reach:
    """Which sentences run which functions, over the tree at `root`, which is the one that is imported."""
    everything = import_module("tests.labelled").sentences()
    marking, judging = import_module("assistant.language.marking"), import_module("tests.judging")
    often: set[tuple[str, int]] = set()
    _traced(lambda: marking.Marker(judging.vocabulary()), often)
    ran: dict[str, set[int]] = defaultdict(set)
    right: list[int] = []
    for number, sentence in enumerate(everything):
        calls: set[tuple[str, int]] = set()
        marking.Marker.mark.cache_clear()
        if _traced(sentence.right, calls):
            right.append(number)
        for file, line in calls:
            ran[f"{_place(root, file)}:{line}"].add(number)
    random.Random(1).shuffle(right)  # noqa: S311  neighbours are alike: the first to be read are to differ
    for file, line in often:
        ran[f"{_place(root, file)}:{line}"] = {*right}
    return {"": right, **{key: [number for number in right if number in those] for key, those in ran.items()}}


def touching(root: Path, reach: Mapping[str, list[int]], file: str, line: int) -> list[int]:
    """The sentences that a fault at this place can change: all, for one that stands outside of every function."""
    kept = file.startswith(READ) and Path(file).stem in _KEPT
    if not kept and not any(key.startswith(f"{file}:") for key in reach):
        return []
    for span in _spans(ast.parse((root / file).read_text(encoding="utf-8"))) if not kept else []:
        if line in span:
            numbers = {number for at in span for number in reach.get(f"{file}:{at}", [])}
            return [number for number in reach[""] if number in numbers]
    return list(reach[""])


def first_wrong(numbers: Iterable[int]) -> str | None:
    """The name of the first of these sentences that is not read as it is labelled."""
    everything = import_module("tests.labelled").sentences()
    return next((everything[number].name for number in numbers if not everything[number].right()), None)


def _spans(tree: ast.Module) -> list[range]:
    """Lines of the functions and methods, from the first decorator on."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    functions = [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]
    starts = [min([node.lineno, *(one.lineno for one in node.decorator_list)]) for node in functions]
    return [range(start, (node.end_lineno or start) + 1) for start, node in zip(starts, functions, strict=True)]


def _traced(run: Callable[[], object], calls: set[tuple[str, int]]) -> object:
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
