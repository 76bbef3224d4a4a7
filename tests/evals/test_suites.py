"""The shipped suites are whole and agree with the corpus; a broken suite file is one clear line."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.corpus import Corpus, load_corpus
from assistant.errors import CiteboundError, CorpusError
from evals.case import Asked, Edit, Expect, Pair, Sentence, schema
from evals.loading import SUITES, Suite, SuiteError, load, names

CORPUS = Path(__file__).parents[2] / "corpus"
MARK = re.compile(r"<!-- passage\nkey: (\S+)$", re.MULTILINE)

HEAD = 'says: "A test."\ngate: quality\ncases:\n'
NO_EXPECT = '  - id: x-2\n    question: "?"\n    category: facts\n    why: "w"\n'
NO_QUOTES = "  - id: x-2\n    text: T\n    label: carried\n    category: c\n    why: w\n"


@cache
def suites() -> tuple[Suite, ...]:
    return load([])


@cache
def corpus() -> Corpus:
    return load_corpus(CORPUS, CORPUS)


@cache
def keys() -> frozenset[str]:
    found = [key for document in corpus().documents.values() for key in MARK.findall(document.text)]
    assert len(found) == len(set(found))
    return frozenset(found)


def cases() -> Iterator[Asked | Pair | Sentence]:
    for suite in suites():
        yield from suite.cases


def asked() -> Iterator[Asked]:
    """Every question, both sides of pairs among them."""
    for case in cases():
        if isinstance(case, Pair):
            yield from case.sides()
        elif isinstance(case, Asked):
            yield case


def expected() -> Iterator[tuple[Asked, Expect]]:
    return ((case, case.expect) for case in asked())


@pytest.mark.parametrize("name", names())
def test_every_suite_loads_and_says_what_it_proves(name: str) -> None:
    file = SUITES / f"{name}.yaml"
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")
    (suite,) = (suite for suite in suites() if suite.name == name)
    assert suite.cases
    assert suite.says.endswith(".")


def test_ids_are_unique_in_and_over_suites() -> None:
    ids = [case.id for case in cases()]
    assert len(ids) == len(set(ids))


def test_the_schema_for_editors_is_that_of_the_code() -> None:
    assert json.loads((SUITES / "schema.json").read_text(encoding="utf-8")) == schema()


def test_limits_named_are_stated_limits() -> None:
    known = {limit.id for limit in corpus().limits}
    named = {(case.id, limit) for case, expect in expected() for limit in expect.limits}
    named |= {(case.id, case.limit) for case in cases() if case.limit}
    assert not [(id_, limit) for id_, limit in sorted(named) if limit not in known]


def test_a_sentence_that_breaks_a_limit_names_it() -> None:
    assert not [c.id for c in cases() if isinstance(c, Sentence) and c.label == "violation" and not c.limit]


def _added(edit: Edit | None) -> set[str]:
    return {line[4:] for text in (edit.adding if edit else ()) for line in text.splitlines() if line.startswith("id: ")}


def test_documents_expected_are_in_the_corpus_or_added_by_the_case() -> None:
    shipped = corpus().documents.keys()
    assert not [(c.id, d) for c, expect in expected() for d in expect.documents if d not in shipped | _added(c.corpus)]


def _short(passage: str) -> str:
    return (corpus().passages[passage].key or "").partition("#")[2]


def test_passages_taken_away_are_there_and_not_needed_by_those_that_stay() -> None:
    travelling = [
        (_short(passage), _short(companion))
        for passage, companions in corpus().companions.items()
        for companion, _ in companions
    ]
    bases = {_short(passage) for limit in corpus().bases.values() for passage in limit}
    for case in asked():
        without = set(case.corpus.without) if case.corpus else set()
        assert without <= keys(), case.id
        assert not without & bases, case.id
        assert not [pair for pair in travelling if pair[1] in without and pair[0] not in without], case.id


def test_documents_added_can_be_read(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (tmp_path / "pack.yaml").write_text((CORPUS / "pack.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    added = [text for case in asked() if case.corpus for text in case.corpus.adding]
    for number, text in enumerate(added):
        (documents / f"{number}.md").write_text(text, encoding="utf-8")
    assert len(load_corpus(tmp_path, CORPUS).documents) == len(added)


def test_what_is_forbidden_is_nowhere_in_the_corpus() -> None:
    texts = [passage.text for passage in corpus().passages.values()]
    texts += [" ".join(p.text for p in document.passages) for document in corpus().documents.values()]
    assert not [
        (case.id, pattern)
        for case in asked()
        for pattern in case.forbid
        if any(re.search(pattern, text, re.IGNORECASE) for text in texts)
    ]


def test_what_is_hidden_stands_in_the_question_and_not_in_the_corpus() -> None:
    texts = [passage.text.casefold() for passage in corpus().passages.values()]
    for case in asked():
        said = " ".join((case.question, *(turn.text for turn in case.history))).casefold()
        for identifier in case.hide:
            assert identifier.casefold() in said, (case.id, identifier)
            assert not any(identifier.casefold() in text for text in texts), (case.id, identifier)


def _case(id_: str, *more: str) -> str:
    lines = ['question: "Is it so?"', "category: facts", "expect: {outcome: [answered]}", 'why: "because"', *more]
    return f"  - id: {id_}\n" + "".join(f"    {line}\n" for line in lines)


def _complaint(file: Path, text: str) -> CiteboundError:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CiteboundError) as error:
        load([str(file)])
    assert "\n" not in str(error.value)
    assert error.value.remedy
    assert error.value.exit_code == 3
    return error.value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD + _case("x-1") + NO_EXPECT, "expect` is missing"),
        (HEAD + _case("x-1") + _case("x-2", "colour: red"), "unknown field"),
        (HEAD + _case("x-1") + _case("x-2", "forbid: ['(']"), "not a regular expression"),
        (HEAD + _case("x-1") + _case("x-2", "corpus: {}"), "an edit that changes nothing"),
        (HEAD + _case("x-1") + _case("X 2"), "string should match pattern"),
        (HEAD + _case("x-1") + NO_QUOTES, "quotes go"),
        (HEAD + _case("x-1") + "  - id: [\n", "not valid YAML"),
    ],
)
def test_a_bad_case_is_one_line_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    error = _complaint(tmp_path / "bad.yaml", text)
    assert isinstance(error, CorpusError)
    assert re.search(r"bad\.yaml:(?:9|1\d): ", error.message)
    assert says in error.message


@pytest.mark.parametrize("text", ["", "- hello\n", 'says: "A test."\ngate: strict\ncases:\n' + _case("x-1")])
def test_a_bad_file_is_one_line_with_file_and_line(tmp_path: Path, text: str) -> None:
    error = _complaint(tmp_path / "bad.yaml", text)
    assert isinstance(error, CorpusError)
    assert re.search(r"bad\.yaml:[12]: ", error.message)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"absent\.yaml: no such file"):
        load([str(tmp_path / "absent.yaml")])


def test_a_duplicate_id_names_the_case_and_both_suites(tmp_path: Path) -> None:
    error = _complaint(tmp_path / "bad.yaml", HEAD + _case("x-1") + _case("x-1"))
    assert isinstance(error, SuiteError)
    assert "x-1" in error.message
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    for file in (first, second):
        file.write_text(HEAD + _case("x-1"), encoding="utf-8")
    with pytest.raises(SuiteError, match=r"second.yaml:4: the case 'x-1' is also one of first"):
        load([str(first), str(second)])


def test_an_unknown_seed_names_the_case_and_the_suite(tmp_path: Path) -> None:
    error = _complaint(tmp_path / "bad.yaml", HEAD + _case("x-1") + _case("x-2", "seed: x-9"))
    assert isinstance(error, SuiteError)
    assert all(part in error.message for part in ("x-9", "bad.yaml:"))
