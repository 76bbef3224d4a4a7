from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.blocks import Block, blocks


def shapes(text: str, *, markdown: bool = True, start: int = 0) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in blocks(text, start, markdown)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("One.\n\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")], id="an empty line parts"),
        pytest.param("One\nmore.", [("paragraph", "One\nmore.")], id="a line carries on"),
        pytest.param("# Title\nText.", [("heading", "Title"), ("paragraph", "Text.")], id="heading, no empty line"),
        pytest.param("## Title ##\n", [("heading", "Title")], id="closed heading"),
        pytest.param("#hashtag", [("paragraph", "#hashtag")], id="no heading without a space"),
        pytest.param("- one\n- two\n  more", [("item", "one"), ("item", "two\n  more")], id="items"),
        pytest.param(
            "1. one\n2) two\n* three\n+ four\n• five\n– six",
            [("item", n) for n in "one two three four five six".split()],
            id="bullets",
        ),
        pytest.param("Lead:\n- one", [("paragraph", "Lead:"), ("item", "one")], id="lead-in"),
        pytest.param("  indented \n", [("paragraph", "indented")], id="white space at the edges"),
        pytest.param("<!-- a note -->\n\nText.", [("paragraph", "Text.")], id="comment left out"),
        pytest.param("<!-- a\n# b\n-->\nText.", [("paragraph", "Text.")], id="comment over lines"),
        pytest.param("<!-- never closed\nText.", [], id="open comment"),
        pytest.param("Text.\n<!-- passage\nkey: a\n-->\n", [("paragraph", "Text."), ("mark", "\nkey: a\n")], id="mark"),
        pytest.param("-5 points", [("paragraph", "-5 points")], id="a minus is no bullet"),
        pytest.param("0.4 g/kg was given.", [("paragraph", "0.4 g/kg was given.")], id="a decimal is no number"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blank"),
    ],
)
def test_markdown(text: str, found: list[tuple[str, str]]) -> None:
    assert shapes(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The Title\n\nSome text here.", [("heading", "The Title"), ("paragraph", "Some text here.")], id="title"
        ),
        pytest.param(
            "Current Evidence on IVIG\nThe evidence is mixed.",
            [("heading", "Current Evidence on IVIG"), ("paragraph", "The evidence is mixed.")],
            id="title with no empty line",
        ),
        pytest.param(
            "It was given once.\nIt was good.", [("paragraph", "It was given once.\nIt was good.")], id="prose"
        ),
        pytest.param("# not a heading here", [("paragraph", "# not a heading here")], id="hash"),
        pytest.param(
            "<!-- passage\nkey: a\n-->", [("paragraph", "<!-- passage\nkey: a\n-->")], id="marks are Markdown's"
        ),
        pytest.param(
            "They are:\n- one\n- two", [("paragraph", "They are:"), ("item", "one"), ("item", "two")], id="list"
        ),
    ],
)
def test_plain_text(text: str, found: list[tuple[str, str]]) -> None:
    assert shapes(text, markdown=False) == found


def test_white_space_parts_paragraphs_of_plain_text() -> None:
    assert shapes("# Head\n \n# Head", markdown=False) == [("paragraph", "# Head")] * 2


def test_heading_levels() -> None:
    text = "# One\n### Three\n###### Six\n####### seven"
    assert [(block.kind, block.level) for block in blocks(text, 0, True)] == [
        ("heading", 1),
        ("heading", 3),
        ("heading", 6),
        ("paragraph", 0),
    ]


def test_the_front_matter_is_not_read() -> None:
    text = "---\nid: a\n---\nText."
    assert list(blocks(text, text.index("Text"), True)) == [Block("paragraph", 14, 19)]


@pytest.mark.parametrize("markdown", [True, False], ids=["markdown", "plain"])
@pytest.mark.parametrize("blank", [" ", "\t", "  \t"], ids=["space", "tab", "both"])
def test_a_line_of_white_space_is_an_empty_one(blank: str, markdown: bool) -> None:
    one, two = "It was given once in all of the trials.", "It was good in none of them."
    assert shapes(f"{one}\n{blank}\n{two}", markdown=markdown) == [("paragraph", one), ("paragraph", two)]


LINES = st.sampled_from(
    [
        "# Head",
        "## Two ##",
        "- item",
        "1. item",
        "Lead:",
        "A sentence.",
        "  more of it",
        "",
        " ",
        "<!-- note -->",
        "<!-- passage",
        "key: a",
        "-->",
        "A Short Title",
        "•  bullet",
        "#",
        "-",
        " more",
    ]
)


@given(st.one_of(st.lists(LINES, max_size=12).map("\n".join), st.text(max_size=80)), st.booleans())
def test_blocks_are_in_order_and_trimmed(text: str, markdown: bool) -> None:
    found = list(blocks(text, 0, markdown))
    assert all(one.end <= other.start for one, other in pairwise(found))
    prose = [text[block.start : block.end] for block in found if block.kind != "mark"]
    assert all(inside.strip("\n\t ") == inside for inside in prose)


@given(st.lists(st.sampled_from(["A sentence.", "- item", "# Head", "Another one."]), max_size=8))
def test_no_markdown_line_is_lost(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    assert [inside for _, inside in shapes(text)] == [line.lstrip("-# ") for line in lines]
