"""The committed widget over the real service: a portal's tokens, kill -9 in mid-answer, what is kept and erased."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from assistant.render.words import FLAGS
from assistant.settings import shipped_corpus
from evals.bench.served import command
from tests.surfaces.widget.pages import CHROMIUM, Open, ask, enter, question, violations, wider_than_the_window
from tests.surfaces.widget.real import Host, Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"),
]
ASKED = "Does IVIG help in secondary progressive MS?"
AGAIN = "What was the dose in the Fazekas trial?"
SHORT = 8.0
"""Seconds for which a short token is taken; longer than a first answer takes."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.close()


@pytest.fixture(scope="module")
def running(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("real")
    corpus = shutil.copytree(shipped_corpus(), folder / "corpus")
    key = host.portal.public(folder)
    running = Running(folder, corpus=corpus, auth="required", token_key=key, origins=host.address)
    host.service = running.address
    running.rise()
    yield running
    running.kill()


@pytest.fixture
def page(host: Host, running: Running, opened: Open) -> Page:
    """The portal's page, with a portal that does as it should."""
    host.user, host.life, host.says, host.status, host.changed, host.attributes = "u1", 300.0, None, 200, {}, ""
    return opened(host.address, running.address)


def statuses(page: Page, running: Running) -> list[int]:
    """What the service answers to questions, as it comes."""
    found: list[int] = []

    def heard(response: Response) -> None:
        if response.url == f"{running.address}/v1/answers" and response.request.method == "POST":
            found.append(response.status)

    page.on("response", heard)
    return found


def trouble(exchange: Locator) -> Locator:
    return exchange.locator(".trouble")


# What is read


def test_what_the_sources_say_differently_stands_side_by_side_in_one_box(page: Page) -> None:
    answer = ask(page, "Do the two sources agree?")
    expect(answer.locator(".conflict-box")).to_have_count(1)
    expect(answer.locator(".conflict-box .label").first).to_have_text("Sources differ")
    expect(answer.locator(".conflict-box > .caveat")).to_have_count(1)
    sides = answer.locator(".conflict-box .side")
    expect(sides).to_have_count(2)
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    for side in sides.all():
        expect(side.locator(".side-head")).to_contain_text("certainty not graded")
        expect(side.locator(".cite")).to_have_count(1)


def test_a_printed_error_is_seen_at_once(page: Page) -> None:
    answer = ask(page, "What dose did the New York Hospital use?")
    flag = answer.locator(".statements .statement").first.locator(".flags li")
    expect(flag).to_have_text(FLAGS["possible-unit-error"])
    expect(flag).to_be_in_viewport(ratio=1)
    answer.locator(".statements .cite").first.click()
    expect(page.locator("mark")).to_contain_text("0.4 mg/kg")
    expect(page.locator(".panel .flags li")).to_have_text(FLAGS["possible-unit-error"])
    expect(page.locator(".panel .flags li")).to_be_in_viewport(ratio=1)


# Tokens


def test_a_portal_of_another_origin_lets_its_user_ask(page: Page, running: Running) -> None:
    with page.expect_response(f"{running.address}/v1/answers") as asked:
        answer = ask(page, ASKED)
    headers = asked.value.request.all_headers()
    assert headers["authorization"].startswith("Bearer ey")
    assert "cookie" not in headers
    assert asked.value.headers["content-type"].startswith("text/event-stream")
    expect(answer.locator(".outcome")).to_have_text("Answered from the evidence")
    said = answer.locator(".statement > p:not(.label)").first.inner_text()
    answer.locator(".statements .cite").first.click()
    expect(page.locator("mark")).to_be_in_viewport(ratio=0.99)
    assert page.locator("mark").inner_text() in said
    expect(page.locator(".panel .facts")).to_contain_text("certainty not graded")
    answer.get_by_role("button", name="Basis").click()
    for words in ("Corpus as of", "2026-", "no-progressive-benefit"):
        expect(page.locator(".basis")).to_contain_text(words)
    expect(page.locator(".retrieved .cite").first).to_be_visible()
    assert violations(page) == []
    answer.get_by_role("button", name="Yes").click()
    expect(answer.locator(".remark")).to_contain_text("stored")


@pytest.mark.parametrize(("says", "refused"), [(None, []), (300.0, [401])], ids=["known", "not told"])
def test_a_token_ends_in_mid_session(
    host: Host, page: Page, running: Running, says: float | None, refused: list[int]
) -> None:
    host.life, host.says = SHORT, says
    page.reload()
    expect(ask(page, ASKED).locator(".outcome")).to_be_visible()
    host.life = 300.0
    host.outlive()
    heard, before = statuses(page, running), host.minted
    expect(ask(page, AGAIN).locator(".outcome")).to_be_visible()
    assert heard == [*refused, 200]
    assert host.minted == before + 1


def test_a_portal_that_mints_none_any_more_is_said_and_recovers(host: Host, page: Page) -> None:
    host.life = SHORT
    page.reload()
    expect(ask(page, ASKED).locator(".outcome")).to_be_visible()
    host.outlive()
    host.life, host.status = 300.0, 503
    refused = ask(page, AGAIN)
    expect(trouble(refused)).to_contain_text("The portal did not renew your access")
    expect(refused.locator(".asked")).to_have_text(AGAIN)
    host.status = 200
    refused.get_by_role("button", name="Try again").click()
    expect(refused.locator(".outcome")).to_be_visible()
    expect(page.locator("article")).to_have_count(2)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"aud": "another"}, "no new one was accepted"), ({"origin": "https://elsewhere.example"}, "not allowed to use")],
    ids=["audience", "origin"],
)
def test_a_token_that_opens_nothing_is_said_and_replaced(
    host: Host, page: Page, changed: dict[str, object], words: str
) -> None:
    host.changed = changed
    page.reload()
    refused = ask(page, ASKED)
    expect(trouble(refused)).to_contain_text(words)
    host.changed = {}
    refused.get_by_role("button", name="Try again").click()
    expect(refused.locator(".outcome")).to_be_visible()


