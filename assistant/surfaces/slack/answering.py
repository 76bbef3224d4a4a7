"""Answers one message: the question or the check, kept in the ledger before anybody sees it, then delivered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Literal

from slack_sdk import WebClient

from assistant.ask import MOST_TURNS, Assistant, Told
from assistant.errors import CiteboundError, UsageError
from assistant.ports import Inbox, Ledger
from assistant.render.slack import to_messages
from assistant.render.slack_views import checked_messages
from assistant.settings import Settings
from assistant.surfaces.slack.api import FAILURES, Me, code, log
from assistant.surfaces.slack.delivery import Delivery
from assistant.surfaces.slack.history import Threads
from assistant.surfaces.slack.incoming import Asked
from assistant.surfaces.slack.lines import BROKEN, NAMED, NAMED_CHECK, NAMED_COMMAND, TOO_LONG, UNREACHABLE
from assistant.values import Answer

_STATUS = "is reading the evidence..."
_NEAR = 3
"""Passages that a claim is held against."""
Ended = Answer | Literal["checked", "refused", "failed"]
"""What became of a message."""


class Late(Exception):
    """The time that the settings give is over."""


class Fault(Exception):
    """A bug in the flow, told apart from what Slack's library raises."""


class Answering:
    """`Desk`'s work."""

    def __init__(
        self,
        assistant: Assistant,
        settings: Settings,
        ledger: Ledger,
        inbox: Inbox,
        clients: tuple[WebClient, WebClient],
        me: Me,
    ) -> None:
        """`clients`: the patient one, and the one for what may as well not be said."""
        self._assistant, self._settings = assistant, settings
        self._ledger, self._inbox, self._me = ledger, inbox, me
        web, self._hasty = clients
        self.delivery = Delivery(web, inbox)
        self._threads = Threads(web, inbox, ledger)

    def work(self, asked: Asked, attempt: int) -> Ended:
        """Answer, check or tell; FAILURES where Slack does not take it."""
        if asked.kind == "tell":
            self.delivery.tell(asked, asked.text)
            return "refused"
        ended: Ended = "failed"
        try:
            ended = self._check(asked, attempt) if asked.kind == "check" else self._ask(asked, attempt)
        except UsageError as error:
            self.delivery.tell(asked, str(error))
            ended = "refused"
        except CiteboundError as error:
            self._apologise(asked, error, UNREACHABLE if error.retryable else BROKEN)
        except Late as error:
            self._apologise(asked, error, TOO_LONG)
        except FAILURES:
            raise
        except Exception as error:
            self._apologise(asked, error, BROKEN)
        if asked.named:
            self._notice(asked, ended.basis.redacted if isinstance(ended, Answer) else {})
        return ended

    def _ask(self, asked: Asked, attempt: int) -> Answer:
        began = perf_counter()
        me = self._me()
        self._status(asked)
        most = min(self._settings.max_history, MOST_TURNS)
        history = self._threads.turns(asked, me, most, 4 * self._settings.max_question)
        with _faults():
            answer = self._assistant.ask(asked.text, history, told=self._deadline(began))
        self._keep(asked, answer)
        self.delivery.deliver(asked, answer.id, to_messages(answer), me, again=attempt > 1)
        fields = {"caller": asked.owner, "answer": answer.id, "outcome": answer.outcome}
        log.info("answered", extra={"fields": {**fields, "ms": round(1000 * (perf_counter() - began), 1)}})
        return answer

    def _keep(self, asked: Asked, answer: Answer) -> None:
        self._ledger.record(asked.owner, answer)
        self._inbox.answered(asked.key, asked.owner, answer.id)

    def _check(self, asked: Asked, attempt: int) -> Ended:
        corpus, text = self._assistant.corpus, self._assistant.redacted(asked.text)
        with _faults():
            near = [hit.passage for hit in self._assistant.search(text[: self._settings.max_question], _NEAR)]
            checked = self._assistant.check(text, [passage.text for passage in near])
        says = next((limit.says for limit in corpus.limits if limit.id == checked.limit), "")
        found = [(corpus.documents[passage.document], passage) for passage in near]
        self.delivery.deliver(asked, "", checked_messages(checked, says, found), self._me(), again=attempt > 1)
        log.info("checked", extra={"fields": {"caller": asked.owner, "verdict": checked.verdict}})
        return "checked"

    def _deadline(self, began: float) -> Told:
        def told(_: str) -> None:
            if perf_counter() - began > self._settings.timeout:
                raise Late

        return told

    def _apologise(self, asked: Asked, error: Exception, line: str) -> None:
        """Of the error only its kind is logged: its words may hold what was asked."""
        log.error("not answered", extra={"fields": {"key": asked.key, "error": type(error).__name__}})
        self.delivery.tell(asked, line)

    def _status(self, asked: Asked) -> None:
        if asked.url:
            return
        try:
            self._hasty.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.thread, status=_STATUS)
        except FAILURES as error:
            log.debug("no status", extra={"fields": {"error": code(error)}})

    def _notice(self, asked: Asked, kinds: Mapping[str, int]) -> None:
        listed = f" ({', '.join(sorted(kinds))})".replace("_", " ") if kinds else ""
        line = NAMED_CHECK if asked.kind == "check" else NAMED_COMMAND if asked.url else NAMED
        try:
            self.delivery.notice(asked, line.format(kinds=listed))
        except FAILURES as error:
            log.warning("no notice", extra={"fields": {"error": code(error)}})


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (CiteboundError, Late):
        raise
    except Exception as error:  # its words may hold what was asked
        raise Fault(type(error).__name__) from None
