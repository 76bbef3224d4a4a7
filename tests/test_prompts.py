from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.prompts import PLACEHOLDERS, load_prompts
from assistant.settings import shipped_prompts

FRONT = "---\nversion: 1\n---\n\n"


def folder(tmp_path: Path, compose: str) -> Path:
    for name in PLACEHOLDERS:
        (tmp_path / f"{name}.md").write_text((shipped_prompts() / f"{name}.md").read_text("utf-8"), "utf-8")
    (tmp_path / "compose.md").write_text(compose, "utf-8")
    return tmp_path


def test_the_shipped_prompts() -> None:
    prompts = load_prompts(shipped_prompts())
    assert len(prompts.sha256) == 64
    system, user = prompts.compose.fill(fence="===", question="Why?", passages="{}")
    assert "{{" not in system + user
    assert user.count("===") == 4
    assert "Why?" in user
    assert "Why?" not in system


def test_a_value_is_not_a_template() -> None:
    _, user = load_prompts(shipped_prompts()).compose.fill(fence="===", question="{{passages}}", passages="data")
    assert user.count("{{passages}}") == 1
    assert user.count("data\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FRONT + "# System\n\nx {{fence}}\n\n# User\n\n{{question}}", r"compose.md: the placeholder {{passages}} is"),
        (FRONT + "# System\n\n{{fence}} {{qestion}}\n\n# User\n\n{{passages}}", r"unknown placeholder {{qestion}}"),
        (FRONT + "# System\n\n{{fence}} {{}}\n\n# User\n\n{{question}} {{passages}}", r"unknown placeholder {{}}"),
        ("# System\n\nx\n\n# User\n\ny", "compose.md: not a prompt"),
        ("---\nversion: one\n---\n\n# System\n\nx\n\n# User\n\ny", r"compose.md:2: `version`"),
        ("---\nversion: 1\nmodel: x\n---\n\n# System\n\nx\n\n# User\n\ny", r"compose.md:3: unknown field `model`"),
    ],
)
def test_a_wrong_prompt_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        load_prompts(folder(tmp_path, text))
    assert caught.value.remedy


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"compose\.md"):
        load_prompts(tmp_path)


def test_the_hash_is_of_every_prompt(tmp_path: Path) -> None:
    shipped = load_prompts(shipped_prompts())
    text = (shipped_prompts() / "compose.md").read_text("utf-8")
    assert load_prompts(folder(tmp_path, text)).sha256 == shipped.sha256
    assert load_prompts(folder(tmp_path, text + "Thank you.\n")).sha256 != shipped.sha256
