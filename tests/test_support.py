import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.support import support
from tests.material import passage, shipped

PASSAGES = sorted(shipped().passages.values(), key=lambda each: each.id)
ABSTRACT = (
    "Statins are widely used in older adults with chronic kidney disease (CKD). We followed 412 patients with CKD for "
    "five years. Mortality was lower with atorvastatin than with placebo (12.5% vs 18.3%; P = 0.02). Atorvastatin did "
    "not reduce the risk of stroke. Muscle pain was more common in women than in men. These findings suggest that "
    "atorvastatin may slow the decline of kidney function. The authors believe that treatment is underused."
)


def verdict(text: str, *quotes: str, context: str = "") -> str:
    return support(text, quotes, shipped().vocabulary, context).verdict


def said(key: str) -> str:
    return passage(shipped(), key).text


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("In RRMS, 31% of patients on IVIG improved against 14% on placebo.", "edss-categories", id="arms"),
        pytest.param(
            "In RRMS, 53% on IVIG remained relapse-free, compared with 36% on placebo.", "relapse-free", id="meaning"
        ),
        pytest.param("A large trial found no beneficial effect of IVIG in SPMS.", "spms-trial", id="negative"),
        pytest.param(
            "The Fazekas trial gave IVIG at 0.15-0.2 g/kg once a month for two years.", "fazekas-dose", id="dose"
        ),
        pytest.param(
            "IVIG may lower relapse rates in RRMS, several small studies suggest.", "small-studies", id="hedge"
        ),
    ],
)
def test_true_rewordings_are_supported(text: str, keys: str) -> None:
    assert verdict(text, said(keys)) == "supported"


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        pytest.param("In RRMS, 53% of patients on IVIG improved.", "edss-categories", "contradicted", id="label"),
        pytest.param("In RRMS, 31% of patients on placebo improved.", "edss-categories", "contradicted", id="arm"),
        pytest.param("In RRMS, 53% on IVIG were relapse-free.", "edss-categories", "contradicted", id="53 % is stable"),
        pytest.param(
            "In RRMS, 36% of patients on IVIG stayed relapse-free.", "relapse-free", "contradicted", id="arm 2"
        ),
        pytest.param(
            "In RRMS, IVIG was given at 0.15-0.2 mg/kg once a month.", "fazekas-dose", "contradicted", id="unit"
        ),
        pytest.param(
            "In RRMS, patients received IVIG at 0.15-0.2 g/kg a day for two years.",
            "fazekas-dose",
            "contradicted",
            id="day",
        ),
        pytest.param("A large trial found a beneficial effect of IVIG in SPMS.", "spms-trial", "contradicted", id="no"),
        pytest.param(
            "A large trial found no beneficial effect of IVIG in RRMS.", "spms-trial", "contradicted", id="who"
        ),
        pytest.param(
            "Several small studies prove that IVIG lowers relapse rates in RRMS.",
            "small-studies",
            "unsupported",
            id="proves",
        ),
        pytest.param(
            "Several small studies show that IVIG lowers relapse rates in RRMS.",
            "small-studies",
            "unsupported",
            id="may",
        ),
        pytest.param("Rituximab may lower relapse rates in RRMS.", "small-studies", "unsupported", id="drug"),
        pytest.param(
            "IVIG should be used to lower relapse rates in RRMS.", "small-studies", "unsupported", id="advice"
        ),
    ],
)
def test_what_is_not_supported(text: str, key: str, expected: str) -> None:
    assert verdict(text, said(key)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mortality was lower with atorvastatin than with placebo.", id="own words"),
        pytest.param("Mortality was reduced with atorvastatin compared with placebo (12.5% vs 18.3%).", id="reworded"),
        pytest.param("Atorvastatin didn't reduce the risk of stroke.", id="contraction"),
        pytest.param("Muscle pain was more common in women.", id="part"),
        pytest.param("Atorvastatin may slow the decline of kidney function in chronic kidney disease.", id="hedged"),
        pytest.param("We followed 412 patients for 5 years.", id="number in figures"),
    ],
)
def test_any_abstract_supports_what_it_says(text: str) -> None:
    assert verdict(text, ABSTRACT) == "supported"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mortality was higher with atorvastatin than with placebo.", id="direction"),
        pytest.param("Mortality was lower with placebo than with atorvastatin.", id="comparison"),
        pytest.param("Mortality was lower with atorvastatin than with placebo (18.3% vs 12.5%).", id="arms"),
        pytest.param("Mortality was lower with rosuvastatin than with placebo.", id="drug"),
        pytest.param("Atorvastatin reduced the risk of stroke.", id="negation"),
        pytest.param("Muscle pain was more common in men than in women.", id="sexes"),
        pytest.param("Atorvastatin slows the decline of kidney function.", id="certainty"),
        pytest.param("Atorvastatin was tested in 412 children with CKD for five years.", id="children"),
        pytest.param("We followed 421 patients with CKD for five years.", id="number"),
        pytest.param("We followed 412 patients with CKD for five months.", id="unit"),
        pytest.param("Treatment is underused.", id="a view as a fact"),
        pytest.param("Mitochondrial oxidation explains the hepatic steatosis seen in zebrafish.", id="another subject"),
        pytest.param("Yes.", id="nothing to hold on to"),
    ],
)
def test_no_abstract_supports_more(text: str) -> None:
    assert verdict(text, ABSTRACT) != "supported"


