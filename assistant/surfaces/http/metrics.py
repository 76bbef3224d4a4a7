"""What Prometheus reads at /metrics: counts and times, never a word of what was asked.

Several processes put theirs into files of one folder; then whichever is asked adds up over all of them, those that have
died among them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from assistant.values import Answer

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """One service's figures, in a registry of its own."""

    def __init__(self, shared: Path | None = None) -> None:
        """`shared`: the folder that prometheus-client was told of when it was imported."""
        self._shared = shared
        self.registry = registry = CollectorRegistry()
        self._answers = Counter("citebound_answers", "Answers given.", ["outcome"], registry=registry)
        self._limits = Counter("citebound_limits", "Limits that spoke.", ["limit", "action"], registry=registry)
        self._withheld = Counter("citebound_withheld", "Statements that did not pass.", registry=registry)
        self._requests = Counter("citebound_requests", "Requests.", ["method", "route", "status"], registry=registry)
        self._slack = Counter("citebound_slack_messages", "Slack messages.", ["outcome"], registry=registry)
        self._steps = Histogram("citebound_step_seconds", "A step.", ["step"], buckets=_SECONDS, registry=registry)
        self._seconds = Histogram(
            "citebound_request_seconds", "A request.", ["route"], buckets=_SECONDS, registry=registry
        )
        self.under_way = Gauge(
            "citebound_questions_under_way",
            "Questions answered or waiting.",
            registry=registry,
            multiprocess_mode="livesum",
        )

    def answered(self, answer: Answer) -> None:
        """Count one answer."""
        self._answers.labels(answer.outcome).inc()
        self._withheld.inc(len(answer.withheld))
        for notice in answer.limits:
            self._limits.labels(notice.id, notice.action).inc()
        for step, milliseconds in answer.timing_ms.items():
            self._steps.labels(step).observe(milliseconds / 1000)

    def in_slack(self, ended: Answer | str) -> None:
        """Count what became of a message in Slack: an answer, or one word."""
        if isinstance(ended, Answer):
            self.answered(ended)
        self._slack.labels(ended.outcome if isinstance(ended, Answer) else ended).inc()

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; `route` is the template, so that no id becomes a label."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def page(self) -> bytes:
        """The text format; blocking where files are read."""
        if self._shared is None:
            return generate_latest(self.registry)
        all_of_them = CollectorRegistry()
        MultiProcessCollector(all_of_them, str(self._shared))  # type: ignore[no-untyped-call]
        return generate_latest(all_of_them)


def forget_the_dead(folder: Path | None) -> None:
    """What is under way in a process that is no more is under way no more; what it counted stays."""
    for file in folder.glob("gauge_live*_*.db") if folder else ():
        number = file.stem.rpartition("_")[2]
        if not _alive(int(number)):
            mark_process_dead(int(number), str(folder))  # type: ignore[no-untyped-call]


def _alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False