# Kept, and erased


def shown(page: Page) -> str:
    """The id of the answer that the next event names."""
    page.evaluate("addEventListener('citebound-answer', event => { window.latest = event.detail.id })")
    ask(page, ASKED)
    return str(page.evaluate("window.latest"))


def test_an_answer_of_before_is_there_after_a_reload_for_its_own_reader(host: Host, page: Page) -> None:
    named = shown(page)
    words = page.locator(".statements").inner_text()
    host.attributes = f"answer={named}"
    page.reload()
    expect(page.locator(".asked")).to_have_text(ASKED)
    expect(page.locator(".outcome")).to_be_visible()
    assert page.locator(".statements").inner_text() == words
    page.locator(".statements .cite").first.click()
    expect(page.locator("mark")).to_be_in_viewport()
    expect(ask(page, "And in PPMS?").locator(".statements")).to_contain_text("PPMS")
    host.user = "u2"
    page.reload()
    expect(trouble(page.locator("article"))).to_contain_text("You have no such answer.")
    expect(page.get_by_text(ASKED)).to_have_count(0)
    expect(page.get_by_role("button", name="Edit the question")).to_have_count(0)
    assert violations(page) == []


def test_an_answer_can_be_erased(host: Host, page: Page, running: Running) -> None:
    host.user = "u3"
    page.reload()
    named = shown(page)
    page.locator("article").get_by_role("button", name="Erase this answer").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("It cannot be brought back")).to_have_count(0)
    page.get_by_role("button", name="Erase this answer").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_have_count(0)
    expect(page.locator("[aria-live]")).to_have_text("The answer was erased.")
    expect(question(page)).to_be_focused()
    host.attributes = f"answer={named}"
    page.reload()
    expect(trouble(page.locator("article"))).to_contain_text("You have no such answer.")
    command(running.data, "ledger", "verify")


# Killed


def test_the_process_is_killed_in_mid_answer_and_comes_back(page: Page, running: Running) -> None:
    kept = shown(page)
    with closing(sqlite3.connect(running.data / "ledger.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        exchange = enter(page, AGAIN)
        expect(exchange.locator(".progress")).to_have_text("Checking every sentence…")
        running.kill()
        expect(trouble(exchange)).to_contain_text("The connection to the service broke.")
        expect(exchange.locator(".statement")).to_have_count(0)
        exchange.get_by_role("button", name="Try again").click()
        expect(trouble(exchange)).to_contain_text("The service cannot be reached.")
    running.rise()
    exchange.get_by_role("button", name="Try again").click()
    expect(exchange.locator(".outcome")).to_be_visible(timeout=30_000)
    expect(exchange.locator(".statements")).to_contain_text("0.15-0.2 g/kg")
    expect(page.locator("article")).to_have_count(2)
    page.evaluate("id => document.querySelector('citebound-chat').show(id)", kept)
    expect(page.locator("article")).to_have_count(2)
    assert not wider_than_the_window(page)
