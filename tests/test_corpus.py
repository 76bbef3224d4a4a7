import hashlib
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus import Corpus, canonical, files
from assistant.errors import CorpusError
from assistant.limits import judge
from tests.material import (
    FRONT,
    LIMITS,
    MARK,
    PACK,
    SEEDS,
    SENTENCE,
    figures,
    paper,
    passage,
    read,
    shipped,
    small,
    written,
)

seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n", id="line ends"),
        pytest.param(b"\xef\xbb\xbfOne.", "One.", id="byte order mark"),
        pytest.param("Barre\u0301".encode(), "Barré", id="NFC"),
        pytest.param("2 µg, ﬁnal, ²".encode(), "2 µg, ﬁnal, ²", id="compatibility forms stay"),
        pytest.param(b"", "", id="empty"),
        pytest.param("a\u200bb\x0c".encode(), "a\u200bb\x0c", id="the rest as it is"),
    ],
)
def test_canonical_text(raw: bytes, text: str, tmp_path: Path) -> None:
    assert canonical(next(files(written(tmp_path, {"a.txt": raw})))) == text


@settings(max_examples=50)
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80))
def test_canonical_text_is_its_own(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "own.txt"
    path.write_bytes(text.encode())
    once = canonical(path)
    path.write_bytes(once.encode())
    assert canonical(path) == once == unicodedata.normalize("NFC", once)
    assert "\r" not in once


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(b"# A \xff\xfe paper", "not UTF-8 text", id="not UTF-8"),
        pytest.param(b"%PDF-1.4\n\x00\x01", "a binary file", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "not UTF-8 text", id="an image"),
    ],
)
def test_a_file_that_is_no_text(raw: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said) as raised:
        read(written(tmp_path, {"bad.md": raw, "good.md": "It helped in RRMS."}))
    assert str(tmp_path / "bad.md") in raised.value.message


def test_the_hash_is_the_files(tmp_path: Path) -> None:
    (document,) = read(small(tmp_path)).documents.values()
    assert document.sha256 == hashlib.sha256((tmp_path / "documents/paper.md").read_bytes()).hexdigest()
    assert document.text == (tmp_path / "documents/paper.md").read_text(encoding="utf-8")


def test_the_hash_is_the_canonical_texts(tmp_path: Path) -> None:
    raw = ("\ufeff" + paper().replace("\n", "\r\n")).encode()
    (document,) = read(small(tmp_path, paper=raw)).documents.values()
    assert document.sha256 == hashlib.sha256(paper().encode()).hexdigest()


def test_a_small_corpus_is_read(tmp_path: Path) -> None:
    corpus = read(small(tmp_path))
    (found,) = corpus.passages.values()
    assert corpus.title == "A small corpus"
    assert corpus.topic == {"ivig", "ms"}
    assert (found.text, found.key) == (SENTENCE, "paper#none")
    assert found.populations == {"spms"}
    assert corpus.bases == {"no-benefit": (found.id,)}


BROKEN = [
    pytest.param({"pack": PACK + "colour: red\n"}, r"pack\.yaml:\d+: unknown field `colour`", id="pack: unknown field"),
    pytest.param(
        {"pack": PACK.replace("title: A small corpus\n", "")},
        r"pack\.yaml:\d+: `title` is missing",
        id="pack: missing field",
    ),
    pytest.param({"pack": "title: [a\n"}, r"pack\.yaml:\d+: not valid YAML", id="pack: broken YAML"),
    pytest.param({"pack": "title: a\ttopic: b: c"}, r"pack\.yaml:1: not valid YAML", id="pack: a tab and a colon"),
    pytest.param({"pack": b"title: \xff"}, r"pack\.yaml:1: not UTF-8", id="pack: not UTF-8"),
    pytest.param({"pack": "- a"}, r"pack\.yaml:1: `the file`", id="pack: a list"),
    pytest.param(
        {"paper": paper().replace("kind: review", "kind: review\nsort: review")},
        r"paper\.md:6: unknown field `sort`",
        id="front matter: unknown field",
    ),
    pytest.param(
        {"paper": paper().replace("kind: review\n", "")},
        r"paper\.md:\d+: `kind` is missing",
        id="front matter: missing field",
    ),
    pytest.param(
        {"paper": paper().replace("drug: ivig", "drug: ivgi")},
        r"paper\.md:\d+: ivgi is not in the vocabulary",
        id="front matter: unknown drug",
    ),
    pytest.param(
        {"paper": paper().replace("title: A paper", "title: 'A paper")},
        r"paper\.md:\d+: not valid YAML",
        id="front matter: broken YAML",
    ),
    pytest.param(
        {"paper": FRONT.format(id="paper") + MARK + SENTENCE},
        r"paper\.md:13: a mark with no sentence above it",
        id="mark without sentence",
    ),
    pytest.param(
        {"paper": paper(f"{SENTENCE}\n<!-- passage\nkey: a\nabout: [dsoe]\n-->")},
        r"paper\.md:13: dsoe is not in",
        id="mark: unknown concept",
    ),
    pytest.param(
        {"paper": paper(f"{SENTENCE}\n<!-- passage\nkey: a\nwith: [ghost]\n-->")},
        r"paper\.md:13: `with` names ghost",
        id="companion that does not exist",
    ),
    pytest.param(
        {"paper": paper(f"{SENTENCE}\n<!-- passage\nkey: a\nwith: [a if ghost]\n-->")},
        r"paper\.md:13: `with` names ghost",
        id="condition that does not exist",
    ),
    pytest.param(
        {"limits": LIMITS.replace("no benefit of", "no benefits of")},
        r"limits\.yaml:5: the basis is not in `paper`",
        id="limit: basis not in the text",
    ),
    pytest.param(
        {"limits": LIMITS.replace("spms]", "smps]")},
        r"limits\.yaml:3: unknown population `smps`",
        id="limit: unknown population",
    ),
    pytest.param(
        {"limits": LIMITS.replace("owner", "boss: x\n  owner")},
        r"limits\.yaml:6: unknown field `[0.]*boss`",
        id="limit: unknown field",
    ),
    pytest.param(
        {"limits": LIMITS.replace("document: paper", "document: papre")},
        r"limits\.yaml:5: unknown document",
        id="limit: unknown document",
    ),
]


