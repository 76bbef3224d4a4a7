"""What the tests of the claim checker share: the shipped vocabulary, four limits, small documents, two other packs."""

from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.language.marking import Marker
from assistant.language.vocabulary import Concept, Vocabulary
from assistant.limits import Forbids, Limit, Reading, judge, load_limits
from assistant.pack import load_pack
from assistant.settings import shipped_corpus

LIMITS = """\
- id: no-benefit
  says: No benefit in progressive MS.
  forbids: {drug: ivig, predicate: benefit, population: [spms, ppms, progressive-ms]}
  basis: [{document: paper, quote: "IVIG is without effect in SPMS."}]
  owner: editors
  review_by: 2099-01-01
- id: not-first
  says: Not a first-line treatment.
  forbids: {drug: ivig, predicate: first-line, population: [ms]}
  basis: [{document: paper, quote: "It is not a first-line drug."}]
  owner: editors
  review_by: 2099-01-01
- id: not-standard
  says: Not standard practice for relapses.
  forbids: {drug: ivig, predicate: standard-practice, population: [acute-relapse]}
  basis: [{document: paper, quote: "It is not standard for relapses."}]
  owner: editors
  review_by: 2099-01-01
- id: no-dose
  says: No dose is established.
  forbids: {drug: ivig, predicate: established-dose, population: [ms]}
  basis: [{document: paper, quote: "No dose is established."}]
  owner: editors
  review_by: 2099-01-01
"""
PAPER = """IVIG is without effect in SPMS. It is not a first-line drug.
It is not standard for relapses. No dose is established."""
DOCUMENTS: Any = {"paper": SimpleNamespace(text=PAPER)}


@cache
def vocabulary() -> Vocabulary:
    return load_pack(shipped_corpus(), shipped_corpus())[0].terms()


@cache
def marker() -> Marker:
    return Marker(vocabulary())


def loaded(folder: Path, text: str = LIMITS) -> tuple[Limit, ...]:
    file = folder / "limits.yaml"
    file.write_text(text, encoding="utf-8")
    return load_limits(file, vocabulary(), DOCUMENTS)


def limit(drug: str, predicate: Any, *population: str) -> Limit:
    import datetime

    forbids = Forbids(drug, predicate, population)
    return Limit(predicate, "Said.", forbids, (("paper", "Said."),), "editors", datetime.date(2099, 1, 1))


FOUR = (
    limit("ivig", "benefit", "spms", "ppms", "progressive-ms"),
    limit("ivig", "first-line", "ms"),
    limit("ivig", "standard-practice", "acute-relapse"),
    limit("ivig", "established-dose", "ms"),
)


def read(text: str, context: str = "") -> Reading:
    return judge(text, FOUR, vocabulary(), context)


def other_pack() -> Vocabulary:
    """A vocabulary of another field: the same reader must serve it."""
    concept = partial(Concept, synonyms=())
    return Vocabulary(
        [
            Concept("colchicine", "drugs", "colchicine", ("colchicum",)),
            concept(id="allopurinol", group="drugs", name="allopurinol"),
            Concept("gout", "populations", "gout", ("gouty arthritis",)),
            Concept("tophi", "populations", "tophaceous gout", ("tophi",), within=("gout",)),
            Concept("acute-flare", "populations", "acute flare", ("flare of gout",), within=("gout",)),
            Concept("flare", "outcomes", "flare", ("flares",)),
            Concept("first-line", "lines", "first-line treatment", ("first line", "initial treatment")),
            Concept("second-line", "lines", "second-line treatment", ("second line",)),
        ]
    )
