"""The commands and their options; what each does is in the module it names.

Each command imports its module when it is called: what they import (settings 0.2 s, the flow with numpy and
onnxruntime 0.3 s, FastAPI 0.4 s) would make `--help` take a second instead of 0.1.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.surfaces.cli.groups import keys, ledger

app = typer.Typer(
    name="citebound",
    help="Answers clinicians' questions from evidence documents; every sentence carries a verbatim, checkable quote.",
    epilog="Exit codes: 0 done; 1 the check said no; 2 wrong usage; 3 a problem you can fix. Settings: CITEBOUND_*.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(ledger)
app.add_typer(keys)

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


@app.command("eval")
def evaluate(  # noqa: PLR0913, PLR0917 - Typer wants a parameter for each option
    suites: Annotated[
        list[str] | None, typer.Argument(metavar="[SUITE ...]", help="Suites or files; none: all.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(metavar="URL", help="A service, or a run's file; default: this assistant, in process.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The target is OpenAI-compatible: the model to ask for.")
    ] = None,
    cites: Annotated[
        bool, typer.Option("--cites", help="That target was told to cite: no citation is a fault.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write JSON, JUnit, Markdown, HTML.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="What to compare with.")] = None,
    keep: Annotated[bool, typer.Option("--write-baseline", help="Keep this run as the baseline.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in --report.")] = False,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Questions under way at a time.")] = 1,
    spend_cap: Annotated[int | None, typer.Option(min=1, metavar="TOKENS", help="Stop after so many tokens.")] = None,
    no_variants: Annotated[bool, typer.Option("--no-variants", help="Only the questions as written.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="COMMIT", help="Only say which answers changed since a commit.")
    ] = None,
    corpus: Corpus = None,
) -> int:
    """Prove that answers stay within the limits and are carried by their citations; exit 0, 1, 2 or 3."""
    from assistant.surfaces.cli import evaluating

    return evaluating.run(
        suites=suites or (),
        target=target,
        model=model,
        cites=cites,
        report=report,
        baseline=baseline,
        keep=keep,
        resume=resume,
        concurrency=concurrency,
        cap=spend_cap,
        variants=not no_variants,
        since=since,
        corpus=corpus,
    )


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; default: CITEBOUND_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; default: CITEBOUND_PORT.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, max=64, help="Default: CITEBOUND_PROCESSES.")] = None,
    corpus: Corpus = None,
    model: Model = None,
) -> int:
    """Serve the HTTP interface and the page."""
    from assistant.settings import load
    from assistant.surfaces.cli import serving

    return serving.run(load(host=host, port=port, processes=processes, corpus=corpus, model=model))


@app.command()
def mcp(corpus: Corpus = None, model: Model = None) -> int:
    """Serve an MCP client over stdin and stdout."""
    from assistant.surfaces.cli import connecting

    return connecting.run(corpus, model)


@app.command()
def slack(corpus: Corpus = None, model: Model = None) -> int:
    """Answer in Slack, over Socket Mode."""
    from assistant.surfaces.cli import slacking

    return slacking.run(corpus, model)
