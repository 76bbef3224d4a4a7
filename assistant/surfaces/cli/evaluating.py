"""`citebound eval`: the harness stands above the assistant, so it is found by its entry point, not imported."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

from assistant.errors import CiteboundError

GROUP = "citebound.commands"


def run(**given: Any) -> int:  # noqa: ANN401 - the harness reads them
    """What the harness's command returns; CiteboundError where it is not installed."""
    found = entry_points(group=GROUP, name="eval")
    if not found:
        raise CiteboundError("The eval harness is not installed.", "Install citebound anew: pip install citebound")
    command: Callable[..., int] = next(iter(found)).load()
    return command(**given)
