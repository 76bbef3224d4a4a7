"""What the core's tests share: the shipped corpus, the real model, small corpora written on the spot."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

from assistant.adapters.embeddings import OnnxEmbedder
from assistant.adapters.export import ensure_model
from assistant.ask import Assistant
from assistant.bootstrap import build
from assistant.compose import Composer
from assistant.corpus import Corpus, load_corpus
from assistant.coverage import Coverage
from assistant.inquiry import Asking
from assistant.language.tokens import terms
from assistant.language.vocabulary import Concept, Vocabulary
from assistant.ports import PassageIndex, Vectors
from assistant.raised import Raised
from assistant.retrieve import Retrieval
from assistant.settings import cache_folder, load, shipped_corpus
from assistant.testing import MemoryIndex
from assistant.understand import Understanding
from assistant.values import Passage, Turn

SHIPPED = shipped_corpus()
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

PACK = """\
title: A small corpus
topic: {drugs: [ivig], diseases: [ms]}
vocabulary:
  drugs:
    - {id: ivig, name: IVIG, synonyms: [intravenous immunoglobulin]}
    - {id: interferon, name: interferon}
  populations:
    - {id: ms, name: multiple sclerosis, synonyms: [MS]}
    - {id: rrms, name: relapsing-remitting MS, synonyms: [RRMS], within: [ms]}
    - {id: progressive-ms, name: progressive MS, within: [ms]}
    - {id: spms, name: secondary progressive MS, synonyms: [SPMS], within: [progressive-ms]}
  aspects:
    - {id: dose, name: dose}
    - {id: risk, name: risk, synonyms: [harm]}
"""
FRONT = """\
---
id: {id}
title: A paper
reference: A journal 1:1.
kind: review
year: 1997
design: null
n: null
population: ms
drug: ivig
source_note: Made up.
---
"""
SENTENCE = "In SPMS the trial found no benefit of IVIG."
MARK = "<!-- passage\nkey: none\n-->\n"
LIMITS = """\
- id: no-benefit
  says: No benefit in progressive MS.
  forbids: {drug: ivig, predicate: benefit, population: [progressive-ms, spms]}
  basis:
    - {document: paper, quote: In SPMS the trial found no benefit of IVIG.}
  owner: editors
  review_by: 2099-01-01
"""


def paper(body: str = f"# A paper\n\n{SENTENCE}\n{MARK}", id_: str = "paper") -> str:
    return FRONT.format(id=id_) + body


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """`folder` with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def small(folder: Path, **changed: str | bytes) -> Path:
    """A small valid corpus; a keyword replaces `pack`, `limits` or `paper`, and "" leaves it out."""
    made: dict[str, str | bytes] = {"pack": PACK, "limits": LIMITS, "paper": paper(), **changed}
    names = {"pack": "pack.yaml", "limits": "limits.yaml", "paper": "documents/paper.md"}
    return written(folder, {names[key]: content for key, content in made.items() if content})


def read(folder: Path) -> Corpus:
    return load_corpus(folder, SHIPPED)


@cache
def shipped() -> Corpus:
    return read(SHIPPED)


def vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary(concepts)


class Remembering:
    """The real model, each text embedded once in all the tests."""

    def __init__(self) -> None:
        self._model = OnnxEmbedder(ensure_model(model_folder()))
        self._rows: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._model.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        self._rows |= dict(zip(new, self._model.embed(new), strict=True)) if new else {}
        return np.stack([self._rows[text] for text in texts])


def model_folder() -> Path:
    """The exported model in the user's cache, which the tests only read."""
    return cache_folder().expanduser() / "models"


@cache
def embedder() -> Remembering:
    return Remembering()


class Parts:
    """The steps of the flow over one corpus, with the real model and the index in memory."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        held: tuple[Passage, ...] = tuple(corpus.passages.values())
        self.index: PassageIndex = MemoryIndex(held, embedder(), partial(terms, vocabulary=corpus.vocabulary))
        self.understand = Understanding(corpus)
        self.retrieve = Retrieval(corpus, self.index)
        self.coverage = Coverage(corpus, self.retrieve, self.index, embedder())
        self.raised = Raised(corpus, self.retrieve, self.coverage)
        self.compose = Composer(corpus, self.retrieve, self.index, embedder())
        self.assistant = Assistant(corpus, self.index, embedder=embedder())

    def asking(self, question: str, *history: str) -> Asking:
        """The one asking of a question, after what the user said before."""
        (asking,) = self.understand(question, [Turn("user", text) for text in history]).askings
        return asking


@cache
def parts() -> Parts:
    """The steps over the shipped corpus."""
    return Parts(shipped())


@cache
def data_folder() -> Path:
    """An index folder of the tests' own beside the exported model of the user's cache."""
    folder = Path(tempfile.mkdtemp(prefix="citebound-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ensure_model(model_folder())
    (folder / "models").symlink_to(model_folder())
    return folder


@cache
def assistant() -> Assistant:
    """The whole product over the shipped corpus, as `assistant.bootstrap.build` makes it."""
    return build(load(data_dir=data_folder()), lambda _: None)


def passage(corpus: Corpus, key: str) -> Passage:
    """The passage of the corpus whose mark has this key."""
    (found,) = [p for p in corpus.passages.values() if (p.key or "").endswith(f"#{key}")]
    return found


def keys(corpus: Corpus, ids: Sequence[str]) -> list[str]:
    """The mark keys of passages."""
    return [(corpus.passages[id_].key or "").partition("#")[2] for id_ in ids]


def figures(text: str) -> set[str]:
    """Every number of a text, as it is printed."""
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def beside(folder: Path, files: Mapping[str, str]) -> Corpus:
    """The shipped corpus with further documents (or other versions of its own), in `folder`."""
    shutil.copytree(SHIPPED, folder / "corpus")
    return read(written(folder / "corpus", {f"documents/{name}": text for name, text in files.items()}))


def without(folder: Path, *gone: str) -> Corpus:
    """The shipped corpus without the sentences of these keys and the marks that name them."""
    files = {}
    for path in sorted((SHIPPED / "documents").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for key in gone:
            text = re.sub(rf"[^\n]+\n<!-- passage\nkey: {key}\n.*?-->\n", "", text, flags=re.DOTALL)
            text = re.sub(rf"(with: \[[^\]]*?)(?:, )?\b{key}\b(?: if [\w-]+)?", r"\1", text)
            text = re.sub(r"with: \[\s*\]\n|(?<=with: \[), ", "", text)
        files[path.name] = text
    shutil.copytree(SHIPPED, folder / "corpus")
    (folder / "corpus" / "limits.yaml").unlink()
    return read(written(folder / "corpus", {f"documents/{name}": text for name, text in files.items()}))


def document(id_: str, *sentences: str, population: str = "ms") -> str:
    """A further document, one unmarked sentence a paragraph."""
    front = FRONT.format(id=id_).replace("population: ms", f"population: {population}")
    return front + "# A further paper\n\n" + "\n\n".join(sentences) + "\n"
