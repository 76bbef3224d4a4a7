"""Of the sentences that claim something, those that the quotes they cite carry; an uncited one counts nought."""

from __future__ import annotations

from functools import lru_cache

from assistant.language.vocabulary import Vocabulary
from assistant.support import Support, support
from evals.case import Asked
from evals.reply import Reply, Said
from evals.score import Evidence, Offence, Score
from evals.scorers.citing import carrying, quotes
from evals.scorers.sayings import asked, claims, plain
from evals.scorers.tally import not_judged, tally

NAME = "citation-recall"


def citation_recall(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Supported sentences / sentences that claim something."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    heard = "\n".join(asked(case))
    return tally(
        NAME, [_judged(said, heard, reply, evidence) for said in claims(reply)], "claims carried by their quotes"
    )


def _judged(said: Said, heard: str, reply: Reply, evidence: Evidence) -> Offence | None:
    cited = quotes(carrying(said, reply, evidence))
    if not cited:
        return Offence(said.text, "cites nothing that stands in the evidence")
    found = carried(plain(said.text), cited, evidence.vocabulary, heard)
    if found.verdict == "supported":
        return None
    return Offence(said.text, f"{found.verdict} by its quotes ({'; '.join(found.reasons)})", " … ".join(cited))


@lru_cache(maxsize=20_000)
def carried(text: str, cited: tuple[str, ...], vocabulary: Vocabulary, heard: str) -> Support:
    """The support check; the same sentence over the same quotes is read once, its own words are not read at all."""
    if text in {plain(quote) for quote in cited}:
        return Support("supported")
    return support(text, cited, vocabulary, heard)
