"""The flow: a question goes in, an answer in which every sentence is proved comes out. Open this file first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from assistant.alert import Alert
from assistant.compose import Composer, Detail
from assistant.conclude import conclude
from assistant.corpus import Corpus
from assistant.draft import Draft
from assistant.errors import UnprovenAnswer, UsageError
from assistant.generate import Composed, Generator, Writer, as_it_is
from assistant.inquiry import Inquiry
from assistant.ports import AbstractReader, Embedder, PassageIndex, SecondReader
from assistant.privacy import redact, redact_together
from assistant.proof import problems
from assistant.retrieve import Retrieval
from assistant.understand import Understanding, readable
from assistant.values import Answer, Document, Passage, Turn
from assistant.verify import Verifier

if TYPE_CHECKING:
    from assistant.adapters.langchain import Chained
    from assistant.check import Checked

T = TypeVar("T")
Told = Callable[[str], None]

MOST_TURNS = 100
"""Earlier turns that one question may carry."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage found by `search`, with its score, about [0, 1]."""

    passage: Passage
    score: float


class Assistant:
    """Answers from one corpus; built by `assistant.bootstrap.build`. Same question, same answer (timing aside)."""

    def __init__(
        self,
        corpus: Corpus,
        index: PassageIndex,
        *,
        embedder: Embedder,
        writer: Writer | None = None,
        longest: int = 4000,
        second: SecondReader | None = None,
        abstracts: AbstractReader | None = None,
    ) -> None:
        """With a `writer`, a chat model rewords what the verbatim composer chose; `second` reads its sentences too.
        `abstracts` is for `check`."""
        self.corpus = corpus
        self._index = index
        self._embedding = embedder.name
        self._longest = longest
        self._understand = Understanding(corpus)
        self._alert = Alert(embedder)
        self._retrieve = Retrieval(corpus, index)
        self._compose = Composer(corpus, self._retrieve, index, embedder)
        self._second = second
        self._abstracts = abstracts
        self._verify = Verifier(corpus, second)
        self._generate: Callable[[Inquiry, Draft], Composed] = as_it_is
        if writer:
            self._generate = Generator(corpus, self._verify, writer)

    def written_by(self, writer: Writer) -> Assistant:
        """The same assistant, all else shared, with another chat model."""
        other = copy(self)
        other._generate = Generator(self.corpus, self._verify, writer)
        return other

    @property
    def documents(self) -> Mapping[str, Document]:
        """The indexed documents by id."""
        return self.corpus.documents

    def ask(
        self, question: str, history: Sequence[Turn] = (), detail: Detail = "brief", told: Told = lambda step: None
    ) -> Answer:
        """The answer to `question`; UsageError where it is empty or too long. `told` hears each step that ends, and
        may raise to stop the work."""
        self._admit(question)
        if len(history) > MOST_TURNS or any(len(turn.text) > 4 * self._longest for turn in history):
            raise UsageError(
                f"The history has over {MOST_TURNS} turns or an overlong one.", "Send the last turns only."
            )
        clock = _Clock(told)
        inquiry, history = clock.time("understand", self._understood(question, history))
        if not inquiry.emergency and self.corpus.alarms and self._alert(inquiry.question):
            inquiry = replace(inquiry, emergency=True)
        evidence = clock.time("retrieve", self._retrieve(inquiry))
        draft = clock.time("compose", self._compose(inquiry, evidence, detail))
        composed = clock.time("generate", self._generate(inquiry, draft))
        verdict = clock.time("verify", self._verify(composed.draft))
        answer = conclude(inquiry, composed, verdict, evidence, self.corpus, history, self._embedding)
        if unproven := problems(answer, self.documents):
            raise UnprovenAnswer(f"The answer broke its contract: {unproven[0]}", "Please report the question's id.")
        return replace(clock.time("conclude", answer), timing_ms=clock.reading())

    def _understood(self, question: str, history: Sequence[Turn]) -> tuple[Inquiry, tuple[Turn, ...]]:
        """The inquiry and the history, neither with personal identifiers; a name told in one turn goes from all."""
        if not history:
            return self._understand(question, ()), ()
        texts = [readable(text) for text in (*(turn.text for turn in history), question)]
        *earlier, (clean, counts) = redact_together(texts, self._understand.known)
        turns = tuple(Turn(turn.role, text) for turn, (text, _) in zip(history, earlier, strict=True))
        return replace(self._understand(clean, turns), redacted=counts), turns

    def redacted(self, text: str) -> str:
        """The text without personal identifiers; names that the corpus itself prints stay."""
        return redact(readable(text), self._understand.known)[0]

    def search(self, query: str, k: int = 10) -> tuple[SearchHit, ...]:
        """The `k` passages nearest to `query`, best first."""
        self._admit(query)
        if k < 1:
            raise UsageError(f"k is {k}.", "Ask for at least one passage.")
        (hits,) = self._index.search([self.redacted(query)], k)
        return tuple(SearchHit(self.corpus.passages[hit.passage], hit.score) for hit in hits)

    def as_runnable(self) -> Chained:
        """This assistant in a LangChain chain: a question, messages or a prompt's value in, a cited AIMessage out."""
        # Imported here: langchain_core takes 0.4 s, and only who has a chain calls this.
        from assistant.adapters.langchain import runnable

        return runnable(self)

    def check(self, text: str, quotes: Sequence[str] | None = None, context: str = "") -> Checked:
        """Whether a text is inside the limits, and whether quotes carry it: see `assistant.check`."""
        from assistant.check import check  # 0.14 s, and a question never needs it

        return check(text, self.corpus, quotes, context, second=self._second, abstracts=self._abstracts)

    def _admit(self, question: str) -> None:
        if len(question) <= self._longest and not readable(question).strip():
            raise UsageError("The question is empty.", "Ask one in words.")
        if len(question) > self._longest or len(readable(question)) > self._longest:
            raise UsageError(
                f"The question has {len(question):,} characters; the most is {self._longest:,}.", "Shorten it."
            )


class _Clock:
    """Milliseconds by step."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._start = self._last = perf_counter()
        self._steps: dict[str, float] = {}

    def time(self, step: str, done: T) -> T:
        now = perf_counter()
        self._steps[step] = round((now - self._last) * 1000, 3)
        self._last = now
        self._told(step)
        return done

    def reading(self) -> Mapping[str, float]:
        return self._steps | {"total": round((perf_counter() - self._start) * 1000, 3)}
