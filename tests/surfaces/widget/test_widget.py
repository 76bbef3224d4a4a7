"""The committed widget in a real browser, on a page with the strict policy, over a small fake service."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from assistant.render.words import FLAGS, KINDS, NOT_GRADED, OUTCOMES, UNDATED
from tests.doubles import BENEFIT, DOCUMENT, DOSE, SPMS, answered
from tests.surfaces.widget.answers import EMERGENCY, SHOWN
from tests.surfaces.widget.pages import (
    ARGUMENTS,
    CHROMIUM,
    Look,
    Open,
    ask,
    live,
    question,
    violations,
    watched,
    wider_than_the_window,
)
from tests.surfaces.widget.service import WIDGET, Script, Service

pytestmark = [
    pytest.mark.browser,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"),
]
UNIT = FLAGS["possible-unit-error"]


# What an answer shows


def test_an_answer_reads_as_it_should(page: Page) -> None:
    answer = ask(page)
    expect(answer.locator(".outcome")).to_have_text("Answered from the evidence")
    expect(answer.locator(".statements .cite")).to_have_text(["1", "2", "3"])
    expect(answer.locator(".statements .limit .label")).to_have_text("Limit of the evidence")
    expect(answer.locator(".statements .flags li")).to_have_text(UNIT)
    expect(answer.locator(".sources")).to_contain_text("undated · review · certainty not graded")
    expect(answer.get_by_text("No benefit of IVIG in progressive MS was shown.")).to_be_visible()
    expect(answer.get_by_text("It named a dose that no source establishes.")).to_be_visible()


def test_verified_sentences_come_one_by_one(page: Page, told: Script) -> None:
    told.held = threading.Event()
    question(page).fill("Does IVIG work?")
    question(page).press("Enter")
    article = page.locator("article")
    expect(article.locator(".statement")).to_have_count(1)
    expect(article.locator(".statement .cite")).to_have_text("1")
    expect(article.locator(".progress")).to_have_text("Checking every sentence…")
    expect(page.get_by_role("feed")).to_have_attribute("aria-busy", "true")
    expect(live(page)).to_have_text("")
    told.held.set()
    expect(article.locator(".outcome")).to_be_visible()
    expect(page.get_by_role("feed")).to_have_attribute("aria-busy", "false")
    expect(live(page)).to_contain_text("Answered from the evidence. Limit of the evidence: In secondary")
    expect(live(page)).not_to_contain_text("[1]")


def test_a_service_without_streams_answers_too(page: Page, told: Script) -> None:
    told.streams = False
    expect(ask(page).locator(".statement")).to_have_count(3)


def test_a_silence_is_an_answer_of_its_own_kind(page: Page) -> None:
    answer = ask(page, "What does it cost?")
    expect(answer.locator(".outcome.not_covered")).to_have_text("The evidence does not say")
    expect(answer.locator(".missing")).to_contain_text("price of IVIG")
    expect(answer.locator(".nearest blockquote")).to_have_text(DOSE)
    expect(answer.locator(".trouble")).to_have_count(0)
    answer.locator(".nearest .cite").click()
    expect(page.locator("mark")).to_have_text(DOSE)
    expect(page.locator("mark")).to_be_in_viewport()


def test_a_part_an_other_topic_and_a_refusal(page: Page) -> None:
    expect(ask(page, "Partial?").locator(".missing")).to_have_text("Not in the evidence: price of IVIG")
    expect(ask(page, "Weather?").locator(".outcome")).to_have_text("Not this evidence's topic")
    declined = ask(page, "Chest pain now?")
    expect(declined.locator(".outcome")).to_have_text("Declined")
    expect(declined.locator(".statement.note")).to_have_text(EMERGENCY)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert declined.locator(".statement.note p").evaluate(size) > declined.locator(".outcome").evaluate(size)


def test_a_conflict_has_two_sides(page: Page) -> None:
    answer = ask(page, "Do they agree?")
    sides = answer.locator(".side")
    expect(sides).to_have_count(2)
    expect(sides.nth(1)).to_contain_text("Another review")
    expect(sides.nth(1)).to_contain_text("1997")
    first, second = (sides.nth(at).bounding_box() for at in range(2))
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] < second["x"]


def test_the_words_are_those_of_the_other_surfaces(page: Page) -> None:
    ask(page)
    words = page.evaluate("document.querySelector('citebound-chat').words")
    assert (words["outcomes"], words["kinds"], words["flags"]) == (OUTCOMES, KINDS, FLAGS)
    assert (words["undated"], words["notGraded"]) == (UNDATED, NOT_GRADED)


# The panel


def test_the_cited_words_are_marked_in_the_whole_document(page: Page) -> None:
    ask(page).locator(".statements .cite").nth(2).click()
    panel = page.locator(".panel")
    expect(panel.locator("mark")).to_have_text(DOSE)
    expect(panel.locator("mark")).to_be_in_viewport()
    for words in (DOCUMENT.title, DOCUMENT.reference, "undated · review · certainty not graded", DOCUMENT.sha256):
        expect(panel).to_contain_text(words)
    expect(panel.locator(".flags li").first).to_have_text(UNIT)
    expect(panel.locator(".flags li").first).to_be_in_viewport()
    start = DOCUMENT.text.index(DOSE)
    expect(panel.locator(".hash")).to_contain_text(f"Characters {start} to {start + len(DOSE)}")
    expect(panel.locator(".paper")).to_contain_text("Paragraph 199 of a long document.")
    expect(panel.locator(".paper h4").first).to_have_text("Benefit & <b>harm</b>")
    expect(panel.locator(".paper")).not_to_contain_text("key: spms")
    expect(panel.locator(".doubt")).to_have_count(0)


def test_another_document_than_the_cited_one_is_said(page: Page, told: Script) -> None:
    told.documents["tiny-review"]["sha256"] = "0" * 64
    ask(page).locator(".cite").first.click()
    expect(page.locator(".doubt")).to_contain_text("its hash differs")


def test_words_that_stand_elsewhere_are_said(page: Page, told: Script) -> None:
    told.documents["tiny-review"]["text"] = " " + told.documents["tiny-review"]["text"]
    ask(page).locator(".cite").first.click()
    expect(page.locator(".doubt")).to_contain_text("do not stand at the cited place")


def test_the_basis(page: Page) -> None:
    ask(page).get_by_role("button", name="Basis").click()
    basis = page.locator(".basis")
    for words in (
        "2026-11-20",
        "c" * 64,
        "d" * 64,
        "verbatim/1",
        "double",
        "no-progressive-benefit",
        "name: 1",
        "no-established-dose",
    ):
        expect(basis).to_contain_text(words)
    expect(basis.locator(".retrieved li")).to_have_count(3)
    expect(basis.locator(".retrieved li").first).to_contain_text(BENEFIT)
    basis.locator(".retrieved .cite").first.click()
    expect(page.locator("mark")).to_have_text(BENEFIT)
    page.get_by_role("button", name="Back to the basis").click()
    expect(basis).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Basis")).to_be_focused()


# By keyboard alone


def test_keyboard_alone(page: Page) -> None:
    expect(page.locator(".chip")).to_have_count(2)
    question(page).focus()
    page.keyboard.type("Does IVIG work?")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome")).to_be_visible()
    expect(question(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    article = page.locator("article")
    expect(article).to_be_focused()
    page.keyboard.press("Enter")
    cite = article.locator(".cite")
    expect(cite.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("mark")).to_be_in_viewport()
    expect(cite.nth(1)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    expect(cite.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(question(page)).to_be_focused()


def test_the_transcript_is_one_tab_stop(page: Page) -> None:
    for words in ("One?", "Two?", "Three?"):
        ask(page, words)
    page.keyboard.press("Shift+Tab")
    articles = page.locator("article")
    expect(articles.nth(2)).to_be_focused()
    for key, at in (("ArrowUp", 1), ("Home", 0), ("ArrowUp", 0), ("End", 2), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(articles.nth(at)).to_be_focused()
    page.keyboard.press("Tab")
    expect(question(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(articles.nth(1)).to_be_focused()


def test_there_is_one_live_region_and_the_transcript_is_none(page: Page) -> None:
    ask(page)
    expect(live(page)).to_have_count(1)
    assert page.locator("[role=log], .transcript [aria-live], .transcript [role=status]").count() == 0


# The conversation


def test_a_follow_up_takes_the_conversation_along_until_it_is_cleared(page: Page, told: Script) -> None:
    ask(page, "Does IVIG work?")
    ask(page, "And in PPMS?")
    history = [{"role": "user", "text": "Does IVIG work?"}, {"role": "assistant", "text": answered().text}]
    assert told.asked[1] == {"question": "And in PPMS?", "history": history, "detail": "brief"}
    page.get_by_role("button", name="Clear conversation").click()
    expect(page.locator("article")).to_have_count(0)
    expect(question(page)).to_be_focused()
    page.get_by_label("Full detail").check()
    ask(page, "Again?")
    assert told.asked[2] == {"question": "Again?", "history": [], "detail": "full"}


def test_a_suggestion_asks(page: Page, told: Script) -> None:
    page.get_by_role("button", name="What does it cost?").click()
    expect(page.locator(".outcome")).to_be_visible()
    assert told.asked[0]["question"] == "What does it cost?"
    expect(question(page)).to_be_focused()


def test_a_stopped_answer_says_that_it_is_not_whole(page: Page, told: Script) -> None:
    told.held = threading.Event()
    question(page).fill("Does IVIG work?")
    question(page).press("Enter")
    expect(page.locator(".statement")).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".incomplete")).to_contain_text("Not a whole answer")
    expect(page.locator(".actions")).to_have_count(0)
    told.held.set()
    told.held = None
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".outcome")).to_be_visible()
    expect(page.locator("article")).to_have_count(1)
    assert told.asked[1]["history"] == []


def test_feedback(page: Page, told: Script) -> None:
    ask(page).get_by_role("button", name="Yes").click()
    expect(page.locator(".remark")).to_contain_text("stored")
    again = ask(page, "Again?")
    again.get_by_role("button", name="No", exact=True).click()
    expect(again.get_by_role("radio").first).to_be_focused()
    again.get_by_label("Incomplete").check()
    again.get_by_label("In your words").fill("The dose is missing.")
    again.get_by_role("button", name="Send").click()
    expect(again.locator(".remark")).to_contain_text("stored")
    no = {"answer": "a1", "helpful": False, "reason": "incomplete", "text": "The dose is missing."}
    assert told.feedback == [{"answer": "a1", "helpful": True}, no]


# Taking it along


def test_a_copy_has_the_citations(visit: Open, service: Service) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page).get_by_role("button", name="Copy with citations").click()
    expect(page.locator(".remark")).to_have_text("Copied.")
    read = "async type => (await (await navigator.clipboard.read())[0].getType(type)).text()"
    plain, markup = page.evaluate(read, "text/plain"), page.evaluate(read, "text/html")
    assert f"Limit of the evidence: {SPMS} [1]" in plain
    assert f"[3] “{DOSE}” (! {UNIT})" in plain
    assert "P = 0.008" in markup
    assert "<script" not in markup


def test_a_copy_without_the_clipboard_interface(page: Page) -> None:
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.addEventListener('copy', () => { window.other = true })")
    ask(page).get_by_role("button", name="Copy with citations").click()
    expect(page.locator(".remark")).to_have_text("Copied.")


@pytest.mark.parametrize(
    ("button", "name", "start"), [("RIS", "citebound.ris", "TY  - "), ("BibTeX", "citebound.bib", "@misc{")]
)
def test_the_sources_can_be_taken_along(page: Page, button: str, name: str, start: str) -> None:
    answer = ask(page)
    with page.expect_download() as downloading:
        answer.get_by_role("button", name=button).click()
    assert downloading.value.suggested_filename == name
    assert Path(downloading.value.path()).read_text().startswith(start)


def test_print_has_the_passages_and_nothing_of_the_portal(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true }")
    ask(page, "First?")
    ask(page, "Second?").get_by_role("button", name="Print").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_hidden()
    expect(page.get_by_text("First?", exact=True)).to_be_hidden()
    expect(page.get_by_text("Second?", exact=True)).to_be_visible()
    expect(page.locator("article").last.locator(".passage")).to_have_count(3)
    expect(page.locator("article").last.locator(".passage").last).to_be_visible()
    for gone in (question(page), page.locator(".actions").last):
        expect(gone).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    for back in (page.locator("h1"), page.get_by_text("First?", exact=True)):
        expect(back).to_be_visible()


# When things break


def test_the_service_dies_in_mid_answer_and_comes_back(page: Page, service: Service, told: Script) -> None:
    told.held = threading.Event()
    question(page).fill("Does IVIG work?")
    question(page).press("Enter")
    expect(page.locator(".statement")).to_have_count(1)
    service.die()
    told.held.set()
    trouble = page.locator("article .trouble")
    expect(trouble).to_contain_text("The connection to the service broke.")
    expect(page.locator(".incomplete")).to_be_visible()
    expect(live(page)).to_contain_text("The connection to the service broke.")
    page.get_by_role("button", name="Try again").click()
    expect(trouble).to_contain_text("The service cannot be reached.")
    expect(page.locator(".asked")).to_have_text("Does IVIG work?")
    service.rise()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".outcome")).to_be_visible()
    expect(page.locator("article")).to_have_count(1)


def test_a_stream_that_ends_early_is_no_answer(page: Page, told: Script) -> None:
    told.broken_off = True
    expect(ask(page).locator(".incomplete")).to_be_visible()
    expect(page.locator(".outcome")).to_have_count(0)


def test_a_page_that_opens_without_the_service_recovers(page: Page, service: Service) -> None:
    expect(page.locator(".chip")).to_have_count(2)
    service.die()
    page.evaluate("document.querySelector('citebound-chat').replaceWith(document.createElement('citebound-chat'))")
    expect(page.locator(".notice")).to_contain_text("The service cannot be reached.")
    service.rise()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator(".notice")).to_have_count(0)


def test_a_token_that_expires_is_renewed(service: Service, told: Script, visit: Open) -> None:
    told.attributes, told.token = "token-url=/token", "first"
    page = visit()
    ask(page, "One?")
    assert told.tokens == 1
    told.token = "second"
    expect(ask(page, "Two?").locator(".outcome")).to_be_visible()
    assert told.tokens == 2


def test_an_access_that_is_over_is_said_and_recovers(service: Service, told: Script, visit: Open) -> None:
    told.attributes, told.token, told.token_status = "token-url=/token", "first", 403
    page = visit()
    expect(page.locator(".notice")).to_contain_text("did not renew your access")
    refused = ask(page)
    expect(refused.locator(".trouble")).to_contain_text("Sign in to the portal again")
    told.token_status = 200
    page.get_by_role("button", name="Try again").last.click()
    expect(page.locator(".outcome")).to_be_visible()


def test_an_expired_token_that_no_new_one_replaces(service: Service, told: Script, visit: Open) -> None:
    told.token = "none is given"
    expect(ask(visit()).locator(".trouble")).to_contain_text("Your access to this assistant has expired")


def test_a_busy_service_is_asked_again_by_itself(page: Page, told: Script) -> None:
    told.refusals.append((503, {"detail": "All workers are busy."}, {"Retry-After": "2"}))
    busy = ask(page)
    expect(busy.locator(".trouble")).to_contain_text("The service is busy. Your question is kept here. It asks again")
    expect(busy.locator(".outcome")).to_be_visible(timeout=6000)
    assert len(told.asked) == 2


def test_a_busy_service_can_be_left_alone(page: Page, told: Script) -> None:
    told.refusals.append((429, {"detail": "Slower."}, {"Retry-After": "30"}))
    busy = ask(page)
    page.get_by_role("button", name="Stop").click()
    expect(busy.locator(".trouble")).not_to_contain_text("asks again")
    busy.get_by_role("button", name="Edit the question").click()
    expect(question(page)).to_be_focused()
    expect(question(page)).to_have_value("Does IVIG work?")


@pytest.mark.parametrize(
    ("status", "words"),
    [(403, "not allowed"), (422, "No such detail. Ask brief."), (500, "failed to answer"), (504, "took too long")],
)
def test_a_refusal_is_said(page: Page, told: Script, status: int, words: str) -> None:
    told.refusals.append((status, {"detail": "No such detail.", "remedy": "Ask brief."}, {}))
    expect(ask(page).locator(".trouble")).to_contain_text(words)


def test_a_question_that_is_too_long_stays_where_it_was_typed(page: Page, told: Script) -> None:
    question(page).fill("\U0001f9e0" * 4001)
    question(page).press("Enter")
    expect(page.locator(".notice")).to_contain_text("4001 of at most 4000 characters")
    expect(question(page)).to_have_value("\U0001f9e0" * 4001)
    assert told.asked == []
    question(page).fill("\U0001f9e0" * 4000)
    expect(page.locator(".notice")).to_have_count(0)
    expect(ask(page, "\U0001f9e0" * 4000).locator(".outcome")).to_be_visible()


# Safety


def test_hostile_words_are_only_words(page: Page, told: Script) -> None:
    told.title, told.suggested = SHOWN + "\u202e", (SHOWN,)
    page.reload()
    expect(page.locator(".chip")).to_have_text(SHOWN)
    answer = ask(page, "Hostile?")
    expect(answer.locator(".statement > p")).to_contain_text(SHOWN)
    answer.locator(".cite").first.click()
    expect(page.locator("mark")).to_have_text(SHOWN)
    expect(page.locator(".doubt")).to_have_count(0)
    answer.get_by_role("button", name="Basis").click()
    expect(page.locator(".basis")).to_contain_text(SHOWN)
    for tag in ("img", "a", "iframe", "script", "style", "b", "[style]", "[onerror]"):
        assert page.locator(f"citebound-chat {tag}").count() == 0, tag
    assert page.evaluate("window.ran") is None
    text = page.evaluate("document.querySelector('citebound-chat').shadowRoot.textContent")
    assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u200e\u200f\ufeff")


@pytest.mark.parametrize("words", ["<img src=x onerror='window.ran = 1'>", "a" * 3000])
def test_what_is_asked_is_only_text(page: Page, words: str) -> None:
    ask(page, words)
    expect(page.locator(".asked")).to_have_text(words)
    assert page.locator("citebound-chat img").count() == 0
    assert not wider_than_the_window(page)


def test_it_works_where_cookies_and_storage_are_blocked(
    playwright: Playwright, service: Service, tmp_path: Path
) -> None:
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=ARGUMENTS)
    trouble: list[str] = []
    page = watched(context.new_page(), trouble, service.address)
    blocked = page.evaluate("(() => { try { localStorage.length; return false } catch { return true } })()")
    ask(page).locator(".cite").first.click()
    expect(page.locator("mark")).to_be_in_viewport()
    context.close()
    assert (blocked, trouble) == (True, [])


def test_it_keeps_nothing(page: Page) -> None:
    ask(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


# Looks


def states(page: Page, told: Script) -> Iterator[str]:
    """Each state of the widget, on the page while its name is out."""
    expect(page.locator(".chip")).to_have_count(2)
    yield "start"
    for words in ("Partial?", "What does it cost?", "Weather?", "Chest pain now?", "Do they agree?", "Does IVIG work?"):
        ask(page, words)
        yield words
    page.locator("article").last.locator(".statements .cite").last.click()
    expect(page.locator("mark")).to_be_visible()
    yield "source"
    page.keyboard.press("Escape")
    page.locator("article").last.get_by_role("button", name="Basis").click()
    expect(page.locator(".retrieved li").first).to_contain_text(BENEFIT)
    yield "basis"
    page.keyboard.press("Escape")
    page.locator("article").last.get_by_role("button", name="No", exact=True).click()
    yield "feedback"
    page.locator("article").last.get_by_role("button", name="Erase this answer").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    yield "erase"
    told.refusals.append((500, {}, {}))
    ask(page, "Fails?")
    yield "error"


LOOKS: dict[str, Look] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoomed": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "forced colours": {"forced_colors": "active"},
}
LARGER = "document.documentElement.style.fontSize = '200%'"
"""What a reader's own setting for larger text does."""


