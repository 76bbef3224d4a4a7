"""Two readers of one sentence: what the second may take back, what it may release, and how it is shown a text."""

import pytest

from assistant.check import check
from assistant.limits.second import Doubt, Readers, shown, subjects
from tests.doubles import Suspecting
from tests.material import shipped

ALLOWS, HOLDS = "IVIG did not help in SPMS.", "IVIG helps in SPMS."
DOUBT = Doubt()
STOPPED = ("IVIG helps in SPMS.", "IVIG wibbles SPMS patients.")


def readers(second: Suspecting | None) -> Readers:
    return Readers(shipped().limits, shipped().vocabulary, second)


@pytest.mark.parametrize("text", STOPPED, ids=["blocked", "held"])
def test_what_the_rules_stop_is_released_only_where_it_is_all_but_sure(text: str) -> None:
    rules = readers(None).read(text)
    released = readers(Suspecting(DOUBT.release)).read(text)
    assert (released.action, released.limit, released.reasons[1:]) == ("allow", None, rules.reasons)
    assert readers(Suspecting(DOUBT.release + 0.001)).read(text) == rules


def test_what_the_rules_allow_is_held_where_it_is_sure() -> None:
    held = readers(Suspecting(DOUBT.hold)).read(ALLOWS)
    assert (held.action, held.limit) == ("hold", "not-first-line")
    assert held.reasons
    assert readers(Suspecting(DOUBT.hold - 0.001)).read(ALLOWS).action == "allow"


def test_of_a_text_that_names_neither_drug_nor_population_the_rules_judge() -> None:
    assert readers(Suspecting(1.0)).read("The weather is nice.").action == "allow"
    assert readers(Suspecting(1.0)).read("The antibody drip is fine for relapsing MS.").action == "hold"
    assert readers(Suspecting(1.0)).read("It did not.", "Did IVIG help in SPMS?").action == "hold"


def test_without_a_second_reader_the_rules_judge() -> None:
    assert readers(None).read(ALLOWS).action == readers(None).strict(ALLOWS).action == "allow"
    assert readers(None).read(HOLDS).action == readers(None).strict(HOLDS).action == "block"


def test_strictly_it_only_tightens() -> None:
    assert readers(Suspecting(0.0)).read(HOLDS).action == "allow"
    assert readers(Suspecting(0.0)).strict(HOLDS).action == "block"
    assert readers(Suspecting(1.0)).strict(HOLDS).action == "block"
    assert readers(Suspecting(1.0)).strict(ALLOWS).action == "hold"
    assert readers(Suspecting(0.0)).strict(ALLOWS).action == "allow"


def test_every_sentence_has_to_be_clear_for_a_release() -> None:
    assert readers(Suspecting(0.0, 0.0, 1.0)).read(f"{HOLDS} {ALLOWS}").action == "block"
    assert readers(Suspecting(0.0, 0.0, 0.0)).read(f"{HOLDS} {ALLOWS}").action == "allow"


def test_a_long_text_is_as_bad_as_its_worst_sentence() -> None:
    long = [ALLOWS, *(f"IVIG did not help in trial {at} of SPMS." for at in range(40))]
    assert readers(Suspecting(0.0, 0.0, 1.0)).read(" ".join(long)).action == "hold"
    assert readers(Suspecting(0.0)).read(" ".join(long)).action == "allow"


def test_a_text_is_shown_after_its_context_and_a_long_one_by_sentences() -> None:
    reader = Suspecting(0.0)
    readers(reader).read("No. IVIG did not.", "Does IVIG help?")
    assert reader.shown == ["Does ivig help? || No. ivig did not."]
    reader = Suspecting(0.0)
    readers(reader).read(" ".join(f"IVIG {at} did not do so." for at in range(40)), "Well?")
    assert reader.shown[:2] == ["Well? || ivig 0 did not do so.", "ivig 0 did not do so. || ivig 1 did not do so."]
    assert len(reader.shown) == 40
    reader = Suspecting(0.0)
    readers(reader).read("IVIG failed.", "Before that. " * 100 + "Last?")
    assert reader.shown[0].endswith("Last? || ivig failed.")
    assert len(reader.shown[0]) < 400


def test_the_subjects_of_the_limits_have_one_name_each() -> None:
    def named(text: str) -> str:
        return shown(text, "", shipped().limits, shipped().vocabulary)

    assert named("Immunoglobulin failed in SPMS.") == named("IVIg failed in secondary progressive MS.")
    assert named("Interferon failed in RRMS.") == "another drug failed in RRMS."
    assert named("IVIG in an MS relapse") == "ivig in an MS relapse"
    assert named("IVIG or interferon in SPMS") == "ivig or another drug in progressive disease"


def test_what_the_limits_forbid_is_one_value_in_any_order() -> None:
    assert subjects(shipped().limits) == subjects(shipped().limits[::-1])
    assert subjects(shipped().limits) != subjects(shipped().limits[1:])


def test_the_check_hears_it() -> None:
    assert check(ALLOWS, shipped(), second=Suspecting(1.0)).verdict == "hold"
    assert check(HOLDS, shipped(), second=Suspecting(0.0)).verdict == "allow"
    assert check(HOLDS, shipped()).verdict == "block"
