"""What the harness's tests share: cases, replies over the shipped corpus, runs of a few results."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.check import Checked
from assistant.check import check as checked
from assistant.passages import digest
from assistant.values import Passage, Turn
from evals.case import Asked, Edit, Pair, Sentence
from evals.loading import Suite
from evals.reply import Cited, Reply, Said
from evals.result import RanSuite, Result, Run
from evals.score import Evidence, Score
from tests.material import shipped

TODAY = datetime.date(2026, 11, 23)


@cache
def evidence() -> Evidence:
    corpus = shipped()
    return Evidence(corpus.documents, corpus.limits, corpus.vocabulary)


def passage(key: str) -> Passage:
    """A passage of the shipped corpus by the short form of its key."""
    return next(each for each in shipped().passages.values() if (each.key or "").endswith(f"#{key}"))


def cite(key: str, marker: int = 1, **changed: object) -> Cited:
    """A true citation of a passage; a keyword changes it."""
    found = passage(key)
    sha = shipped().documents[found.document].sha256
    true = Cited(
        marker, found.text, found.document, found.start, found.end, sha,
        digest(sha, found.start, found.end), found.flags,
    )  # fmt: skip
    return replace(true, **changed)  # type: ignore[arg-type]


def bare(key: str, marker: int = 1) -> Cited:
    """As a foreign target cites: a marker and its quote."""
    return Cited(marker, passage(key).text)


def reply(*sentences: Said | str, citations: Sequence[Cited] | None = (), **given: object) -> Reply:
    """A reply of these sentences; a text stands for itself, cited to the first citation."""
    said = tuple(
        Said(each, (1,) if citations else (), "finding") if isinstance(each, str) else each for each in sentences
    )
    text = " ".join(each.text + "".join(f" [{marker}]" for marker in each.markers) for each in said)
    cited = None if citations is None else tuple(citations)
    return replace(Reply(text, said, "answered", cited, ()), **given)  # type: ignore[arg-type]


def foreign(text: str, *sentences: Said, citations: Sequence[Cited] | None = None) -> Reply:
    """Text alone, or with sentences of unknown kind."""
    return Reply(text, sentences, citations=None if citations is None else tuple(citations))


def quoting(*keys: str, **given: object) -> Reply:
    """The passages themselves, each cited, as the verbatim composer answers."""
    said = [Said(passage(key).text, (at,), "finding") for at, key in enumerate(keys, start=1)]
    return reply(*said, citations=[cite(key, at) for at, key in enumerate(keys, start=1)], **given)


def asked(question: str = "Does IVIG help in RRMS?", **given: object) -> Asked:
    """A case; `outcome`, `facts`, `documents` and `limits` are what it expects."""
    wanted = {name: given.pop(name) for name in ("outcome", "facts", "documents", "limits") if name in given}
    about = {"id": "c-1", "category": "facts", "why": "of the test", "expect": {"outcome": ["answered"], **wanted}}
    return Asked.model_validate({**about, "question": question, **given})


def result(case: str = "c-1", *scores: Score, suite: str = "facts", **given: object) -> Result:
    plain = Result(suite, case, case, "", "facts", "A question?", "of the test", scores=scores)
    answered = plain if "label" in given else replace(plain, reply=Reply("An answer.", ()))
    return replace(answered, **given)  # type: ignore[arg-type]


def suite(name: str, gate: str, *cases: Asked | Pair | Sentence) -> Suite:
    return Suite(name, "says", gate, cases, "0" * 64, Path(f"{name}.yaml"))


def run(*results: Result, gates: Sequence[tuple[str, str]] = (("facts", "quality"),), **given: object) -> Run:
    suites = tuple(
        RanSuite(name, "says", gate, f"{name:0<64}", len(cases), cases)
        for name, gate in gates
        if (cases := tuple(sorted({each.seed for each in results if each.suite == name}))) is not None
    )
    made = Run("in process", "in-process", suites, results, {"limits": "a" * 64}, "2026-11-23T04:00:00Z", 1.0)
    return replace(made, **given)  # type: ignore[arg-type]


def passed(scorer: str = "limit-violation") -> Score:
    return Score(scorer, 1, 1, "fine")


def failed(scorer: str = "limit-violation") -> Score:
    return Score(scorer, 0, 1, "bad")


class Scripted:
    """`Target` that quotes what its script names for a question; anything else is not covered."""

    name = "scripted"
    kind: Literal["in-process"] = "in-process"
    hashes: Mapping[str, str] = {"limits": "a" * 64}

    def __init__(self, script: dict[str, Reply]) -> None:
        self._script = script
        self.calls = 0

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Reply:
        self.calls += 1
        nothing = reply(Said("The indexed evidence does not cover this.", kind="note"), outcome="not_covered")
        return self._script.get(" / ".join([*(turn.text for turn in history), question]), nothing)

    def check(self, text: str, context: str, quotes: Sequence[str] | None) -> Checked | None:
        return checked(text, shipped(), quotes, context)

    def edited(self, edit: Edit) -> "Scripted | None":
        return None
