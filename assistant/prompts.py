"""The wording sent to a chat model: `prompts/*.md`, with strict named placeholders and a hash for the basis."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.errors import CorpusError
from assistant.yamlfile import validated_text

PLACEHOLDERS = {
    "compose": frozenset({"fence", "question", "passages"}),
    "repair": frozenset({"fence", "question", "passages", "failed"}),
}
"""What each prompt is filled with: all of it, and nothing else."""

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_PARTS = re.compile(r"---\n(.*?)\n---\n\s*# System\n(.*?)\n# User\n(.*)", re.DOTALL)


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int


@dataclass(frozen=True, slots=True)
class Template:
    """One prompt: what the model is told it is, and what it is asked."""

    version: int
    system: str
    user: str

    def fill(self, **values: str) -> tuple[str, str]:
        """System and user text; a value is never searched for placeholders."""
        return _filled(self.system, values), _filled(self.user, values)


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts, and the hash of their files."""

    compose: Template
    repair: Template
    sha256: str


def load_prompts(folder: Path) -> Prompts:
    """The folder's prompts; CorpusError names a placeholder that is missing or unknown."""
    texts = {name: _read(folder / f"{name}.md") for name in sorted(PLACEHOLDERS)}
    templates = {name: _template(folder / f"{name}.md", text, PLACEHOLDERS[name]) for name, text in texts.items()}
    sha256 = hashlib.sha256("\x1f".join(texts.values()).encode()).hexdigest()
    return Prompts(templates["compose"], templates["repair"], sha256)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}.", "Restore the prompt as a readable UTF-8 file.") from error


def _template(path: Path, text: str, expected: frozenset[str]) -> Template:
    parts = _PARTS.fullmatch(text)
    if not parts:
        raise CorpusError(f"{path}: not a prompt.", "Give it front matter, then the headings # System and # User.")
    front = validated_text(parts.group(1), _Front, str(path), 2)
    used = set(_PLACEHOLDER.findall(text))
    if wrong := sorted(used - expected):
        known = ", ".join(sorted(expected))
        raise CorpusError(f"{path}: unknown placeholder {{{{{wrong[0]}}}}}.", f"Known are: {known}.")
    if lacking := sorted(expected - used):
        raise CorpusError(f"{path}: the placeholder {{{{{lacking[0]}}}}} is missing.", "Put it in its place.")
    return Template(front.version, parts.group(2).strip(), parts.group(3).strip())


def _filled(text: str, values: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], text)
