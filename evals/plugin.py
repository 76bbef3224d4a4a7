"""A pytest plugin: `pytest --citebound-suite limits` gates any assistant, one test for each case.

The assistant is this one in process, or `--citebound-target URL`, or what a `conftest.py` gives:

    def pytest_citebound_target(config):
        return lambda question, history: my_portal.answer(question, history)   # -> str

The function returns the answer's text, with `[n]` markers and a source list where it cites. Each test fails with what
every scorer says; the case's variants are run under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from evals.jobs import Examiner, Job
    from evals.target import Target

_EXAMINER = pytest.StashKey["Examiner"]()


class Hooks:
    """What a conftest.py may define."""

    @pytest.hookspec(firstresult=True)
    def pytest_citebound_target(self, config: pytest.Config) -> Target | Callable[..., str] | None:
        """The assistant under test: a target of `evals.target`, or a function of question and history."""


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Make the hook known."""
    pluginmanager.add_hookspecs(Hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The plugin's options."""
    group = parser.getgroup("citebound", "evaluation of an assistant against the evidence's limits")
    group.addoption("--citebound-suite", action="append", default=[], metavar="SUITE", help="a suite to run, or a file")
    group.addoption("--citebound-target", metavar="URL", help="the assistant's address; default: this one, in process")
    group.addoption("--citebound-model", metavar="NAME", help="the address is OpenAI-compatible: the model to ask for")
    group.addoption("--citebound-no-variants", action="store_true", help="only the questions as written")


def pytest_configure(config: pytest.Config) -> None:
    """The mark that every one of these tests has."""
    config.addinivalue_line("markers", "citebound: a case of a citebound suite")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the suites' cases beside the collected tests."""
    if wanted := config.getoption("citebound_suite"):
        collector = SuiteCollector.from_parent(session, name="citebound", wanted=wanted)
        items.extend(collector.collect())


class SuiteCollector(pytest.Collector):
    """The cases of the suites that were asked for."""

    def __init__(self, *, wanted: Sequence[str], **given: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**given)
        self._wanted = wanted

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each case."""
        from assistant.errors import CiteboundError  # the plugin is loaded by every pytest in this environment
        from evals.jobs import planned
        from evals.loading import load

        try:
            suites = load(self._wanted)
        except CiteboundError as error:
            raise pytest.UsageError(str(error)) from None
        jobs: dict[tuple[str, str], list[Job]] = {}
        for job in planned(suites, worded=not self.config.getoption("citebound_no_variants")):
            jobs.setdefault((job.suite, job.case.id), []).append(job)
        for (suite, case), found in jobs.items():
            yield CaseItem.from_parent(self, name=f"{suite}::{case}", jobs=found)


class CaseItem(pytest.Item):
    """One case with its variants."""

    def __init__(self, *, jobs: Sequence[Job], **given: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**given)
        self._jobs = jobs
        self.add_marker("citebound")

    def runtest(self) -> None:
        """Ask, read, score; whatever fails or could not be judged is said."""
        from assistant.errors import CiteboundError

        try:
            examine = _examiner(self.config)
        except CiteboundError as error:
            pytest.fail(str(error), pytrace=False)
        results = [line.result for job in self._jobs for line in examine(job)]
        said = [f"{result.key}: could not be judged: {result.error}" for result in results if result.error]
        for result in results:
            said += [
                "\n".join(
                    [f"{result.key}: {score.scorer}: {score.explanation}", *(f'  "{o.words}"' for o in score.offences)]
                )
                for score in result.scores
                if score.grade == "fail"
            ]
        if said:
            pytest.fail("\n".join([f"asked: {self._jobs[0].case.id}", *said]), pytrace=False)
        if all(result.grade == "n/a" for result in results):
            pytest.skip("no scorer could judge it")

    def reportinfo(self) -> tuple[str, None, str]:
        """What a report calls it."""
        return "citebound", None, self.name


def _examiner(config: pytest.Config) -> Examiner:
    """Made at the first case, and then kept."""
    if (kept := config.stash.get(_EXAMINER, None)) is None:
        from assistant.settings import load
        from evals.jobs import Examiner
        from evals.scorers import SCORERS
        from evals.targets.editing import Editor, evidence_of
        from evals.targets.opening import open_target
        from evals.targets.plain import Plain

        settings = load()
        editor = Editor(settings.corpus)
        given = config.hook.pytest_citebound_target(config=config)
        if given is None:
            named, model = config.getoption("citebound_target"), config.getoption("citebound_model")
            target: Target = open_target(named, model, settings, editor, lambda said: None)
        else:
            target = given if hasattr(given, "ask") else Plain(given)
        kept = config.stash[_EXAMINER] = Examiner(target, evidence_of(editor.base), SCORERS, editor.evidence)
    return kept