@pytest.mark.parametrize(("changed", "said"), BROKEN)
def test_what_is_wrong_is_said_in_one_line(changed: dict[str, str | bytes], said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said) as raised:
        read(small(tmp_path, **changed))
    assert "\n" not in str(raised.value)
    assert raised.value.remedy.endswith(".")
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"b.md": paper(SENTENCE)}, r"paper is b\.md's too", id="duplicate document id"),
        pytest.param(
            {"documents/paper.md": paper(f"One.\n{MARK}\nTwo.\n{MARK}{SENTENCE}\n")},
            r"paper\.md:18: the key paper#none of the mark below stands twice",
            id="duplicate mark key",
        ),
    ],
)
def test_duplicates_are_refused(more: dict[str, str | bytes], said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said):
        read(written(small(tmp_path), more))


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nowhere: no such folder\. Name a folder"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("names", [[], ["notes.pdf"], [".hidden.md"], [".git/a.md"]], ids=str)
def test_an_empty_folder(names: list[str], tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no document to index\. Add files that end in \.md"):
        read(written(tmp_path, dict.fromkeys(names, "It helped.")))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "documents/paper.md").chmod(0)
    with pytest.raises(CorpusError, match=r"Permission denied\. Make the file readable"):
        read(tmp_path)


def test_a_folder_without_pack_and_limits(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {
            "Some notes.md": "# IVIG in MS\n\nIn RRMS, IVIG was given.",
            "b/c.txt": "In MS, IVIG is IVIG. It was in SPMS.",
        },
    )
    corpus = read(folder)
    assert (corpus.limits, corpus.bases, corpus.suggested) == ((), {}, ())
    assert {d.id: (d.title, d.file, d.year) for d in corpus.documents.values()} == {
        "some-notes": ("IVIG in MS", "Some notes.md", None),
        "b-c": ("In MS, IVIG is IVIG. It was in SPMS.", "b/c.txt", None),
    }
    assert {p.text: p.populations for p in corpus.passages.values()} == {
        "In RRMS, IVIG was given.": {"rrms"},
        "In MS, IVIG is IVIG.": {"ms"},
        "It was in SPMS.": {"spms"},
    }
    assert corpus.topic == {"ivig", "ms"}


def test_a_form_of_the_disease_is_the_disease(tmp_path: Path) -> None:
    assert read(written(tmp_path, {"a.md": "In RRMS, IVIG was given. In SPMS it was not."})).topic


def test_other_peoples_front_matter_is_no_fault(tmp_path: Path) -> None:
    corpus = read(written(tmp_path, {"a.md": "---\nlayout: post\ntags: [x]\n---\nIVIG was given in RRMS."}))
    assert [p.text for p in corpus.passages.values()] == ["IVIG was given in RRMS."]


def test_a_folder_on_something_else_has_no_topic_of_ours(tmp_path: Path) -> None:
    assert read(written(tmp_path, {"a.md": "Otters hold hands while they sleep."})).topic == frozenset()


