import pytest

from assistant.errors import UsageError
from assistant.surfaces.incoming import history, text
from assistant.values import Turn


def test_history_in_both_spellings() -> None:
    given = [{"role": "user", "text": "a"}, {"role": "assistant", "content": "b"}]
    assert history(given) == (Turn("user", "a"), Turn("assistant", "b"))
    assert history(None) == ()


@pytest.mark.parametrize(
    "given",
    [{}, "x", [1], [{}], [{"role": "system", "text": "a"}], [{"role": "user"}], [{"role": "user", "text": 1}]],
)
def test_a_wrong_history_is_told(given: object) -> None:
    with pytest.raises(UsageError, match="history"):
        history(given)


@pytest.mark.parametrize("given", [None, 1, [], "\ud800"])
def test_what_is_no_text_is_told(given: object) -> None:
    with pytest.raises(UsageError, match="'question'"):
        text(given, "question")
