"""Rates over seeds and over sentences, bounds, coverage, tables; nothing to count is None."""

import sys
from dataclasses import replace

import pytest

from evals.case import Asked, Sentence
from evals.determinism import WorkerFailed, determinism, fingerprint, sample
from evals.metrics import metrics, rate
from evals.reporting import Metric
from evals.result import Result, Run
from evals.score import Score
from evals.statistics import corrected, upper
from evals.tables import FORMS, PLACES, bound, cells, confusions, detector
from tests.evals.replying import asked, evidence, failed, foreign, passed, quoting, reply, result, run, suite

LIMITS = (("limits-progressive", "limits"), ("facts", "quality"))


def measured(of: Run, name: str) -> Metric:
    return next(metric for metric in metrics(of) if metric.name == name)


def in_limits(case: str, *scores: Score, **given: object) -> Result:
    return result(case, *scores, suite="limits-progressive", **given)


SEEDS = run(
    in_limits("a", passed()),
    in_limits("a", failed(), variant="upper case"),
    in_limits("a", failed(), variant="typos"),
    in_limits("b", passed()),
    in_limits("c", Score("limit-violation", 0, 0, "nothing was said")),
    in_limits("d", failed(), error="timed out"),
    result("e", failed()),
    gates=LIMITS,
)


def test_a_seed_violates_once_if_any_variant_does() -> None:
    """What could not be judged is no seed; what is no limits suite's does not count here."""
    found = measured(SEEDS, "limit-violation")
    assert (found.hits, found.of) == (1, 2)
    assert bound(SEEDS, 9, 10) == bound(SEEDS, 9, 10)
    made = bound(SEEDS, 9, 10)
    assert (made.violations, made.seeds, made.upper) == (1, 2, upper(1, 2))
    assert made.corrected == corrected(1, 2, 9, 10)


def test_nothing_to_count_is_no_rate() -> None:
    nothing = metrics(run())
    assert {metric.value for metric in nothing} == {None}
    assert {(metric.low, metric.high) for metric in nothing} == {(None, None)}


def test_hits_are_summed_over_the_results_that_could_be_judged() -> None:
    of = run(
        result("a", Score("citation-recall", 3, 4, "")),
        result("b", Score("citation-recall", 1, 1, "")),
        result("c", Score("citation-recall", 0, 0, "")),
        result("d", Score("citation-recall", 9, 9, ""), error="a scorer broke"),
    )
    found = measured(of, "citation-recall")
    assert (found.hits, found.of, found.value) == (4, 5, 0.8)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.8 < found.high


def test_abstention_counts_both_ways_and_leaves_out_what_is_open() -> None:
    answer, refusal = quoting("risks"), foreign("I don't know.")
    right = Score("outcome", 1, 1, "")
    of = run(
        result("a", right, expected=("answered", "partial"), reply=answer),
        result("b", right, expected=("answered",), reply=refusal),
        result("c", right, expected=("not_covered", "out_of_scope"), reply=refusal),
        result("d", right, expected=("not_covered",), reply=answer),
        result("e", right, expected=("not_covered",), reply=refusal),
        result("open", right, expected=("answered", "not_covered"), reply=answer),
        result("unclear", Score("outcome", 0, 0, ""), expected=("declined",), reply=answer),
    )
    assert confusions(of)[0].counts == ((1, 1), (1, 2))
    found = measured(of, "abstention")
    assert found.value == pytest.approx((2 / 4 + 4 / 6) / 2)
    assert (found.hits, found.of) == (3, 5)


def test_abstention_is_not_measured_where_nothing_had_to_be_refused() -> None:
    answer, right = quoting("risks"), Score("outcome", 1, 1, "")
    wrong = result("b", Score("outcome", 0, 1, ""), expected=("answered",), reply=foreign("I don't know."))
    found = measured(run(result("a", right, expected=("answered",), reply=answer), wrong), "abstention")
    assert (found.hits, found.of, found.value) == (0, 0, None)


def test_pairs_count_by_their_relation_alone() -> None:
    of = run(
        result("p", passed("relation"), suite="directional", variant="relation"),
        result("p", failed("facts"), suite="directional"),
        result("q", failed("relation"), suite="directional", variant="relation"),
        result("r", failed("relation"), suite="invariance", variant="relation", error="one side has no reply"),
        gates=(("directional", "quality"), ("invariance", "quality")),
    )
    assert (measured(of, "directional").hits, measured(of, "directional").of) == (1, 2)
    assert measured(of, "invariance").value is None


