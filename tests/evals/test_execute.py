"""Running suites: what is written down, what is asked again, and what stops a run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Literal

import pytest

from assistant.check import Checked
from assistant.errors import CiteboundError
from assistant.language.vocabulary import Vocabulary
from assistant.values import Turn
from evals.case import Asked, Edit, Pair, Sentence
from evals.execute import Options, execute
from evals.jobs import planned
from evals.loading import Suite, SuiteError
from evals.relation import relation
from evals.reply import Cited, Reply, Said
from evals.result import Result, Run
from evals.runfile import RunFileError, load_run
from evals.score import Evidence, Score
from evals.target import TargetDown
from evals.targets.recorded import recorded

EVIDENCE = Evidence({}, (), Vocabulary(()))
ROOT = Path(__file__).parents[2]


def asked(id_: str, question: str = "Does it help?", **more: object) -> Asked:
    given = {"id": id_, "category": "c", "why": "w", "expect": {"outcome": ["answered"]}, "question": question}
    return Asked.model_validate({**given, **more})


def pair(id_: str, relation: str = "agree", on: Sequence[str] = ("outcome",), **twin: object) -> Pair:
    given = {"id": id_, "category": "c", "why": "w", "question": "One?", "twin": twin or {"question": "Other?"}}
    return Pair.model_validate({**given, "relation": relation, "on": on})


def sentence(id_: str, label: str, text: str = "It helps.", quotes: Sequence[str] = ()) -> Sentence:
    given = {"id": id_, "category": "c", "why": "w", "text": text, "label": label, "quotes": quotes}
    return Sentence.model_validate(given)


def suite(*cases: Asked | Pair | Sentence, name: str = "s", sha: str = "1", gate: str = "limits") -> Suite:
    return Suite(name, "It proves.", gate, cases, sha, Path(f"{name}.yaml"))


MANY = suite(*(asked(f"c-{at}", f"Question {at}?") for at in range(6)))


@dataclass
class Fake:
    """Says the question back; `script` says what else happens to one of them."""

    name: str = "fake"
    kind: Literal["in-process"] = "in-process"
    hashes: Mapping[str, str] = field(default_factory=lambda: {"corpus": "1"})
    script: Mapping[str, Callable[[], Reply]] = field(default_factory=dict)
    tokens: int = 10
    edits: dict[Edit, "Fake"] | None = None
    checked: Checked | Exception | None = None
    asked: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        with self.lock:
            self.asked.append(question)
        if question in self.script:
            return self.script[question]()
        return Reply(question, (Said(question),), "answered", (), (), tokens=self.tokens)

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        if isinstance(self.checked, Exception):
            raise self.checked
        return self.checked

    def edited(self, edit: Edit) -> "Fake | None":
        return self.edits.get(edit) if self.edits else None


def fails(error: BaseException) -> Callable[[], Reply]:
    def fail() -> Reply:
        raise error

    return fail


def passing(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    return Score("passing", 1, 1, "Fine.")


def crashing(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    raise KeyError("limits")


OPTIONS = Options(variants=False, scorers=(passing,))


def run(*cases: Asked | Pair | Sentence, target: Fake | None = None, options: Options = OPTIONS) -> Run:
    return execute([suite(*cases)], target or Fake(), EVIDENCE, options)


def into(path: Path, **more: object) -> Options:
    return replace(OPTIONS, output=path, **more)  # type: ignore[arg-type]


class TestOneCase:
    def test_a_result_holds_all_that_a_report_needs(self) -> None:
        history = [{"role": "user", "text": "a"}, {"role": "assistant", "text": "b"}]
        case = asked("c-1", limit="l", form="plain", history=history)
        (found,) = run(case).results
        assert (found.key, found.seed, found.category, found.why) == ("c-1", "c-1", "c", "w")
        assert (found.limit, found.form, found.place, found.expected) == ("l", "plain", "second", ("answered",))
        assert found.history == (("user", "a"), ("assistant", "b"))
        assert (found.grade, found.error) == ("pass", None)
        assert found.reply is not None

    def test_wordings_cluster_under_their_seed(self) -> None:
        found = run(asked("c-1", "Does IVIG help in SPMS?"), options=replace(OPTIONS, variants=True))
        assert found.complete
        assert len(found.results) == 7
        assert {result.seed for result in found.results} == {"c-1"}
        assert found.results[0].key == "c-1"

    @pytest.mark.parametrize("error", [ValueError("a\nb"), CiteboundError("a b"), RecursionError("a b")])
    def test_a_crash_of_the_target_is_recorded(self, error: Exception) -> None:
        found = run(asked("c-1", "Bad?"), asked("c-2"), target=Fake(script={"Bad?": fails(error)})).results
        assert found[0].error == f"{type(error).__name__}: a b"
        assert (found[0].reply, found[0].scores, found[0].grade) == (None, (), "n/a")
        assert found[1].error is None

    def test_a_reply_with_an_error_is_not_scored(self) -> None:
        target = Fake(script={"Bad?": lambda: Reply("", (), error="timeout")})
        (found,) = run(asked("c-1", "Bad?"), target=target).results
        assert (found.error, found.scores) == ("timeout", ())

    def test_a_crash_of_a_scorer_is_recorded_beside_the_others(self) -> None:
        (found,) = run(asked("c-1"), options=replace(OPTIONS, scorers=(crashing, passing))).results
        assert found.error == "crashing: KeyError: 'limits'"
        assert [score.scorer for score in found.scores] == ["passing"]

    def test_an_edited_corpus_and_its_evidence(self) -> None:
        edit = Edit(adding=("x",))
        seen: list[Evidence] = []
        other = Evidence({}, (), Vocabulary(()))

        def seeing(case: Asked, reply: Reply, evidence: Evidence) -> Score:
            seen.append(evidence)
            return Score("seeing", 1, 1, "")

        target, options = Fake(edits={edit: Fake(name="other")}), replace(OPTIONS, scorers=(seeing,))
        run(asked("c-1", corpus=edit), target=target, options=replace(options, edits=lambda _: other))
        assert seen[0] is other
        assert target.asked == []

    def test_a_corpus_that_cannot_be_edited_is_no_pass_and_no_error(self) -> None:
        (found,) = run(asked("c-1", corpus={"adding": ["x"]})).results
        assert (found.grade, found.error, found.reply) == ("n/a", None, None)
        assert "cannot be changed" in found.scores[0].explanation

    def test_two_results_of_one_name_are_refused(self) -> None:
        with pytest.raises(SuiteError, match="'p-1-twin'"):
            planned([suite(asked("p-1-twin"), pair("p-1"))], worded=False)


CITED = Reply("A", (Said("A", (2,)), Said("B", (1,))), "answered", (Cited(1, "one", "d"), Cited(2, "two", "e")), ("l",))


class TestPairs:
    def test_both_sides_and_what_holds_between_them(self) -> None:
        found = run(pair("p-1"))
        assert [result.key for result in found.results] == ["p-1", "p-1-twin", "p-1/relation"]
        assert {result.seed for result in found.results} == {"p-1"}
        assert [score.scorer for score in found.results[2].scores] == ["relation"]
        assert found.results[2].grade == "pass"

    @pytest.mark.parametrize(
        ("aspect", "other", "same"),
        [
            ("outcome", replace(CITED, outcome="partial"), False),
            ("limits", replace(CITED, limits=("l", "l")), True),
            ("limits", replace(CITED, limits=()), False),
            ("documents", replace(CITED, citations=(Cited(1, "x", "e"), Cited(2, "y", "d"))), True),
            ("documents", replace(CITED, citations=(Cited(1, "one", "d"),)), False),
            ("lead", replace(CITED, sentences=(Said("C", ()), Said("A", (2,)))), True),
            ("lead", replace(CITED, sentences=(Said("A", (1,)),)), False),
            ("lead", replace(CITED, sentences=(), citations=()), False),
            ("citations", replace(CITED, citations=(Cited(5, "two", "e"), Cited(6, "one", "d"))), True),
            ("citations", replace(CITED, citations=()), False),
        ],
    )
    def test_each_aspect(self, aspect: str, other: Reply, same: bool) -> None:
        for wanted in ("agree", "differ"):
            score = relation(pair("p-1", wanted, (aspect,)), CITED, other)
            assert score.grade == ("pass" if same == (wanted == "agree") else "fail")
            assert bool(score.offences) == (score.grade == "fail")

    def test_what_a_target_does_not_give_is_not_counted(self) -> None:
        every = ("outcome", "limits", "documents", "lead", "citations")
        nothing = Reply("A", (Said("A"),))
        assert relation(pair("p-1", "agree", every), CITED, nothing).grade == "n/a"
        unquoted = replace(CITED, citations=(Cited(1, None, None), Cited(2, None, None)))
        assert relation(pair("p-1", "agree", every), CITED, unquoted).of == 2

    def test_a_side_that_failed_leaves_nothing_to_compare(self) -> None:
        found = run(pair("p-1"), target=Fake(script={"Other?": fails(ValueError("x"))})).results
        assert found[2].error == "One side has no reply: ValueError: x"
        unedited = run(pair("p-1", corpus={"adding": ["x"]})).results
        assert (unedited[2].error, unedited[2].grade) == (None, "n/a")


class TestSentences:
    @pytest.mark.parametrize(
        ("label", "verdict", "support", "grade"),
        [
            ("violation", "block", None, "pass"),
            ("violation", "hold", None, "pass"),
            ("violation", "allow", None, "fail"),
            ("permitted", "allow", None, "pass"),
            ("permitted", "hold", None, "fail"),
            ("carried", "allow", "supported", "pass"),
            ("carried", "allow", "unsupported", "fail"),
            ("uncarried", "allow", "contradicted", "pass"),
            ("uncarried", "allow", "supported", "fail"),
            ("carried", "allow", None, "n/a"),
        ],
    )
    def test_labels(self, label: str, verdict: str, support: str | None, grade: str) -> None:
        quotes = ["q"] if label in ("carried", "uncarried") else []
        checked = Checked(verdict, None, support, ("because",))  # type: ignore[arg-type]
        (found,) = run(sentence("s-1", label, quotes=quotes), target=Fake(checked=checked)).results
        assert (found.grade, found.label, found.reply) == (grade, label, None)
        assert found.read == (support if quotes else verdict)
        assert [offence.reason for score in found.scores for offence in score.offences] == (
            ["because"] if grade == "fail" else []
        )

    def test_no_check_is_no_pass(self) -> None:
        (found,) = run(sentence("s-1", "violation")).results
        assert (found.grade, found.error, found.read) == ("n/a", None, None)

    def test_a_check_that_fails_is_an_error(self) -> None:
        (found,) = run(sentence("s-1", "violation"), target=Fake(checked=ValueError("x"))).results
        assert found.error == "ValueError: x"


class TestStopping:
    @pytest.mark.parametrize("concurrency", [1, 4])
    def test_all_of_it(self, concurrency: int, tmp_path: Path) -> None:
        seen: list[tuple[int, int]] = []
        options = into(tmp_path / "run.jsonl", concurrency=concurrency)
        found = execute([MANY], Fake(), EVIDENCE, options, lambda done, of: seen.append((done, of)))
        assert found.complete
        assert seen == [(at, 6) for at in range(1, 7)]
        assert [result.case for result in found.results] == [f"c-{at}" for at in range(6)]
        stored = load_run(tmp_path / "run.jsonl")
        assert sorted(stored.results, key=lambda each: each.case) == list(found.results)
        assert (stored.complete, stored.suites, stored.hashes) == (True, found.suites, found.hashes)

    @pytest.mark.parametrize("concurrency", [1, 2])
    @pytest.mark.parametrize("stop", [TargetDown("It is gone.", "Start it."), KeyboardInterrupt()])
    def test_what_was_run_is_kept_and_the_rest_is_asked(
        self, stop: BaseException, concurrency: int, tmp_path: Path
    ) -> None:
        options = into(tmp_path / "run.jsonl", concurrency=concurrency)
        found = execute([MANY], Fake(script={"Question 3?": fails(stop)}), EVIDENCE, options)
        assert not found.complete
        assert 3 <= len(found.results) <= 4
        assert found.notes[0].startswith("Stopped")
        assert not load_run(tmp_path / "run.jsonl").complete
        again = Fake()
        whole = execute([MANY], again, EVIDENCE, replace(options, resume=True))
        assert whole.complete
        assert len(again.asked) == 6 - len(found.results)
        assert whole.started == found.started

    @pytest.mark.parametrize("concurrency", [1, 2])
    def test_the_spend_cap(self, concurrency: int, tmp_path: Path) -> None:
        target = Fake()
        found = execute([MANY], target, EVIDENCE, into(tmp_path / "r", cap=25, concurrency=concurrency))
        assert not found.complete
        assert len(found.results) == len(target.asked)
        assert 3 <= len(target.asked) <= 2 + concurrency
        assert "the cap is 25" in found.notes[-1]

    def test_a_pair_that_was_cut_in_two_is_asked_again(self, tmp_path: Path) -> None:
        path = tmp_path / "run.jsonl"
        run(pair("p-1"), options=into(path))
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
        again = Fake()
        assert run(pair("p-1"), target=again, options=into(path, resume=True)).complete
        assert again.asked == ["One?", "Other?"]

    def test_killed_it_goes_on(self, tmp_path: Path) -> None:
        """A process of its own, killed with no chance to tidy up."""
        path = tmp_path / "run.jsonl"
        code = (
            "import sys, time\nfrom pathlib import Path\nfrom tests.evals.test_execute import *\n"
            "slow = {f'Question {at}?': (lambda: time.sleep(60)) for at in range(3, 6)}\n"
            "execute([MANY], Fake(script=slow), EVIDENCE, into(Path(sys.argv[1])))\n"
        )
        process = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT)
        until = time.monotonic() + 60
        while time.monotonic() < until and (not path.exists() or path.read_bytes().count(b"\n") < 4):
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        again = Fake()
        assert execute([MANY], again, EVIDENCE, into(path, resume=True)).complete
        assert again.asked == ["Question 3?", "Question 4?", "Question 5?"]


class TestFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        found = tmp_path / "run.jsonl"
        execute([MANY], Fake(script={"Question 3?": fails(ValueError("x"))}), EVIDENCE, into(found))
        return found

    def test_the_first_line_says_what_it_is(self, path: Path) -> None:
        first = json.loads(path.read_text().splitlines()[0])
        assert (first["schema"], first["target"], first["kind"]) == ("run/1", "fake", "in-process")
        assert first["suites"][0]["sha256"] == "1"
        assert first["hashes"].keys() >= {"corpus", "harness", "evidence"}

    def test_what_had_an_error_is_asked_again(self, path: Path) -> None:
        again = Fake()
        found = execute([MANY], again, EVIDENCE, into(path, resume=True))
        assert again.asked == ["Question 3?"]
        assert [result.error for result in found.results] == [None] * 6
        assert {result.error for result in load_run(path).results} == {None}

    @pytest.mark.parametrize("cut", [1, 30, 200])
    def test_a_torn_last_line_is_dropped(self, path: Path, cut: int) -> None:
        path.write_bytes(path.read_bytes()[:-cut])
        again = Fake()
        assert execute([MANY], again, EVIDENCE, into(path, resume=True)).complete
        assert set(again.asked) == {"Question 3?", "Question 5?"}
        assert len([json.loads(line) for line in path.read_text().splitlines()]) == 8

    @pytest.mark.parametrize("left", [b"", b'{"schema": "run/1"'])
    def test_a_file_with_no_whole_line_is_begun_anew(self, path: Path, left: bytes) -> None:
        path.write_bytes(left)
        assert execute([MANY], Fake(), EVIDENCE, into(path, resume=True)).complete
        assert load_run(path).complete

    @pytest.mark.parametrize(
        ("suites", "target", "changed", "says"),
        [
            ([suite(asked("c-1"), sha="2")], Fake(), {}, "with other suites, or before they changed \\(s\\)"),
            ([MANY], Fake(name="other"), {}, "over another target \\(fake\\)"),
            ([MANY], Fake(hashes={"corpus": "2"}), {}, "before a change of: corpus"),
            ([MANY], Fake(), {"variants": True}, "without the generated wordings"),
            ([MANY], Fake(), {"resume": False}, "holds a run already"),
        ],
    )
    def test_another_run_is_refused_and_kept(
        self, path: Path, suites: list[Suite], target: Fake, changed: dict[str, object], says: str
    ) -> None:
        was = path.read_bytes()
        with pytest.raises(RunFileError, match=says) as caught:
            execute(suites, target, EVIDENCE, into(path, **{"resume": True, **changed}))
        assert caught.value.remedy
        assert path.read_bytes() == was
        assert target.asked == []

    @pytest.mark.parametrize("line", [b"not json", b"[]", b"3", b'{"schema": "run/9"}', b"\xff"])
    @pytest.mark.parametrize("number", [1, 3])
    def test_what_is_no_run_is_refused(self, path: Path, line: bytes, number: int) -> None:
        lines = path.read_bytes().splitlines()
        path.write_bytes(b"\n".join([*lines[: number - 1], line, *lines[number:], b""]))
        with pytest.raises(RunFileError, match=rf"run\.jsonl:{number}: not "):
            execute([MANY], Fake(), EVIDENCE, into(path, resume=True))

    def test_where_nothing_can_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(RunFileError, match="Is a directory"):
            execute([MANY], Fake(), EVIDENCE, into(tmp_path))
        with pytest.raises(RunFileError, match="No such file"):
            execute([MANY], Fake(), EVIDENCE, into(tmp_path / "a" / "b"))


class TestRecorded:
    def test_a_run_is_judged_again_without_asking(self, tmp_path: Path) -> None:
        edit = Edit(adding=("x",))
        cases = (
            asked("c-1", history=[{"role": "user", "text": "before"}]),
            pair("p-1", "differ", ("outcome",), corpus=edit),
            sentence("s-1", "violation"),
            sentence("s-2", "carried", quotes=["q"]),
        )
        other = Fake(script={"One?": lambda: Reply("Two.", (), "partial")})
        target = Fake(edits={edit: other}, checked=Checked("block", "l", "supported", ("r",)))
        first = run(*cases, target=target, options=into(tmp_path / "run.jsonl"))
        again = execute([suite(*cases)], recorded(tmp_path / "run.jsonl"), EVIDENCE, OPTIONS)
        assert again.results == first.results
        assert (again.kind, again.target) == ("recorded", "recorded: fake")
        assert {name: again.hashes[name] for name in first.hashes} == first.hashes

    def test_what_was_not_asked_is_an_error(self, tmp_path: Path) -> None:
        run(asked("c-1"), options=into(tmp_path / "run.jsonl"))
        target = recorded(tmp_path / "run.jsonl")
        found: tuple[Result, ...] = execute([suite(asked("c-2", "Else?"))], target, EVIDENCE, OPTIONS).results
        assert "no reply to this" in str(found[0].error)
        assert target.edited(Edit(adding=("x",))) is None

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(RunFileError, match="holds no run"):
            recorded(tmp_path / "none.jsonl")
