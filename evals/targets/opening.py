"""A target from what the user names: nothing, a URL, a URL and a model, a run's file."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import UsageError
from assistant.settings import Settings
from evals.target import Target
from evals.targets.caller import Caller
from evals.targets.editing import Editor
from evals.targets.in_process import Say, in_process
from evals.targets.openai import OpenAI, base
from evals.targets.recorded import recorded
from evals.targets.service import Service

OWN_KEY, THEIR_KEY = "CITEBOUND_EVAL_KEY", "OPENAI_API_KEY"


def open_target(
    named: str | None, model: str | None, settings: Settings, editor: Editor, say: Say, *, cites: bool = False
) -> Target:
    """In process without a name; a URL is our own service, with a model any OpenAI-compatible one; else a file."""
    if named is None:
        return in_process(settings, editor, say)
    if model:
        caller = Caller(base(named), os.environ.get(THEIR_KEY, ""), THEIR_KEY)
        return OpenAI(caller, model, cites=cites, documents=editor.base.documents)
    if "://" in named:
        own = settings.eval_key.get_secret_value() if settings.eval_key else ""
        return Service(Caller(named, own, OWN_KEY))
    if not Path(named).is_file():
        raise UsageError(f"'{named}' is neither a URL nor a run's file.", "Name one, or leave --target out.")
    return recorded(Path(named))
