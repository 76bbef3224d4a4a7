"""The chain: how an entry is hashed, and whether a row of entries is one whole chain. Pure; no database.

`content_hash` is over a random salt and the content; `hash` is over everything else, the hash before among it. So a
content can be erased with its salt (which keeps it from being guessed), and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.records import Checked, Entry, Fault

GENESIS = "0" * 64
_MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Sealed:
    """A content ready to be kept."""

    content: str
    salt: str
    content_hash: str


def seal(content: Mapping[str, object]) -> Sealed:
    """The content as ASCII JSON (any database takes it) with a salt of its own."""
    text = json.dumps(content, separators=(",", ":"))
    salt = secrets.token_hex(16)
    return Sealed(text, salt, content_hash(salt, text))


def content_hash(salt: str, content: str) -> str:
    """SHA-256 over salt and content; the salt has a fixed length."""
    return hashlib.sha256((salt + content).encode("utf-8", "surrogatepass")).hexdigest()


def entry_hash(entry: Entry) -> str:
    """SHA-256 over all but content, salt and the hash itself, as a JSON list."""
    kept = [entry.seq, entry.kind, entry.at, entry.owner, entry.answer_id, entry.content_hash, entry.previous]
    return hashlib.sha256(json.dumps(kept, separators=(",", ":")).encode()).hexdigest()


def erased_by(entry: Entry) -> set[int]:
    """The entries whose content an erasure says it erased; raises ValueError where it cannot be read."""
    try:
        erased = json.loads(entry.content or "")["erased"]
        return {seq for first, last in erased for seq in range(max(1, first), min(last + 1, entry.seq))}
    except (KeyError, TypeError) as error:
        raise ValueError("no ranges") from error


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """`[1, 2, 3, 7]` as `[[1, 3], [7, 7]]`; the numbers ascend."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


class Verifier:
    """Takes the entries in order and says in the end what does not hold."""

    def __init__(self) -> None:
        self._seq, self._hash = 0, GENESIS
        self._entries = 0
        self._erased: set[int] = set()
        self._claimed: dict[int, int] = {}
        self._faults: list[Fault] = []

    def take(self, entry: Entry) -> None:
        """The next entry, by its number."""
        self._entries += 1
        for seq in range(self._seq + 1, min(entry.seq, self._seq + 1 + _MOST_FAULTS)):
            self._fault(seq, "is missing")
        if entry.previous != self._hash:
            self._fault(entry.seq, "does not follow the entry before it")
        if entry.hash != entry_hash(entry):
            self._fault(entry.seq, "was changed: its hash is another")
        self._content(entry)
        self._seq, self._hash = entry.seq, entry.hash

    def done(self, head: tuple[int, str]) -> Checked:
        """The verdict; `head` is what the database last wrote down as the chain's end."""
        for seq in range(self._seq + 1, min(head[0] + 1, self._seq + 1 + _MOST_FAULTS)):
            self._fault(seq, "is missing")
        if self._seq >= head[0] and (self._seq, self._hash) != head:
            self._fault(self._seq, f"the chain's end was noted at entry {head[0]} with another hash or number")
        for seq in sorted(self._erased - set(self._claimed)):
            self._fault(seq, "its content is gone, and no erasure says so")
        for seq in sorted(set(self._claimed) - self._erased):
            self._fault(seq, f"its content is there, though entry {self._claimed[seq]} erased it")
        faults = tuple(sorted(self._faults, key=lambda fault: fault.seq)[:_MOST_FAULTS])
        return Checked(self._entries, len(self._erased), self._hash, faults)

    def _content(self, entry: Entry) -> None:
        if entry.content is None and entry.salt is None:
            self._erased.add(entry.seq)
        elif entry.content is None or entry.salt is None:
            self._fault(entry.seq, "only one of content and salt is there")
        elif content_hash(entry.salt, entry.content) != entry.content_hash:
            self._fault(entry.seq, "its content was changed")
        elif entry.kind == "erasure":
            self._claim(entry)

    def _claim(self, entry: Entry) -> None:
        try:
            self._claimed |= dict.fromkeys(erased_by(entry), entry.seq)
        except ValueError:
            self._fault(entry.seq, "does not say what it erased")

    def _fault(self, seq: int, what: str) -> None:
        self._faults.append(Fault(seq, what))
