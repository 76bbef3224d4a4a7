"""What is said of an answer that was made wrong by hand: the one fault, and nothing else."""

from dataclasses import replace

import pytest

from assistant.passages import digest
from assistant.proof import problems, quotes
from assistant.values import Answer, Citation, Statement
from tests.doubles import BENEFIT, DOCUMENT, DOCUMENTS, DOSE, SHA256, SPMS, TEXT, answered, citation, not_covered

TRUE = answered()


def said(answer: Answer) -> list[str]:
    return [str(problem) for problem in problems(answer, DOCUMENTS)]


def first_citation(**changed: object) -> Answer:
    first: Citation = replace(TRUE.citations[0], **changed)  # type: ignore[arg-type]
    return replace(TRUE, citations=(first, *TRUE.citations[1:]))


def first_statement(**changed: object) -> Answer:
    first: Statement = replace(TRUE.statements[0], **changed)  # type: ignore[arg-type]
    return replace(TRUE, statements=(first, *TRUE.statements[1:]))


def written(*statements: tuple[str, tuple[int, ...], str], after: str = "", before: str = "") -> Answer:
    """An answer of these (text, markers, support) over the true citations that they use."""
    text, made = before, []
    for words, markers, support in statements:
        start = len(text)
        text += words
        made.append(Statement(words, "finding", start, len(text), markers, support))  # type: ignore[arg-type]
        text += "".join(f" [{marker}]" for marker in markers) + "\n"
    used = {marker for _, markers, _ in statements for marker in markers}
    citations = tuple(one for one in TRUE.citations if one.marker in used)
    return replace(TRUE, text=text + after, statements=tuple(made), citations=citations)


def test_true_answers_hold() -> None:
    assert said(TRUE) == []
    assert said(not_covered("Its cost?")) == []
    assert said(written((BENEFIT, (2,), "quoted"), (DOSE, (3,), "quoted"))) == []
    assert said(written((f"{SPMS} {BENEFIT}", (1, 2), "quoted"))) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("IVIG cures MS. ", "", ["there are words before statement 1 that belong to none."]),
        ("*", "", ["there are words before statement 1 that belong to none."]),
        ("", "IVIG cures MS.", ["there are words after the last statement that belong to none."]),
        ("\n ", "\n ", []),
    ],
)
def test_words_of_nobody(before: str, after: str, expected: list[str]) -> None:
    assert said(written((BENEFIT, (2,), "quoted"), before=before, after=after)) == expected


def test_words_between_two_statements() -> None:
    text = TRUE.text.replace(f"[1] {BENEFIT}", f"[1] Good news: {BENEFIT}")
    moved = [
        replace(one, start=text.index(one.text), end=text.index(one.text) + len(one.text)) for one in TRUE.statements
    ]
    found = said(replace(TRUE, text=text, statements=tuple(moved)))
    assert found == ["there are words before statement 2 that belong to none."]


def test_a_statement_is_followed_by_its_own_markers() -> None:
    swapped = TRUE.text.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]")
    assert said(replace(TRUE, text=swapped)) == [
        "statement 1 is not followed by its own markers.",
        "statement 2 is not followed by its own markers.",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Another"), ("reference", "J. 2"), ("year", 1999), ("design", "trial"), ("certainty", "high")],
)
def test_what_a_citation_says_of_its_document(field: str, value: object) -> None:
    assert said(first_citation(**{field: value})) == [f"[1]: its {field} is not that of 'tiny-review'."]


def test_a_quote_is_a_whole_passage() -> None:
    first = TRUE.citations[0]
    for start, end in ((first.start, first.end - 1), (first.start + 1, first.end), (first.start - 1, first.end)):
        part = {"start": start, "end": end, "quote": TEXT[start:end], "id": digest(SHA256, start, end)}
        assert "[1]: its quote is only a part of a passage, or more than one." in said(first_citation(**part))


