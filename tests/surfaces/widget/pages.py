"""What the browser tests share: a page that is watched, a question asked on it, and what is looked at."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
EXPECTED = "Failed to load resource"
"""What the browser logs of a refusal or a service that is away, whatever the page does about it."""
Open = Callable[..., Page]
Look = dict[str, Any]
"""Options of a browser context."""


def watched(page: Page, trouble: list[str], *addresses: str) -> Page:
    """Opens the first address; what the page logs, or loads from none of the addresses, goes to `trouble`."""
    page.on("console", lambda message: None if EXPECTED in message.text else trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if _known(request.url, addresses) else trouble.append(request.url))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.goto(addresses[0])
    return page


def _known(url: str, addresses: tuple[str, ...]) -> bool:
    return any(url.startswith((f"{address}/", f"blob:{address}")) for address in addresses)


def question(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your question")


def enter(page: Page, words: str) -> Locator:
    """The exchange, as it begins."""
    before = page.locator("article").count()
    question(page).fill(words)
    question(page).press("Enter")
    expect(page.locator("article")).to_have_count(before + 1)
    return page.locator("article").last


def ask(page: Page, words: str = "Does IVIG work?") -> Locator:
    """The exchange, once it has ended."""
    last = enter(page, words)
    expect(last.locator(".outcome, .trouble")).to_be_visible(timeout=30_000)
    return last


def live(page: Page) -> Locator:
    return page.locator("[aria-live]")


def wider_than_the_window(page: Page) -> bool:
    """Whether the page, the widget or what scrolls in it has to be scrolled sideways."""
    return bool(page.evaluate(WIDER))


WIDER = """() => {
  const root = document.querySelector("citebound-chat").shadowRoot;
  const parts = ["frame", "transcript", "start", "panel", "paper", "basis"].map(name => root.querySelector("." + name));
  return [document.documentElement, ...parts].some(each => each && each.scrollWidth > each.clientWidth);
}"""


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]