def test_nothing_supports_without_quotes() -> None:
    assert verdict("IVIG helps.") == "unsupported"
    assert verdict("IVIG helps.", "") == "unsupported"
    assert verdict("", ABSTRACT) == "unsupported"


def test_part_of_a_sentence_is_not_that_sentence() -> None:
    assert verdict("Any arm showed benefit.", "No arm showed benefit.") == "contradicted"
    assert verdict("Showed benefit.", "No arm showed benefit.") != "supported"


@pytest.mark.parametrize("each", PASSAGES, ids=lambda each: each.id[:8])
def test_every_sentence_supports_itself(each: object) -> None:
    text = each.text  # type: ignore[attr-defined]
    assert verdict(text, text) == "supported"
    assert verdict(text, "Another sentence.", text) == "supported"


def _swap(pattern: str, other: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, other, text, count=1)


MUTATIONS = {
    "number": lambda text: re.sub(
        r"(?<![\d.\w-])\d+(?=%| patients| relapses)", lambda m: f"{int(m[0]) + 7}", text, count=1
    ),
    "unit": _swap(r"g/kg(?! once)", "mg/kg"),
    "mg": _swap(r"mg/kg", "g/kg"),
    "days": _swap(r"two years", "two months"),
    "population": _swap(r"\bRRMS\b", "SPMS"),
    "spms": _swap(r"\bSPMS\b", "RRMS"),
    "affirmed": _swap(r"\bno (?=beneficial|evidence|trial|serial)", "a "),
    "denied": _swap(r"\b(is|was|were)\b(?! not)", r"\1 not"),
    "found": _swap(r"\b(found|showed|suggest|suggests|reported)\b (?!no)", r"\1 no "),
    "arm": _swap(r"with IVIG and (\S+) with placebo", r"with placebo and \1 with IVIG"),
    "arms": _swap(r"on IVIG and (\S+) on placebo", r"on placebo and \1 on IVIG"),
    "commentary": _swap(r"\b[Tt]he (?:review|undated review)\b", "The commentary"),
    "certainty": _swap(r"\bmay\b", "will definitely"),
}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(PASSAGES), st.sampled_from(sorted(MUTATIONS)))
def test_a_changed_sentence_is_never_supported(each: object, kind: str) -> None:
    text = each.text  # type: ignore[attr-defined]
    changed = MUTATIONS[kind](text)
    assume(changed != text)
    assert verdict(changed, text) != "supported"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read(text: str, quote: str) -> None:
    assert verdict(text, quote) in ("supported", "unsupported", "contradicted")


class Fake:
    def __init__(self, score: float) -> None:
        self.score, self.asked = score, 0

    def entails(self, premise: str, hypothesis: str) -> float:
        self.asked += 1
        return self.score


@pytest.mark.parametrize(("score", "expected"), [(0.9, "supported"), (0.1, "unsupported")])
def test_an_entailment_model_tightens(score: float, expected: str) -> None:
    text = "Mortality was reduced with atorvastatin compared with placebo."
    assert support(text, [ABSTRACT], shipped().vocabulary, entailment=Fake(score)).verdict == expected


def test_an_entailment_model_never_loosens() -> None:
    sure = Fake(1.0)
    assert (
        support("Mortality was higher with atorvastatin.", [ABSTRACT], shipped().vocabulary, "", sure).verdict
        != "supported"
    )
    assert sure.asked == 0


