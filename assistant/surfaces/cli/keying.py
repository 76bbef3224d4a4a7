"""`citebound keys`."""

from __future__ import annotations

from dataclasses import asdict

from assistant import bootstrap
from assistant.errors import UsageError
from assistant.records import ApiKey
from assistant.settings import load
from assistant.surfaces.cli.output import say, show, show_json


def make(name: str, as_json: bool) -> int:
    """Make a key; only its text goes to stdout, so that it can be piped to where it is kept."""
    with bootstrap.store(load()) as store:
        made = store.keys.make(name)
    if as_json:
        show_json({**asdict(made.key), "secret": made.secret})
    else:
        show(made.secret)
        say(f"Key {made.key.id} for {name}. It is not shown again.")
    return 0


def list_keys(as_json: bool) -> int:
    """All keys, without their secrets."""
    with bootstrap.store(load()) as store:
        keys = store.keys.list()
    if as_json:
        show_json([asdict(key) for key in keys])
    else:
        show("\n".join(map(_line, keys)) or "There are no keys. Make one: citebound keys make NAME")
    return 0


def revoke(key_id: str) -> int:
    """Revoke one."""
    with bootstrap.store(load()) as store:
        if not store.keys.revoke(key_id):
            raise UsageError(f"No valid key has the id '{key_id:.40}'.", "See: citebound keys list")
    show(f"Key {key_id} is revoked.")
    return 0


def _line(key: ApiKey) -> str:
    used = f"last used {key.last_used}" if key.last_used else "never used"
    return f"{key.id}  {key.name}  made {key.created}, {used}{f', revoked {key.revoked}' if key.revoked else ''}"