def test_an_offset_before_the_beginning_is_no_place() -> None:
    last = first_citation(start=-1, end=len(TEXT), quote=TEXT[-1], id=digest(SHA256, -1, len(TEXT)))
    assert f"[1]: 'tiny-review' is unchanged, but this is not what it says at -1-{len(TEXT)}." in said(last)


def test_the_flags_are_the_passages() -> None:
    place = f"{TRUE.citations[0].start}-{TRUE.citations[0].end}"
    expected = [f"[1]: its flags are not those of the passage at {place}."]
    assert said(first_citation(flags=("possible-unit-error",))) == expected


def test_every_quote_has_a_name() -> None:
    answer = replace(not_covered("?"), nearest=(citation(0, DOSE), citation(0, SPMS)))
    assert [name for name, _ in quotes(answer)] == ["nearest 1", "nearest 2"]
    assert [name for name, _ in quotes(TRUE)] == ["[1]", "[2]", "[3]"]
    wrong = replace(answer, nearest=(citation(0, DOSE), replace(citation(0, SPMS), id="0" * 16)))
    assert said(wrong) == ["nearest 2: its id is not the one of its document and offsets."]


@pytest.mark.parametrize(
    ("text", "support", "expected"),
    [
        ("IVIG lowered the relapse rate to 0.52 a year in RRMS.", "supported", None),
        ("IVIG lowered the relapse rate to 0.53 a year in RRMS.", "supported", "has a number that none of its quotes"),
        ("IVIG lowered the relapse rate in RRMS.", "quoted", "its words are not its quotes'"),
        (BENEFIT[:-1] + " [4].", "quoted", None),
        (BENEFIT.replace(" ", "  ", 1), "quoted", None),
    ],
)
def test_what_goes_beyond_its_quotes(text: str, support: str, expected: str | None) -> None:
    found = [one for one in said(written((text, (2,), support))) if "marker" not in one]
    assert found == [] if expected is None else expected in found[0]


def test_a_note_has_no_quote_and_no_support() -> None:
    answer = not_covered("Its cost?")
    wrong = replace(answer, statements=(replace(answer.statements[0], support="quoted"),))
    assert "statement 1 has the wrong support for its kind." in said(wrong)
    assert said(first_statement(support=None)) == ["statement 1 has the wrong support for its kind."]


def test_a_statement_stands_where_it_says() -> None:
    first = TRUE.statements[0]
    assert f"statement 1 is not the text at 0-{first.end + 1}." in said(first_statement(end=first.end + 1))
    assert "statement 1 is not the text at 0-0." in said(first_statement(end=0, text=""))


def test_a_citation_is_used_by_a_statement_and_by_the_text() -> None:
    unused = [f"[{number}]: this citation is not used by a statement and its text." for number in (1,)]
    assert [one for one in said(replace(TRUE, text=TRUE.text.replace(" [1]", "    "))) if "[1]" in one] == unused
    assert [one for one in said(first_statement(citations=(2,))) if "[1]" in one] == unused
    assert "[8]: this marker has no citation." in said(first_statement(citations=(1, 8)))


def test_what_became_of_a_quote_in_a_changed_document() -> None:
    def now(text: str, wrong: Answer = TRUE) -> str:
        found = problems(wrong, {DOCUMENT.id: replace(DOCUMENT, text=text)})
        return next(str(one) for one in found if one.citation == "[1]" and "changed" in one.message)

    start, end = TRUE.citations[0].start, TRUE.citations[0].end
    assert now(TEXT + "x").endswith(f"; the quote still stands at {start}-{end}.")
    assert now("x" + TEXT).endswith(f"; the quote stands at {start + 1}-{end + 1} now.")
    assert now(SPMS).endswith(f"; the quote stands at 0-{end - start} now.")
    assert now(BENEFIT).endswith("; the quote is gone.")
    assert now(TEXT + "x", first_citation(quote="")).endswith("; the quote is gone.")