class Sure:
    """A reader of abstracts that is as sure of all; it keeps what it was shown."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.shown: list[tuple[str, str]] = []

    def carried(self, text: str, excerpt: str) -> float:
        self.shown.append((text, excerpt))
        return -9.0 if "harmful" in text else self.odds


def read_by(reader: Sure, text: str, *quotes: str) -> str:
    return support(text, quotes, shipped().vocabulary, reader=reader).verdict


def test_of_an_abstract_the_reader_decides_what_is_no_proof() -> None:
    text = "Those given the drug were less likely to die."
    assert read_by(Sure(5.0), text, ABSTRACT) == "supported"
    assert read_by(Sure(-5.0), text, ABSTRACT) == "unsupported"


@pytest.mark.parametrize(
    "text",
    [
        "Those given the drug were less likely to die (9.1% vs 18.3%).",
        "Those given rituximab were less likely to die.",
        "In children with MS the drug lowered mortality.",
    ],
)
def test_no_reader_outweighs_a_proof(text: str) -> None:
    assert read_by(Sure(9.0), text, ABSTRACT) != "supported"


@pytest.mark.parametrize("text", ["Yes.", "No.", "Indeed."])
def test_a_bare_answer_says_nothing_that_could_be_carried(text: str) -> None:
    assert read_by(Sure(9.0), text, ABSTRACT) == "unsupported"


def test_a_few_quotes_are_not_for_the_reader() -> None:
    reader = Sure(9.0)
    text = "Those given the drug were less likely to die."
    assert read_by(reader, text, "Mortality was lower with it.") != "supported"
    assert not reader.shown


def test_the_worst_piece_of_a_long_text_counts() -> None:
    good = "Those given the drug were less likely to die."
    long = " ".join([*[good.replace("drug", f"drug {name}") for name in "abcd"], "It was harmful to their legs."])
    reader = Sure(9.0)
    assert read_by(reader, long, ABSTRACT) != "supported"
    assert len(reader.shown) == 2
    assert read_by(Sure(9.0), " ".join([good.removesuffix("."), *["and so on"] * 60]), ABSTRACT) != "supported"


def test_the_reader_is_shown_the_nearest_sentences_in_their_order() -> None:
    reader = Sure(1.0)
    read_by(reader, "Muscle pain was commoner among women. Deaths were rarer with atorvastatin.", ABSTRACT)
    ((_, excerpt),) = reader.shown
    assert excerpt.index("Mortality was lower") < excerpt.index("Muscle pain")
    assert len(excerpt.split()) <= 90


COLON = (
    "Bowel preparation matters for the detection of adenomas. We studied 1,248 adults. Adenomas were found in 26.2% of "
    "those prepared with polyethylene glycol and in 16.1% of those prepared with senna. Preparation took 6.48 hours on "
    "average, 2 to 4 hours with senna and 5 to 9 hours with polyethylene glycol. Cramps were three times as frequent "
    "with senna. The dose of senna was 24 mg a day, later 48 mg a week. Nobody was admitted. All adults were "
    "followed for 30 days."
)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Adenomas were found in 26% of those prepared with polyethylene glycol.", True),
        ("Adenomas were found in 31% of those prepared with polyethylene glycol.", False),
        ("Preparation took 6.5 hours on average.", True),
        ("Preparation took 7.5 hours on average.", False),
        ("Preparation took 2 to 9 hours.", True),
        ("Preparation took 2 to 19 hours.", False),
        ("More than 1,200 adults were studied.", True),
        ("About 1,250 adults were studied.", True),
        ("About 1,900 adults were studied.", False),
        ("We studied 1,000 adults.", False),
        ("The dose of senna was 24 mg a day.", True),
        ("The dose of senna was 24 mg a week.", False),
        ("The dose of senna was 24 to 48 mg a day.", False),
        ("The dose of senna was about 25 mg a day.", False),
        ("Adenomas were found in 16% of those prepared with polyethylene glycol.", False),
        ("Adenomas were found in 26.2% of those prepared with senna.", False),
        ("The dose of senna was 24 g.", False),
        ("Adenomas were found 1.6 times as often with polyethylene glycol as with senna.", True),
    ],
)
def test_an_abstract_may_have_a_figure_more_exactly(text: str, there: bool) -> None:
    assert (read_by(Sure(9.0), text, COLON) == "supported") is there
