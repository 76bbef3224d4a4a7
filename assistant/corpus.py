"""A folder of documents read into a corpus: canonical text, hashes, passages, limits."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.alarms import Alarms
from assistant.errors import CorpusError
from assistant.language.vocabulary import Vocabulary
from assistant.limits import Limit, load_limits
from assistant.pack import AgeRule, FrontMatter, Implication, Pack, load_pack
from assistant.passages import Source, passages
from assistant.values import Concepts, Document, Passage
from assistant.yamlfile import load_text, validated_text

SUFFIXES = (".md", ".markdown", ".txt")
_FRONT = re.compile(r"---\n(.*?)\n---(?:\n|$)", re.DOTALL)
_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that answers may rest on."""

    title: str
    topic: Concepts
    """Concepts that every question here is about: the drug and the disease."""
    vocabulary: Vocabulary
    implies: tuple[Implication, ...]
    ages: tuple[AgeRule, ...]
    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    companions: Mapping[str, tuple[tuple[str, str | None], ...]]
    """Passage id -> ids of the passages that travel with it, each with the one beside which alone it does, or None."""
    limits: tuple[Limit, ...]
    bases: Mapping[str, tuple[str, ...]]
    """Limit id -> ids of the passages it rests on."""
    sha256: str
    date: str | None
    """The day its evidence was last changed, where pack.yaml says it."""
    limits_sha256: str
    suggested: tuple[str, ...]
    emergency: str
    harm: Concepts
    """What a question on harm asks of; a sentence that leads on it comes first."""
    alarms: Alarms
    """The signs of harm that are an emergency when told as happening."""

    def group(self, *groups: str) -> Concepts:
        """The concepts of the named vocabulary groups."""
        return self.vocabulary.ids(*groups)


def load_corpus(folder: Path, shipped: Path) -> Corpus:
    """The corpus in `folder`; CorpusError with file, line and remedy where it cannot be used.

    `shipped` lends its vocabulary to a folder without pack.yaml that speaks of the same topic.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder.", "Name a folder that holds the evidence documents.")
    pack, own = load_pack(folder, shipped)
    vocabulary = pack.terms()
    documents = _documents(folder, vocabulary, strict=own)
    if not documents:
        raise CorpusError(f"{folder}: no document to index.", f"Add files that end in {', '.join(SUFFIXES)}.")
    known = {passage.id: passage for document in documents.values() for passage in document.passages}
    topic = frozenset((*pack.topic.drugs, *pack.topic.diseases)) if own else _topic(pack, vocabulary, known)
    if not topic:
        vocabulary = Vocabulary(())
        documents = _documents(folder, vocabulary, strict=False)
        known = {passage.id: passage for document in documents.values() for passage in document.passages}
    if not known:
        raise CorpusError(f"{folder}: its documents hold no sentence.", "Add documents with text.")
    limits_file = folder / "limits.yaml"
    limits = load_limits(limits_file, vocabulary, documents) if os.path.lexists(limits_file) else ()
    return Corpus(
        title=pack.title,
        topic=topic,
        vocabulary=vocabulary,
        implies=pack.implies if topic else (),
        ages=pack.ages if topic else (),
        documents=documents,
        passages=known,
        companions=_companions(documents),
        limits=limits,
        bases={limit.id: tuple(_basis(limit, documents)) for limit in limits},
        sha256=_sha(*(f"{d.id} {d.sha256}" for d in documents.values()), pack.model_dump_json()),
        date=pack.date.isoformat() if own and pack.date else None,
        limits_sha256=_sha(limits_file.read_text(encoding="utf-8") if limits else ""),
        suggested=pack.suggested,
        emergency=pack.emergency,
        harm=frozenset(pack.harm) & vocabulary.concepts.keys(),
        alarms=pack.signs(),
    )


def _basis(limit: Limit, documents: Mapping[str, Document]) -> Iterator[str]:
    for document, quote in limit.basis:
        start = documents[document].text.find(quote)
        overlapping = (p for p in documents[document].passages if p.start < start + len(quote) and start < p.end)
        yield from (passage.id for passage in overlapping)


def _topic(pack: Pack, vocabulary: Vocabulary, known: Mapping[str, Passage]) -> Concepts:
    """The shipped topic, where a folder without a pack speaks of both its drug and its disease; else nothing."""
    named = frozenset[str]().union(*(passage.concepts for passage in known.values()))
    spoken = frozenset(up for concept in named for up in vocabulary.wider(concept))
    both = spoken & {*pack.topic.drugs} and spoken & {*pack.topic.diseases}
    return spoken & {*pack.topic.drugs, *pack.topic.diseases} if both else frozenset()


def _sha(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def files(folder: Path) -> Iterator[Path]:
    """The folder's document files, in a stable order; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not any(p.startswith(".") for p in inside.parts):
            yield path


def _documents(folder: Path, vocabulary: Vocabulary, *, strict: bool) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for path in files(folder):
        document = _document(path, str(path.relative_to(folder)), vocabulary, strict=strict)
        if document.id in documents:
            first = documents[document.id].file
            raise CorpusError(f"{path}:1: its id {document.id} is {first}'s too.", "Give each document its own id.")
        documents[document.id] = document
    return dict(sorted(documents.items()))


