"""`citebound documents`."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import UsageError
from assistant.render.document_json import summary, whole
from assistant.render.terminal import print_documents
from assistant.surfaces.cli.opening import evidence_of
from assistant.surfaces.cli.output import show, show_json


def run(document: str | None, corpus: Path | None, as_json: bool) -> int:
    """All documents, or the canonical text of one."""
    documents = evidence_of(corpus).documents
    if document is not None and document not in documents:
        raise UsageError(f"No document has the id '{document}'.", f"The ids are: {', '.join(documents)}.")
    if document is not None and as_json:
        show_json(whole(documents[document]))
    elif document is not None:
        show(documents[document].text)
    elif as_json:
        show_json([summary(each) for each in documents.values()])
    else:
        print_documents(tuple(documents.values()))
    return 0
