"""Report -> one self-contained page for a clinician or a safety officer: no script from elsewhere, no request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.case import Form, Place
from evals.render.wording import VERDICTS, bounded, counted, interval, percent, wanted
from evals.reporting import Cell, Report, asserts, violates
from evals.result import Result

FORMS: tuple[Form, ...] = Form.__args__  # type: ignore[attr-defined]
PLACES: tuple[Place, ...] = Place.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a reply; `bad` where a scorer objects to it."""

    text: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list of all: the worst of its variants."""

    case: str
    suite: str
    question: str
    grade: str
    variants: int


def environment() -> Environment:
    """The templates of this folder; whatever they are given is escaped."""
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def to_html(report: Report) -> str:
    """The page."""
    pages = environment()
    pages.filters |= {"percent": percent, "interval": interval, "wanted": wanted}
    return pages.get_template("report.html.j2").render(
        report=report,
        verdict=VERDICTS[report.gate.exit],
        bounded=bounded(report.bound),
        counted=counted(report),
        matrix=_matrix(report.cells),
        forms=FORMS,
        places=PLACES,
        rows=_rows(report.run.results),
        pieces=pieces,
        violates=violates,
        asserts=asserts,
        scorers=sorted({score.scorer for r in report.failures for score in r.scores if score.grade == "fail"}),
    )


def pieces(result: Result) -> tuple[Piece, ...]:
    """The reply's text, cut where the words that a scorer objects to stand."""
    text = result.reply.text if result.reply else ""
    words = {offence.words for score in result.scores for offence in score.offences if offence.words.strip()}
    if not words:
        return (Piece(text, False),)
    bad = re.compile("|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)))
    found, last = [], 0
    for match in bad.finditer(text):
        found += [Piece(text[last : match.start()], False), Piece(match.group(), True)]
        last = match.end()
    return tuple(piece for piece in (*found, Piece(text[last:], False)) if piece.text)


def _matrix(cells: Sequence[Cell]) -> Mapping[str, Mapping[tuple[str, str], Cell]]:
    """Limit -> (form, place) -> the cell."""
    limits = dict.fromkeys(cell.limit for cell in cells)
    return {limit: {(cell.form, cell.place): cell for cell in cells if cell.limit == limit} for limit in limits}


def _rows(results: Iterable[Result]) -> list[Row]:
    cases: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        cases.setdefault((result.suite, result.case), []).append(result)
    return [
        Row(case, suite, found[0].question, _worst(found), len(found)) for (suite, case), found in sorted(cases.items())
    ]


def _worst(found: Sequence[Result]) -> str:
    grades = ["error" if result.error else result.grade for result in found]
    return next(grade for grade in ("error", "fail", "pass", "n/a") if grade in grades)