def test_documents_are_in_a_stable_order(tmp_path: Path) -> None:
    corpus = read(written(tmp_path, {f"{name}.md": f"About {name}." for name in ("c", "a", "b")}))
    assert list(corpus.documents) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({}, False),
        ({"paper": paper(f"{SENTENCE}\n{MARK}\nMore.")}, True),
        ({"pack": PACK.replace("name: dose}", "name: dose, synonyms: [amount]}")}, True),
    ],
    ids=["nothing", "a document", "the vocabulary"],
)
def test_the_hash_of_the_corpus(changed: dict[str, str | bytes], differs: bool, tmp_path: Path) -> None:
    before = read(small(tmp_path / "one"))
    after = read(small(tmp_path / "two", **changed))
    assert (before.sha256 != after.sha256) is differs
    assert before.limits_sha256 == after.limits_sha256


def test_the_hash_of_the_limits(tmp_path: Path) -> None:
    before = read(small(tmp_path / "one"))
    after = read(small(tmp_path / "two", limits=LIMITS.replace("owner: editors", "owner: others")))
    assert before.limits_sha256 != after.limits_sha256


def test_companions_are_resolved() -> None:
    corpus = shipped()
    travelling = dict(corpus.companions[passage(corpus, "modest-benefit").id])
    assert travelling[passage(corpus, "p-once").id] == passage(corpus, "edss-change").id
    assert dict(corpus.companions[passage(corpus, "acute-study").id]) == {
        passage(corpus, "relapse-not-standard").id: None
    }


def test_every_shipped_passage_is_inside_the_limits() -> None:
    corpus = shipped()
    read_ = {
        (found.key, context): judge(found.text, corpus.limits, corpus.vocabulary, context=context)
        for found in corpus.passages.values()
        for context in (found.section, "")
    }
    assert {place: reading for place, reading in read_.items() if reading.action != "allow"} == {}


def test_the_shipped_corpus_has_its_four_limits() -> None:
    assert [limit.forbids.predicate for limit in shipped().limits] == [
        "benefit",
        "first-line",
        "standard-practice",
        "established-dose",
    ]
    assert all(shipped().bases[limit.id] for limit in shipped().limits)


def test_every_shipped_passage_is_marked_and_names_its_drug_or_source() -> None:
    for found in shipped().passages.values():
        assert found.key, found.text
        assert found.asks, found.key
        assert "\n" not in found.text, found.key


def corpus_text(corpus: Corpus) -> str:
    return " ".join(p.text for p in corpus.passages.values()) + " ".join(
        f"{d.reference} {d.n}" for d in corpus.documents.values()
    )


_POINTERS = {"1996", "74", "76", "3"}
"""Of "(see Neuro Alert 1996;10:74-75)", "(see pages 75-76)" and reference 3: pointers that cannot be followed."""


@seeds
def test_every_figure_of_the_seeds_stands_in_the_corpus() -> None:
    printed = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    printed = re.sub(r"- (?=0\.43)", "-", printed)
    assert figures(printed) - figures(corpus_text(shipped())) <= _POINTERS


@seeds
@pytest.mark.parametrize(
    "figure",
    [
        "0.15-0.2 g/kg",
        "0.4 g/kg/day for 5 days",
        "0.4 mg/kg",
        "-0.23",
        "-0.43 to -0.03",
        "+0.12",
        "-0.13 to -0.37",
        "P = 0.008",
        "31%",
        "16%",
        "14%",
        "63%",
        "17%",
        "62",
        "116",
        "53%",
        "36%",
        "P = 0.03",
        "3.09",
        "3.49",
        "-0.5",
        "0.00003",
        "0.29",
        "2.1×10^-8",
        "n = 12",
        "1992;49:123-126",
        "349:589-593",
        "150 patients",
        "mean 3.3",
    ],
)
def test_figures_keep_their_sign_and_unit(figure: str) -> None:
    assert figure in corpus_text(shipped())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = re.findall(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*", text.casefold())
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


def copied(length: int) -> set[str]:
    """Passages that share so many words in a row with a seed."""
    theirs = set[tuple[str, ...]]().union(*(runs(path.read_text(encoding="utf-8"), length) for path in SEEDS.glob("*")))
    return {p.key or p.id for p in shipped().passages.values() if runs(p.text, length) & theirs}


@seeds
def test_no_sentence_of_the_seeds_is_copied() -> None:
    assert copied(9) == set()


@pytest.mark.parametrize(
    "changed",
    [
        ("title: A paper", 'title: "RETRACTED: A paper"'),
        ("reference: A journal 1:1.", "reference: A journal 1:1. Retracted 2011."),
        ("source_note: Made up.", "source_note: A notice of retraction appeared."),
        ("source_note: Made up.", "source_note: Made up.\nflags: [retracted]"),
    ],
    ids=["title", "reference", "note", "flag"],
)
def test_a_retracted_source_is_flagged_once(tmp_path: Path, changed: tuple[str, str]) -> None:
    assert changed[0] in paper()
    document = read(small(tmp_path, paper=paper().replace(*changed), limits="")).documents["paper"]
    assert document.flags == ("retracted",)
    assert {passage.flags for passage in document.passages} == {("retracted",)}
