"""A verbatim draft reworded by a chat model: each claim is verified, and the source's words stand where one fails."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from assistant.corpus import Corpus
from assistant.draft import Draft, Line, Reply, spoken
from assistant.errors import ModelError
from assistant.inquiry import Inquiry
from assistant.language.words import words
from assistant.limits import judge
from assistant.ports import ChatModel
from assistant.prompts import Prompts, Template
from assistant.proposed import Claim, read
from assistant.values import Passage, Withheld
from assistant.verify import Verifier

VERBATIM = "verbatim/1"
LONGEST_ANSWER = 100_000
"""Characters of a model's answer that are read at all."""

MOST_WORDS = 0.7
"""The share of a passage's words of more than three letters that its rewordings say together."""

_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft, who composed it, and what of the proposed did not pass; `identity` is what may compose here at all."""

    draft: Draft
    composer: str = VERBATIM
    withheld: tuple[Withheld, ...] = ()
    identity: str = VERBATIM
    prompt_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class _Reworded:
    """One reply after the model; `used` counts the claims that stand in it, None where the model was not asked."""

    reply: Reply
    withheld: tuple[Withheld, ...] = ()
    used: int | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model, its prompts, and the seconds it has for one answer."""

    model: ChatModel
    prompts: Prompts
    timeout: float = 20.0


def as_it_is(inquiry: Inquiry, draft: Draft) -> Composed:
    """The verbatim draft, where no model is set."""
    return Composed(draft)


class Generator:
    """Has a model reword verbatim drafts. Limits, caveats and whatever is flagged keep the source's words."""

    def __init__(self, corpus: Corpus, verify: Verifier, writer: Writer) -> None:
        self._corpus = corpus
        self._verify = verify
        self._model, self._prompts, self._timeout = writer.model, writer.prompts, writer.timeout

    def __call__(self, inquiry: Inquiry, draft: Draft) -> Composed:
        """The reworded draft; the verbatim one where the model cannot be used, and `composer` says why."""
        own, sha256 = f"generate/1 ({self._model.name})", self._prompts.sha256
        plain = Composed(draft, identity=f"{own} {sha256}", prompt_sha256=sha256)
        if inquiry.emergency or inquiry.demand:
            return plain
        until = monotonic() + self._timeout
        try:
            done = [self._reworded(reply, until) for reply in draft.replies]
        except ModelError as error:
            return replace(plain, composer=f"{VERBATIM} (model unavailable: {error.message})")
        withheld = tuple(dict.fromkeys(each for reworded in done for each in reworded.withheld))
        counts = [reworded.used for reworded in done if reworded.used is not None]
        if not any(counts):
            told = f"{VERBATIM} (nothing passed that {self._model.name} wrote)" if counts else VERBATIM
            return replace(plain, composer=told, withheld=withheld)
        whole = Draft(tuple(reworded.reply for reworded in done))
        return replace(plain, draft=whole, composer=own, withheld=withheld)

    def _reworded(self, reply: Reply, until: float) -> _Reworded:
        allowed = self._verify(Draft((reply,))).allowed if reply.outcome in ("answered", "partial") else ()
        lines = [line for line in reply.lines if _rewordable(line) and line.key in allowed]
        if not lines:
            return _Reworded(reply)
        sources = {f"p{number}": line.passages[0] for number, line in enumerate(lines, start=1)}
        good, failed = self._tried(reply, sources, self._claims(self._prompts.compose, reply, sources, until))
        withheld = [why for _, why in failed]
        if failed:
            better, still = self._tried(reply, sources, self._repaired(reply, sources, failed, until))
            good, withheld = [*good, *better], [*withheld, *(why for _, why in still)]
        kept = _whole(good)
        if len(kept) < len(good):
            withheld.append(Withheld("a rewording left out a part of the passage it rests on"))
        return _Reworded(_assembled(reply, kept), tuple(withheld), len(kept))

    def _claims(
        self, prompt: Template, reply: Reply, sources: Mapping[str, Passage], until: float, **more: str
    ) -> tuple[Claim, ...]:
        """One call of the model. ModelError where there is no answer to read."""
        passages = _json_lines({"id": id_, "text": spoken(passage)} for id_, passage in sources.items())
        asked = {"question": reply.asking.text, "passages": passages, **more}
        system, user = prompt.fill(fence=_fence(asked.values()), **asked)
        return read(self._complete(system, user, until - monotonic()), sources)

    def _complete(self, system: str, user: str, timeout: float) -> str:
        if timeout <= 0:
            raise ModelError("timeout")
        try:
            answer = self._model.complete(system, user, timeout=timeout)
        except ModelError:
            raise
        except Exception as error:  # whoever wrote the model, its failure is not the asker's
            raise ModelError(f"failed, {type(error).__name__}") from error
        if len(answer) > LONGEST_ANSWER:
            raise ModelError("answer too long")
        return answer

    def _repaired(
        self, reply: Reply, sources: Mapping[str, Passage], failed: Sequence[tuple[Claim, Withheld]], until: float
    ) -> tuple[Claim, ...]:
        """The second and last try; a model that gives out here has still given its first."""
        ids = {passage.id: id_ for id_, passage in sources.items()}
        told = _json_lines(
            {"text": claim.text, "passages": [ids[p.id] for p in claim.passages], "why": why.reason}
            for claim, why in failed
        )
        try:
            return self._claims(self._prompts.repair, reply, sources, until, failed=told)
        except ModelError:
            return ()

    def _tried(
        self, reply: Reply, sources: Mapping[str, Passage], claims: Iterable[Claim]
    ) -> tuple[list[Line], list[tuple[Claim, Withheld]]]:
        """The claims that pass, as lines, and those that do not, each with its reason."""
        conflicts = {line.passages[0].id for line in reply.lines if line.kind == "conflict"}
        good: list[Line] = []
        failed: list[tuple[Claim, Withheld]] = []
        for claim in claims:
            mixed = any(passage.id in conflicts for passage in claim.passages)
            line = Line(claim.text, claim.passages, "conflict" if mixed else "finding")
            if why := Withheld(claim.fault) if claim.fault else self._objection(reply, line):
                failed.append((claim, why))
            else:
                good.append(line)
        return list(dict.fromkeys(good)), failed

    def _objection(self, reply: Reply, line: Line) -> Withheld | None:
        """Why a claim may not stand: the verifier's reason, or what it would say as the answer to this question."""
        verdict = self._verify(Draft((replace(reply, lines=(line,)),)))
        if line.key not in verdict.allowed:
            return verdict.withheld[0]
        if line.quoted:
            return None
        reading = judge(line.text, self._corpus.limits, self._corpus.vocabulary, context=reply.asking.text)
        if reading.action == "allow":
            return None
        return Withheld("as an answer to the question the claim is not clearly inside a limit", reading.limit)


