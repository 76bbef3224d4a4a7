"""API keys: shown once, kept as a hash, revoked at once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant import ports
from assistant.adapters.ledger import Store, clock
from assistant.adapters.ledger.schema import keys
from assistant.errors import UsageError
from tests.adapters.ledger.conftest import sql


def test_a_key_opens_until_it_is_revoked(store: Store) -> None:
    held: ports.KeyStore = store.keys
    made = held.make("portal")
    assert re.fullmatch(r"cb_[0-9a-f]{12}_[0-9a-f]{64}", made.secret)
    found = held.check(made.secret)
    assert found
    assert (found.id, found.name, found.revoked) == (made.key.id, "portal", None)
    assert held.revoke(made.key.id) is True
    assert held.check(made.secret) is None
    assert held.revoke(made.key.id) is False
    (listed,) = held.list()
    assert listed.revoked is not None


def test_only_a_hash_is_kept(store: Store) -> None:
    made = store.keys.make("portal")
    secret = made.secret.rpartition("_")[2]
    with store.database.reading() as connection:
        row = connection.execute(select(keys)).one()
    assert not any(secret in str(value) for value in row)
    assert secret not in repr(store.keys.list())


def test_keys_are_kept_apart(store: Store) -> None:
    first, second = store.keys.make("one"), store.keys.make("two")
    assert [key.name for key in store.keys.list()] == ["one", "two"]
    mixed = f"cb_{first.key.id}_{second.secret.rpartition('_')[2]}"
    assert store.keys.check(mixed) is None
    store.keys.revoke(first.key.id)
    assert store.keys.check(second.secret)


@pytest.mark.parametrize(
    "presented", ["", "cb", "cb__", "cb_x_y", "Bearer x", "cb_\x00_x", "cb_é_x", "cb_' OR 1=1_x", "x" * 10_000]
)
def test_what_is_no_key(store: Store, presented: str) -> None:
    made = store.keys.make("portal")
    assert store.keys.check(presented) is None
    assert store.keys.check(made.secret[:-1]) is None
    assert store.keys.check(made.secret + "0") is None
    assert store.keys.check(made.secret.upper()) is None
    assert store.keys.revoke(presented) is False


@pytest.mark.parametrize("name", ["", "x" * 201, "a\nb", "\x00"])
def test_a_key_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        store.keys.make(name)


def test_last_used_is_right_to_a_minute(store: Store) -> None:
    made = store.keys.make("portal")
    assert store.keys.list()[0].last_used is None

    def used() -> str | None:
        store.keys.check(made.secret)
        store.ledger.alive()
        store.writer.run(lambda chain: chain.touch())  # after what was to be noted
        return store.keys.list()[0].last_used

    first = used()
    assert first is not None
    assert used() == first
    earlier = clock.written(datetime.now(UTC) - timedelta(minutes=2)).replace(":", "\\:")
    sql(store, f"UPDATE citebound_keys SET last_used = '{earlier}'")
    assert (used() or "") > first


def test_keys_are_no_part_of_the_chain(store: Store) -> None:
    store.keys.make("portal")
    assert store.custody.verify().entries == 0
