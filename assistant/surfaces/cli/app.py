"""The commands and their options; what each does is in the module it names.

Each command imports its module when it is called: what they import (settings 0.2 s, the flow with numpy and
onnxruntime 0.3 s, FastAPI 0.4 s) would make `--help` take a second instead of 0.1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="citebound",
    help="Answers clinicians' questions from evidence documents; every sentence carries a verbatim, checkable quote.",
    epilog="Exit codes: 0 done; 1 the check said no; 2 wrong usage; 3 a problem you can fix. Settings: CITEBOUND_*.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


Corpus = Annotated[Path | None, typer.Option(help="Folder of evidence documents; default: CITEBOUND_CORPUS.")]
Model = Annotated[
    str | None, typer.Option(metavar="PROVIDER:NAME", help="Chat model that rewords; default: CITEBOUND_MODEL or none.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Batch = Annotated[str | None, typer.Option(metavar="FILE", help="JSON lines, one answer a line; - reads stdin.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: Json = False,
    detail: Annotated[Literal["brief", "full"], typer.Option(help="How much the answer says.")] = "brief",
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help='Earlier turns: a JSON list of {"role", "text"}.')
    ] = None,
    batch: Batch = None,
    corpus: Corpus = None,
    model: Model = None,
) -> int:
    """Answer a question from the evidence, with quotes."""
    from assistant.surfaces.cli import asking

    return asking.run(question, batch, corpus, asking.Options(as_json, detail, history, model))


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    as_json: Json = False,
    batch: Batch = None,
    corpus: Corpus = None,
) -> int:
    """Find the passages nearest to a query."""
    from assistant.surfaces.cli import searching

    return searching.run(query, batch, corpus, k, as_json)


@app.command()
def check(
    sentence: Annotated[str | None, typer.Argument(help="The sentence.")] = None,
    as_json: Json = False,
    context: Annotated[str, typer.Option(help="What was said before it.")] = "",
    quote: Annotated[list[str] | None, typer.Option(help="Source text that should carry it; may be repeated.")] = None,
    batch: Batch = None,
    corpus: Corpus = None,
) -> int:
    """Say whether a sentence is inside the limits, and whether quotes carry it."""
    from assistant.surfaces.cli import checking

    return checking.run(sentence, batch, corpus, as_json, context, quote or ())


@app.command()
def index(corpus: Corpus = None, as_json: Json = False) -> int:
    """Build or refresh the index; quick when nothing changed."""
    from assistant.surfaces.cli import indexing

    return indexing.run(corpus, as_json)


@app.command()
def documents(
    document: Annotated[str | None, typer.Argument(metavar="[ID]", help="Show this one's canonical text.")] = None,
    as_json: Json = False,
    corpus: Corpus = None,
) -> int:
    """List the evidence documents, or show one."""
    from assistant.surfaces.cli import listing

    return listing.run(document, corpus, as_json)


@app.command()
def verify(
    answer: Annotated[str, typer.Argument(metavar="ANSWER.json", help="A stored answer; - reads stdin.")],
    as_json: Json = False,
    corpus: Corpus = None,
) -> int:
    """Re-check every quote, hash and offset of a stored answer."""
    from assistant.surfaces.cli import verifying

    return verifying.run(answer, corpus, as_json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; default: CITEBOUND_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; default: CITEBOUND_PORT.")] = None,
    corpus: Corpus = None,
    model: Model = None,
) -> int:
    """Serve the HTTP interface and the page."""
    from assistant.surfaces.cli import serving

    return serving.run(host, port, corpus, model)
