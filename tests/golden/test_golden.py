"""One answer on every surface: exactly the golden file, and the same ids, markers and quotes everywhere.

`pytest tests/golden --update-golden` writes the files anew; read the difference before it is committed.
"""

from pathlib import Path

import pytest

from tests.golden.answers import ANSWERS
from tests.golden.seen import Seen
from tests.golden.surfaces import SURFACES, Surface, of

HERE = Path(__file__).parent
EVERY = [pytest.param(surface, name, id=f"{surface.name}-{name}") for surface in SURFACES for name in ANSWERS]


def file(surface: Surface, name: str) -> Path:
    return HERE / f"{name}.{surface.name}.{surface.ending}"


@pytest.mark.parametrize(("surface", "name"), EVERY)
def test_it_is_shown_as_before(surface: Surface, name: str, request: pytest.FixtureRequest) -> None:
    shown = surface.show(ANSWERS[name])
    if request.config.getoption("--update-golden"):
        file(surface, name).write_text(shown, encoding="utf-8")
    assert shown == file(surface, name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ANSWERS)
def test_every_surface_has_the_same_ids_markers_and_quotes(name: str) -> None:
    expected = of(ANSWERS[name])
    for surface in SURFACES:
        seen = surface.read(file(surface, name).read_text(encoding="utf-8"))
        shown = Seen(
            expected.outcome,
            expected.quotes,
            expected.ids if seen.ids is not None else None,
            expected.nearest if seen.nearest is not None else None,
        )
        assert seen == shown, surface.name


def test_no_file_is_left_over() -> None:
    files = {file(surface, name) for surface in SURFACES for name in ANSWERS}
    assert files == {path for ending in ("txt", "md", "json") for path in HERE.glob(f"*.{ending}")}


def test_most_surfaces_show_ids() -> None:
    """A surface without ids cannot be compared by them; those are for reading alone."""
    without = {
        surface.name
        for surface in SURFACES
        if surface.read(file(surface, "answered").read_text(encoding="utf-8")).ids is None
    }
    assert without == {"terminal", "markdown"}
