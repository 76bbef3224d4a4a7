import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.vocabulary import Concept, Vocabulary
from assistant.language.words import words

CONCEPTS = (
    Concept("ivig", "drugs", "IVIG", ("intravenous immunoglobulin", "immunoglobulin", "=Ig")),
    Concept("ivmp", "drugs", "IV methylprednisolone", ("=GA",)),
    Concept("ms", "populations", "multiple sclerosis", ("MS",)),
    Concept("rrms", "populations", "relapsing-remitting MS", ("RRMS", "=relapsing"), ("ms",)),
    Concept("progressive-ms", "populations", "progressive MS", (), ("ms",)),
    Concept("spms", "populations", "secondary progressive MS", ("SPMS", "secondary progressive"), ("progressive-ms",)),
    Concept("ppms", "populations", "primary progressive MS", ("PPMS", "primary progressive"), ("progressive-ms",)),
    Concept("first-line", "lines", "first-line treatment", ("first line", "primary treatment")),
    Concept("relapse", "outcomes", "relapse", ("flare",)),
    Concept("flare-up", "outcomes", "flare-up", ("flare",)),
    Concept("mechanism", "aspects", "mechanism", ("how does it work",)),
)
KNOWN = Vocabulary(CONCEPTS)


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.concept.id, text[mention.start : mention.end]) for mention in KNOWN.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Does ivig help?", [("ivig", "ivig")], id="any case"),
        pytest.param("relapses", [("relapse", "relapses")], id="by stem"),
        pytest.param("relapsing remitting ms", [("rrms", "relapsing remitting ms")], id="without the hyphen"),
        pytest.param(
            "secondary progressive MS", [("spms", "secondary progressive MS")], id="longest, not progressive MS"
        ),
        pytest.param(
            "intravenous immunoglobulin", [("ivig", "intravenous immunoglobulin")], id="longest of one concept's"
        ),
        pytest.param("progressive MS", [("progressive-ms", "progressive MS")], id="the shorter where it stands alone"),
        pytest.param("a flare", [("flare-up", "flare"), ("relapse", "flare")], id="one phrase, two concepts"),
        pytest.param("Ig", [("ivig", "Ig")], id="exact as written"),
        pytest.param("ig IG", [], id="exact in another case"),
        pytest.param("GA or ga", [("ivmp", "GA")], id="exact capitals"),
        pytest.param("relapsing", [("relapse", "relapsing"), ("rrms", "relapsing")], id="exact and stem"),
        pytest.param(
            "how does it actually work", [("mechanism", "how does it actually work")], id="adverb passed over"
        ),
        pytest.param("first and line", [], id="a joiner is not passed over"),
        pytest.param("primary the treatment", [("first-line", "primary the treatment")], id="article passed over"),
        pytest.param(
            "secondary or primary progressive MS",
            [("spms", "secondary"), ("ppms", "primary progressive MS")],
            id="coordination",
        ),
        pytest.param(
            "primary and secondary progressive disease",
            [("ppms", "primary"), ("spms", "secondary progressive")],
            id="coordination, the other way",
        ),
        pytest.param("secondary to trauma", [], id="no head, no coordination"),
        pytest.param("primary or relapsing-remitting MS", [("rrms", "relapsing-remitting MS")], id="another head"),
        pytest.param("", [], id="empty"),
        pytest.param("secondary or", [], id="end of the text"),
    ],
)
def test_concepts_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(named(text)) == sorted(found)


def test_mentions_are_in_order_of_place() -> None:
    assert [concept for concept, _ in named("SPMS, PPMS and MS after IVIG")] == ["spms", "ppms", "ms", "ivig"]


def test_words_may_be_given_instead_of_text() -> None:
    text = "IVIG in SPMS"
    assert KNOWN.find(words(text)) == KNOWN.find(text)


def test_wider_and_narrower_climb_all_the_way() -> None:
    assert KNOWN.wider("spms") == {"spms", "progressive-ms", "ms"}
    assert KNOWN.narrower("progressive-ms") == {"progressive-ms", "spms", "ppms"}
    assert KNOWN.narrower("ms") == {"ms", "rrms", "progressive-ms", "spms", "ppms"}
    assert KNOWN.wider("rrms") & KNOWN.wider("spms") == {"ms"}


def test_an_unknown_concept_is_within_itself_alone() -> None:
    assert KNOWN.wider("nothing") == KNOWN.narrower("nothing") == {"nothing"}


def test_groups() -> None:
    assert [concept.id for concept in KNOWN.group("drugs")] == ["ivig", "ivmp"]
    assert KNOWN.group("none") == ()


@given(st.permutations(CONCEPTS))
def test_the_order_of_the_file_does_not_matter(concepts: list[Concept]) -> None:
    text = "A flare of secondary or primary progressive MS under IV methylprednisolone, relapsing or not"
    assert sorted((m.concept.id, m.start, m.end) for m in Vocabulary(concepts).find(text)) == sorted(
        (m.concept.id, m.start, m.end) for m in KNOWN.find(text)
    )


@given(
    st.lists(st.sampled_from("IVIG secondary primary or progressive MS actually the relapsing flare work how".split()))
)
def test_mentions_stand_where_they_say(parts: list[str]) -> None:
    text = " ".join(parts)
    found = words(text)
    for mention in KNOWN.find(text):
        assert (mention.start, mention.end) == (found[mention.first].start, found[mention.last - 1].end)
