"""The corpus with documents put in or passages taken out, for cases that ask what the answer is then."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.corpus import Corpus, load_corpus
from assistant.errors import CiteboundError, CorpusError
from assistant.settings import shipped_corpus
from assistant.values import Passage
from evals.case import Edit
from evals.score import Evidence

KEPT = 16
"""Edited corpora that are kept at a time: both sides of a pair, its wordings and its judge share one."""

_MARK = re.compile(r"\s*<!-- passage\n.*?-->\n?", re.DOTALL)
_WITH = re.compile(r"^with: \[(.*?)\]\n", re.DOTALL | re.MULTILINE)


class EditError(CiteboundError):
    """An edit that the corpus does not bear; it is recorded at its case."""


def digest(edit: Edit) -> str:
    """Stands for an edit in a recorded run."""
    return hashlib.sha256(edit.model_dump_json().encode()).hexdigest()[:16]


def evidence_of(corpus: Corpus) -> Evidence:
    """What replies over this corpus are judged against."""
    return Evidence(corpus.documents, corpus.limits, corpus.vocabulary)


class Editor:
    """The corpus of a folder, and what it becomes by an edit; the folder itself is only read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.base = load_corpus(folder, shipped_corpus())
        self.corpus = lru_cache(KEPT)(self._edited)
        """The corpus after an edit; EditError where there is no such passage, or a limit rests on it."""

    def evidence(self, edit: Edit) -> Evidence:
        """What replies over the edited corpus are judged against."""
        return evidence_of(self.corpus(edit))

    def _edited(self, edit: Edit) -> Corpus:
        changed = _without(self.base, edit.without)
        with TemporaryDirectory(prefix="citebound-eval-") as temporary:
            folder = Path(temporary) / "corpus"
            shutil.copytree(self._folder, folder)
            for file, text in changed.items():
                (folder / file).write_text(text, encoding="utf-8")
            (folder / "documents").mkdir(exist_ok=True)
            for number, text in enumerate(edit.adding, start=1):
                (folder / "documents" / f"added-{number}.md").write_text(text, encoding="utf-8")
            try:
                return load_corpus(folder, shipped_corpus())
            except CorpusError as error:
                # The folder's name is of this run alone; what is recorded must not change between runs.
                raise EditError(str(error).replace(str(folder), "the edited corpus")) from None


def _without(base: Corpus, keys: tuple[str, ...]) -> Mapping[str, str]:
    """The files that change, without the sentences of these keys, their marks and what names them."""
    if not keys:
        return {}
    gone = [_passage(base, key) for key in keys]
    names = frozenset(name for passage in gone for name in (passage.key, (passage.key or "").partition("#")[2]) if name)
    changed = {}
    for document in base.documents.values():
        text = document.text
        for passage in sorted((each for each in gone if each.document == document.id), key=lambda each: -each.start):
            mark = _MARK.match(text, passage.end)
            text = text[: passage.start] + text[mark.end() if mark else passage.end :]
        _still_based(base, document.id, text)
        changed[document.file] = _WITH.sub(lambda found: _unlinked(found[1], names), text)
    return changed


def _passage(base: Corpus, key: str) -> Passage:
    found = [passage for passage in base.passages.values() if passage.key and key in (passage.key, _short(passage.key))]
    if len(found) != 1:
        raise EditError(f"{len(found)} passages of the corpus have the key '{key}'.", "Name one as DOCUMENT#KEY.")
    return found[0]


def _short(key: str) -> str:
    return key.partition("#")[2]


def _still_based(base: Corpus, document: str, text: str) -> None:
    """A limit without its basis is no limit; the corpus would not load, and for a reason less plain."""
    for limit in base.limits:
        if any(named == document and quote not in text for named, quote in limit.basis):
            what = f"The limit {limit.id} rests on a passage that is to be taken out."
            raise EditError(what, "Take out passages on which no limit rests.")


def _unlinked(listed: str, names: frozenset[str]) -> str:
    """A mark's companions without those that are gone."""
    entries = [entry.strip() for entry in listed.split(",")]
    kept = [entry for entry in entries if not names & {part.strip() for part in entry.split(" if ")}]
    return f"with: [{', '.join(kept)}]\n" if kept else ""
