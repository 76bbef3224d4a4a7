"""`citebound ledger`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from assistant import bootstrap
from assistant.errors import UsageError
from assistant.records import Entry
from assistant.settings import load
from assistant.surfaces.cli.output import complain, show, show_json


def verify(noted: str | None, as_json: bool) -> int:
    """Re-compute the chain; exit code 1 where it does not hold."""
    with bootstrap.store(load()) as store:
        checked = store.custody.verify(noted)
    if as_json:
        show_json(asdict(checked))
        return 1 if checked.faults else 0
    show(f"{checked.entries} entries, {checked.erased} erased; head {checked.head}")
    for fault in checked.faults:
        complain(str(fault))
    return 1 if checked.faults else 0


def export(owner: str | None, since: str | None) -> int:
    """One JSON object a line; `content` is null where it was erased."""
    moment = _moment(since) if since is not None else None
    with bootstrap.store(load()) as store:
        for entry in store.custody.entries(owner, moment):
            show_json(_plain(entry), indent=None)
    return 0


def purge(as_json: bool) -> int:
    """Erase what is older than the setting says."""
    settings = load()
    with bootstrap.store(settings) as store:
        erased = store.custody.purge(settings.retention_days)
    if as_json:
        show_json({"erased": erased, "retention_days": settings.retention_days})
    elif settings.retention_days == 0:
        show("Nothing is erased: CITEBOUND_RETENTION_DAYS is 0.")
    else:
        show(f"{erased} entries older than {settings.retention_days} days erased.")
    return 0


def _plain(entry: Entry) -> dict[str, object]:
    return asdict(entry) | {"content": json.loads(entry.content) if entry.content is not None else None}


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise UsageError(f"'{written:.40}' is not a time.", "Write it as 2026-11-23 or 2026-11-23T04:31:00Z.") from None
