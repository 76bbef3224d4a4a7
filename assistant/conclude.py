"""The answer from what was proved: statements, citations, limits, what is missing. Pure policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.corpus import Corpus
from assistant.draft import Line, Reply
from assistant.generate import Composed
from assistant.inquiry import Inquiry
from assistant.limits import judge
from assistant.passages import digest
from assistant.retrieve import Evidence
from assistant.values import (
    Answer,
    Basis,
    Citation,
    LimitNotice,
    Outcome,
    Passage,
    Retrieved,
    Statement,
    Support,
    Turn,
    Withheld,
)
from assistant.verify import Verdict


@dataclass(slots=True)
class _Page:
    """The answer's text as it grows."""

    corpus: Corpus
    text: str = ""
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def add(self, line: Line, apart: str = " ") -> None:
        markers = tuple(self._marker(passage) for passage in line.passages)
        support: Support | None = ("quoted" if line.quoted else "supported") if markers else None
        self.text += apart if self.text else ""
        start = len(self.text)
        self.text += line.text
        self.statements.append(Statement(line.text, line.kind, start, len(self.text), markers, support))
        self.text += "".join(f" [{marker}]" for marker in markers)

    def note(self, text: str, apart: str = " ") -> None:
        self.add(Line(text, (), "note"), apart)

    def _marker(self, passage: Passage) -> int:
        for citation in self.citations:
            if (citation.document, citation.start, citation.end) == (passage.document, passage.start, passage.end):
                return citation.marker
        self.citations.append(cite(self.corpus, passage, len(self.citations) + 1))
        return len(self.citations)


def cite(corpus: Corpus, passage: Passage, marker: int) -> Citation:
    """A passage as a citation; marker 0 for one that stands beside the text, not in it."""
    document = corpus.documents[passage.document]
    return Citation(
        marker=marker,
        id=digest(document.sha256, passage.start, passage.end),
        document=document.id,
        document_sha256=document.sha256,
        title=document.title,
        reference=document.reference,
        year=document.year,
        design=document.design,
        certainty=document.certainty,
        section=passage.section,
        page=passage.page,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        flags=passage.flags,
    )


