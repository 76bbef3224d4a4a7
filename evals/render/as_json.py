"""Report -> JSON, `"schema": "report/1"`; the whole replies stay in the run's own file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from evals.reporting import REPORT, Report
from evals.result import Result, plain


def to_json(report: Report) -> str:
    """The report; of a passed result the scores, of another the reply's text and citations too."""
    run = replace(report.run, results=tuple(map(_slim, report.run.results)))
    return json.dumps({"schema": REPORT, **plain(replace(report, run=run))}, ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of a report file."""
    made = TypeAdapter(Report).json_schema()
    made["properties"] = {"schema": {"const": REPORT}, **made["properties"]}
    made["required"] = ["schema", *made["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _slim(result: Result) -> Result:
    kept = result.error or result.grade == "fail"
    return replace(result, reply=replace(result.reply, raw=None) if kept and result.reply else None)