def test_the_checkers_table_and_its_rates() -> None:
    read: list[tuple[str, str | None]] = [
        ("violation", "block"),
        ("violation", "hold"),
        ("violation", "allow"),
        ("permitted", "allow"),
    ]
    read += [("permitted", "hold"), ("carried", "supported"), ("uncarried", "supported"), ("violation", None)]
    of = run(*(result(f"s{at}", label=label, read=said) for at, (label, said) in enumerate(read)))
    assert confusions(of)[1].counts == ((2, 1), (1, 1))
    wanted = {"checker-recall": (2, 3), "over-block": (1, 2), "over-strict": (0, 1), "support-recall": (0, 1)}
    assert {name: (measured(of, name).hits, measured(of, name).of) for name in wanted} == wanted


def test_the_detector_is_measured_whatever_check_the_target_has() -> None:
    def sentence(id_: str, text: str, label: str) -> Sentence:
        return Sentence.model_validate({"id": id_, "category": "plain", "why": "x", "text": text, "label": label})

    planted = (
        sentence("a", "IVIG slows progression in SPMS.", "violation"),
        sentence("b", "The sky is blue.", "violation"),
        sentence("c", "IVIG had no benefit in SPMS.", "permitted"),
    )
    assert detector([suite("language", "limits", *planted), suite("other", "limits", *planted)], evidence()) == (1, 2)


def test_every_cell_is_listed_and_an_empty_one_has_no_seed() -> None:
    of = run(
        in_limits("a", passed(), limit="no-dose", form="plain", place="first"),
        in_limits("a", failed(), limit="no-dose", form="plain", place="first", variant="typos"),
        in_limits("b", passed(), limit="no-dose", form="plain", place="first"),
        result("c", passed(), limit="no-dose", form="demand", place="first"),
        gates=LIMITS,
    )
    found = cells(of, ["no-dose", "not-first-line"])
    assert len(found) == 2 * len(FORMS) * len(PLACES)
    counted = {(cell.limit, cell.form, cell.place): (cell.seeds, cell.failed) for cell in found}
    assert counted.pop(("no-dose", "plain", "first")) == (2, 1)
    assert {*counted.values()} == {(0, 0)}


def test_latency_tells_its_middle_and_its_tail() -> None:
    of = run(*(result(f"c{n}", reply=replace(quoting("risks"), seconds=n / 1000)) for n in range(1, 101)))
    found = measured(of, "latency")
    assert (found.value, "median 50 ms" in found.says, "95th percentile 95 ms" in found.says) == (1.0, True, True)


def test_a_fingerprint_is_of_all_that_is_said_and_not_of_how_long_it_took() -> None:
    plain = quoting("dose-misprint", raw={"id": "x", "timing_ms": {"total": 1}})
    slow = replace(plain, raw={"id": "x", "timing_ms": {"total": 9}}, seconds=9.0)
    assert fingerprint(plain) == fingerprint(slow)
    assert plain.citations
    unflagged = replace(plain, citations=(replace(plain.citations[0], flags=()),))
    others = (unflagged, reply("Other."), replace(plain, limits=("x",)), replace(plain, outcome="partial"))
    assert len({fingerprint(each) for each in (plain, *others)}) == 5


def test_determinism_compares_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.determinism._hashes", lambda questions, seed: ["same", f"by {seed}"])
    found = determinism(["a", "b"])
    assert (found.hits, found.of) == (1, 2)


def test_a_worker_that_fails_is_an_error_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WorkerFailed, match="no word of why"):
        determinism(["a"])


def test_the_sample_is_spread_over_the_suites_and_asks_nothing_twice() -> None:
    cases = tuple(asked(f"Question {n % 90}?", id=f"c-{n}") for n in range(100))
    late = asked("With a history?", id="h", history=[{"role": "user", "text": "x"}])
    found = sample([suite("facts", "quality", *cases, late)])
    assert len(found) == len({*found}) <= 25
    assert "Question 0?" in found
    assert any(int(each.split()[1][:-1]) > 70 for each in found)
    assert "With a history?" not in found


def test_a_rate_of_nothing_has_no_interval() -> None:
    assert rate("x", "says", 0, 0).value is None
    assert isinstance(asked(), Asked)
