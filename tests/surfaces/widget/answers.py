"""The answers that the fake service gives: the doubles', and one for each kind that the widget shows apart."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from assistant.render import document_json
from assistant.render.answer_json import to_json
from assistant.values import Answer, LimitNotice, Statement, StatementKind
from tests.doubles import BENEFIT, DOCUMENT, DOSE, SPMS, answered, citation, not_covered
from tests.surfaces.widget.service import Script

EMERGENCY = "Follow your local emergency procedure at once."
HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'> ![a](http://evil.test/x.png)"
    " [b](http://evil.test/) \u202etxet\u202c \u200bend"
)
SHOWN = HOSTILE.replace("\u202e", "").replace("\u202c", "").replace("\u200b", "")
Json = dict[str, Any]


def note(text: str, kind: StatementKind = "note", *markers: int) -> Statement:
    return Statement(text, kind, 0, len(text), markers, "quoted" if markers else None)


def said(answer: Answer, *statements: Statement) -> Answer:
    return replace(answer, text=" ".join(each.text for each in statements), statements=statements)


def partial() -> Answer:
    whole = answered()
    return replace(whole, outcome="partial", missing=("price of IVIG",), limits=(), withheld=())


def out_of_scope() -> Answer:
    return said(replace(not_covered("?"), outcome="out_of_scope", missing=(), nearest=()), note("Not its topic."))


def declined() -> Answer:
    limit = LimitNotice("rules", "enforced", "A time-critical order is not given.")
    return said(replace(out_of_scope(), outcome="declined", limits=(limit,)), note(EMERGENCY))


def conflict() -> Answer:
    other = replace(citation(2, SPMS), document="other-review", title="Another review", year=1997)
    statements = note("One finds a benefit.", "conflict", 1), note("The other finds none.", "conflict", 2)
    plain = replace(answered(), limits=(), withheld=(), citations=(citation(1, BENEFIT), other))
    return said(plain, *statements)


def hostile() -> Answer:
    cited = replace(citation(1, DOSE), document="hostile", title=HOSTILE, reference=HOSTILE, section=HOSTILE)
    start = HOSTILE_TEXT.index(HOSTILE)
    cited = replace(cited, document_sha256=digest(HOSTILE_TEXT), quote=HOSTILE, start=start, end=start + len(HOSTILE))
    limit = LimitNotice("x", "stated", HOSTILE)
    return said(replace(answered(), citations=(cited,), limits=(limit,)), note(HOSTILE, "finding", 1))


HOSTILE_TEXT = f"# {HOSTILE}\n\n\U0001f9e0 {HOSTILE}\n\n<script>window.ran = 1</script>\n"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def documents() -> dict[str, Json]:
    tiny = document_json.whole(DOCUMENT)
    bad = tiny | {"id": "hostile", "title": HOSTILE, "text": HOSTILE_TEXT, "sha256": digest(HOSTILE_TEXT)}
    long = "\n\n".join(f"Paragraph {number} of a long document." for number in range(200))
    tiny["text"] = tiny["text"] + long
    return {"tiny-review": tiny, "other-review": tiny | {"id": "other-review"}, "hostile": bad}


def script() -> Script:
    kinds = {
        "*": answered(),
        "What does it cost?": not_covered("What does it cost?"),
        "Partial?": partial(),
        "Weather?": out_of_scope(),
        "Chest pain now?": declined(),
        "Do they agree?": conflict(),
        "Hostile?": hostile(),
    }
    answers = {question: to_json(answer) for question, answer in kinds.items()}
    return Script(answers=answers, documents=documents(), suggested=("Does IVIG work?", "What does it cost?"))
