"""Two readers of one sentence: what the second may take back, what it may release, and how it is shown a text."""

import pytest

from assistant.check import check
from assistant.limits.reading import ALLOWED, Reading
from assistant.limits.second import DOUBT, Readers, agreed, parts, subjects
from assistant.ports import Suspicion
from tests.doubles import Suspecting
from tests.material import shipped

HELD = Reading("hold", "not-first-line", ("may assert first-line use",))
BLOCKED = Reading("block", "not-first-line", ("asserts first-line use",))
ALLOWS, HOLDS = "IVIG did not help in SPMS.", "IVIG helps in SPMS."


def readers(second: Suspecting | None) -> Readers:
    return Readers(shipped().limits, shipped().vocabulary, second)


def shown(text: str, context: str = "") -> list[str]:
    return parts(text, context, shipped().limits, shipped().vocabulary)


@pytest.mark.parametrize("reading", [HELD, BLOCKED])
def test_what_the_rules_stop_is_released_only_where_it_is_all_but_sure(reading: Reading) -> None:
    released = agreed(reading, Suspicion(DOUBT.release, "x"))
    assert (released.action, released.limit, released.reasons[1:]) == ("allow", None, reading.reasons)
    assert agreed(reading, Suspicion(DOUBT.release + 0.001, "x")) == reading


def test_what_the_rules_allow_is_held_where_it_is_sure() -> None:
    held = agreed(ALLOWED, Suspicion(DOUBT.hold, "not-first-line"))
    assert (held.action, held.limit) == ("hold", "not-first-line")
    assert held.reasons
    assert agreed(ALLOWED, Suspicion(DOUBT.hold - 0.001, "x")) == ALLOWED


def test_without_a_second_reader_the_rules_judge() -> None:
    assert readers(None).read(ALLOWS).action == readers(None).strict(ALLOWS).action == "allow"
    assert readers(None).read(HOLDS).action == readers(None).strict(HOLDS).action == "block"


def test_strictly_it_only_tightens() -> None:
    assert readers(Suspecting(0.0)).read(HOLDS).action == "allow"
    assert readers(Suspecting(0.0)).strict(HOLDS).action == "block"
    assert readers(Suspecting(1.0)).strict(ALLOWS).action == "hold"
    assert readers(Suspecting(0.0)).strict(ALLOWS).action == "allow"


def test_a_long_text_is_as_bad_as_its_worst_sentence() -> None:
    assert readers(Suspecting(0.0, 1.0, 0.0)).read(" ".join([HOLDS] * 40)).action == "block"
    assert readers(Suspecting(0.0, 0.0, 1.0)).read(" ".join([ALLOWS] * 40)).action == "hold"
    assert readers(Suspecting(0.0)).read(" ".join([HOLDS] * 40)).action == "allow"


def test_a_text_is_shown_after_its_context_and_a_long_one_by_sentences() -> None:
    assert shown("No. It did not.", "Does it help?") == ["Does it help? || No. It did not."]
    assert shown("It did not.") == ["It did not."]
    first, second, *rest = shown(" ".join(f"Number {at} of it did not do so." for at in range(40)), "Well?")
    assert (first, second) == (
        "Well? || Number 0 of it did not do so.",
        "Number 0 of it did not do so. || Number 1 of it did not do so.",
    )
    assert len(rest) == 38


def test_the_subjects_of_the_limits_have_one_name_each() -> None:
    assert shown("Immunoglobulin failed in SPMS.") == shown("IVIg failed in secondary progressive MS.")
    assert shown("Interferon failed in RRMS.") == ["another drug failed in RRMS."]


def test_what_the_limits_forbid_is_one_value_in_any_order() -> None:
    assert subjects(shipped().limits) == subjects(shipped().limits[::-1])
    assert subjects(shipped().limits) != subjects(shipped().limits[1:])


def test_the_check_hears_it() -> None:
    assert check(ALLOWS, shipped(), second=Suspecting(1.0)).verdict == "hold"
    assert check(HOLDS, shipped(), second=Suspecting(0.0)).verdict == "allow"
    assert check(HOLDS, shipped()).verdict == "block"
