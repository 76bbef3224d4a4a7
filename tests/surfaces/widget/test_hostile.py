"""A corpus that attacks its readers, over the real service on the demonstration portal: its words are only words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.render.words import FLAGS
from tests.material import FRONT, PACK
from tests.surfaces.widget.pages import CHROMIUM, Open, ask, live, violations, wider_than_the_window
from tests.surfaces.widget.real import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH (Debian: apt-get install chromium)"),
]
RUN = "window.ran = 1"
MARKUP = f"<script>{RUN}</script><img src=//evil.test/x onerror='{RUN}'><style>*{{display:none}}</style>"
LINKS = (
    "![a](http://evil.test/x.png) [b](http://evil.test/) [c](javascript:window.ran=1) {{constructor}} ${window.ran=1}"
)
TURNED = "\u202etxet denrut\u202c \u2066isolated\u2069 \u200bzero width\ufeff"
LONG = "immunoglobulin" * 40
ATTACK = f"{MARKUP} {LINKS} {TURNED}"
SENTENCES = (
    f"In SPMS the trial found no benefit of IVIG {MARKUP} {LINKS} {LONG}.",
    f"In RRMS a trial found that IVIG {TURNED} works.",
)
PLAIN = "Does IVIG help in SPMS?"
MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LOOKS = {"wide": {}, "narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "corpus" / "documents").mkdir(parents=True)
    title = json.dumps(f"{ATTACK} {LONG}")
    pack = PACK.replace("title: A small corpus", f"title: {title}\nsuggested: [{title}]")
    front = FRONT.format(id="paper")
    for name in ("A paper", "A journal 1:1.", "Made up."):
        front = front.replace(name, title)
    body = "\n\n".join([f"# {ATTACK} {LONG}", *SENTENCES, MARKUP, f"```\n{LONG}\n```\n"])
    (folder / "corpus" / "pack.yaml").write_text(pack)
    (folder / "corpus" / "documents" / "paper.md").write_text(front + body)
    running = Running(folder, corpus=folder / "corpus")
    running.rise()
    yield running
    running.kill()


@pytest.fixture(params=LOOKS)
def page(request: pytest.FixtureRequest, running: Running, opened: Open) -> Page:
    """The portal; a request elsewhere, a dialog, an error or a word from the policy fails the test."""
    return opened(running.address, **LOOKS[request.param])


def holds(page: Page) -> None:
    """Nothing of it ran, became markup, hides what is written, or breaks the layout."""
    assert page.evaluate("window.ran") is None
    for tag in ("img", "a", "iframe", "script", "style", "pre", "[style]", "[onerror]"):
        assert page.locator(f"citebound-chat {tag}").count() == 0, tag
    text = page.evaluate("document.querySelector('citebound-chat').shadowRoot.textContent")
    assert not MARKS.search(text)
    assert not wider_than_the_window(page)
    middle = page.locator(".middle").bounding_box()
    assert middle
    assert middle["height"] > 200, "there is room to read"
    assert violations(page) == []


def plain(text: str) -> str:
    return " ".join(MARKS.sub("", text).split())


def test_neither_the_corpus_nor_the_question_runs_leaks_or_breaks_the_page(page: Page) -> None:
    expect(page.locator(".chip")).to_have_text(plain(f"{ATTACK} {LONG}"))
    holds(page)
    answer = ask(page, PLAIN)
    expect(answer.locator(".statements")).to_contain_text("no benefit of IVIG <script>window.ran = 1</script><img")
    expect(answer.locator(".statements")).to_contain_text(LONG)
    holds(page)
    answer.locator(".statements .cite").first.click()
    expect(page.locator("mark").first).to_be_in_viewport()
    expect(page.locator(".paper")).to_contain_text(
        "RRMS a trial found that IVIG txet denrut isolated zero width works."
    )
    expect(page.locator(".doubt")).to_have_count(0)
    holds(page)
    page.keyboard.press("Escape")
    answer.get_by_role("button", name="Basis").click()
    expect(page.locator(".retrieved li").first).to_contain_text("no benefit of IVIG")
    holds(page)


def test_what_hides_marks_of_direction_is_shown_without_them_and_not_answered_from(page: Page) -> None:
    answer = ask(page, "Does IVIG work in RRMS?")
    expect(answer.locator(".outcome")).to_have_text("The evidence does not say")
    expect(answer.locator(".nearest")).to_contain_text("IVIG txet denrut isolated zero width works.")
    expect(answer.locator(".nearest .flags").first).to_have_text(FLAGS["invisible-text"])
    holds(page)


def test_a_hostile_question_is_only_its_words(page: Page) -> None:
    answer = ask(page, f"{PLAIN} {ATTACK} {LONG}")
    expect(answer.locator(".asked")).to_have_text(plain(f"{PLAIN} {ATTACK} {LONG}"))
    holds(page)
    assert not MARKS.search(live(page).inner_text())


def test_a_copy_of_it_is_only_text(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, PLAIN).get_by_role("button", name="Copy with citations").click()
    expect(page.locator(".remark")).to_have_text("Copied.")
    read = "async type => (await (await navigator.clipboard.read())[0].getType(type)).text()"
    text, markup = page.evaluate(read, "text/plain"), page.evaluate(read, "text/html")
    assert "![a](http://evil.test/x.png)" in text
    assert "&lt;script&gt;" in markup
    assert not re.search(r"<(script|img|style|a|iframe)\b", markup, re.IGNORECASE)
    assert not MARKS.search(text + markup)
