"""Addresses of documents and of the words cited from them, for surfaces whose readers follow links.

A fragment is that of RFC 5147 for plain text: `#char=START,END` names the code points `[START, END)`.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

DOCUMENTS = "citebound://documents/"


def document_uri(document: str) -> str:
    """The address of a document by its id."""
    return DOCUMENTS + quote(document, safe="")


def place_uri(document: str, start: int, end: int) -> str:
    """The address of a stretch of a document's canonical text."""
    return f"{document_uri(document)}#char={start},{end}"


def document_of(uri: str) -> str | None:
    """The id of the document that an address, with or without a fragment, leads to; None for other addresses."""
    name = uri.partition("#")[0]
    return unquote(name.removeprefix(DOCUMENTS)) if name.startswith(DOCUMENTS) else None
