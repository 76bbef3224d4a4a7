"""One browser a module, and pages whose trouble fails the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.surfaces.widget.answers import script
from tests.surfaces.widget.pages import ARGUMENTS, CHROMIUM, Look, Open, watched
from tests.surfaces.widget.service import Script, Service


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens the first of some addresses; whatever the page logs, or loads from none of them, fails the test."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_page(*addresses: str, **options: object) -> Page:
        settings: Look = {"reduced_motion": "reduce", "viewport": {"width": 1200, "height": 800}}
        context = browser.new_context(**settings | options)
        contexts.append(context)
        return watched(context.new_page(), trouble, *addresses)

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service(script())
    yield service
    service.die()


@pytest.fixture
def told(service: Service) -> Script:
    return service.script


@pytest.fixture
def visit(opened: Open, service: Service) -> Open:
    """Opens the page of the fake service."""
    return lambda **options: opened(service.address, **options)


@pytest.fixture
def page(visit: Open) -> Page:
    return visit()
