"""What can be asked, against real HTTP on loopback where there is any, and what it says when it cannot answer."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.render.answer_json import to_json
from assistant.settings import Settings, load
from assistant.values import Turn
from evals.case import Edit
from evals.target import TargetDown
from evals.targets.caller import IN_A_ROW, Caller
from evals.targets.citing import cited
from evals.targets.editing import EditError, Editor, evidence_of
from evals.targets.in_process import InProcess, Workshop, in_process
from evals.targets.openai import OpenAI, base
from evals.targets.opening import open_target
from evals.targets.service import Service
from evals.targets.wire import Failed
from tests.doubles import Double, answered
from tests.evals.servers import Behaviour, completion, sends, serving
from tests.material import SHIPPED, assistant, data_folder, embedder

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SETTINGS = Settings()
QUESTION = "Does it help Jane Smith?"
SPMS = "Does IVIG help in secondary progressive MS?"


@pytest.fixture(scope="module")
def editor() -> Editor:
    return Editor(SHIPPED)


@pytest.fixture(scope="module")
def real(editor: Editor) -> InProcess:
    return InProcess(assistant(), Workshop(editor, embedder, None, 4000))


def caller(address: str, key: str = "", seconds: float = 5.0, waited: list[float] | None = None) -> Caller:
    return Caller(address, key, "THE_KEY", seconds, (waited if waited is not None else []).append)


def chat(address: str, *, cites: bool = False) -> OpenAI:
    return OpenAI(caller(address), "small", cites=cites)


class TestInProcess:
    def test_a_reply_is_the_answer(self, real: InProcess) -> None:
        reply = real.ask(SPMS)
        assert (reply.outcome, reply.error, reply.tokens) == ("answered", None, 0)
        assert reply.raw is not None
        assert reply.raw["schema"] == "answer/1"
        assert reply.limits == ("no-progressive-benefit",)
        assert reply.citations is not None
        documents = real._asked.documents
        for each in reply.citations:
            assert documents[str(each.document)].text[each.start : each.end] == each.quote
        assert {marker for said in reply.sentences for marker in said.markers} == {c.marker for c in reply.citations}

    def test_the_history_counts(self, real: InProcess) -> None:
        alone, after = real.ask("And in RRMS?"), real.ask("And in RRMS?", [Turn("user", "What was the dose of IVIG?")])
        assert alone.text != after.text

    def test_a_question_that_cannot_be_taken_is_an_error(self, real: InProcess) -> None:
        assert real.ask("  ").error == "The question is empty. Ask one in words."

    def test_the_check(self, real: InProcess) -> None:
        found = real.check("IVIG helps in SPMS.", "", None)
        assert (found.verdict, found.support) == ("block", None) if found else False
        carried = real.check("IVIG is costly.", "", ["IVIG is costly."])
        assert carried is not None
        assert carried.support == "supported"

    def test_the_hashes_tell_of_all_that_answers_depend_on(self, real: InProcess) -> None:
        assert set(real.hashes) == {"corpus", "limits", "prompts", "code", "model"}

    def test_without_a_workshop_nothing_is_edited(self) -> None:
        assert InProcess(Double()).edited(Edit(adding=("x",))) is None

    def test_it_opens_from_the_settings(self, editor: Editor) -> None:
        opened = in_process(Settings(data_dir=data_folder()), editor, lambda _: None)
        other = opened.edited(Edit(without=("fazekas-design",)))
        assert other is not None
        assert opened.ask(SPMS).text == other.ask(SPMS).text


class TestEditing:
    def test_a_passage_taken_out_is_not_cited(self, real: InProcess) -> None:
        question, edit = "How was the Fazekas trial designed?", Edit(without=("fazekas-design",))
        other = real.edited(edit)
        assert other is not None
        was, now = real.ask(question), other.ask(question)
        assert "double-blind" in was.text
        assert "double-blind" not in now.text
        assert other.hashes["corpus"] != real.hashes["corpus"]
        assert other.hashes["limits"] == real.hashes["limits"]

    def test_a_document_added_is_cited_and_is_evidence(self, real: InProcess, editor: Editor) -> None:
        text = "# A note\n\nThe handling fee of IVIG in MS is 12 crowns a bag.\n"
        edit = Edit(adding=(text,))
        other = real.edited(edit)
        assert other is not None
        reply, evidence = other.ask("What is the handling fee of IVIG in MS?"), editor.evidence(edit)
        (one,) = [each for each in reply.citations or () if each.quote and "crowns" in each.quote]
        assert evidence.documents[str(one.document)].text[one.start : one.end] == one.quote
        assert set(evidence_of(editor.base).documents) < set(evidence.documents)

    def test_it_is_quick_and_kept(self, real: InProcess) -> None:
        edits = [Edit(without=(key,)) for key in ("fazekas-design", "dmt-first-line")]
        made = [real.edited(edit) for edit in edits]
        again = real.edited(edits[0])
        assert made[0]
        assert again
        assert made[0]._asked is again._asked

    def test_no_folder_is_left(self, editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        editor.corpus(Edit(adding=("# One more\n\nIVIG is a liquid.\n",)))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("edit", "says"),
        [
            (Edit(without=("not-primary",)), "The limit not-first-line rests on a passage"),
            (Edit(without=("no-such",)), "0 passages of the corpus have the key 'no-such'"),
            (Edit(adding=("---\nid: ivig-ms-review\n---\nx\n",)), "^the edited corpus/documents/added-1.md"),
        ],
    )
    def test_what_the_corpus_does_not_bear_is_one_line(self, editor: Editor, edit: Edit, says: str) -> None:
        with pytest.raises(EditError, match=says):
            editor.corpus(edit)

    def test_any_passage_but_a_basis_can_be_taken_out(self, editor: Editor) -> None:
        bases = {id_ for ids in editor.base.bases.values() for id_ in ids}
        free = [each for each in editor.base.passages.values() if each.key and each.id not in bases]
        for gone in free[::6]:
            left = {passage.text for passage in editor.corpus(Edit(without=(str(gone.key),))).passages.values()}
            assert {passage.text for passage in editor.base.passages.values()} - left == {gone.text}


class TestService:
    def test_answers_and_checks(self) -> None:
        verdict = {"verdict": "hold", "limit": "no-benefit", "support": None, "reasons": ["unsure"]}
        with serving(sends(to_json(answered())), sends(verdict)) as server:
            service = Service(caller(server.address, "secret"))
            reply = service.ask(QUESTION, [Turn("user", "Hello")])
            checked = service.check("It helps.", "Does it?", None)
        assert (reply.outcome, reply.error) == ("answered", None)
        assert checked is not None
        assert (checked.verdict, checked.reasons) == ("hold", ("unsure",))
        assert server.asked[0] == {"question": QUESTION, "history": [{"role": "user", "text": "Hello"}]}
        assert server.asked[1] == {"text": "It helps.", "context": "Does it?", "quotes": None}
        assert server.headers[0]["Authorization"] == "Bearer secret"
        assert service.edited(Edit(adding=("x",))) is None

    def test_the_hashes_are_those_of_an_answer(self) -> None:
        with serving(sends(to_json(answered()))) as server:
            hashes = Service(caller(server.address)).hashes
        assert hashes == {"corpus": "c" * 64, "limits": "d" * 64, "composer": "verbatim/1", "embedding": "double"}

    def test_a_service_without_a_check_has_none(self) -> None:
        with serving(sends({}, 404)) as server:
            assert Service(caller(server.address)).check("x", "", None) is None

    @pytest.mark.parametrize(
        ("body", "says"),
        [
            ({"schema": "answer/9"}, "is not an answer/1"),
            (b"\x00garbage", "is not JSON"),
            ([1], "not a JSON object"),
            (b"[" * 100_000, "is not JSON"),
        ],
    )
    def test_what_is_no_answer_is_an_error(self, body: object, says: str) -> None:
        with serving(sends(body)) as server:
            reply = Service(caller(server.address)).ask(QUESTION)
        assert says in str(reply.error)
        assert "Jane" not in str(reply.error)

    def test_what_is_no_verdict_is_an_error(self) -> None:
        with serving(sends({"verdict": "maybe"})) as server, pytest.raises(Failed, match="no verdict"):
            Service(caller(server.address)).check("x", "", None)


class TestCalling:
    def test_it_tries_again_after_429_and_5xx(self) -> None:
        waited: list[float] = []
        with serving(sends({}, 429), sends({}, 503), sends({"a": 1})) as server:
            assert caller(server.address, waited=waited).post("/x", {}) == {"a": 1}
        assert len(waited) == 2
        assert all(0 < each < 5 for each in waited)

    @pytest.mark.parametrize("date", [False, True])
    def test_it_waits_as_long_as_it_is_asked_to(self, date: bool) -> None:
        until = format_datetime(datetime.now(UTC) + timedelta(seconds=7), usegmt=True)
        waited: list[float] = []
        with serving(sends({}, 429, Retry_After=until if date else "7"), sends({})) as server:
            caller(server.address, waited=waited).post("/x", {})
        assert waited == [pytest.approx(7, abs=2)]

    def test_it_does_not_wait_for_an_hour(self) -> None:
        waited: list[float] = []
        with serving(sends({}, 429, Retry_After="3600")) as server, pytest.raises(Failed, match="3600 s"):
            caller(server.address, waited=waited).post("/x", {})
        assert waited == []

    def test_it_gives_up(self) -> None:
        with (
            serving(sends({}, 500)) as server,
            pytest.raises(Failed, match=r"^The target answers 500 in 5 attempts\.$"),
        ):
            caller(server.address).post("/x", {})
        assert len(server.asked) == 5

    def test_a_broken_connection_is_tried_again(self) -> None:
        def breaks(handler: BaseHTTPRequestHandler) -> None:
            handler.connection.close()

        with serving(breaks, sends({"a": 1})) as server:
            assert caller(server.address).post("/x", {}) == {"a": 1}

    def test_nobody_there(self) -> None:
        with serving() as server:
            address = server.address
        with pytest.raises(TargetDown, match=r"^http://127.0.0.1:\d+ cannot be reached\. Start it, or correct"):
            caller(address).post("/x", {})

    @pytest.mark.parametrize(
        ("status", "says"), [(401, "refuses the key"), (403, "THE_KEY"), (404, "nothing at /x"), (302, "elsewhere")]
    )
    def test_what_asking_on_does_not_help(self, status: int, says: str) -> None:
        with serving(sends({"error": "Jane"}, status)) as server, pytest.raises(TargetDown, match=says) as caught:
            caller(server.address).post("/x", {})
        assert "Jane" not in str(caught.value)
        assert len(server.asked) == 1

    def test_a_request_refused_is_of_one_case(self) -> None:
        with serving(sends({}, 422)) as server:
            calling = caller(server.address)
            for _ in range(2 * IN_A_ROW):
                with pytest.raises(Failed, match=r"refused the request \(422\)"):
                    calling.post("/x", {})

    def test_too_many_failures_in_a_row_are_the_end(self) -> None:
        with serving(*[sends(b"?")] * (IN_A_ROW - 1), sends({}), sends(b"?")) as server:
            calling = caller(server.address)
            for at in range(2 * IN_A_ROW - 1):
                if at == IN_A_ROW - 1:
                    calling.post("/x", {})
                else:
                    with pytest.raises(Failed):
                        calling.post("/x", {})
            with pytest.raises(TargetDown, match="failed 5 times in a row"):
                calling.post("/x", {})

    @pytest.mark.parametrize("dripping", [False, True])
    def test_time_is_up(self, dripping: bool) -> None:
        def hangs(handler: BaseHTTPRequestHandler) -> None:
            if dripping:
                sends(b"")(handler)
            for _ in range(30):
                time.sleep(0.02)

        def drips(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(40):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.02)

        behaviour: Behaviour = drips if dripping else hangs
        with serving(behaviour) as server, pytest.raises(Failed, match=r"reply within 0\.2 s"):
            caller(server.address, seconds=0.2).post("/x", {})
        assert len(server.asked) == 1

    def test_what_cannot_be_written_is_of_one_case(self) -> None:
        with serving(sends({})) as server, pytest.raises(Failed, match="UTF-8"):
            caller(server.address).post("/x", {"question": "\ud83d"})

    def test_half_a_surrogate_pair_can_be_kept(self) -> None:
        with serving(sends(b'{"a": "\\ud83d x"}')) as server:
            found = caller(server.address).post("/x", {})
        assert found == {"a": "? x"}

    @pytest.mark.parametrize(
        ("address", "says"),
        [
            ("ftp://a", "no address"),
            ("a.b", "no address"),
            ("http://", "no address"),
            ("http://me:pw@a", "has a name"),
            ("http://a?key=1", "has a name"),
            ("http://a:999999", "no address"),
            ("http://a:port", "cannot be read"),
            (f"http://{70 * 'a'}", "no address"),
        ],
    )
    def test_an_address_that_is_none(self, address: str, says: str) -> None:
        with pytest.raises(UsageError, match=says) as caught:
            caller(address)
        assert "pw" not in str(caught.value)

    def test_a_key_that_is_none(self) -> None:
        with pytest.raises(UsageError, match="THE_KEY") as caught:
            caller("http://a", "clé\nx")
        assert "cl" not in str(caught.value).replace("THE_KEY", "")


class TestOpenAI:
    def test_what_is_asked_and_what_is_read(self) -> None:
        body = completion("It helps. It is costly.", usage={"total_tokens": 42})
        with serving(sends(body)) as server:
            target = chat(f"{server.address}/v1")
            reply = target.ask("And in SPMS?", [Turn("user", "RRMS?"), Turn("assistant", "Some.")])
        assert server.paths == ["/v1/chat/completions"]
        assert server.asked[0]["model"] == "small"
        assert [each["role"] for each in server.asked[0]["messages"]] == ["user", "assistant", "user"]
        assert (reply.tokens, reply.error, reply.raw) == (42, None, body)
        assert (reply.outcome, reply.limits, reply.citations) == (None, None, None)
        assert [said.text for said in reply.sentences] == ["It helps.", "It is costly."]
        assert target.name == f"small at {server.address}/v1"
        assert target.check("x", "", None) is None
        assert target.edited(Edit(adding=("x",))) is None

    def test_an_assistant_that_is_meant_to_cite_has_none(self) -> None:
        with serving(sends(completion("It helps."))) as server:
            assert chat(server.address, cites=True).ask(QUESTION).citations == ()

    @pytest.mark.parametrize("usage", [{"prompt_tokens": 3, "completion_tokens": 4}, None, {"total_tokens": "x"}, [1]])
    def test_tokens(self, usage: object) -> None:
        with serving(sends(completion("Yes.", usage=usage))) as server:
            assert chat(server.address).ask(QUESTION).tokens == (
                7 if usage == {"prompt_tokens": 3, "completion_tokens": 4} else 0
            )

    def test_a_model_that_takes_no_temperature(self) -> None:
        with serving(sends({}, 400), sends(completion("Yes."))) as server:
            target = chat(server.address)
            assert [target.ask(QUESTION).text, target.ask(QUESTION).text] == ["Yes.", "Yes."]
        assert ["temperature" in asked for asked in server.asked] == [True, False, False]

    def test_a_refusal_is_a_reply(self) -> None:
        message = {"choices": [{"message": {"content": None, "refusal": "I cannot say."}}]}
        with serving(sends(message)) as server:
            assert chat(server.address).ask(QUESTION).text == "I cannot say."

    def test_parts_of_a_message(self) -> None:
        note = {"type": "url_citation", "url_citation": {"url": "http://a/b", "title": "B"}}
        parts = [{"type": "text", "text": "It helps. "}, {"type": "text", "text": "So.", "annotations": [note]}, "?"]
        with serving(sends(completion(parts))) as server:
            reply = chat(server.address).ask(QUESTION)
        assert reply.text == "It helps. So."
        assert [each.document for each in reply.citations or ()] == ["http://a/b"]

    @pytest.mark.parametrize(
        "body", [{}, {"choices": []}, {"choices": [{}]}, {"choices": [{"message": "x"}]}, {"choices": 1}]
    )
    def test_what_is_no_completion_is_an_error(self, body: object) -> None:
        with serving(sends(body)) as server:
            assert "no chat completion" in str(chat(server.address).ask(QUESTION).error)

    @pytest.mark.parametrize("address", ["http://a/v1", "http://a/v1/", "http://a/v1/chat/completions"])
    def test_the_address_may_hold_the_path(self, address: str) -> None:
        assert base(address) == "http://a/v1"


def said(text: str, *annotations: dict[str, object]) -> tuple[list[tuple[str, tuple[int, ...]]], object]:
    sentences, citations = cited(text, annotations)
    return [(each.text, each.markers) for each in sentences], citations


class TestCiting:
    def test_markers_belong_to_the_sentence_before_them(self) -> None:
        found, _ = said("It helps [1]. It is costly. [2][3] And rare [1, 4-5]!")
        assert found == [("It helps.", (1,)), ("It is costly.", (2, 3)), ("And rare!", (1, 4, 5))]

    def test_lists_and_headings(self) -> None:
        found, _ = said("## Risks\n\n1. Clots [1]\n2. Rash: it itches. It goes.\n\n- **Cost** [2]")
        assert found == [
            ("Risks", ()),
            ("Clots", (1,)),
            ("Rash: it itches.", ()),
            ("It goes.", ()),
            ("Cost", (2,)),
        ]

    @pytest.mark.parametrize("title", ["\n\nSources:\n", "\n\n**References**\n\n", "\n"])
    def test_the_list_at_the_end(self, title: str) -> None:
        text = f'It helps [1]. It is rare [2].{title}[1] Fazekas 1997: "found no benefit of it"\n[2] A review.'
        sentences, citations = cited(text, ())
        assert [each.text for each in sentences if not each.kind] == ["It helps.", "It is rare."]
        assert citations is not None
        first, second = citations
        assert (first.marker, first.quote, first.document) == (1, "found no benefit of it", "Fazekas 1997")
        assert (second.marker, second.quote, second.document, second.start) == (2, None, "A review", None)

    def test_advice_in_a_numbered_list_is_no_list_of_sources(self) -> None:
        found, citations = said("Do this:\n1. Ask first.\n2. Then treat.")
        assert citations is None
        assert [text for text, _ in found] == ["Do this:", "Ask first.", "Then treat."]

    def test_a_marker_that_leads_nowhere_is_a_citation_all_the_same(self) -> None:
        note = {"type": "file_citation", "marker": 1, "quote": "q", "document": "d", "start": 0, "end": 1}
        _, citations = cited("It helps [1]. It is rare [7].", [note])
        assert [(each.marker, each.quote) for each in citations or ()] == [(1, "q"), (7, None)]

    def test_a_link_is_no_marker(self) -> None:
        assert said("See [1](http://a).")[1] is None

    @pytest.mark.parametrize("nested", [False, True])
    def test_annotations_as_openai_has_them(self, nested: bool) -> None:
        text = "It helps. It is rare."
        own: dict[str, object] = {"url": "http://a", "title": "A", "start_index": 0, "end_index": 9}
        note = {"type": "url_citation", **({"url_citation": own} if nested else own)}
        file = {"type": "file_citation", "index": 20, "file_id": "f-1", "filename": "review.md"}
        found, citations = said(text, note, file)
        assert found == [("It helps.", (1,)), ("It is rare.", ())]
        assert [(each.document, each.quote, each.start) for each in citations] == [  # type: ignore[attr-defined]
            ("http://a", None, None),
            ("review.md", None, None),
        ]

    @pytest.mark.parametrize("odd", [{}, {"type": 5}, {"type": "x", "x": 3, "start": True, "quote": 7, "flags": "f"}])
    def test_odd_annotations_break_nothing(self, odd: dict[str, object]) -> None:
        _, citations = cited("It helps.", [odd])
        assert [(each.marker, each.quote, each.start) for each in citations or ()] == [(1, None, None)]

    @pytest.mark.parametrize(
        "text", ["", "[1]", " \n ", "[99-1]", "【3†source】", "Sources:\n[1] A", "1.", "[1] x\n[2] y"]
    )
    def test_odd_texts_break_nothing(self, text: str) -> None:
        cited(text, ())


class TestOpening:
    @pytest.fixture(autouse=True)
    def _keys(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CITEBOUND_EVAL_KEY", "ours")
        monkeypatch.setenv("OPENAI_API_KEY", "theirs")

    @pytest.mark.parametrize(("model", "key", "kind"), [(None, "ours", "service"), ("m", "theirs", "openai")])
    def test_urls_and_their_keys(self, editor: Editor, model: str | None, key: str, kind: str) -> None:
        reply = to_json(answered()) if model is None else completion("Yes.")
        with serving(sends(reply)) as server:
            target = open_target(server.address, model, load(), editor, lambda _: None)
            assert target.ask(QUESTION).error is None
        assert (target.kind, server.headers[0]["Authorization"]) == (kind, f"Bearer {key}")

    def test_neither_url_nor_file(self, editor: Editor) -> None:
        with pytest.raises(UsageError, match="neither a URL nor a run's file"):
            open_target("nowhere", None, SETTINGS, editor, lambda _: None)
