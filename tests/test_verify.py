import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.corpus import Corpus
from assistant.draft import Draft, Line, Reply, verbatim
from assistant.inquiry import Asking
from assistant.values import Document, Passage
from assistant.verify import Verdict, Verifier, stands
from tests.material import Parts, beside, document, passage, shipped

FORBIDDEN = [
    pytest.param("IVIG clearly slows disability in SPMS.", "no-progressive-benefit", id="SPMS"),
    pytest.param("IVIG is effective in primary progressive MS.", "no-progressive-benefit", id="PPMS"),
    pytest.param("IVIG is the first-line treatment of MS.", "not-first-line", id="first-line"),
    pytest.param("IVIG is standard practice for acute MS relapses.", "not-standard-for-relapse", id="relapse"),
    pytest.param("The established dose of IVIG in MS is 1 g/kg a month.", "no-established-dose", id="dose"),
]


def verdict(corpus: Corpus, *lines: Line) -> Verdict:
    asking = Asking(text="?", query="?", concepts=frozenset())
    return Verifier(corpus)(Draft((Reply(asking, "answered", lines),)))


def changed(corpus: Corpus, **fields: str) -> Corpus:
    """The corpus with the review's text or hash replaced, its passages as they were."""
    document_ = corpus.documents["ivig-ms-review"]
    text = fields.get("text", document_.text)
    sha256 = fields.get("sha256", document_.sha256)
    return replace(corpus, documents={**corpus.documents, document_.id: replace(document_, text=text, sha256=sha256)})


def review() -> Document:
    return shipped().documents["ivig-ms-review"]


def line(key: str) -> Line:
    return verbatim(passage(shipped(), key), "finding")


def test_the_sources_words_are_allowed() -> None:
    lines = [verbatim(found, "finding") for found in shipped().passages.values()]
    assert verdict(shipped(), *lines) == Verdict(frozenset(each.key for each in lines), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(review().text.replace("no beneficial effect", "a beneficial effect"), id="another word"),
        pytest.param(review().text.replace("## Bottom line", "## Bottom"), id="moved"),
        pytest.param(review().text + " ", id="one space at the end"),
        pytest.param("", id="gone"),
    ],
)
def test_a_changed_document_is_no_proof(text: str) -> None:
    found = verdict(changed(shipped(), text=text), line("spms-trial"))
    assert found.allowed == frozenset()
    assert ["does not stand at its place" in withheld.reason for withheld in found.withheld] == [True]


def test_a_changed_text_with_its_new_hash_is_no_proof_of_an_old_quote() -> None:
    text = review().text.replace("no beneficial effect", "a beneficial effect")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert verdict(changed(shipped(), text=text, sha256=sha256), line("spms-trial")).allowed == frozenset()


def test_another_documents_quotes_stand_all_the_same() -> None:
    both = verdict(changed(shipped(), text="x"), line("spms-trial"), line("fazekas-dose"))
    assert both.allowed == {line("fazekas-dose").key}
    assert len(both.withheld) == 1


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("spms-trial", "no beneficial effect", "a beneficial effect"),
        ("edss-change", "-0.23", "-0.32"),
        ("fazekas-dose", "0.15-0.2 g/kg", "0.15-0.2 mg/kg"),
        ("relapse-counts", "116", "53"),
        ("risks", "infusion reactions", "[infusion reactions](http://example.org)"),
        ("risks", ".", ". Ocrelizumab is safer."),
    ],
    ids=["polarity", "figure", "unit", "count", "markup", "addition"],
)
def test_words_that_are_not_the_sources_are_withheld(key: str, old: str, new: str) -> None:
    own = line(key)
    assert old in own.text
    found = verdict(shipped(), replace(own, text=own.text.replace(old, new)))
    assert found.allowed == frozenset()
    assert len(found.withheld) == 1


def test_a_line_with_nothing_behind_it_is_withheld() -> None:
    assert verdict(shipped(), Line("IVIG helps.", (), "finding")).allowed == frozenset()


@pytest.mark.parametrize(("sentence", "limit"), FORBIDDEN)
def test_a_passage_that_breaks_a_limit_is_withheld(sentence: str, limit: str, tmp_path: Path) -> None:
    corpus = beside(tmp_path, {"paper.md": document("paper", sentence)})
    (found,) = corpus.documents["paper"].passages
    withheld = verdict(corpus, verbatim(found, "finding"))
    assert withheld.allowed == frozenset()
    assert [each.limit for each in withheld.withheld] == [limit]
    assert sentence not in repr(withheld.withheld)


def test_a_heading_says_whom_a_passage_is_about(tmp_path: Path) -> None:
    text = document("paper").replace(
        "# A further paper\n", "# SPMS\n\nIVIG improved disability and slowed progression.\n"
    )
    (found,) = beside(tmp_path, {"paper.md": text}).documents["paper"].passages
    assert found.populations == {"spms"}
    assert verdict(beside(tmp_path / "again", {"paper.md": text}), verbatim(found, "finding")).allowed == frozenset()


def test_the_document_says_whom_a_passage_is_about(tmp_path: Path) -> None:
    said = "IVIG improved disability and slowed progression."
    for population, allowed in (("spms", 0), ("rrms", 1)):
        corpus = beside(tmp_path / population, {"paper.md": document("paper", said, population=population)})
        (found,) = corpus.documents["paper"].passages
        assert len(verdict(corpus, verbatim(found, "finding")).allowed) == allowed


@pytest.mark.parametrize(
    ("question", "sentence", "limit"),
    [
        ("Does IVIG help in SPMS?", "In SPMS, IVIG clearly helped and slowed disability.", "no-progressive-benefit"),
        ("Is IVIG first-line in MS?", "IVIG is the first-line treatment of MS.", "not-first-line"),
    ],
)
def test_what_breaks_a_limit_never_leaves_and_the_limit_is_enforced(
    question: str, sentence: str, limit: str, tmp_path: Path
) -> None:
    answer = Parts(beside(tmp_path, {"paper.md": document("paper", sentence)})).assistant.ask(question)
    assert sentence not in answer.text
    assert [each.limit for each in answer.withheld] == [limit]
    assert {notice.id: notice.action for notice in answer.limits}[limit] == "enforced"
    assert answer.outcome == "answered"
    assert "paper" not in {citation.document for citation in answer.citations}


def test_a_verdict_does_not_depend_on_what_was_read_before() -> None:
    verifier = Verifier(shipped())
    asking = Asking(text="?", query="?", concepts=frozenset())
    draft = Draft((Reply(asking, "answered", (line("risks"), line("spms-trial"))),))
    assert verifier(draft) == verifier(draft) == Verifier(shipped())(draft)


@pytest.mark.parametrize(
    ("start", "end", "quote", "holds"),
    [
        (0, 3, "One", True),
        (0, 3, "Two", False),
        (1, 4, "One", False),
        (0, 0, "", False),
        (-8, -5, "One", False),
        (0, 99, "One two.", False),
        (0, 8, "One two.", True),
    ],
)
def test_stands(start: int, end: int, quote: str, holds: bool) -> None:
    own = replace(review(), text="One two.", sha256=hashlib.sha256(b"One two.").hexdigest())
    assert stands(own, start, end, quote) is holds
    assert not stands(replace(own, sha256="0" * 64), start, end, quote)


def test_passages_are_read_with_their_section() -> None:
    held: Passage = passage(shipped(), "second-line")
    assert verdict(shipped(), verbatim(replace(held, section=""), "finding")).allowed
