import pytest

from assistant.language.dictation import punctuated


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("stable comma any place for it question mark", "stable, any place for it?"),
        ("monthly full stop Is it safe question mark", "monthly. Is it safe?"),
        ("two comma Three", "two, Three"),
        ("plain text", "plain text"),
        ("is there a comma in the dose", "is there a comma in the dose"),
        ("the colon and the period", "the colon and the period"),
    ],
)
def test_spoken_marks(spoken: str, written: str) -> None:
    assert punctuated(spoken) == written
