"""Entries chained, and every way to change one found."""

from dataclasses import replace

import pytest

from assistant.adapters.ledger import Store
from assistant.adapters.ledger.chain import GENESIS, Verifier, content_hash, entry_hash, erased_by, ranges, seal
from assistant.errors import LedgerUnusable
from assistant.records import Entry, Feedback
from tests.adapters.ledger.conftest import answer, sql, tamper


def filled(store: Store, number: int = 5) -> None:
    for each in range(1, number + 1):
        store.ledger.record("ann", answer(each))


def test_a_chain_verifies(store: Store) -> None:
    assert store.custody.verify().faults == ()
    filled(store)
    store.ledger.rate("ann", Feedback("a2", helpful=True))
    checked = store.custody.verify()
    assert (checked.entries, checked.erased, checked.faults) == (6, 0, ())
    entries = list(store.custody.entries())
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]
    assert checked.head == entries[-1].hash
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


FORGED = "0" * 64
CHANGES = {
    "kind": "'feedback'",
    "at": "'2020-01-01T00:00:00.000000Z'",
    "owner": "'eve'",
    "answer_id": "'a9'",
    "content": "'{}'",
    "salt": f"'{'0' * 32}'",
    "content_hash": f"'{FORGED}'",
    "previous": f"'{FORGED}'",
    "hash": f"'{FORGED}'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_each_field_changed_is_found(store: Store, column: str) -> None:
    filled(store)
    tamper(store, f"UPDATE citebound_ledger SET {column} = {CHANGES[column]} WHERE seq = 3")
    assert store.custody.verify().faults[0].seq == 3


@pytest.mark.parametrize(
    ("statement", "seqs"),
    [
        ("UPDATE citebound_ledger SET seq = 9 WHERE seq = 3", [3, 4, 6, 7, 8, 9, 9]),
        ("DELETE FROM citebound_ledger WHERE seq = 3", [3, 4]),
        ("DELETE FROM citebound_ledger WHERE seq = 1", [1, 2]),
        ("DELETE FROM citebound_ledger WHERE seq >= 4", [4, 5]),
        ("DELETE FROM citebound_ledger", [1, 2, 3, 4, 5]),
        ("UPDATE citebound_ledger SET salt = NULL WHERE seq = 3", [3]),
        ("UPDATE citebound_ledger SET content = NULL WHERE seq = 3", [3]),
        ("UPDATE citebound_ledger SET content = NULL, salt = NULL WHERE seq = 3", [3]),
    ],
)
def test_entries_moved_or_removed_are_found(store: Store, statement: str, seqs: list[int]) -> None:
    filled(store)
    tamper(store, statement)
    found = [fault.seq for fault in store.custody.verify().faults]
    assert found[: len(seqs)] == seqs


def test_a_forged_entry_breaks_the_next(store: Store) -> None:
    """Somebody who knows how the hashes are made still has to forge everything that follows."""
    filled(store)
    third = list(store.custody.entries())[2]
    assert third.salt
    content = '{"forged":true}'
    forged = replace(third, content=content, content_hash=content_hash(third.salt, content))
    sets = f"content = '{content}', content_hash = '{forged.content_hash}', hash = '{entry_hash(forged)}'"
    tamper(store, f"UPDATE citebound_ledger SET {sets.replace(':', chr(92) + ':')} WHERE seq = 3")
    assert [str(fault) for fault in store.custody.verify().faults] == ["entry 4: does not follow the entry before it"]


def test_a_chain_forged_whole_is_found_by_a_noted_head(store: Store) -> None:
    filled(store)
    noted = store.custody.verify().head
    store.ledger.record("ann", answer(6))
    assert store.custody.verify(noted).faults == ()
    tamper(store, "DELETE FROM citebound_ledger", f"UPDATE citebound_head SET seq = 0, hash = '{GENESIS}'")
    filled(store)
    assert store.custody.verify().faults == ()
    assert [fault.seq for fault in store.custody.verify(noted).faults] == [5]


def test_content_put_back_is_found(store: Store) -> None:
    filled(store)
    second = list(store.custody.entries())[1]
    store.ledger.erase("ann", "a2")
    content = (second.content or "").replace("'", "''").replace(":", chr(92) + ":")
    tamper(store, f"UPDATE citebound_ledger SET content = '{content}', salt = '{second.salt}' WHERE seq = 2")
    (fault,) = store.custody.verify().faults
    assert str(fault) == "entry 2: its content is there, though entry 6 erased it"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE citebound_ledger SET owner = 'eve' WHERE seq = 1",
        "UPDATE citebound_ledger SET content = '{}' WHERE seq = 1",
        "UPDATE citebound_ledger SET content = NULL WHERE seq = 1",
        "UPDATE citebound_ledger SET content = NULL, salt = NULL, owner = 'eve' WHERE seq = 1",
        "UPDATE citebound_ledger SET content = NULL, salt = NULL WHERE kind = 'erasure'",
        "DELETE FROM citebound_ledger WHERE seq = 1",
        "DELETE FROM citebound_ledger",
    ],
)
def test_the_database_refuses_changes(store: Store, statement: str) -> None:
    filled(store, 2)
    store.ledger.erase("ann", "a2")
    with pytest.raises(LedgerUnusable):
        sql(store, statement)
    assert store.custody.verify().faults == ()


def test_sqlite_refuses_to_replace_and_postgresql_to_truncate(store: Store) -> None:
    filled(store, 2)
    columns = "seq, kind, at, owner, answer_id, content, salt, content_hash, previous, hash"
    replacing = f"INSERT OR REPLACE INTO citebound_ledger SELECT {columns} FROM citebound_ledger WHERE seq = 1"
    with pytest.raises(LedgerUnusable):
        sql(store, replacing if store.database.file else "TRUNCATE citebound_ledger")
    assert store.custody.verify().entries == 2


def test_ranges() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == [[1, 3], [7, 7], [9, 10]]
    assert ranges([]) == []


def test_an_erasure_that_says_nothing_is_a_fault() -> None:
    sealed = seal({"erased": "everything"})
    made = Entry(1, "erasure", "", "", "", sealed.content, sealed.salt, sealed.content_hash, GENESIS, "")
    with pytest.raises(ValueError, match="unpack"):
        erased_by(made)
    verifier = Verifier()
    verifier.take(replace(made, hash=entry_hash(made)))
    assert [fault.what for fault in verifier.done((1, entry_hash(made))).faults] == ["does not say what it erased"]