@pytest.mark.parametrize(
    ("look", "direction"), [*((look, "ltr") for look in LOOKS), ("light", "rtl"), ("narrow", "rtl")]
)
def test_every_state_is_accessible_and_fits(visit: Open, told: Script, look: str, direction: str) -> None:
    told.root = f' dir="{direction}"'
    page = visit(**LOOKS[look])
    for state in states(page, told):
        assert violations(page) == [], state
        if state != "start":
            assert not wider_than_the_window(page), state


def test_twice_as_large_a_text_is_accessible_and_fits(visit: Open, told: Script) -> None:
    page = visit()
    page.evaluate(LARGER)
    assert page.locator("citebound-chat").evaluate("e => getComputedStyle(e).fontSize") == "32px"
    for state in states(page, told):
        assert violations(page) == [], state
        assert not wider_than_the_window(page), state


@pytest.mark.parametrize("look", LOOKS)
def test_the_marked_words_are_in_view(visit: Open, look: str) -> None:
    page = visit(**LOOKS[look])
    ask(page).locator(".statements .cite").last.click()
    expect(page.locator("mark")).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".panel .flags li")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(".statements .cite").last).to_be_focused()


def test_a_citation_is_easy_to_hit(visit: Open) -> None:
    page = visit(viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    box = ask(page).locator(".cite").first.bounding_box()
    assert box
    assert box["width"] >= 24
    assert box["height"] >= 24


def test_the_sheet_holds_the_focus(visit: Open) -> None:
    page = visit(**LOOKS["narrow"])
    ask(page).locator(".cite").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.locator(".main").evaluate("e => e.inert")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".cite").first).to_be_focused()


