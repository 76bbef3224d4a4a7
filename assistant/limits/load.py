"""limits.yaml -> Limit: what must never be asserted, each on words that stand in the corpus."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, RootModel

from assistant.errors import CorpusError
from assistant.language.vocabulary import Vocabulary
from assistant.values import Document
from assistant.yamlfile import Loc, load, validated

Predicate = Literal["benefit", "first-line", "standard-practice", "established-dose"]
PREDICATES: tuple[Predicate, ...] = get_args(Predicate)


@dataclass(frozen=True, slots=True)
class Forbids:
    """What may not be said: `predicate` of `drug` in any of `population` (vocabulary ids)."""

    drug: str
    predicate: Predicate
    population: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """One stated limit; `basis` are (document id, verbatim quote) pairs, `review_by` when its owner looks again.

    It is stated when a question names one of `raised_by` (vocabulary ids), or of its populations where that is empty.
    """

    id: str
    says: str
    forbids: Forbids
    basis: tuple[tuple[str, str], ...]
    owner: str
    review_by: datetime.date
    raised_by: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The concept that it is about: the first that raises it, or the widest of its populations."""
        return (self.raised_by or self.forbids.population[::-1])[0]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_min_length=1)


class _Forbids(_Strict):
    drug: str
    predicate: Predicate
    population: tuple[str, ...] = Field(min_length=1)


class _Basis(_Strict):
    document: str
    quote: str


class _Limit(_Strict):
    id: str
    says: str
    forbids: _Forbids
    basis: tuple[_Basis, ...] = Field(min_length=1)
    owner: str
    review_by: datetime.date
    raised_by: tuple[str, ...] = ()


class _File(RootModel[tuple[_Limit, ...]]):
    """The whole of limits.yaml: a list of limits."""


Complain = Callable[[Loc, str, str], None]


def load_limits(
    path: Path,
    vocabulary: Vocabulary,
    documents: Mapping[str, Document],
) -> tuple[Limit, ...]:
    """The limits of one corpus, in the file's order.

    CorpusError "file:line: what" with a remedy for anything that is not exactly right, so that an assistant never
    starts on a limit it cannot hold: an unknown field, drug, population or predicate, a repeated id, a basis that is
    not in its document word for word, a review date that is no date.
    """
    entries = validated(path, _File).root
    _, line_of = load(path)

    def complain(loc: Loc, what: str, remedy: str) -> None:
        raise CorpusError(f"{path}:{line_of(loc)}: {what}.", remedy)

    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry.id in seen:
            complain((index, "id"), f"the id `{entry.id}` stands twice", "Give each limit its own id.")
        seen.add(entry.id)
        _check_subject(entry, index, vocabulary, complain)
        _check_basis(entry, index, documents, complain)
        for place, concept in enumerate(entry.raised_by):
            if concept not in vocabulary.concepts:
                what = f"{concept} is not in the vocabulary"
                complain((index, "raised_by", place), what, "Add it to pack.yaml or correct its spelling.")
    return tuple(_limit(entry) for entry in entries)


def _check_subject(entry: _Limit, index: int, vocabulary: Vocabulary, complain: Complain) -> None:
    forbids = entry.forbids
    drugs = {concept.id for concept in vocabulary.group("drugs")}
    if forbids.drug not in drugs:
        complain((index, "forbids", "drug"), f"unknown drug `{forbids.drug}`", _known("drugs", drugs))
    populations = {concept.id for concept in vocabulary.group("populations")}
    for place, population in enumerate(forbids.population):
        if population not in populations:
            loc: Loc = (index, "forbids", "population", place)
            complain(loc, f"unknown population `{population}`", _known("populations", populations))


def _known(group: str, ids: set[str]) -> str:
    return f"Add it to `{group}` in pack.yaml, or use one of: {', '.join(sorted(ids)) or 'none is defined'}."


def _check_basis(entry: _Limit, index: int, documents: Mapping[str, Document], complain: Complain) -> None:
    for place, basis in enumerate(entry.basis):
        document = documents.get(basis.document)
        loc: Loc = (index, "basis", place)
        if document is None:
            known = ", ".join(sorted(documents)) or "none is loaded"
            complain((*loc, "document"), f"unknown document `{basis.document}`", f"Use one of: {known}.")
        elif basis.quote not in document.text:
            remedy = f"Copy the words from `{basis.document}` exactly."
            complain((*loc, "quote"), f"the basis is not in `{basis.document}` word for word", remedy)


def _limit(entry: _Limit) -> Limit:
    forbids = Forbids(entry.forbids.drug, entry.forbids.predicate, entry.forbids.population)
    basis = tuple((item.document, item.quote) for item in entry.basis)
    return Limit(entry.id, entry.says, forbids, basis, entry.owner, entry.review_by, entry.raised_by)
