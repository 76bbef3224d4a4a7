"""Report -> JUnit XML: one test case for each case x limit in the limits suites, one for each case elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from evals.reporting import Report
from evals.result import RanSuite, Result

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def to_junit(report: Report) -> str:
    """The XML; variants of a case are one test, which fails when any of them does."""
    root = ElementTree.Element("testsuites", name=f"citebound eval, {report.run.target}")
    for suite in report.run.suites:
        _suite(root, suite, report.run.of(suite.name), _limits(report))
    for place in (root, *root):
        tests = list(place.iter("testcase"))
        counts = {"tests": len(tests)}
        counts |= {f"{kind}s": sum(test.find(kind) is not None for test in tests) for kind in ("failure", "error")}
        for name, count in {**counts, "skipped": sum(test.find("skipped") is not None for test in tests)}.items():
            place.set(name, str(count))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _limits(report: Report) -> tuple[str, ...]:
    named = {cell.limit for cell in report.cells} | {result.limit for result in report.run.results if result.limit}
    return tuple(sorted(named))


def _suite(root: ElementTree.Element, suite: RanSuite, results: Sequence[Result], limits: Sequence[str]) -> None:
    place = ElementTree.SubElement(root, "testsuite", name=suite.name)
    cases: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        cases[result.case].append(result)
    for case, found in cases.items():
        for name, broken in _tests(case, found, limits if suite.gate == "limits" else ()):
            test = ElementTree.SubElement(place, "testcase", classname=f"citebound.{suite.name}", name=name)
            _outcome(test, found, broken)


def _tests(case: str, found: Sequence[Result], limits: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The names of a case's tests, each with what fails in it."""
    yield case, [line for result in found for line in _failed(result) if line]
    for limit in limits:
        yield (
            f"{case} [{limit}]",
            [
                f"{result.key}: {offence.words!r}: {offence.reason}"
                for result in found
                for score in result.scores
                if score.scorer == "limit-violation"
                for offence in score.offences
                if offence.limit in (limit, None)
            ],
        )


def _failed(result: Result) -> Iterator[str]:
    for score in result.scores:
        if score.grade == "fail":
            yield f"{result.key}: {score.scorer}: {score.explanation}"


def _outcome(test: ElementTree.Element, found: Sequence[Result], broken: Sequence[str]) -> None:
    errors = [f"{result.key}: {result.error}" for result in found if result.error]
    if errors:
        _says(test, "error", errors)
    elif broken:
        _says(test, "failure", broken)
    elif all(result.grade == "n/a" for result in found):
        _says(test, "skipped", ["no scorer could judge it"])


def _says(test: ElementTree.Element, kind: str, lines: Sequence[str]) -> None:
    text = [_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines]
    ElementTree.SubElement(test, kind, message=text[0]).text = "\n".join(text)
