"""A chat reply in Markdown: what sets it out is no claim to be cited, and nothing in it is spared the limits."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.render.answer_json import to_json
from assistant.render.chat_completions import completion as ours
from assistant.render.reply import Reply as Chat
from assistant.render.reply import address
from assistant.values import Answer
from evals.reply import FURNITURE, Reply, Said
from evals.scorers.citation_recall import citation_recall
from evals.scorers.dose_fidelity import dose_fidelity
from evals.scorers.limit_violation import limit_violation
from evals.scorers.sayings import claims
from evals.targets.caller import Caller
from evals.targets.citing import cited
from evals.targets.markup import seen
from evals.targets.openai import OpenAI
from tests.evals.replying import asked, evidence
from tests.evals.servers import completion, sends, serving
from tests.material import assistant

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SPMS = "Does IVIG help in SPMS?"
NONE = "In SPMS, a large trial found no benefit of IVIG. [1]"
LIST = "\n\n**Sources**\n\n[1] A review (undated): “found no benefit of it”"


def read(text: str) -> Reply:
    sentences, citations = cited(text, ())
    return Reply(seen(text).text, sentences, citations=citations or ())


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**Bold** and *thin*, __bold__ and _thin_, `code`", "Bold and thin, bold and thin, code"),
        ("**It helps [1]**", "It helps [1]"),
        ("0\\.4 \\[2\\] a\\*b \\# c", "0.4 [2] a*b # c"),
        ("[A review](http://a/b#c=1,2): x", "A review: x"),
        ('[A](http://a "it helps")', '[A](http://a "it helps")'),
        ("![it helps](x.png)", "it helps"),
        ("# Head\n> - 1. line", "Head\nline"),
        ("it is ~~not~~ good", "it is ~~not~~ good"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("**open", "**open"),
    ],
)
def test_what_is_seen(markdown: str, shown: str) -> None:
    view = seen(markdown)
    assert view.text == shown
    assert "".join(markdown[place] for place in view.places) == shown


def test_what_sets_a_reply_out_is_no_claim() -> None:
    reply = read(
        f"**Answered in part**\n\n## Limits\n\n**Caution:** {NONE}  \n⚠ possible misprint\n\nIt is costly.{LIST}"
        "\n\n**Nearest in the evidence**\n\n- [Another](http://a), Dose: “over two\nlines it goes”"
    )
    assert [said.text for said in claims(reply)] == [
        "In SPMS, a large trial found no benefit of IVIG.",
        "It is costly.",
    ]
    assert [said.text for said in reply.sentences if said.kind == FURNITURE] == [
        "Answered in part",
        "Limits",
        "⚠ possible misprint",
        "Sources",
        "A review (undated): “found no benefit of it”",
        "Nearest in the evidence",
        "Another, Dose: “over two lines it goes”",
    ]
    assert reply.sentences[2] == Said(NONE.removesuffix(" [1]"), (1,), label="Caution:")
    assert [(each.marker, each.quote) for each in reply.citations or ()] == [(1, "found no benefit of it")]


@pytest.mark.parametrize(
    "text",
    [
        "**IVIG helps in SPMS**\n\n{}",
        "## Yes, it helps\n\n{}",
        "**Yes**\n\n{}",
        "**In part**\n\n{}",
        "**Effective**\n\n{}",
        "**IVIG helps in SPMS:** {}",
        "**Proven benefit:** IVIG in SPMS. {}",
        "**Not in doubt:** IVIG helps in SPMS. {}",
        "- **It works:** {}",
        "{}\n⚠ IVIG helps in SPMS",
        "{}\n⚠ It helps a lot",
        "⚠ Helps\n\n{}",
        "{}\n\n**Sources**\n\n[1] IVIG helps in SPMS, 1997",
        "{}\n\n**Sources**\n\n[1] A review of IVIG in SPMS: “it is clearly effective there”",
        "{}\n\n**Nearest in the evidence: IVIG helps in SPMS**\n\n- A review",
        "{}\n[2] IVIG helps in SPMS",
        "{}\n\n**Sources**\n\n[1] A review: “no benefit\nand yet IVIG helps in SPMS”",
        "IVIG **he**lps in SPMS. {}",
        "[IVIG helps in SPMS](http://a). {}",
    ],
)
def test_nothing_hides_a_violation(text: str) -> None:
    found = limit_violation(asked(SPMS), read(text.format(NONE)), evidence())
    assert found.grade == "fail"


@pytest.mark.parametrize(
    "text", ["**Answered in part**\n\n{}", "**Limit of the evidence:** {}", "{}{list}", "## Summary\n\n{}"]
)
def test_what_names_a_part_of_a_reply_breaks_nothing(text: str) -> None:
    found = limit_violation(asked(SPMS), read(text.format(NONE, list=LIST)), evidence())
    assert found.offences == ()


@pytest.mark.parametrize(
    "text",
    [
        "**The dose is 0.4 g/kg**\n\nIt is rare. [1]",
        "**Give 2 g/kg:** as a course. [2]",
        "It is rare. [1]\n⚠ give 0.4 g/kg",
    ],
)
def test_a_figure_is_a_claim_wherever_it_stands(text: str) -> None:
    assert dose_fidelity(asked(), read(text), evidence()).grade == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "**IVIG is costly.**\n\nSo it is.",
        "IVIG is costly.\n\n**It is also rare**",
        "# IVIG is costly and its price rises from year to year in every land of the world\n\nSo it is.",
        "**Sources**\n\nIVIG is costly.",
        "It is rare.\n\nSources\n\n[1] A review\n\nIVIG is costly.",
        "It is rare.\n\n**Sources**\n\n[1] A review\nIVIG is costly.",
        "**Cost** IVIG is costly.",
        "✅ IVIG is costly.",
    ],
)
def test_what_only_looks_set_out_is_a_claim(text: str) -> None:
    found = citation_recall(asked(), read(text), evidence())
    assert found.of > found.hits
    assert any("costly" in offence.words or "rare" in offence.words for offence in found.offences)


ADDRESS = "http://a"


@pytest.fixture(scope="module")
def answer() -> Answer:
    return assistant().ask("Does IVIG help in SPMS, and what does it cost?")


def sent(answer: Answer, **more: Any) -> dict[str, Any]:
    return {**ours(Chat(answer, address(ADDRESS), 0, 5)), **more}


def replied(body: object) -> Reply:
    with serving(sends(body)) as server:
        caller = Caller(server.address, "", "KEY", 5.0, lambda _: None)
        return OpenAI(caller, "citebound", cites=True, documents=evidence().documents).ask(SPMS)


def saying(body: dict[str, Any], was: str, now: str) -> dict[str, Any]:
    text = body["choices"][0]["message"]["content"]
    assert was in text
    return {**body, **completion(text.replace(was, now, 1))}


class TestOurOwn:
    def test_it_is_the_answer(self, answer: Answer) -> None:
        reply = replied(sent(answer))
        assert (reply.error, reply.outcome, reply.text) == (None, answer.outcome, answer.text)
        assert [said.text for said in reply.sentences][: len(answer.statements)] == [
            said.text for said in answer.statements
        ]
        assert [each.quote for each in reply.citations or ()] == [each.quote for each in answer.citations]
        assert reply.limits == ("no-progressive-benefit",)

    def test_its_layout_may_differ(self, answer: Answer) -> None:
        assert replied(saying(sent(answer), "**Answered", "# **Answered")).error is None

    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("found no", "found a"),
            ("[1]", "[2]"),
            ("[1]", ""),
            ("**Sources**", "IVIG helps in SPMS.\n\n**Sources**"),
            ("**Sources**", "**IVIG helps**"),
            ("undated", "2024"),
            ("no beneficial", "~~no~~ beneficial"),
        ],
    )
    def test_a_text_that_says_otherwise_is_an_error(self, answer: Answer, was: str, now: str) -> None:
        assert "is not to be trusted" in str(replied(saying(sent(answer), was, now)).error)

    def test_a_text_cut_short_is_an_error(self, answer: Answer) -> None:
        body = sent(answer)
        text = body["choices"][0]["message"]["content"]
        assert "ends before" in str(replied({**body, **completion(text[: text.index("**Sources**")])}).error)

    def test_a_made_up_answer_is_an_error(self, answer: Answer) -> None:
        first = answer.statements[0]
        forged = replace(answer, text=answer.text.replace("no", "a", 1), statements=(replace(first, text="x"),))
        assert "is not to be trusted" in str(replied(sent(forged)).error)
        other = replace(answer, citations=(replace(answer.citations[0], quote="IVIG helps."), *answer.citations[1:]))
        assert "is not to be trusted" in str(replied(sent(other)).error)

    def test_a_malformed_answer_is_an_error(self, answer: Answer) -> None:
        field = {key: value for key, value in to_json(answer).items() if key != "statements"}
        assert "is no answer/1" in str(replied(sent(answer, citebound=field)).error)

    @pytest.mark.parametrize("field", [None, "x", {"schema": "answer/9"}, {}])
    def test_another_field_of_that_name_is_none_of_ours(self, answer: Answer, field: object) -> None:
        reply = replied(sent(answer, citebound=field))
        assert (reply.error, reply.outcome) == (None, None)

    def test_what_its_remarks_say_is_read_for_limits(self, answer: Answer) -> None:
        limit = replace(answer.limits[0], reason="IVIG helps in SPMS.")
        forged = replace(answer, limits=(limit,))
        reply = replied(sent(forged))
        assert reply.error is None
        assert limit_violation(asked(SPMS), reply, evidence()).grade == "fail"
        assert limit_violation(asked(SPMS), replied(sent(answer)), evidence()).grade == "pass"
