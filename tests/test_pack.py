from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.pack import FrontMatter, Mark, Pack, load_pack
from assistant.yamlfile import validated_text
from tests.material import FRONT, PACK, SHIPPED, read, shipped, small, written

FIELDS = FRONT.format(id="paper").strip().strip("-").strip()


def pack(text: str) -> Pack:
    return validated_text(text, Pack, "pack.yaml")


def front(text: str) -> FrontMatter:
    return validated_text(text, FrontMatter, "paper.md", 2)


def test_a_pack_gives_its_vocabulary() -> None:
    found = pack(PACK)
    assert (found.title, found.suggested, found.topic.drugs) == ("A small corpus", (), ("ivig",))
    assert [m.concept.id for m in found.terms().find("IVIG doses in SPMS")] == ["ivig", "dose", "spms"]


def test_a_synonym_that_names_the_drug_takes_its_other_names() -> None:
    terms = pack(PACK.replace("name: dose}", "name: dose, synonyms: [how much IVIG]}")).terms()
    assert [m.concept.id for m in terms.find("how much intravenous immunoglobulin")] == ["dose"]
    assert [m.concept.id for m in terms.find("how much interferon")] == ["interferon"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("title: A small corpus\n", "", "`title` is missing", id="no title"),
        pytest.param("title: A", "titel: A", "unknown field `titel`|`title` is missing", id="field misspelt"),
        pytest.param("aspects:", "aspcts:", r"pack.yaml:\d+: `vocabulary.aspcts", id="unknown group"),
        pytest.param("name: dose", "nmae: dose", r"pack.yaml:13: .*(nmae|name)", id="concept field"),
        pytest.param("id: dose", "id: risk", "the concept risk stands twice", id="concept twice"),
        pytest.param("id: dose", "id: Dose!", r"pack.yaml:13: `vocabulary", id="no slug"),
        pytest.param(
            "within: [progressive-ms]", "within: [progressive]", "progressive is named but not in", id="within"
        ),
        pytest.param("drugs: [ivig]", "drugs: [ivgi]", "ivgi is named but not in the vocabulary", id="topic"),
        pytest.param(
            "vocabulary:", "implies: [{all: [dose], then: ghost}]\nvocabulary:", "ghost is named but not", id="implied"
        ),
        pytest.param("title: A small corpus", "title: ''", r"pack.yaml:1: `title`", id="empty title"),
        pytest.param("title: A small corpus", "title: [a", "not valid YAML", id="broken"),
        pytest.param("name: dose}", "name: dose, name: dose}", r":13: `name` stands twice", id="key twice"),
    ],
)
def test_a_pack_that_cannot_be_used(old: str, new: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said) as raised:
        pack(PACK.replace(old, new, 1))
    assert str(raised.value).startswith("pack.yaml:")
    assert "\n" not in str(raised.value)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("within", "concept"), [("[spms]", "progressive-ms"), ("[ms, progressive-ms]", "progressive-ms")]
)
def test_a_circle_of_concepts_is_refused(within: str, concept: str) -> None:
    text = PACK.replace("name: progressive MS, within: [ms]", f"name: progressive MS, within: {within}")
    line = next(number for number, said in enumerate(text.split("\n"), start=1) if "name: progressive MS" in said)
    with pytest.raises(CorpusError, match=rf"^pack\.yaml:{line}: .*{concept} lies within itself") as raised:
        pack(text)
    assert "\n" not in str(raised.value)


def test_two_ways_up_are_no_circle() -> None:
    text = PACK.replace("within: [progressive-ms]", "within: [progressive-ms, ms]")
    assert "ms" in pack(text).terms().wider("spms")


def test_front_matter_is_read() -> None:
    found = front(FIELDS)
    assert (found.id, found.year, found.design, found.certainty, found.flags) == ("paper", 1997, None, None, ())


@pytest.mark.parametrize(("year", "read"), [("undated", None), ("null", None), ("1997", 1997)])
def test_a_year_may_be_undated(year: str, read: int | None) -> None:
    assert front(FIELDS.replace("1997", year)).year == read


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("year: 1997\n", "", "`year` is missing", id="no year"),
        pytest.param("year: 1997", "year: 97", r"paper.md:6: `year`", id="short year"),
        pytest.param("year: 1997", "year: soon", r"paper.md:6: `year`", id="no number"),
        pytest.param("\nn: null", "\nn: 0", r"paper.md:8: `n`", id="nobody"),
        pytest.param("kind: review", "kind: review\nkinds: many", r"paper.md:6: unknown field `kinds`", id="unknown"),
        pytest.param("id: paper", "id: A paper", r"paper.md:2: `id`", id="id with a space"),
        pytest.param("kind: review", "kind: review\ncertainty: sure", r"paper.md:6: `certainty`", id="certainty"),
        pytest.param("title: A paper", "title: ' '", r"paper.md:3: `title`", id="blank title"),
    ],
)
def test_front_matter_that_cannot_be_used(old: str, new: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        front(FIELDS.replace(old, new, 1))


def test_companions_are_written_with() -> None:
    assert validated_text("key: a\nwith: [b, c if d]", Mark, "f").companions == ("b", "c if d")


def test_a_folder_has_its_own_pack(tmp_path: Path) -> None:
    found, own = load_pack(written(tmp_path, {"pack.yaml": PACK}), SHIPPED)
    assert (found.title, own) == ("A small corpus", True)


def test_a_pack_can_say_of_which_day_its_evidence_is(tmp_path: Path) -> None:
    assert read(small(tmp_path / "dated", pack=f"date: 2026-11-20\n{PACK}")).date == "2026-11-20"
    assert read(small(tmp_path / "undated")).date is None
    assert read(small(tmp_path / "bare", pack="", limits="")).date is None, "a borrowed vocabulary lends no date"


def test_a_folder_without_one_borrows_the_words_alone(tmp_path: Path) -> None:
    found, own = load_pack(tmp_path, SHIPPED)
    assert (found.title, found.suggested, own) == (tmp_path.name, (), False)
    assert found.terms().concepts.keys() == shipped().vocabulary.concepts.keys()


def test_no_pack_at_all(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"pack\.yaml: no such file.*Write a pack"):
        load_pack(tmp_path, tmp_path)


def test_no_name_of_the_shipped_vocabulary_is_lost() -> None:
    vocabulary = shipped().vocabulary
    lost = [c.id for c in vocabulary.concepts.values() if c.id not in {m.concept.id for m in vocabulary.find(c.name)}]
    assert lost == []


def test_the_suggested_questions_are_the_products() -> None:
    assert shipped().suggested[0] == "Does IVIG help in secondary progressive MS?"
