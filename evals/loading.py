"""Suites by name, by file or all of them; a complaint is one line with file, line and remedy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CiteboundError, UsageError
from assistant.yamlfile import validated
from evals.case import Asked, Pair, Sentence, SuiteFile, seeds

SUITES = Path(__file__).parent / "suites"


class SuiteError(CiteboundError):
    """A suite that cannot be run; exit 3."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One file of cases; `sha256` is that of the file."""

    name: str
    says: str
    gate: str
    cases: tuple[Asked | Pair | Sentence, ...]
    sha256: str
    file: Path

    @property
    def seeds(self) -> frozenset[str]:
        """Its independent ideas."""
        return seeds(self.cases)


def names() -> tuple[str, ...]:
    """The shipped suites."""
    return tuple(sorted(path.stem for path in SUITES.glob("*.yaml")))


def load(wanted: Sequence[str]) -> tuple[Suite, ...]:
    """The suites named; a name stands for itself and for all that begin with it (`limits`), a path for a file."""
    files = list(dict.fromkeys(file for name in wanted or names() for file in _files(name)))
    suites = tuple(_suite(file) for file in files)
    _unique(suites)
    for suite in suites:
        _known_seeds(suite)
    return suites


def _files(name: str) -> list[Path]:
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return [Path(name)]
    found = [SUITES / f"{each}.yaml" for each in names() if each == name or each.startswith(f"{name}-")]
    if not found:
        raise UsageError(f"There is no suite '{name}'.", f"Name a file, or some of: {', '.join(names())}.")
    return found


def _suite(file: Path) -> Suite:
    data = validated(file, SuiteFile)
    return Suite(file.stem, data.says, data.gate, data.cases, hashlib.sha256(file.read_bytes()).hexdigest(), file)


def _unique(suites: Iterable[Suite]) -> None:
    seen: dict[str, Suite] = {}
    for suite in suites:
        for case in suite.cases:
            if case.id in seen:
                where, other = _where(suite, case.id, last=True), seen[case.id].name
                raise SuiteError(
                    f"{where}: the case '{case.id}' is also one of {other}.", "Give one of them another id."
                )
            seen[case.id] = suite


def _known_seeds(suite: Suite) -> None:
    ids = {case.id for case in suite.cases}
    for case in suite.cases:
        if isinstance(case, Asked) and case.seed and case.seed not in ids:
            raise SuiteError(f"{_where(suite, case.id)}: the seed '{case.seed}' is no case of it.", "Name one that is.")


def _where(suite: Suite, id_: str, *, last: bool = False) -> str:
    """The file and the line of a case, the last of that id where there are several."""
    lines = suite.file.read_text(encoding="utf-8").split("\n")
    places = [number for number, line in enumerate(lines, start=1) if re.search(rf"\bid:\s*[\"']?{id_}\b(?!-)", line)]
    return f"{suite.file}:{places[-1 if last else 0] if places else 1}"
