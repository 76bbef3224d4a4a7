"""The four files of a report: complete, parseable, and foreign text is never markup in them."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from evals.render import FILES, write
from evals.render.as_html import pieces, to_html
from evals.render.as_json import schema, to_json
from evals.render.junit import to_junit
from evals.render.markdown import to_markdown
from evals.reporting import Proof
from tests.evals.reports import BROKEN, LIE, SOURCE, report, result

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def test_json_follows_its_schema_and_keeps_the_replies_that_failed() -> None:
    made = json.loads(to_json(report()))
    jsonschema.validate(made, schema())
    replies = {(each["case"], each["variant"]): each["reply"] for each in made["run"]["results"]}
    assert LIE in replies["lp-001", ""]["text"]
    assert replies["lp-001", ""]["raw"] is None
    assert replies["lp-002", ""] is None


def test_junit_has_one_test_for_each_case_and_limit() -> None:
    root = ElementTree.fromstring(to_junit(report()))
    suite = root.find("testsuite[@name='limits-progressive']")
    assert suite is not None
    tests = {test.get("name"): test for test in suite.iter("testcase")}
    assert {"lp-001", "lp-001 [no-progressive-benefit]", "lp-004 [no-progressive-benefit]"} <= tests.keys()
    assert LIE in (tests["lp-001 [no-progressive-benefit]"].findtext("failure") or "")
    assert tests["lp-002"].find("failure") is None
    assert tests["lp-003"].find("error") is not None
    assert tests["lp-004"].find("skipped") is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("8", "2", "2")


def test_markdown_says_the_word_first_and_lets_no_foreign_text_be_markup() -> None:
    text = to_markdown(report())
    assert text.startswith("## Failed: an answer is not inside the limits (exit 1)")
    assert "**missed**" in text
    assert "1 of 4 independent questions" in text
    foreign = "\n".join(line for line in text.splitlines() if "alert" in line)
    assert re.findall(r"(?<!\\)[<@`!]|(?<!\\)\]\(|https://", foreign) == []
    assert "lp-001: pass -> fail" in text


def test_a_surviving_saboteur_is_named_with_the_case() -> None:
    text = to_markdown(
        report(proofs=(Proof("shift", "shifts a citation", "citations", "citation-recall", 0, 9, "ci-7"),))
    )
    assert "**shift** (shifts a citation) got past citations: ci-7 should have caught it" in text


def test_offending_words_are_marked_where_they_stand() -> None:
    cut = pieces(result("a", BROKEN, said=f"Well. {LIE}. Yes."))
    assert [(piece.text, piece.bad) for piece in cut] == [("Well. ", False), (LIE, True), (". Yes.", False)]


def test_a_page_holds_everything_and_runs_nothing_foreign() -> None:
    page = to_html(report())
    assert "<script>alert" not in page
    assert f"<mark>{LIE}</mark>" in page
    assert SOURCE in page
    assert re.findall(r"(?:src|href)=", page) == []
    assert page.count("<article") == 3


def test_all_four_are_written(tmp_path: Path) -> None:
    assert sorted(path.name for path in write(report(), tmp_path / "new" / "folder")) == sorted(FILES)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_filters_and_is_accessible(tmp_path: Path, scheme: str) -> None:
    write(report(), tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else trouble.append(asked.url))
        page.goto((tmp_path / "report.html").as_uri())
        assert page.locator("output").inner_text() == "3 of 3 shown"
        page.get_by_label("Scorer").select_option("limit-violation")
        assert page.locator("article:visible h3").count() == 1
        page.get_by_label("Scorer").select_option("")
        page.get_by_label("Words").fill("timed out")
        assert page.locator("output").inner_text() == "1 of 3 shown"
        page.get_by_label("Words").fill("")
        assert page.locator("article:visible").count() == 3
        page.get_by_text("cases, each with").click()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        assert trouble == []
        browser.close()
