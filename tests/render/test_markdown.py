"""Markdown: the same numbers and quotes as the answer, and nothing of a source acts as markup."""

from dataclasses import replace

from markdown_it import MarkdownIt

from assistant.render.markdown import escaped, to_markdown
from assistant.values import Answer
from tests.doubles import answered
from tests.material import assistant


def read(text: str) -> str:
    """What a reader sees: the text content of the rendered Markdown."""
    tokens = MarkdownIt("commonmark").parse(text)
    children = [child for token in tokens for child in token.children or []]
    return "".join("\n" if child.type.endswith("break") else child.content for child in children)


def test_every_statement_quote_and_marker_is_shown() -> None:
    answer = assistant().ask("Does IVIG help in secondary progressive MS?")
    shown = read(to_markdown(answer))
    assert all(statement.text in shown for statement in answer.statements)
    assert all(f"[{citation.marker}]" in shown and citation.quote in shown for citation in answer.citations)


def test_a_link_stands_at_the_marker_and_at_the_source() -> None:
    answer = assistant().ask("Does IVIG help in secondary progressive MS?")
    text = to_markdown(answer, lambda citation: f"https://portal.test/{citation.id}")
    first = answer.citations[0]
    assert f"[\\[{first.marker}\\]](https://portal.test/{first.id})" in text
    assert text.count(f"https://portal.test/{first.id}") == 2


def hostile(answer: Answer, words: str) -> Answer:
    citations = tuple(replace(citation, quote=words, title=words) for citation in answer.citations)
    return replace(answer, citations=citations)


def test_markup_in_a_source_is_text() -> None:
    words = "![x](https://evil.test/p.png) <script>alert(1)</script> [a](javascript:b) # no *bold* `code`"
    text = to_markdown(hostile(assistant().ask("Does IVIG help in secondary progressive MS?"), words))
    kinds = {child.type for token in MarkdownIt("commonmark").parse(text) for child in token.children or []}
    assert not kinds & {"image", "link_open", "html_inline", "code_inline", "em_open"}
    assert words in read(text)


def test_lines_that_would_open_a_list_are_text() -> None:
    assert read(escaped("1. first\n- second\n+ third")) == "1. first\n- second\n+ third"


def test_a_flag_stands_on_a_line_of_its_own() -> None:
    tokens = MarkdownIt("commonmark").parse(to_markdown(answered()))
    breaks = [
        (child.type, after.content)
        for token in tokens
        for child, after in zip(token.children or [], (token.children or [])[1:], strict=False)
        if "⚠" in after.content and child.type.endswith("break")
    ]
    assert breaks
    assert {kind for kind, _ in breaks} == {"hardbreak"}
