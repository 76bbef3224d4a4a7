"""One report, four files: JSON for machines, JUnit for CI, Markdown for a pull request, HTML for a clinician."""

from __future__ import annotations

from pathlib import Path

from evals.render.as_html import to_html
from evals.render.as_json import to_json
from evals.render.junit import to_junit
from evals.render.markdown import to_markdown
from evals.reporting import Report

FILES = {"report.json": to_json, "junit.xml": to_junit, "report.md": to_markdown, "report.html": to_html}


def write(report: Report, folder: Path) -> tuple[Path, ...]:
    """The four files in `folder`, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rendered in FILES.items():
        (folder / name).write_text(rendered(report), encoding="utf-8")
    return tuple(folder / name for name in FILES)
