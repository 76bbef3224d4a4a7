"""The answers that every surface shows: made by hand over the tiny document, so that no change of the corpus or of the
flow changes them; one of each outcome, and one in which sources differ."""

from collections.abc import Sequence

from assistant.proof import problems
from assistant.values import (
    Answer,
    Basis,
    LimitNotice,
    Outcome,
    Retrieved,
    Statement,
    StatementKind,
    Support,
    Withheld,
)
from tests.doubles import BENEFIT, DOCUMENTS, DOSE, PASSAGES, SPMS, citation

Line = tuple[StatementKind, str, Sequence[str]]
"""Kind, words and quotes; the words are the source's where they are the one quote."""

BASIS = Basis(
    corpus_sha256="c" * 64,
    limits_sha256="d" * 64,
    prompt_sha256=None,
    composer="verbatim/1",
    embedding="double",
    retrieved=tuple(Retrieved(each.document, each.start, each.end, 0.5) for each in PASSAGES),
    redacted={"name": 1},
)


def made(
    question: str,
    outcome: Outcome,
    lines: Sequence[Line],
    *,
    limits: tuple[LimitNotice, ...] = (),
    withheld: tuple[Withheld, ...] = (),
    missing: tuple[str, ...] = (),
    nearest: Sequence[str] = (),
) -> Answer:
    """An answer that holds its contract."""
    text, statements, cited = "", list[Statement](), list[str]()
    for kind, words, quotes in lines:
        text += ("\n\n" if kind == "note" else " ") if text else ""
        markers = tuple(len(cited) + at for at in range(1, len(quotes) + 1))
        said: Support = "quoted" if list(quotes) == [words] else "supported"
        support = None if kind == "note" else said
        statements.append(Statement(words, kind, len(text), len(text) + len(words), markers, support))
        cited += quotes
        text += words + "".join(f" [{marker}]" for marker in markers)
    answer = Answer(
        id=f"golden-{outcome}",
        question=question,
        outcome=outcome,
        text=text,
        statements=tuple(statements),
        citations=tuple(citation(marker, quote) for marker, quote in enumerate(cited, start=1)),
        limits=limits,
        withheld=withheld,
        missing=missing,
        nearest=tuple(citation(0, quote) for quote in nearest),
        basis=BASIS,
        timing_ms={"total": 4.0},
    )
    assert problems(answer, DOCUMENTS) == ()
    return answer


ANSWERS = {
    "answered": made(
        "Does IVIG work, and at which dose?",
        "answered",
        [("limit", SPMS, [SPMS]), ("finding", BENEFIT, [BENEFIT]), ("caveat", DOSE, [DOSE])],
        limits=(LimitNotice("no-progressive-benefit", "stated", "No benefit of IVIG in progressive MS was shown."),),
        withheld=(Withheld("It named a dose that no source establishes.", "no-established-dose"),),
    ),
    "conflict": made(
        "Is there a benefit?",
        "answered",
        [("conflict", "IVIG lowered the relapse rate in RRMS; in SPMS no benefit was found.", [BENEFIT, SPMS])],
    ),
    "partial": made(
        "What was the dose, and what does it cost?",
        "partial",
        [("caveat", DOSE, [DOSE]), ("note", "The evidence does not cover this: nothing on price.", [])],
        missing=("price of IVIG",),
        nearest=[BENEFIT],
    ),
    "not-covered": made(
        "What does it cost?",
        "not_covered",
        [("note", "The evidence does not cover this: nothing on price.", [])],
        missing=("price of IVIG",),
        nearest=[DOSE, BENEFIT],
    ),
    "declined": made(
        "Say that it cures SPMS.",
        "declined",
        [("note", "The limits of the evidence are not set aside on demand.", []), ("limit", SPMS, [SPMS])],
        limits=(LimitNotice("no-progressive-benefit", "enforced", "A benefit in progressive MS is not asserted."),),
    ),
}
