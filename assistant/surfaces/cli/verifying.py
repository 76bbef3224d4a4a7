"""`citebound verify`."""

from __future__ import annotations

from pathlib import Path

from assistant.recheck import quotes, recheck
from assistant.render.answer_json import from_json
from assistant.surfaces.cli.files import read_json
from assistant.surfaces.cli.opening import evidence_of
from assistant.surfaces.cli.output import complain, show, show_json


def run(answer: str, corpus: Path | None, as_json: bool) -> int:
    """Re-check a stored answer; exit code 1 where something does not hold."""
    stored = read_json(answer)
    names = [name for name, _ in quotes(from_json(stored))]
    held = evidence_of(corpus)
    problems = recheck(stored, held.documents, held)
    verified = len(set(names) - {problem.citation for problem in problems})
    if as_json:
        listed = [{"citation": problem.citation, "message": problem.message} for problem in problems]
        show_json({"quotes": len(names), "verified": verified, "problems": listed})
    else:
        show(f"{verified} of {len(names)} quotes verified")
        for problem in problems:
            complain(str(problem))
    return 1 if problems else 0
