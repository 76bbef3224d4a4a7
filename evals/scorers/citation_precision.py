"""Of all citations, those that stand in the evidence and that their sentence needs, or that carry it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.case import Asked
from evals.reply import Cited, Reply, Said
from evals.score import Evidence, Offence, Score
from evals.scorers.citation_recall import carried
from evals.scorers.citing import by_marker, quotes, stood
from evals.scorers.sayings import asked, claims, plain, spoken
from evals.scorers.tally import not_judged, tally

NAME = "citation-precision"


def citation_precision(case: Asked, reply: Reply, evidence: Evidence) -> Score:
    """Each marker of each sentence, those without a citation included, and each citation that no sentence uses."""
    if reply.citations is None:
        return not_judged(NAME, "the target cites nothing by its nature")
    heard, claimed = "\n".join(asked(case)), claims(reply)
    judged: list[Offence | None] = []
    for said in spoken(reply):
        judged += _of_sentence(said, heard, reply, evidence, claims_something=said in claimed)
    used = {marker for said in spoken(reply) for marker in said.markers}
    unused = [cited for cited in reply.citations if cited.marker not in used]
    judged += [_unused(cited, claimed, heard, evidence) for cited in unused]
    return tally(NAME, judged, "citations that resolve and carry their sentence")


def _of_sentence(
    said: Said, heard: str, reply: Reply, evidence: Evidence, *, claims_something: bool
) -> Iterator[Offence | None]:
    known = by_marker(reply)
    markers = tuple(dict.fromkeys(said.markers))
    real = [known[marker] for marker in markers if marker in known and stood(known[marker], evidence)]
    for marker in markers:
        cited = known.get(marker)
        if cited is None:
            yield Offence(f"{said.text} [{marker}]", f"the marker [{marker}] has no citation")
        elif cited not in real:
            yield Offence(f"{said.text} [{marker}]", f"the quote of [{marker}] stands in no document", cited.quote)
        elif claims_something:
            yield (
                None
                if _needed(said, cited, real, heard, evidence)
                else Offence(
                    f"{said.text} [{marker}]",
                    f"[{marker}] neither carries its sentence nor is needed for it",
                    cited.quote,
                )
            )


def _needed(said: Said, cited: Cited, real: Sequence[Cited], heard: str, evidence: Evidence) -> bool:
    if _supports(said, [cited], heard, evidence):
        return True
    others = [each for each in real if each is not cited]
    return _supports(said, real, heard, evidence) and not (others and _supports(said, others, heard, evidence))


def _supports(said: Said, cited: Sequence[Cited], heard: str, evidence: Evidence) -> bool:
    return carried(plain(said.text), quotes(cited), evidence.vocabulary, heard).verdict == "supported"


def _unused(cited: Cited, claimed: Sequence[Said], heard: str, evidence: Evidence) -> Offence | None:
    """A citation of the reply as a whole is good when it carries any of its sentences."""
    if not stood(cited, evidence):
        return Offence(f"[{cited.marker}]", f"the quote of [{cited.marker}] stands in no document", cited.quote)
    if any(not said.markers and _supports(said, [cited], heard, evidence) for said in claimed):
        return None
    return Offence(f"[{cited.marker}]", f"no sentence uses [{cited.marker}]", cited.quote)