def _rewordable(line: Line) -> bool:
    """Findings alone; what is flagged is quoted as it is printed."""
    return line.kind in ("finding", "conflict") and line.quoted and not line.passages[0].flags


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines whose passages are said whole by these lines; no half of a result is dropped."""
    kept = list(lines)
    while True:
        said: dict[str, set[str]] = {}
        for line in kept:
            for passage in line.passages:
                said.setdefault(passage.id, set()).update(_weighty(line.text))
        whole = [line for line in kept if all(_carried(passage, said[passage.id]) for passage in line.passages)]
        if len(whole) == len(kept):
            return kept
        kept = whole


def _carried(passage: Passage, said: set[str]) -> bool:
    """Every figure, and most of the words."""
    held = _weighty(spoken(passage))
    figures = {each for each in held if each[0].isdigit()}
    return figures <= said and len(held & said) >= MOST_WORDS * len(held)


def _weighty(text: str) -> set[str]:
    return {*_NUMBER.findall(text), *(word.stem for word in words(text) if len(word.folded) > 3)}


def _assembled(reply: Reply, reworded: Sequence[Line]) -> Reply:
    """The reply in its own order, each finding in the model's words where these stand, else in the source's."""
    lines: list[Line] = []
    for line in reply.lines:
        own = [other for other in reworded if line.passages[0] in other.passages] if _rewordable(line) else []
        lines += own or [line]
    return replace(reply, lines=tuple(dict.fromkeys(lines)))


def _json_lines(values: Iterable[Mapping[str, object]]) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


def _fence(data: Iterable[str]) -> str:
    """A line that the data cannot hold: it is made of their hash. The same data, the same prompt."""
    return f"=== {hashlib.sha256(chr(31).join(data).encode()).hexdigest()[:16]} ==="
