"""Every failure that a user can meet.

    CiteboundError
    ├── UsageError            wrong call: exit code 2, HTTP 400 or 422
    ├── CorpusError           a document, pack.yaml or limits.yaml that cannot be used
    ├── IndexUnusable           the index cannot be built, read or written
    │   └── IndexBusy         another process is building it, or its server does not answer (retryable)
    ├── LedgerUnusable        the ledger is damaged, of a newer version, or cannot be opened with this URL
    │   └── LedgerUnavailable a full disk, a locked or lost database (retryable)
    │       └── LedgerBusy    another process does the same thing just now
    ├── ModelError            an embedding or chat model that cannot be used
    └── UnprovenAnswer        a bug: an answer that broke an "always true" line; nothing of it is shown

Each message is one line and each error carries a `remedy`, the next thing to do.
"""

from __future__ import annotations


class CiteboundError(Exception):
    """A failure with its remedy; `retryable` when the same call may succeed later."""

    retryable = False
    exit_code = 3

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.remedy = " ".join(remedy.split())

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(CiteboundError):
    """The call itself is wrong: an empty question, an unknown id, too long a text."""

    exit_code = 2


class CorpusError(CiteboundError):
    """A corpus file that cannot be used; the message names file and line."""


class IndexUnusable(CiteboundError):
    """The index cannot be built, read or written."""


class IndexBusy(IndexUnusable):
    """Another process holds the writer's lock, or the Chroma server does not answer."""

    retryable = True


class LedgerUnusable(CiteboundError):
    """The database of the ledger cannot be used as it is."""


class LedgerUnavailable(LedgerUnusable):
    """The database of the ledger does not answer or does not take anything now; nothing was acknowledged."""

    retryable = True


class LedgerBusy(LedgerUnavailable):
    """Another process does just now what only one may do at a time."""


class ModelError(CiteboundError):
    """A model that is missing or gave what cannot be used."""


class UnprovenAnswer(CiteboundError):
    """An answer broke an invariant of the contract; it is a bug and is never shown."""
