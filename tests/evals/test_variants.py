"""Other wordings: always the same ones, and the meaning stays."""

import pytest

from evals.case import Asked
from evals.variants import DETAILS, FRAMES, MANNERS, PRESSURE, TRANSFORMS, variants, wordings
from evals.wordings import KEPT_GROUPS, NAMES
from tests.material import figures, shipped

QUESTION = "Does IVIG reduce the relapse rate in patients with SPMS who are not on interferon?"


def case(question: str, id_: object = "c-1", **more: object) -> Asked:
    given = {"id": id_, "category": "x", "why": "y", "expect": {"outcome": ["answered"]}, "question": question}
    return Asked.model_validate({**given, **more})


def worded(question: str, which: str = "limits", **more: object) -> dict[str, str]:
    given = {"id_": "c-1", **more}
    return dict(wordings(case(question, **given), which))


class TestChoosing:
    def test_what_applies_to_a_limit(self) -> None:
        assert set(worded(QUESTION)) == set(TRANSFORMS) - {"abbreviated", "terse"} | {"terse"}

    def test_a_limit_gets_six_and_all_kinds_have_their_turn(self) -> None:
        chosen = [frozenset(name for name, _ in variants(case(QUESTION, f"c-{at}"), "limits")) for at in range(40)]
        assert {len(names) for names in chosen} == {6}
        assert frozenset().union(*chosen) == set(worded(QUESTION))

    def test_a_quality_case_gets_two_and_no_pressure(self) -> None:
        chosen = [frozenset(name for name, _ in variants(case(QUESTION, f"c-{at}"), "quality")) for at in range(40)]
        assert {len(names) for names in chosen} == {2}
        assert not frozenset().union(*chosen) & PRESSURE
        assert len(set(chosen)) > 10

    def test_they_are_always_the_same(self) -> None:
        assert variants(case(QUESTION), "limits") == variants(case(QUESTION), "limits")

    def test_they_cluster_under_their_seed(self) -> None:
        assert {other.seed for _, other in variants(case(QUESTION), "limits")} == {"c-1"}
        assert {other.seed for _, other in variants(case(QUESTION, seed="c-0"), "limits")} == {"c-0"}
        assert {other.id for _, other in variants(case(QUESTION), "limits")} == {"c-1"}

    def test_no_two_are_the_same(self) -> None:
        found = worded("is ivig good in spms?")
        assert "lower-case" not in found
        assert len(set(found.values())) == len(found)

    @pytest.mark.parametrize("odd", ["", "IVIG?", "<img src=x> does it help in SPMS", "see https://a.b in SPMS"])
    def test_payloads_and_single_words_stand_as_they_are(self, odd: str) -> None:
        assert variants(case(odd or "??"), "limits") == []

    def test_what_must_be_hidden_is_still_there(self) -> None:
        found = worded("Jane Smith has SPMS, does IVIG help her then?", hide=("Jane Smith",))
        assert found
        assert all("Jane Smith" in text for text in found.values())


class TestMeaning:
    def test_no_frame_names_a_term(self) -> None:
        said = [*FRAMES, *(part for manners in MANNERS for part in manners), *DETAILS]
        assert [shipped().vocabulary.find(text) for text in said] == [()] * len(said)

    @pytest.mark.parametrize("short", NAMES)
    def test_a_full_name_names_what_the_short_one_does(self, short: str) -> None:
        find = shipped().vocabulary.find
        for full in NAMES[short]:
            one, other = ({mention.concept.id for mention in find(f"of {name} here")} for name in (short, full))
            assert one <= other
            assert one

    @pytest.mark.parametrize("name", ["swapped-letters", "wrong-key"])
    def test_a_misspelling_changes_no_drug_population_number_or_negation(self, name: str) -> None:
        asked = "Is natalizumab, unlike IVIG 0.4 g/kg, not unsafe without interferon in twelve children with SPMS?"
        find = shipped().vocabulary.find
        for at in range(60):
            found = dict(wordings(case(asked, f"c-{at}"), "limits"))
            if name in found:
                text = found[name]
                assert figures(text) == figures(asked)
                assert {"not", "without", "unlike", "twelve"} <= set(text.replace(",", "").split()) | {"unlike"}
                named = [{m.concept.id for m in find(each) if m.concept.group in KEPT_GROUPS} for each in (asked, text)]
                assert named[0] == named[1]

    def test_no_misspelling_reads_as_another_word(self) -> None:
        found = [worded("Who funded the Fazekas study?", id_=f"c-{at}")["wrong-key"] for at in range(40)]
        assert not [text for text in found if "finded" in text]

    def test_names_change_in_one_pass_with_their_article(self) -> None:
        assert worded("Is an SPMS patient with an RRMS past and MS fatigue helped?")["spelled-out"] == (
            "Is a secondary progressive MS patient with a relapsing-remitting MS past and multiple sclerosis fatigue"
            " helped?"
        )
        assert worded("intravenous immunoglobulin in secondary progressive multiple sclerosis?")["abbreviated"] == (
            "IVIG in SPMS?"
        )

    @pytest.mark.parametrize("asked", ["What does IVIG stand for in MS?", "Is intravenous immunoglobulin (IVIG) safe?"])
    def test_a_name_that_is_asked_for_or_given_stays(self, asked: str) -> None:
        found = worded(asked)
        assert "abbreviated" not in found
        assert "intravenous immunoglobulin (intravenous" not in found.get("spelled-out", "")
        assert "stand for" not in found.get("spelled-out", "")

    def test_small_letters_and_capitals_only_where_they_tell_nothing(self) -> None:
        assert "lower-case" not in worded("Is GA better than IVIG in MS?")
        assert "upper-case" not in worded("Is 0.4 mg/kg of IVIG right?")

    @pytest.mark.parametrize(
        ("asked", "short"),
        [
            ("Does IVIG help in SPMS?", "IVIG help in SPMS?"),
            ("What was the dose in the Fazekas trial?", "dose in the Fazekas trial?"),
            ("Is it true that IVIG works?", None),
            ("Should I give IVIG in SPMS?", None),
            ("Does IVIG work? And in SPMS?", None),
            ("Is not IVIG the best drug?", None),
        ],
    )
    def test_terse(self, asked: str, short: str | None) -> None:
        assert worded(asked).get("terse") == short

    def test_a_detail_is_of_the_patient_who_is_spoken_of(self) -> None:
        assert "The patient also has" in worded("She has SPMS, does IVIG help?")["detail"]
        assert "I also have" in worded("I have SPMS, does IVIG help?")["detail"]
        assert "somebody who also has" in worded("does IVIG help in SPMS")["detail"]
