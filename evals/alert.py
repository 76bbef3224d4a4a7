"""Learns which messages tell of an emergency, and writes the weights beside `assistant.alert`.

    python -m evals.alert [--held]

It learns from `emergencies/build*.yaml` and from the suites' questions, of which those that the alarms find are
emergencies. `--held` learns nothing and reads `emergencies/held.yaml`: how many told emergencies the alarms find alone
and with what was learned, and how many other messages are taken for one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.alert import WEIGHTS, Alert, features, texts
from assistant.corpus import load_corpus
from assistant.ports import Embedder
from assistant.settings import load as settings
from assistant.understand import Understanding
from evals.case import Asked, Pair
from evals.loading import load
from evals.sentences_report import CORPUS, rate

MESSAGES = Path(__file__).parent / "emergencies"
_REGULARISED = 0.02
_BATCH = 32
Message = tuple[str, bool]


def messages(name: str) -> list[Message]:
    """The messages of the files of that name, each with whether it tells of an emergency."""
    files = sorted(MESSAGES.glob(f"{name}*.yaml"))
    rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [(row["text"], bool(row["emergency"])) for row in rows]


def asked(understand: Understanding) -> list[Message]:
    """The suites' questions, as the alarms read them."""
    cases = [case for suite in load(()) for case in suite.cases if isinstance(case, Asked | Pair)]
    told = [one for case in cases for one in (case.sides() if isinstance(case, Pair) else [case])]
    return [(text, understand(text, ()).emergency) for text in dict.fromkeys(one.question for one in told)]


def learn(embedder: Embedder, rows: Sequence[Message]) -> None:
    """Writes the weights. Each sentence of a message that tells of none tells of none either."""
    read = dict(rows) | {text: False for message, told in rows if not told for text in texts(message)}
    names = list(read)
    vectors = np.concatenate([embedder.embed(names[at : at + _BATCH]) for at in range(0, len(names), _BATCH)])
    fitted = LogisticRegression(C=_REGULARISED, max_iter=5000)
    fitted.fit(features(vectors, names), np.array(list(read.values())))
    model = embedder.name.split("@")[0]
    np.savez(WEIGHTS, weights=fitted.coef_[0], bias=fitted.intercept_[0], model=np.array(model))


def report(understand: Understanding, alert: Alert, rows: Sequence[Message]) -> str:
    """A line for each reader: told emergencies found, and other messages taken for one."""
    alarmed = {text: understand(text, ()).emergency for text, _ in rows}
    both = {text: found or alert(text) for text, found in alarmed.items()}
    lines = []
    for name, found in (("alarms alone", alarmed), ("with what was learned", both)):
        told, other = ([found[text] for text, label in rows if label is each] for each in (True, False))
        lines.append(f"{name}: {rate(sum(told), len(told))} found, {rate(sum(other), len(other))} of others")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Learns, or reads the held messages."""
    embedder = OnnxEmbedder(ensure_model(settings().data_dir / "models"))
    understand = Understanding(load_corpus(CORPUS, CORPUS))
    if "--held" not in arguments:
        learn(embedder, [*messages("build"), *asked(understand)])
    print(report(understand, Alert(embedder), messages("held" if "--held" in arguments else "build")))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
