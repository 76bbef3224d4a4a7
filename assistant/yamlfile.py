"""YAML files read strictly: every complaint is one line that names the file, the line and the remedy.

Text stays text: dates are not converted and only `true` and `false` are booleans, so that `no` and `on` can be words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import CorpusError

Loc = tuple[int | str, ...]
LineOf = Callable[[Loc], int]
Model = TypeVar("Model", bound=BaseModel)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # the C loader is optional, so its type is not known
    """The safe loader with fewer surprises among plain scalars."""


_SURPRISES = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _SURPRISES]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_SURPRISES[1], re.compile("(?:true|false)$"), ["t", "f"])


def load(path: Path) -> tuple[Any, LineOf]:
    """The file's data, and the 1-based line of each place in it; CorpusError when it cannot be read."""
    return load_text(_read(path), str(path))


def load_text(text: str, file: str, first_line: int = 1) -> tuple[Any, LineOf]:
    """As `load`, for YAML that starts at `first_line` of `file`."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        _refuse_repeated_keys(root, file, first_line)
        data = loader.construct_document(root) if root is not None else None
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{file}:{first_line}: a value that cannot be read.", "Write it as plain text.") from error
    except yaml.YAMLError as error:
        raise _syntax_error(error, file, first_line, text.rstrip().count("\n")) from error
    finally:
        loader.dispose()
    return data, lambda loc: first_line + _line(root, loc)


def validated(path: Path, model: type[Model]) -> Model:
    """The file as a pydantic model; CorpusError "file:line: what" with the remedy otherwise."""
    return validated_text(_read(path), model, str(path))


def validated_text(text: str, model: type[Model], file: str, first_line: int = 1) -> Model:
    """As `validated`, for YAML that starts at `first_line` of `file`."""
    data, line_of = load_text(text, file, first_line)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _misfit(error, file, line_of) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CorpusError(f"{path}: no such file.", "Create it, or name the folder that holds it.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CorpusError(f"{path}:{line}: not UTF-8 text.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}.", "Make the file readable.") from error


def _refuse_repeated_keys(node: yaml.Node | None, file: str, first_line: int) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                line = first_line + key.start_mark.line
                raise CorpusError(f"{file}:{line}: a key that is not a word.", "Write the key as plain text.")
            if key.value in seen:
                line = first_line + key.start_mark.line
                raise CorpusError(f"{file}:{line}: `{key.value}` stands twice in one place.", "Keep one of them.")
            seen.add(key.value)
            _refuse_repeated_keys(value, file, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item, file, first_line)


def _line(root: yaml.Node | None, loc: Loc) -> int:
    """The 0-based line of the deepest place of `loc` that is in the file; a union's tag is in no file."""
    node, line = root, root.start_mark.line if root is not None else 0
    for step in loc:
        found = _step(node, step)
        if found is None:
            continue
        mark, node = found
        line = mark.line
    return line


def _step(node: yaml.Node | None, step: int | str) -> tuple[Any, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def _syntax_error(error: yaml.YAMLError, file: str, first_line: int, last: int) -> CorpusError:
    mark = getattr(error, "problem_mark", None)
    line = first_line + min(mark.line if mark else 0, last)
    what = getattr(error, "problem", None) or str(error)
    return CorpusError(f"{file}:{line}: not valid YAML: {what}.", "Correct the indentation, colon or quote there.")


def _misfit(error: ValidationError, file: str, line_of: LineOf) -> CorpusError:
    problems = error.errors(include_url=False)
    # A list whose items cannot be read is said to be too short as well.
    problems = [problem for problem in problems if problem["type"] != "too_short"] or problems
    first = min(problems, key=lambda problem: line_of(problem["loc"]))
    where = f"{file}:{line_of(first['loc'])}"
    field = ".".join(str(step) for step in first["loc"]) or "the file"
    what, remedy = _explained(str(first["type"]), field, first)
    more = f" ({len(problems) - 1} more like it)" if len(problems) > 1 else ""
    return CorpusError(f"{where}: {what}{more}.", remedy)


def _explained(kind: str, field: str, problem: Mapping[str, Any]) -> tuple[str, str]:
    if kind == "extra_forbidden":
        return f"unknown field `{field}`", "Remove it or correct its spelling."
    if kind == "missing":
        return f"`{field}` is missing", "Add it."
    message = str(problem["msg"]).removeprefix("Value error, ").rstrip(".")
    return f"`{field}`: {message[:1].lower()}{message[1:]}", "Correct the value."