def test_the_theme_can_be_set(visit: Open, told: Script) -> None:
    ground = "getComputedStyle(document.querySelector('citebound-chat')).backgroundColor"
    light = visit(color_scheme="light").evaluate(ground)
    told.attributes = "theme=light"
    assert visit(color_scheme="dark").evaluate(ground) == light
    told.attributes = ""
    assert visit(color_scheme="dark").evaluate(ground) != light


def test_in_rtl_the_panel_is_on_the_left(visit: Open, told: Script) -> None:
    told.root = ' dir="rtl"'
    page = visit()
    ask(page).locator(".cite").first.click()
    panel, main = page.locator(".panel").bounding_box(), page.locator(".main").bounding_box()
    assert panel
    assert main
    assert panel["x"] < main["x"]
    assert page.locator(".statement > p:not(.label)").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


# What a portal can do


def test_the_words_can_be_translated(page: Page) -> None:
    expect(page.locator(".chip")).to_have_count(2)
    page.evaluate(
        "customElements.get('citebound-chat').loadMessages = async lang =>"
        " lang === 'fr' ? {ask: 'Demander', outcomes: {answered: 'Fondé sur les preuves'}} : null"
    )
    page.evaluate("document.querySelector('citebound-chat').setAttribute('lang', 'fr')")
    expect(page.get_by_role("button", name="Demander")).to_be_visible()
    expect(ask(page).locator(".outcome")).to_have_text("Fondé sur les preuves")
    page.evaluate("document.querySelector('citebound-chat').messages = {ask: 'Poser'}")
    expect(page.get_by_role("button", name="Poser")).to_be_visible()
    page.evaluate("document.querySelector('citebound-chat').setAttribute('lang', 'de')")
    expect(page.locator(".outcome")).to_have_text("Answered from the evidence")


