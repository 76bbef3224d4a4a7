"""The commands of the operator, in two groups: `citebound ledger` and `citebound keys`.

Each command imports its module when it is called, as those of `app.py` do.
"""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

ledger = typer.Typer(
    name="ledger",
    help="The record of every answer that the service gave: verify, export, purge.",
    add_completion=False,
    rich_markup_mode=None,
)
keys = typer.Typer(
    name="keys", help="The API keys of the service: make, list, revoke.", add_completion=False, rich_markup_mode=None
)


@ledger.command()
def verify(
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="A head that was noted earlier; the chain must still hold it.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Re-compute every hash of the chain and say which entry was changed."""
    from assistant.surfaces.cli import keeping

    return keeping.verify(head, as_json)


@ledger.command()
def export(
    owner: Annotated[str | None, typer.Option(help="Only the entries of this user.")] = None,
    since: Annotated[str | None, typer.Option(metavar="TIME", help="Only from this time on, ISO 8601, UTC.")] = None,
) -> int:
    """Print the entries as JSON lines."""
    from assistant.surfaces.cli import keeping

    return keeping.export(owner, since)


@ledger.command()
def purge(as_json: Json = False) -> int:
    """Erase the contents that are older than CITEBOUND_RETENTION_DAYS; the chain still verifies."""
    from assistant.surfaces.cli import keeping

    return keeping.purge(as_json)


@keys.command()
def make(name: Annotated[str, typer.Argument(help="Who or what will use it.")], as_json: Json = False) -> int:
    """Make a key and print it, this once."""
    from assistant.surfaces.cli import keying

    return keying.make(name, as_json)


@keys.command("list")
def list_keys(as_json: Json = False) -> int:
    """List the keys: when they were made, last used, revoked."""
    from assistant.surfaces.cli import keying

    return keying.list_keys(as_json)


@keys.command()
def revoke(key_id: Annotated[str, typer.Argument(metavar="ID", help="As `citebound keys list` shows it.")]) -> int:
    """Revoke a key; it opens nothing from then on."""
    from assistant.surfaces.cli import keying

    return keying.revoke(key_id)
