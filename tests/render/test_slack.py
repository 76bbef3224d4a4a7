"""Slack blocks: the same numbers and quotes as the answer, below Slack's limits, and nothing acts as markup."""

import json
from dataclasses import replace

import pytest

from assistant.check import check
from assistant.render.answer_json import to_json
from assistant.render.slack import Message, escaped, messages, pieces, plain, rich, size, to_messages
from assistant.render.slack_views import checked_messages, passage_asked, passage_view
from assistant.values import Answer, Statement
from tests import slack_blocks
from tests.doubles import DOCUMENT, PASSAGES, TEXT, answered, citation, not_covered
from tests.material import assistant
from tests.slack_blocks import sound_view, texts

HOSTILE = "<!channel> <@U1> <#C1> <https://evil.test|here> *b* _i_ ~s~ `c` :bomb: https://evil.test & [a](b) > q"

CHANGED = f"1|{PASSAGES[0].start}|{PASSAGES[0].end}|{'0' * 16}|tiny-review"


def sound(message: Message) -> None:
    slack_blocks.sound(message.blocks, size(message.blocks))


def long(length: int, times: int) -> Answer:
    """An answer of so many statements, each of so many characters."""
    sentence = ("word " * (length // 5)).strip() + "."
    text, statements = "", []
    for marker in range(1, times + 1):
        start = len(text) + bool(text)
        text += f"{' ' if text else ''}{sentence}"
        statements.append(Statement(sentence, "finding", start, len(text), (marker,), "quoted"))
        text += f" [{marker}]"
    cited = tuple(replace(citation(marker, PASSAGES[0].text), marker=marker) for marker in range(1, times + 1))
    return replace(answered(), text=text, statements=tuple(statements), citations=cited)


@pytest.mark.parametrize(
    "question",
    [
        "Does IVIG help in secondary progressive MS?",
        "What was the dose in the Fazekas trial?",
        "What does IVIG cost?",
        "Is IVIG first-line in relapsing-remitting MS?",
        "Who won the football?",
    ],
)
def test_statements_markers_quotes_and_ids_are_those_of_the_answer(question: str) -> None:
    answer = assistant().ask(question)
    made = to_messages(answer)
    for message in made:
        sound(message)
    blocks = [block for message in made for block in message.blocks]
    said = to_json(answer)
    shown = "\n".join(texts(blocks))
    assert all(s["text"] in shown for s in said["statements"])
    assert all(f"[{c['marker']}]" in shown for c in said["citations"])
    values = [element["value"] for block in blocks if block["type"] == "actions" for element in block["elements"]]
    for value, cited in zip(values, [*answer.citations, *answer.nearest], strict=True):
        place = passage_asked(value)
        assert place
        document = assistant().documents[place.document]
        assert document.text[place.start : place.end] == cited.quote
        view = passage_view(document, place)
        assert view
        assert cited.quote in list(texts(view["blocks"]))
    (feedback,) = [block for block in blocks if block["type"] == "context_actions"]
    assert feedback["elements"][0]["positive_button"]["value"] == f"yes|{answer.id}"


def test_what_is_missing_and_what_is_nearest_is_shown() -> None:
    (message,) = to_messages(not_covered("What does it cost?"))
    sound(message)
    shown = "\n".join(texts(message.blocks))
    assert "price of IVIG" in shown
    assert "Nearest in the evidence (not an answer)" in shown
    assert "“One centre gave IVIG at 0.4 mg/kg once a month.” (Dose)\n⚠ possible unit error" in shown


def test_nothing_of_a_source_or_an_asker_acts() -> None:
    answer = answered(HOSTILE)
    statement = replace(answer.statements[0], text=HOSTILE, end=len(HOSTILE))
    cited = replace(answer.citations[0], title=HOSTILE, quote=HOSTILE, reference=HOSTILE)
    answer = replace(
        answer, text=f"{HOSTILE} [1]", statements=(statement,), citations=(cited,), missing=(HOSTILE,), limits=()
    )
    for message in to_messages(answer):
        sound(message)
        assert "<" not in message.text
        assert ">" not in message.text
    assert f"{HOSTILE} [1]" in list(texts(to_messages(answer)[0].blocks)), "and it reads as it is"


def test_no_flagged_words_are_notified_without_their_flag() -> None:
    (message,) = to_messages(answered())
    assert "(⚠ possible unit error in the source: quoted as printed, do not use) Caution: One centre" in message.text


def test_the_notification_is_escaped() -> None:
    assert escaped("<!here> & <@U1>") == "&lt;!here&gt; &amp; &lt;@U1&gt;"
    assert escaped("a\u202eb\u200bc") == "abc"


@pytest.mark.parametrize(("length", "times"), [(300, 20), (300, 70), (2800, 12), (9000, 3), (40, 120)])
def test_a_long_answer_is_parted_between_sentences(length: int, times: int) -> None:
    made = to_messages(long(length, times))
    for message in made:
        sound(message)
    for marker in range(1, times + 1):
        parts = [
            t for m in made for b in m.body for t in texts(b) if str(b["block_id"]).startswith(f"statement-{marker}-")
        ]
        assert all(text.endswith(f"[{marker}]") for text in parts), "no piece of a sentence stands without its number"
        joined = "".join(text.removesuffix(f" … [{marker}]") for text in parts[:-1]) + parts[-1]
        assert joined == long(length, times).statements[marker - 1].text + f" [{marker}]", "and no word is lost"


def test_many_sources_have_a_line_and_a_button_each() -> None:
    answer = long(50, 60)
    cited = tuple(replace(each, document=f"d{each.marker}") for each in answer.citations)
    made = to_messages(replace(answer, citations=cited))
    blocks = [block for message in made for block in message.foot]
    assert sum(block["type"] == "context" for block in blocks) == 60
    assert sum(len(block["elements"]) for block in blocks if block["type"] == "actions") == 60
    for message in made:
        sound(message)


def test_pieces_cut_between_words_and_lose_nothing() -> None:
    text = "word " * 3000
    assert "".join(pieces(text)) == text
    assert all(part.endswith(" ") for part in pieces(text)[:-1])
    assert "".join(pieces("x" * 9000)) == "x" * 9000


def test_messages_are_never_empty() -> None:
    assert messages([rich("a", plain(""))], [], "x")[0].blocks[0]["elements"][0]["elements"][0]["text"] == " "


def test_a_passage_has_its_neighbours_its_flag_its_place_and_hash() -> None:
    for number, passage in enumerate(PASSAGES):
        place = passage_asked(f"{number + 1}|{passage.start}|{passage.end}|{DOCUMENT.sha256[:16]}|tiny-review")
        assert place
        view = passage_view(DOCUMENT, place)
        assert view
        sound_view(view)
        shown = list(texts(view["blocks"]))
        near = [each.text for at, each in enumerate(PASSAGES) if abs(at - number) <= 1]
        assert set(near) <= set(shown)
        assert f"tiny-review, characters {passage.start} to {passage.end}" in shown
        assert f"SHA-256 of its text {DOCUMENT.sha256}" in shown
        assert TEXT[passage.start : passage.end] in shown
        flags = [flag for each in PASSAGES if each.text in near for flag in each.flags]
        assert sum("possible unit error" in text for text in shown) == len(flags), "a neighbour's flag goes with it"


@pytest.mark.parametrize(
    "value",
    ["", "x", "1|2|3", "1|2|x|0|d", "-1|2|3|0|d", "²|2|3|0|d", f"1|0|1|{DOCUMENT.sha256[:16]}|tiny-review", CHANGED],
)
def test_what_names_no_passage_shows_none(value: str) -> None:
    place = passage_asked(value)
    assert place is None or passage_view(DOCUMENT, place) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("IVIG is beneficial in secondary progressive MS.", "Outside the limits"),
        ("In secondary progressive MS no benefit of IVIG was found.", "Inside the limits"),
        (
            "IVIG reduced relapse rate by 40%.",
            "Breaks no limit of the evidence, but the nearest passages do not support",
        ),
    ],
)
def test_a_check_says_verdict_limit_and_nearest_passages(claim: str, verdict: str) -> None:
    corpus = assistant().corpus
    near = [hit.passage for hit in assistant().search(claim, 3)]
    checked = check(claim, corpus, [passage.text for passage in near])
    says = next((limit.says for limit in corpus.limits if limit.id == checked.limit), "")
    (message,) = checked_messages(checked, says, [(corpus.documents[p.document], p) for p in near])
    sound(message)
    shown = "\n".join(texts(message.blocks))
    assert verdict in shown
    assert says in shown
    assert all(f"“{passage.text}”" in shown for passage in near)
    assert claim not in json.dumps(message.blocks, ensure_ascii=False)
