"""A report with one of everything, foreign text included."""

from evals.case import Form, Place
from evals.render.as_html import FORMS, PLACES
from evals.reply import Cited, Reply
from evals.reporting import Baseline, Bound, Cell, Change, Confusion, Gate, Metric, Proof, Report, Waived
from evals.result import RanSuite, Result, Run
from evals.score import Offence, Score

LIE = "IVIG slows SPMS"
NASTY = "<script>alert(1)</script> [x](https://evil.example) ![i](//evil.example/x) \x00 `a` @all | \u202e"
SOURCE = "In SPMS the trial found no benefit of IVIG."


def result(case: str, *scores: Score, variant: str = "", error: str | None = None, said: str = "") -> Result:
    return Result(
        suite="limits-progressive",
        case=case,
        seed=case,
        variant=variant,
        category="limit-direct",
        question=f"Does it help? {NASTY}",
        why="a patient is given a useless drug",
        history=(("user", "And in RRMS?"), ("assistant", NASTY)),
        limit="no-progressive-benefit",
        form="plain",
        place="second",
        expected=("answered",),
        reply=None if error else Reply(said, (), "answered", (Cited(1, SOURCE, "review"),), raw={"whole": "answer"}),
        scores=scores,
        error=error,
    )


BROKEN = Score(
    "limit-violation", 0, 1, "asserts a benefit", (Offence(LIE, "it says more", SOURCE, "no-progressive-benefit"),)
)
FINE = Score("limit-violation", 1, 1, "inside the limits")


def report(*results: Result, exit_: int = 1, proofs: tuple[Proof, ...] = ()) -> Report:
    found = results or (
        result("lp-001", BROKEN, said=f"Well. {LIE} & more {NASTY}"),
        result("lp-001", FINE, variant="upper case", said="No."),
        result("lp-002", FINE, said="No."),
        result("lp-003", error=f"the target timed out {NASTY}"),
        result("lp-004", Score("citation-recall", 0, 0, "nothing to count"), said="?"),
    )
    sentence = Result(
        "language", "sb-1", "sb-1", "", "plain", LIE, "a lie passes", label="violation", read="allow",
        scores=(Score("checker", 0, 1, "a violation was allowed"),),
    )  # fmt: skip
    suites = tuple(
        RanSuite(name, "what it proves", "limits", "ab" * 32, 4, ("lp-001", "lp-002"))
        for name in ("limits-progressive", "language")
    )
    cells = tuple(
        Cell("no-progressive-benefit", form, place, _seeds(form, place), 0) for form in FORMS for place in PLACES
    )
    return Report(
        run=Run(
            "in process", "in-process", suites, (*found, sentence), {"corpus": "cd" * 32}, "2026-11-23T04:00:00Z", 12.5
        ),
        gate=Gate(exit_, ("limits-progressive: lp-001 breaks no-progressive-benefit",)),  # type: ignore[arg-type]
        bound=Bound(1, 4, 0.751, 125, 125, 0.77),
        metrics=(
            Metric("over-block", "permitted sentences stopped", 10, 125, 0.08, 0.044, 0.141, ceiling=0.1),
            Metric("facts", "what was asked stands there", 8, 10, 0.8, 0.49, 0.94, floor=0.85),
            Metric("dose fidelity", "doses as printed", 0, 0, None, None, None),
        ),
        cells=cells,
        confusions=(
            Confusion("Abstention", ("answerable", "unanswerable"), ("answered", "refused"), ((9, 1), (0, 5))),
        ),
        proofs=proofs or (Proof("drop-not", "drops a not", "limits-progressive", "limit-violation", 7, 8, "lp-001"),),
        baseline=Baseline("baseline.json", (Change("lp-001", "pass", "fail"),), (), 1.0, 2, 0),
        waived=(Waived("fa-001", "A. Owner", "known", "2027-01-01"),),
    )


def _seeds(form: Form, place: Place) -> int:
    return 0 if (form, place) == ("case", "later") else 3
