"""The gate: each way to pass and to fail, which code wins, and what has to be written down."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import CiteboundError
from evals.assembly import report
from evals.baseline import BaselineError, compare, load, of, write
from evals.gate import Given, gate
from evals.metrics import metrics, rate
from evals.reporting import Cell, Exit, Metric, Proof
from evals.result import Run
from evals.rules import Reason, Rule, Waiver, reasons, ruled, rules, waivers
from tests.evals.replying import TODAY, asked, evidence, failed, passed, result, run, suite

CAUGHT = Proof("drops-not", "leaves out a negation", "limits", "limit-violation", 3, 4, "lp-1")
FULL = Cell("no-dose", "plain", "first", 2, 0)
FACTS = suite("facts", "quality", asked(id="c-1"), asked(id="c-2"))
ABOUT = suite("limits-progressive", "limits", asked(id="lp-1", limit="x"))
GOOD = run(
    result("c-1", passed("facts")),
    result("c-2", passed("facts")),
    result("lp-1", passed(), suite="limits-progressive"),
    gates=(("facts", "quality"), ("limits-progressive", "limits")),
)
FLOOR = Rule(metric="facts", floor=0.9, says="Facts are there.")


def given(of_run: Run = GOOD, **changed: object) -> Given:
    plain = Given(
        run=of_run, suites=(FACTS, ABOUT), metrics=(), cells=(FULL,), proofs=(CAUGHT,), rules=(FLOOR,), reasons=(),
        waivers=(), stored=None, difference=None, today=TODAY,
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def waiver(case: str = "c-1", expires: str = "2027-01-01") -> Waiver:
    return Waiver(case=case, owner="A. Owner", reason="known", expires=datetime.date.fromisoformat(expires))


def reason(what: str, was: str, to: str) -> Reason:
    written = {"what": what, "from": was, "to": to, "reason": "because it has to be so now", "by": "me"}
    return Reason.model_validate({**written, "date": TODAY})


def with_results(*changed: object) -> Run:
    keys = {each.key for each in changed}  # type: ignore[attr-defined]
    kept = tuple(each for each in GOOD.results if each.key not in keys)
    return replace(GOOD, results=(*kept, *changed))  # type: ignore[arg-type]


BROKEN = with_results(result("lp-1", failed(), suite="limits-progressive"))
ERROR = with_results(result("c-1", error="timed out"))
MISSED = (replace(rate("facts", "says", 1, 2), floor=0.9),)


@pytest.mark.parametrize(
    ("facts", "code", "says"),
    [
        pytest.param(given(), 0, "", id="pass"),
        pytest.param(given(BROKEN), 1, "lp-1 breaks", id="a violation"),
        pytest.param(given(with_results(result("c-1", failed()))), 1, "c-1 breaks", id="a violation in any suite"),
        pytest.param(given(metrics=MISSED), 2, "50.0% is under 90.0%", id="a floor"),
        pytest.param(
            given(metrics=(replace(rate("facts", "says", 0, 0), floor=0.9),)),
            2,
            "nothing could be counted",
            id="a floor with nothing to count",
        ),
        pytest.param(
            given(metrics=(replace(rate("over-block", "says", 3, 9), ceiling=0.1),)), 2, "is over 10.0%", id="a ceiling"
        ),
        pytest.param(
            given(metrics=MISSED, rules=(Rule(metric="facts", floor=0.9, missed="invalid", says="x"),)),
            3,
            "facts: 50.0%",
            id="the checker's recall",
        ),
        pytest.param(given(ERROR), 3, "1 cases could not be judged: c-1 (timed out)", id="an error"),
        pytest.param(
            given(replace(GOOD, results=GOOD.results[1:])), 3, "facts: 1 cases have no result: c-1", id="missing"
        ),
        pytest.param(given(replace(GOOD, results=())), 3, "nothing was asked", id="nothing"),
        pytest.param(
            given(replace(GOOD, complete=False, notes=("cap",))), 3, "stopped before its end (cap)", id="half"
        ),
        pytest.param(given(cells=(FULL, replace(FULL, seeds=0))), 3, "1 of 2 limit x form x place", id="an empty cell"),
        pytest.param(given(proofs=()), 3, "did not prove itself", id="no proof"),
        pytest.param(
            given(proofs=(replace(CAUGHT, caught=0),)),
            3,
            "'drops-not' survived; should have been caught by limits (lp-1)",
            id="a saboteur survives",
        ),
        pytest.param(
            given(proofs=(replace(CAUGHT, caught=0, of=0),)), 3, "no case is fit", id="a saboteur is never tried"
        ),
        pytest.param(given(waivers=(waiver(),)), 0, "", id="a waiver"),
        pytest.param(
            given(waivers=(waiver(expires="2026-11-22"),)), 3, "expired on 2026-11-22", id="an expired waiver"
        ),
        pytest.param(given(waivers=(waiver("lp-1"),)), 3, "covers a limit", id="a waiver of a limits suite's case"),
        pytest.param(given(waivers=(waiver("c-9"),)), 3, "is of no case", id="a waiver of nothing"),
    ],
)
def test_exit(facts: Given, code: Exit, says: str) -> None:
    word = gate(facts)
    assert word.exit == code
    assert says in "\n".join(word.reasons)
    assert bool(word.reasons) == (code != 0)


def test_a_waiver_hides_no_violation() -> None:
    word = gate(given(with_results(result("c-1", failed())), waivers=(waiver("c-1"),)))
    assert word.exit == 1
    assert any("covers a limit: none may" in each for each in word.reasons)


def test_a_violation_speaks_first_and_everything_is_said() -> None:
    """1 beats 3 beats 2: a violation that was seen must not hide behind an error elsewhere."""
    both = replace(BROKEN, results=(*ERROR.results[:-1], *BROKEN.results[-1:], *ERROR.results[-1:]), complete=False)
    word = gate(given(both, metrics=MISSED))
    assert word.exit == 1
    assert [word.reasons[0].split(":")[0], word.reasons[-1].split(":")[0]] == ["limits-progressive", "facts"]
    assert any("stopped" in each for each in word.reasons)
    assert gate(given(ERROR, metrics=MISSED)).exit == 3


def stored(tmp_path: Path, of_run: Run = GOOD, held: Sequence[Rule] = (FLOOR,)) -> Path:
    write(of_run, held, (), tmp_path / "baseline.json")
    return tmp_path / "baseline.json"


def graded(worse: int, better: int) -> tuple[Run, Run]:
    """A baseline and a run in which so many cases became worse, and better."""
    n = worse + better
    before = run(*(result(f"c-{at}", passed("facts") if at < worse else failed("facts")) for at in range(n)))
    after = run(*(result(f"c-{at}", failed("facts") if at < worse else passed("facts")) for at in range(n)))
    return before, after


@pytest.mark.parametrize(
    ("worse", "better", "code"),
    [
        pytest.param(6, 0, 2, id="six worse"),
        pytest.param(5, 0, 0, id="five may be chance"),
        pytest.param(10, 2, 2, id="mostly worse"),
        pytest.param(0, 10, 0, id="better"),
    ],
)
def test_a_regression_is_a_significant_one(tmp_path: Path, worse: int, better: int, code: Exit) -> None:
    before, after = graded(worse, better)
    old = load(stored(tmp_path, before))
    assert old
    found = compare(after, old, "baseline.json")
    assert (len(found.worse), len(found.better)) == (worse, better)
    assert gate(given(after, suites=(), difference=found)).exit == code


def test_what_is_waived_or_could_not_be_judged_is_no_regression(tmp_path: Path) -> None:
    before, after = graded(6, 0)
    old = load(stored(tmp_path, before))
    assert old
    assert len(compare(after, old, "b", waived={"c-0", "c-1"}).worse) == 4
    broken = replace(after, results=tuple(replace(each, error="down") for each in after.results))
    assert compare(broken, old, "b").worse == ()
    assert compare(broken, old, "b").gone == 6


LOOSER = Rule(metric="facts", floor=0.8, says="Facts are there.")
FEWER = replace(GOOD, suites=(replace(GOOD.suites[0], seeds=("c-1",), sha256="9" * 64), GOOD.suites[1]))
EDITED = replace(GOOD, hashes={"limits": "b" * 64})


@pytest.mark.parametrize(
    ("now", "held", "written"),
    [
        pytest.param(GOOD, (LOOSER,), ("floor:facts", "0.9", "0.8"), id="a lower floor"),
        pytest.param(GOOD, (), ("floor:facts", "0.9", "none"), id="a floor that is gone"),
        pytest.param(
            GOOD,
            (Rule(metric="facts", floor=0.9, kinds=("openai",), says="x"),),
            ("floor:facts", "0.9", "narrowed"),
            id="a floor that binds less",
        ),
        pytest.param(FEWER, (FLOOR,), ("suite:facts", f"{'facts':0<64}", "9" * 12), id="a shrunken suite"),
        pytest.param(
            replace(GOOD, suites=GOOD.suites[1:]),
            (FLOOR,),
            ("suite:facts", f"{'facts':0<64}", "none"),
            id="a suite gone",
        ),
        pytest.param(EDITED, (FLOOR,), ("limits", "a" * 64, "b" * 12), id="an edited limit"),
    ],
)
def test_what_is_weakened_needs_its_reason(
    tmp_path: Path, now: Run, held: tuple[Rule, ...], written: tuple[str, str, str]
) -> None:
    file = stored(tmp_path)
    word = gate(given(now, suites=(), rules=held, stored=load(file)))
    assert word.exit == 3
    assert f"what: {written[0]}" in "\n".join(word.reasons)
    with pytest.raises(BaselineError, match="no reason is written"):
        write(now, held, (), file)

    other = reason(written[0], written[1], "0.123456789012")
    assert gate(given(now, suites=(), rules=held, stored=load(file), reasons=(other,))).exit == 3

    entry = reason(*written)
    assert gate(given(now, suites=(), rules=held, stored=load(file), reasons=(entry,))).exit == 0
    write(now, held, (entry,), file)
    assert gate(given(now, suites=(), rules=held, stored=load(file))).exit == 0


@pytest.mark.parametrize(
    "held",
    [
        pytest.param((FLOOR,), id="the same"),
        pytest.param((Rule(metric="facts", floor=0.95, says="x"),), id="stricter"),
        pytest.param((FLOOR, Rule(metric="over-block", ceiling=0.1, says="x")), id="one more"),
    ],
)
def test_what_is_not_weaker_needs_none(tmp_path: Path, held: tuple[Rule, ...]) -> None:
    assert gate(given(rules=held, stored=load(stored(tmp_path)))).exit == 0


def test_a_part_of_the_suites_misses_none_of_the_others(tmp_path: Path) -> None:
    part = replace(GOOD, suites=GOOD.suites[:1])
    assert gate(given(part, suites=(FACTS,), stored=load(stored(tmp_path)), whole=False)).exit == 0
    nothing = rate("facts", "says", 0, 0)
    assert ruled([nothing], [FLOOR], "in-process", whole=False)[0].met
    assert not ruled([nothing], [FLOOR], "in-process", whole=True)[0].met


def test_a_rule_binds_the_kinds_it_names() -> None:
    metric: Metric = rate("flags", "says", 0, 1)
    rule = Rule(metric="flags", floor=1, kinds=("service",), says="x")
    assert ruled([metric], [rule], "openai", whole=True)[0].floor is None
    assert ruled([metric], [rule], "service", whole=True)[0].floor == 1


def test_a_baseline_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    file = stored(tmp_path)
    assert load(file) == of(GOOD, (FLOOR,))
    assert load(tmp_path / "none.json") is None


@pytest.mark.parametrize("text", ["{", "{}", json.dumps({"schema": "baseline/9"})])
def test_a_spoilt_baseline_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text)
    with pytest.raises(BaselineError, match=r"b\.json"):
        load(tmp_path / "b.json")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("- {metric: facts, says: x}", "a floor or a ceiling", id="neither"),
        pytest.param("- {metric: facts, floor: 1, ceiling: 1, says: x}", "a floor or a ceiling", id="both"),
        pytest.param("- {metric: a, floor: 1, says: x}\n- {metric: a, floor: 0, says: x}", "two rules", id="twice"),
        pytest.param("- {metric: facts, flor: 1, says: x}", "flor", id="unknown"),
        pytest.param("- {metric: facts, floor: 97, says: x}", "floor", id="percent"),
    ],
)
def test_a_malformed_rule_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "gate.yaml").write_text(text)
    with pytest.raises(CiteboundError, match=says):
        rules(tmp_path / "gate.yaml")


def test_a_written_reason_needs_words_and_a_known_kind(tmp_path: Path) -> None:
    file = tmp_path / "changes.yaml"
    file.write_text("- {what: 'floor:x', from: 0.9, to: 0.85, reason: because, by: me, date: 2026-11-23}")
    with pytest.raises(CiteboundError, match="reason"):
        reasons(file)
    file.write_text(
        "- {what: 'floor:x', from: 0.9, to: 0.85, reason: 'the suite got harder', by: me, date: 2026-11-23}"
    )
    assert reasons(file)[0].covers("floor:x", "0.9", "0.85")


def test_the_shipped_rules_name_metrics_that_there_are() -> None:
    known = {metric.name for metric in metrics(run())} | {"determinism", "detector-recall"}
    assert {rule.metric for rule in rules()} <= known
    assert {rule.metric for rule in rules() if rule.missed == "invalid"} == {"detector-recall"}
    assert reasons() is not None
    assert all(waiver.expires for waiver in waivers())


def test_the_report_of_a_part_of_the_suites(tmp_path: Path) -> None:
    made = report(GOOD, (FACTS, ABOUT), evidence(), (CAUGHT,), baseline=tmp_path / "none.json", today=TODAY)
    assert made.gate.exit == 0, made.gate.reasons
    assert (made.cells, made.baseline, made.bound.seeds) == ((), None, 1)
    assert report(BROKEN, (FACTS, ABOUT), evidence(), (CAUGHT,), baseline=tmp_path / "none.json").gate.exit == 1


def test_a_foreign_target_is_not_told_by_our_baseline(tmp_path: Path) -> None:
    other = replace(GOOD, kind="openai", hashes={})
    assert report(other, (FACTS, ABOUT), evidence(), (CAUGHT,), baseline=stored(tmp_path)).baseline is None
