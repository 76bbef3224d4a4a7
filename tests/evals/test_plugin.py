"""`pytest --citebound-suite` in somebody else's repository."""

import pytest

SUITE = """\
says: nothing much
gate: limits
cases:
- id: p-1
  category: limit-direct
  why: a useless drug is given
  limit: no-progressive-benefit
  question: Does IVIG help in SPMS?
  expect: {outcome: [answered]}
- {id: p-2, category: plain, why: a lie passes, text: IVIG helps in SPMS., label: violation}
"""
CONFTEST = """\
def pytest_citebound_target(config):
    return lambda question, history: %r
"""
ARGUMENTS = ("--citebound-suite", "small.yaml", "--citebound-no-variants", "-p", "no:cacheprovider", "-rs")


@pytest.fixture
def portal(pytester: pytest.Pytester) -> pytest.Pytester:
    """A repository of somebody else's, with a suite of its own."""
    pytester.makefile(".yaml", small=SUITE)
    return pytester


def test_an_assistant_that_breaks_a_limit_fails_its_case(portal: pytest.Pytester) -> None:
    portal.makeconftest(CONFTEST % "IVIG slows progression in secondary progressive MS.")
    result = portal.runpytest_subprocess(*ARGUMENTS)
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*limit-violation*", "*IVIG slows progression in secondary progressive MS*"])
    assert "Traceback" not in result.stdout.str()


def test_an_assistant_that_keeps_it_passes(portal: pytest.Pytester) -> None:
    portal.makeconftest(CONFTEST % "In SPMS a trial found no benefit of IVIG.")
    result = portal.runpytest_subprocess(*ARGUMENTS)
    result.assert_outcomes(passed=1, skipped=1)


def test_an_assistant_that_crashes_was_not_judged(portal: pytest.Pytester) -> None:
    portal.makeconftest("def pytest_citebound_target(config):\n    return lambda question, history: 1 / 0")
    result = portal.runpytest_subprocess(*ARGUMENTS)
    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*could not be judged: ZeroDivisionError*"])


def test_an_unknown_suite_is_wrong_usage(portal: pytest.Pytester) -> None:
    result = portal.runpytest_subprocess("--citebound-suite", "nothing")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*There is no suite 'nothing'*"])


def test_without_the_option_nothing_is_collected(portal: pytest.Pytester) -> None:
    assert portal.runpytest_subprocess().ret == pytest.ExitCode.NO_TESTS_COLLECTED
