from pathlib import Path

import pytest

from assistant.errors import CiteboundError
from assistant.settings import Settings, cache_folder, debugging, load, shipped_corpus


def test_defaults() -> None:
    settings = load()
    assert (settings.host, settings.port, settings.max_question) == ("127.0.0.1", 8000, 4000)
    assert settings.corpus == shipped_corpus()
    assert (settings.corpus / "pack.yaml").is_file()


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_environment_and_given_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_PORT", "8100")
    monkeypatch.setenv("CITEBOUND_HOST", "")
    assert (load().port, load().host) == (8100, "127.0.0.1")
    assert load(port=8200, host=None).port == 8200


def test_folders_are_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEBOUND_CORPUS", "mine")
    assert load().corpus == tmp_path / "mine"


@pytest.mark.parametrize(("base", "relative"), [("/var/cache", False), ("not/absolute", True), ("", True)])
def test_cache_folder_follows_xdg(monkeypatch: pytest.MonkeyPatch, base: str, relative: bool) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    expected = Path("~/.cache").expanduser() if relative else Path(base)
    assert load().data_dir == cache_folder() == expected / "citebound"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("INDEX_MODE", "fast"),
        ("WORKERS", "0"),
        ("MAX_QUESTION", "-1"),
        ("RETENTION_DAYS", "99999999999"),
        ("ORIGINS", "*"),
    ],
)
def test_a_bad_value_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CITEBOUND_{name}", value)
    with pytest.raises(CiteboundError) as caught:
        load()
    assert str(caught.value).startswith(f"CITEBOUND_{name}={value} cannot be used: ")
    assert str(caught.value).endswith(f"Correct or unset CITEBOUND_{name}.")


def test_a_misspelt_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEBOUND_PROT", "8001")
    with pytest.raises(CiteboundError, match="CITEBOUND_PROT is not a setting"):
        load()


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("true", True), ("0", False), ("", False), ("off", False)])
def test_debugging(monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    monkeypatch.setenv("CITEBOUND_DEBUG", value)
    assert debugging() is wanted