ENGLISH = """() => {
  const leaves = words => Object.values(words).flatMap(each => typeof each === "string" ? [each] : leaves(each));
  const chat = document.querySelector("citebound-chat");
  const plain = leaves(chat.words).map(each => each.replace(/[{]\\w+[}]/g, "").trim());
  window.english = plain.filter(each => each.length > 2);
  const marked = words => Object.fromEntries(Object.entries(words).map(([name, each]) =>
    [name, typeof each === "string" ? each && each.replace(/[^{}]+(?![^{}]*[}])/g, "\u00a4") : marked(each)]));
  chat.messages = marked(chat.words);
}"""
"""All words replaced; those of the English that are left over are kept for a look."""
LEFT = """() => {
  const root = document.querySelector("citebound-chat").shadowRoot;
  const texts = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) texts.push(walk.currentNode.data.trim());
  for (const each of root.querySelectorAll("*")) texts.push(each.ariaLabel, each.placeholder, each.title);
  return texts.filter(text => text && window.english.some(words => text === words || text.startsWith(words + " ")));
}"""


def test_no_word_is_left_in_english_where_all_are_translated(page: Page, told: Script) -> None:
    expect(page.locator(".chip")).to_have_count(2)
    page.evaluate(ENGLISH)
    expect(page.locator("form button")).to_have_text("\u00a4")
    told.answers["What does it cost?"]["basis"]["corpus_date"] = None
    for words in ("Partial?", "What does it cost?", "Chest pain now?", "Do they agree?", "Does IVIG work?"):
        page.locator("textarea").last.fill(words)
        page.locator("textarea").last.press("Enter")
        expect(page.locator("article").last.locator(".outcome")).to_be_visible()
        assert page.evaluate(LEFT) == [], words
        page.locator("article").last.locator(".actions button").first.click()
        expect(page.locator(".retrieved .cite").first).to_be_visible()
        assert page.evaluate(LEFT) == [], f"the basis of {words}"
        page.locator(".retrieved .cite").first.click()
        expect(page.locator(".paper")).to_be_visible()
        assert page.evaluate(LEFT) == [], f"a source of {words}"
        page.keyboard.press("Escape")
    told.refusals.append((500, {}, {}))
    page.locator("textarea").last.fill("Fails?")
    page.locator("textarea").last.press("Enter")
    expect(page.locator("article .trouble")).to_be_visible()
    assert page.evaluate(LEFT) == []


def test_what_happens_is_told_without_its_content(page: Page) -> None:
    names = ["answer", "error", "citation", "feedback"]
    page.evaluate(
        "names => { window.heard = []; for (const name of names)"
        " addEventListener('citebound-' + name, e => heard.push([name, e.detail])) }",
        names,
    )
    ask(page).locator(".cite").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(".remark")).to_be_visible()
    heard = page.evaluate("window.heard")
    assert [name for name, _ in heard] == ["answer", "citation", "feedback"]
    assert heard[0][1] == {"id": "a1", "outcome": "answered"}


def test_a_service_elsewhere_is_named_by_the_element(visit: Open, told: Script) -> None:
    told.attributes = 'endpoint="/under/"'
    page = visit()
    with page.expect_request("**/under/v1/answers"):
        question(page).fill("?")
        question(page).press("Enter")


def test_the_committed_file_is_small() -> None:
    assert len(gzip.compress(WIDGET.read_bytes())) < 40_000
