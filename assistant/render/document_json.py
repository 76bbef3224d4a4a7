"""Document -> JSON, the same from the command line and over HTTP."""

from __future__ import annotations

from typing import Any

from assistant.values import Document


def summary(document: Document) -> dict[str, Any]:
    """A line of the document list."""
    return {
        "id": document.id,
        "title": document.title,
        "reference": document.reference,
        "kind": document.kind,
        "year": document.year,
        "design": document.design,
        "certainty": document.certainty,
        "flags": list(document.flags),
        "sha256": document.sha256,
        "passages": len(document.passages),
    }


def whole(document: Document) -> dict[str, Any]:
    """The document with its canonical text; offsets of citations count in `text`."""
    return summary(document) | {
        "n": document.n,
        "source_note": document.source_note,
        "file": document.file,
        "text": document.text,
    }