def canonical(path: Path) -> str:
    """A file's canonical text: UTF-8, Unicode NFC, line ends as `\\n`, no byte order mark."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 text.", "Save it as UTF-8, or take it out of the folder.") from error
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}.", "Make the file readable.") from error
    if "\x00" in text:
        raise CorpusError(f"{path}: a binary file, not text.", "Take it out of the folder or give it its own ending.")
    if len(raw) > _MAX_BYTES:
        raise CorpusError(f"{path}: larger than {_MAX_BYTES // 1_000_000} MB.", "Split the document.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _document(path: Path, name: str, vocabulary: Vocabulary, *, strict: bool) -> Document:
    text = canonical(path)
    markdown = path.suffix.lower() != ".txt"
    match = _FRONT.match(text) if markdown else None
    front = _front(match.group(1), str(path), strict=strict) if match else None
    if front and (unknown := {front.population, front.drug} - vocabulary.concepts.keys()):
        raise CorpusError(f"{path}:1: {min(unknown)} is not in the vocabulary.", "Add it to pack.yaml.")
    sha256 = _sha(text)
    source = Source(
        id=front.id if front else _slug(name),
        sha256=sha256,
        text=text,
        body=match.end() if match else 0,
        file=str(path),
        markdown=markdown,
        drug=front.drug if front else None,
        population=front.population if front else None,
    )
    found = tuple(passages(source, vocabulary))
    title = front.title if front else _title(source)
    flags = _flags(front, title)
    return Document(
        id=source.id,
        title=title,
        reference=front.reference if front else name,
        kind=front.kind if front else "document",
        year=front.year if front else None,
        design=front.design if front else None,
        n=front.n if front else None,
        certainty=front.certainty if front else None,
        source_note=front.source_note if front else "",
        file=name,
        text=text,
        sha256=sha256,
        passages=tuple(_flagged(passage, flags) for passage in found) if flags else found,
        flags=flags,
    )


_RETRACTED = re.compile(r"\bretract(?:ed|ion)\b", re.IGNORECASE)


def _flags(front: FrontMatter | None, title: str) -> tuple[str, ...]:
    """The document's own, and `retracted` where its title, reference or note says so."""
    given = front.flags if front else ()
    said = " ".join((title, front.reference, front.kind, front.source_note)) if front else title
    return given if "retracted" in given or not _RETRACTED.search(said) else (*given, "retracted")


def _flagged(passage: Passage, flags: tuple[str, ...]) -> Passage:
    return replace(passage, flags=passage.flags + flags)


def _front(text: str, file: str, *, strict: bool) -> FrontMatter | None:
    """The front matter; in a folder with no pack.yaml, other people's front matter is not ours to refuse."""
    if strict:
        return validated_text(text, FrontMatter, file, 2)
    data, _ = load_text(text, file, 2)
    ours = isinstance(data, dict) and data.keys() >= {"id", "title", "reference", "kind", "population", "drug"}
    return validated_text(text, FrontMatter, file, 2) if ours else None


def _title(source: Source) -> str:
    first = next((line.strip("# ").strip() for line in source.text[source.body :].splitlines() if line.strip()), "")
    return first[:200] or source.id


def _slug(name: str) -> str:
    stem = name.rsplit(".", 1)[0]
    plain = re.sub(r"[^a-z0-9._]+", "-", stem.casefold()).strip("-.")
    return plain if stem.isascii() else f"{plain or 'document'}-{_sha(stem)[:8]}"


def _companions(documents: Mapping[str, Document]) -> dict[str, tuple[tuple[str, str | None], ...]]:
    by_key: dict[str, Passage] = {}
    for document in documents.values():
        for passage in document.passages:
            if passage.key in by_key:
                line = document.text.count("\n", 0, passage.end) + 1
                what = f"{document.file}:{line}: the key {passage.key} of the mark below stands twice."
                raise CorpusError(what, "Give each its own key.")
            if passage.key:
                by_key[passage.key] = passage
    short = {key.partition("#")[2]: passage for key, passage in by_key.items()}

    def named(document: Document, passage: Passage, name: str) -> str:
        return _companion(document, passage, name, by_key, short)

    return {
        passage.id: tuple(
            (named(document, passage, name), named(document, passage, beside) if beside else None)
            for name, _, beside in (entry.partition(" if ") for entry in passage.companions)
        )
        for document in documents.values()
        for passage in document.passages
        if passage.companions
    }


def _companion(
    document: Document, passage: Passage, name: str, by_key: Mapping[str, Passage], short: Mapping[str, Passage]
) -> str:
    found = by_key.get(f"{document.id}#{name}") or by_key.get(name) or short.get(name)
    if not found:
        line = document.text.count("\n", 0, passage.end) + 1
        raise CorpusError(f"{document.file}:{line}: `with` names {name}, which no mark has.", "Correct the key.")
    return found.id
