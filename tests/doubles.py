"""An assistant built by hand over one tiny document, for the tests of the surfaces."""

import hashlib
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

from assistant.ask import Assistant, SearchHit, Told
from assistant.compose import Detail
from assistant.corpus import Corpus
from assistant.errors import UsageError
from assistant.passages import digest
from assistant.ports import Suspicion
from assistant.values import (
    Answer,
    Basis,
    Citation,
    Document,
    LimitNotice,
    Passage,
    Retrieved,
    Statement,
    StatementKind,
    Turn,
    Withheld,
)

TEXT = """---
id: tiny-review
title: "A tiny review"
---
# A tiny review \U0001f9e0

## Benefit & <b>harm</b>

In RRMS, IVIG lowered the relapse rate from 1.26 to 0.52 a year (P = 0.008).
<!-- passage
key: benefit
-->

In secondary progressive MS, a large placebo-controlled trial found no benefit of IVIG.
<!-- passage
key: spms
-->

## Dose

One centre gave IVIG at 0.4 mg/kg once a month.
<!-- passage
key: dose
flags: [possible-unit-error]
-->

The reported harms are:

- infusion reactions;
- thromboembolic events.
"""
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
BENEFIT = "In RRMS, IVIG lowered the relapse rate from 1.26 to 0.52 a year (P = 0.008)."
SPMS = "In secondary progressive MS, a large placebo-controlled trial found no benefit of IVIG."
DOSE = "One centre gave IVIG at 0.4 mg/kg once a month."
SECTIONS = {BENEFIT: "Benefit & <b>harm</b>", SPMS: "Benefit & <b>harm</b>", DOSE: "Dose"}
FLAGS: dict[str, tuple[str, ...]] = {DOSE: ("possible-unit-error",)}
HERE = "http://127.0.0.1"
"""The address that a client in a test asks: without a key only loopback is answered."""

SUGGESTED = ("Does IVIG help in secondary progressive MS?", "What was the dose?")
BOUGHT = "price of IVIG"


def _passage(text: str) -> Passage:
    start = TEXT.index(text)
    end = start + len(text)
    return Passage(
        id=digest(SHA256, start, end),
        document="tiny-review",
        section=SECTIONS[text],
        start=start,
        end=end,
        text=text,
        concepts=frozenset(),
        populations=frozenset(),
        subjects=frozenset(),
        flags=FLAGS.get(text, ()),
    )


PASSAGES = tuple(_passage(text) for text in SECTIONS)
DOCUMENT = Document(
    id="tiny-review",
    title="A tiny review",
    reference="Tiny J. 1:1.",
    kind="review",
    year=None,
    design="review",
    n=None,
    certainty=None,
    source_note="Made up for the tests.",
    file="tiny-review.md",
    text=TEXT,
    sha256=SHA256,
    passages=PASSAGES,
)
DOCUMENTS = {DOCUMENT.id: DOCUMENT}


def citation(marker: int, text: str) -> Citation:
    passage = next(passage for passage in PASSAGES if passage.text == text)
    return Citation(
        marker=marker,
        id=digest(SHA256, passage.start, passage.end),
        document=DOCUMENT.id,
        document_sha256=SHA256,
        title=DOCUMENT.title,
        reference=DOCUMENT.reference,
        year=None,
        design=DOCUMENT.design,
        certainty=None,
        section=passage.section,
        page=None,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        flags=passage.flags,
    )


def _said(quoted: Sequence[tuple[str, StatementKind]]) -> tuple[str, tuple[Statement, ...]]:
    text, statements = "", []
    for marker, (words, kind) in enumerate(quoted, start=1):
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + words
        statements.append(Statement(words, kind, start, len(text), (marker,), "quoted"))
        text += f" [{marker}]"
    return text, tuple(statements)


def answered(question: str = "Does IVIG work?") -> Answer:
    quoted: list[tuple[str, StatementKind]] = [(SPMS, "limit"), (BENEFIT, "finding"), (DOSE, "caveat")]
    text, statements = _said(quoted)
    return Answer(
        id="a1",
        question=question,
        outcome="answered",
        text=text,
        statements=statements,
        citations=tuple(citation(marker, words) for marker, (words, _) in enumerate(quoted, start=1)),
        limits=(LimitNotice("no-progressive-benefit", "stated", "No benefit of IVIG in progressive MS was shown."),),
        withheld=(Withheld("It named a dose that no source establishes.", "no-established-dose"),),
        missing=(),
        nearest=(),
        basis=_basis(),
        timing_ms={"understand": 0.5, "total": 4.0},
    )


def not_covered(question: str) -> Answer:
    text = "The evidence does not say."
    return Answer(
        id="a2",
        question=question,
        outcome="not_covered",
        text=text,
        statements=(Statement(text, "note", 0, len(text), (), None),),
        citations=(),
        limits=(),
        withheld=(),
        missing=(BOUGHT,),
        nearest=(citation(0, DOSE),),
        basis=_basis(),
        timing_ms={"total": 3.0},
    )


def _basis() -> Basis:
    retrieved = tuple(Retrieved(p.document, p.start, p.end, 0.5) for p in PASSAGES)
    return Basis("c" * 64, "d" * 64, None, "verbatim/1", "double", retrieved, {"name": 1}, "2026-11-20")


CORPUS = cast(Corpus, SimpleNamespace(title="A tiny corpus", documents=DOCUMENTS, suggested=SUGGESTED))
"""Only what the surfaces read of a corpus."""


class Double(Assistant):
    """Answers every question with the tiny document; a cost is not covered; "boom" is a bug."""

    def __init__(self) -> None:
        self._second = None
        self._abstracts = None
        self.corpus = CORPUS
        self.asked: list[tuple[str, tuple[Turn, ...], Detail]] = []

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        self.asked.append((question, tuple(history), detail))
        for step in ("understand", "retrieve", "compose"):
            told(step)
        if not question.strip():
            raise UsageError("The question is empty.", "Ask something.")
        if len(question) > 4000:
            raise UsageError("The question is too long.", "Use at most 4000 characters.")
        if "boom" in question:
            raise RuntimeError(f"secret {question}")
        return not_covered(question) if "cost" in question else answered(question)

    def redacted(self, text: str) -> str:
        return text.replace("Jane Roe", "[name]")

    def search(self, query: str, k: int = 10) -> tuple[SearchHit, ...]:
        if not query.strip():
            raise UsageError("The query is empty.", "Say what to look for.")
        return tuple(SearchHit(passage, 1 / rank) for rank, passage in enumerate(PASSAGES[:k], start=1))


class Suspecting:
    """A second reader that says the given certainties in turn, whatever it is shown; what that was it keeps."""

    def __init__(self, *sure: float) -> None:
        self._sure = sure
        self.shown: list[str] = []

    def suspect(self, texts: Sequence[str]) -> list[Suspicion]:
        self.shown += texts
        return [Suspicion(self._sure[at % len(self._sure)], "not-first-line") for at in range(len(texts))]