def conclude(
    inquiry: Inquiry,
    composed: Composed,
    verdict: Verdict,
    evidence: Evidence,
    corpus: Corpus,
    history: Sequence[Turn],
    embedding: str,
) -> Answer:
    """The answer; a line that was not allowed is left out and its reason kept in `withheld`."""
    declined = inquiry.emergency or inquiry.demand
    judged = [_judged(reply, verdict) for reply in composed.draft.replies]
    told = [] if inquiry.emergency else judged
    page = _Page(corpus)
    _decline(page, inquiry)
    shown: set[str] = set()
    for each in told:
        _write(page, each, shown, declined=declined)
    cited = {passage.id for each in told for line in each.proved for passage in line.passages}
    withheld = (*composed.withheld, *verdict.withheld)
    return Answer(
        id=_id(inquiry, history, corpus, composed),
        question=inquiry.question,
        outcome="declined" if declined else _overall([each.outcome for each in told]),
        text=page.text,
        statements=tuple(page.statements),
        citations=tuple(page.citations),
        limits=_notices(composed.draft.replies, withheld, cited, corpus),
        withheld=withheld,
        missing=() if declined else tuple(dict.fromkeys(name for each in told for name in each.missing)),
        nearest=() if declined else tuple(cite(corpus, passage, 0) for passage in _nearest(told, cited)),
        basis=_basis(inquiry, composed, evidence, corpus, embedding),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A reply with the lines of it that were proved and what becomes of it without the others."""

    reply: Reply
    proved: tuple[Line, ...]
    outcome: Outcome

    @property
    def open(self) -> bool:
        """Whether something asked is left without an answer."""
        return self.outcome in ("partial", "not_covered", "out_of_scope")

    @property
    def missing(self) -> tuple[str, ...]:
        """What the evidence lacks for it, by name or in the words of the asking."""
        return (self.reply.missing or (self.reply.asking.text,)) if self.open else ()


def _judged(reply: Reply, verdict: Verdict) -> _Judged:
    proved = tuple(line for line in reply.lines if line.key in verdict.allowed)
    return _Judged(reply, proved, reply.outcome if proved or not reply.lines else "not_covered")


def _decline(page: _Page, inquiry: Inquiry) -> None:
    if inquiry.emergency:
        page.note(page.corpus.emergency)
    if inquiry.demand:
        page.note("The stated limits of the evidence are not set aside on demand.")


def _basis(inquiry: Inquiry, composed: Composed, evidence: Evidence, corpus: Corpus, embedding: str) -> Basis:
    return Basis(
        corpus_sha256=corpus.sha256,
        limits_sha256=corpus.limits_sha256,
        prompt_sha256=composed.prompt_sha256,
        composer=composed.composer,
        embedding=embedding,
        retrieved=_retrieved(evidence),
        redacted=inquiry.redacted,
        corpus_date=corpus.date,
    )


def _write(page: _Page, judged: _Judged, shown: set[str], *, declined: bool) -> None:
    """The reply's paragraph: what it lacks and its proved lines, but for those already `shown`."""
    reply, outcome, apart = judged.reply, judged.outcome, "\n\n"
    if outcome in ("not_covered", "out_of_scope") and not declined:
        apart = _lack(page, reply, outcome, shown, apart)
    for line in (line for line in judged.proved if line.key not in shown):
        page.add(line, apart)
        apart = " "
    shown.update(line.key for line in judged.proved)
    if outcome == "partial" and not declined:
        _lack(page, reply, outcome, shown, apart)


def _lack(page: _Page, reply: Reply, outcome: Outcome, shown: set[str], apart: str) -> str:
    """Notes what the reply lacks, once; what stands before the next statement."""
    gap = _gap(page.corpus, reply, outcome)
    if gap in shown:
        return apart
    page.note(gap, apart)
    shown.add(gap)
    return " "


def _gap(corpus: Corpus, reply: Reply, outcome: Outcome) -> str:
    """What the evidence lacks, in one sentence; it goes unnamed where its name could be read as a claim."""
    named = [m for m in reply.missing if m != reply.asking.text]
    text = _lacking(corpus, named, outcome)
    if named and judge(text, corpus.limits, corpus.vocabulary).action != "allow":
        return _lacking(corpus, [], outcome)
    return text


def _lacking(corpus: Corpus, named: Sequence[str], outcome: Outcome) -> str:
    if outcome == "out_of_scope":
        what = f"{_series(named)}: this" if named else "This"
        return f"{what[0].upper()}{what[1:]} is outside the topic of the indexed evidence ({corpus.title})."
    if outcome == "partial":
        return f"Not in the indexed evidence: {_series(named)}." if named else "The indexed evidence lacks some of it."
    return "The indexed evidence does not cover this" + (f": nothing on {_series(named)}." if named else ".")


def _series(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


def _overall(outcomes: Sequence[Outcome]) -> Outcome:
    if not outcomes:
        return "not_covered"
    if len(set(outcomes)) == 1:
        return outcomes[0]
    return "partial" if {"answered", "partial"} & set(outcomes) else "not_covered"


def _nearest(judged: Iterable[_Judged], shown: Iterable[str]) -> list[Passage]:
    held = {*shown}
    near = {p.id: p for each in judged if each.open for p in each.reply.nearest if p.id not in held}
    return list(near.values())[:3]


def _notices(
    replies: Iterable[Reply], withheld: Iterable[Withheld], shown: Iterable[str], corpus: Corpus
) -> tuple[LimitNotice, ...]:
    """Each limit that was stated because its topic came up, or enforced because something broke it."""
    quoted = {*shown}
    enforced = {each.limit for each in withheld}
    raised = {limit.id for reply in replies for limit in reply.limits}
    notices = []
    for limit in corpus.limits:
        if limit.id in enforced:
            notices.append(LimitNotice(limit.id, "enforced", limit.says))
        elif limit.id in raised or quoted & {*corpus.bases[limit.id]}:
            notices.append(LimitNotice(limit.id, "stated", limit.says))
    return tuple(notices)


def _retrieved(evidence: Evidence) -> tuple[Retrieved, ...]:
    best: dict[str, Retrieved] = {}
    for found in evidence.near:
        for f in found[:10]:
            score = round(f.relevance, 4)
            if f.passage.id not in best or best[f.passage.id].score < score:
                best[f.passage.id] = Retrieved(f.passage.document, f.passage.start, f.passage.end, score)
    return tuple(sorted(best.values(), key=lambda r: (-r.score, r.document, r.start)))


def _id(inquiry: Inquiry, history: Sequence[Turn], corpus: Corpus, composed: Composed) -> str:
    said: Mapping[str, object] = {
        "question": inquiry.question,
        "history": [[turn.role, turn.text] for turn in history],
        "corpus": corpus.sha256,
        "limits": corpus.limits_sha256,
        "composer": composed.identity,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]
