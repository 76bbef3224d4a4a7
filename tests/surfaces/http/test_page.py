"""The page in a real browser, over the double."""

import shutil
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.serve import listen
from tests.doubles import DOSE, SPMS, SUGGESTED, Double

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"),
]
REFUSED = "the server responded with a status of 422"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(Double(), load()), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The question page; whatever it logs or loads from elsewhere fails the test."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: None if REFUSED in message.text else trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith(address) else None)
    page.goto("/")
    expect(page.locator(".chip")).to_have_count(len(SUGGESTED))
    yield page
    context.close()
    assert trouble == []


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".exchange .asked").first).to_have_text(question)


def test_an_answer_reads_as_it_should(page: Page) -> None:
    ask(page, "Does IVIG work?")
    answer = page.locator(".exchange")
    expect(answer.locator(".outcome")).to_have_text("Answered from the evidence")
    expect(answer.locator(".statements .cite")).to_have_text(["1", "2", "3"])
    expect(answer.locator(".statements .limit .label")).to_have_text("Limit of the evidence")
    expect(answer.locator(".statements .flags li")).to_have_text(
        "possible unit error in the source: quoted as printed, do not use"
    )
    expect(answer.locator(".sources").get_by_text("undated · review · certainty not graded")).to_be_visible()
    expect(answer.get_by_text("No benefit of IVIG in progressive MS was shown.")).to_be_visible()
    expect(answer.get_by_text("It named a dose that no source establishes.")).to_be_visible()


def test_a_silence_is_an_answer_of_its_own_kind(page: Page) -> None:
    ask(page, "What does it cost?")
    answer = page.locator(".exchange.not_covered")
    expect(answer.locator(".outcome")).to_have_text("The evidence does not say")
    expect(answer.locator(".missing li")).to_have_text("price of IVIG")
    expect(answer.locator(".nearest blockquote")).to_have_text(DOSE)
    answer.locator(".nearest .cite").click()
    expect(page.locator("mark")).to_have_text(DOSE)


def test_the_cited_words_are_marked_in_the_document(page: Page) -> None:
    ask(page, "Does IVIG work?")
    page.locator(".statements .cite").first.click()
    panel = page.locator("#source")
    expect(panel.locator("mark")).to_have_text(SPMS)
    expect(panel.locator("mark")).to_be_in_viewport()
    text = panel.locator("#source-text")
    expect(text.locator("h4").first).to_have_text("Benefit & <b>harm</b>")
    expect(text).not_to_contain_text("key: spms")
    expect(text).not_to_contain_text("id: tiny-review")
    expect(text.locator("b")).to_have_count(0)


def test_keyboard_alone(page: Page) -> None:
    ask(page, "Does IVIG work?")
    button = page.locator(".statements .cite").nth(2)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source-title")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    expect(button).to_be_focused()


def test_an_answer_is_announced_once(page: Page) -> None:
    ask(page, "Does IVIG work?")
    live = page.locator("[aria-live]")
    expect(live).to_have_count(1)
    expect(live).to_contain_text("Answered from the evidence. In secondary progressive MS")
    expect(live).not_to_contain_text("[1]")


def test_a_suggestion_asks_and_starting_over_clears(page: Page) -> None:
    page.get_by_role("button", name=SUGGESTED[0]).click()
    expect(page.locator(".asked")).to_have_text(SUGGESTED[0])
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".exchange")).to_have_count(0)
    expect(page.locator(".chip").first).to_be_visible()


@pytest.mark.parametrize("question", ["<img src=x onerror=alert(1)>", "a " * 400])
def test_what_is_asked_is_only_text(page: Page, question: str) -> None:
    ask(page, question.strip())
    expect(page.locator(".exchange img")).to_have_count(0)
    assert not wider_than_the_window(page)


def test_a_refusal_is_said(page: Page) -> None:
    with page.expect_response("**/v1/answers"):
        page.get_by_label("Your question").fill("x" * 5000)
        page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("too long")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_screen(page: Page, scheme: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ask(page, "Does IVIG work?")
    assert not wider_than_the_window(page)
    page.locator(".cite").first.click()
    expect(page.locator("mark")).to_be_in_viewport()
    assert not wider_than_the_window(page)


def test_the_routes_page(page: Page) -> None:
    page.get_by_role("link", name="API").click()
    expect(page.get_by_role("heading", name="POST/v1/answers")).to_be_visible()
    expect(page.locator("article")).to_have_count(6)


def wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
