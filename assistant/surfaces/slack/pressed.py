"""What the buttons do: a passage in a modal, a rating into the ledger, and the reason for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk import WebClient

from assistant.ask import Assistant
from assistant.errors import CiteboundError
from assistant.ports import Ledger
from assistant.records import Feedback
from assistant.render.slack import HELPFUL, Block
from assistant.render.slack_views import passage_asked, passage_view
from assistant.surfaces.slack.api import FAILURES, code, log
from assistant.surfaces.slack.desk import Tell
from assistant.surfaces.slack.incoming import Asked, Payload
from assistant.surfaces.slack.lines import CHANGED, NOT_YOURS, THANKS, UNKEPT, UNSHOWN

_REASONS = {
    "wrong": "It is wrong",
    "incomplete": "Something is missing",
    "unclear": "It is unclear",
    "not_covered": "It should have been answered",
    "other": "Something else",
}
_MOST_WORDS = 2000
_LONGEST_PROMPT = 75


class Pressed:
    """Errands: each says in one line what went wrong."""

    def __init__(self, assistant: Assistant, ledger: Ledger, web: WebClient, tell: Tell) -> None:
        self._assistant, self._ledger, self._web, self._tell = assistant, ledger, web, tell

    def tell(self, asked: Asked, line: str) -> None:
        """A line, as well as may be."""
        try:
            self._tell(asked, line)
        except FAILURES as error:
            log.warning("not told", extra={"fields": {"error": code(error)}})

    def refuse(self, body: Payload, line: str) -> None:
        """A line for whoever pressed."""
        self.tell(_presser(body), line)

    def prompt(self, channel: str, thread: str | None, title: str, prompts: Sequence[dict[str, str]]) -> None:
        """The suggested questions."""
        shown = [{**prompt, "title": prompt["title"][:_LONGEST_PROMPT]} for prompt in prompts]
        try:
            self._web.assistant_threads_setSuggestedPrompts(
                channel_id=channel, thread_ts=thread, title=title[:_LONGEST_PROMPT], prompts=shown
            )
        except FAILURES as error:
            log.warning("no prompts", extra={"fields": {"error": code(error)}})

    def passage(self, body: Payload) -> None:
        """The passage of the button, with its neighbours."""
        place = passage_asked(_value(body))
        document = self._assistant.documents.get(place.document) if place else None
        view = passage_view(document, place) if document and place else None
        if view is None:
            self.refuse(body, CHANGED)
            return
        self._show(body, view, UNSHOWN)

    def rated(self, body: Payload) -> None:
        """Helpful or not; where not, the reason is asked for."""
        said, _, answer = _value(body).partition("|")
        if self._keep(body, Feedback(answer, said == HELPFUL)):
            self.refuse(body, THANKS)
            if said != HELPFUL:
                self._show(body, _reason_view(answer), "")

    def reasoned(self, body: Payload) -> None:
        """The reason, and words that are redacted before they are kept."""
        view = body.get("view") or {}
        values = ((view.get("state") or {}).get("values")) or {}
        reason = ((values.get("reason") or {}).get("reason") or {}).get("selected_option") or {}
        text = ((values.get("words") or {}).get("words") or {}).get("value") or ""
        known = str(reason.get("value")) if reason.get("value") in _REASONS else None
        clean = self._assistant.redacted(str(text)[:_MOST_WORDS])
        self._keep(body, Feedback(str(view.get("private_metadata") or ""), False, known, clean))

    def _keep(self, body: Payload, said: Feedback) -> bool:
        asker = _presser(body)
        try:
            if self._ledger.rate(asker.owner, said):
                return True
            self.tell(asker, NOT_YOURS)
        except CiteboundError as error:
            log.warning("not rated", extra={"fields": {"error": type(error).__name__}})
            self.tell(asker, UNKEPT)
        return False

    def _show(self, body: Payload, view: Block, failed: str) -> None:
        try:
            self._web.views_open(trigger_id=str(body.get("trigger_id") or ""), view=view)
        except FAILURES as error:
            log.warning("not shown", extra={"fields": {"error": code(error)}})
            if failed:
                self.refuse(body, failed)


def _presser(body: Payload) -> Asked:
    user, team = body.get("user") or {}, body.get("team") or {}
    container, channel = body.get("container") or {}, body.get("channel") or {}
    return Asked(
        key="",
        message="",
        kind="tell",
        text="",
        team=str(user.get("team_id") or team.get("id") or ""),
        user=str(user.get("id") or ""),
        channel=str(channel.get("id") or user.get("id") or ""),
        thread=str(container.get("thread_ts") or ""),
        url=str(body.get("response_url") or ""),
    )


def _value(body: Payload) -> str:
    actions: list[dict[str, Any]] = body.get("actions") or [{}]
    return str(actions[0].get("value") or "")


def _reason_view(answer: str) -> Block:
    def label(text: str) -> Block:
        return {"type": "plain_text", "text": text, "emoji": False}

    options = [{"text": label(text), "value": value} for value, text in _REASONS.items()]
    select = {"type": "static_select", "action_id": "reason", "options": options}
    box = {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": _MOST_WORDS}
    return {
        "type": "modal",
        "callback_id": "reason",
        "private_metadata": answer,
        "title": label("What was not helpful?"),
        "submit": label("Send"),
        "close": label("Close"),
        "blocks": [
            {"type": "input", "block_id": "reason", "optional": True, "label": label("Reason"), "element": select},
            {
                "type": "input",
                "block_id": "words",
                "optional": True,
                "label": label("In your words, without anything about a patient"),
                "element": box,
            },
        ],
    }
