"""The demonstration portal and the routes page in a real browser, over the double, under the service's own policy."""

import re
import shutil
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.adapters.ledger import open_store
from assistant.settings import load
from assistant.surfaces.http.app import create_app
from assistant.surfaces.http.serve import listen
from tests.doubles import SPMS, SUGGESTED, Double

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    ledger = tmp_path_factory.mktemp("page") / "ledger.sqlite3"
    with listen("127.0.0.1", 0) as listener, open_store(f"sqlite:///{ledger}") as store:
        app = create_app(Double(), load(), store.ledger, store.keys)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
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


@pytest.fixture(params=[("light", 1280), ("dark", 1280), ("light", 360)], ids=["light", "dark", "narrow"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page; whatever it logs or loads from elsewhere fails the test."""
    scheme, width = request.param
    size = {"width": width, "height": 800}
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith(address) else None)
    yield page
    context.close()
    assert trouble == []


def test_the_portal_answers_beside_its_chart(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Chart")).to_be_visible()
    expect(page.get_by_role("button", name=SUGGESTED[0])).to_be_visible()
    page.locator("citebound-chat textarea").fill("Does IVIG work?")
    page.keyboard.press("Enter")
    expect(page.locator("citebound-chat").get_by_text(SPMS).first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_address_brings_the_answer_back_until_it_is_cleared(page: Page) -> None:
    page.goto("/")
    page.locator("citebound-chat textarea").fill("Does IVIG work?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#.+"))
    page.reload()
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator(".asked")).to_have_text("Does IVIG work?")
    expect(page.locator(".statements").get_by_text(SPMS)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Clear conversation").click()
    page.reload()
    expect(page.get_by_role("button", name=SUGGESTED[0])).to_be_visible()
    expect(page.locator("article")).to_have_count(0)


def test_an_erased_answer_leaves_the_address_too(page: Page) -> None:
    page.goto("/")
    page.locator("citebound-chat textarea").fill("Does IVIG work?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#.+"))
    page.get_by_role("button", name="Erase this answer").click()
    page.get_by_role("group", name="Erase", exact=True).get_by_role("button", name="Erase this answer").click()
    expect(page.locator("article")).to_have_count(0)
    assert "#" not in page.url


def test_chart_and_assistant_can_both_be_read(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name=SUGGESTED[0])).to_be_visible()
    heights = [
        page.locator(each).evaluate("e => [e.clientHeight, e.scrollHeight]") for each in (".chart", ".assistant")
    ]
    assert heights[0][0] == heights[0][1], "the chart is not cut off"
    assert heights[1][0] > 500


def test_the_routes_page_lists_every_route(page: Page) -> None:
    page.goto("/docs")
    expect(page.get_by_role("heading", name="POST/v1/answers")).to_be_visible()
    expect(page.get_by_role("heading", name="GET/v1/documents/{document_id}")).to_be_visible()
    assert violations(page) == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
