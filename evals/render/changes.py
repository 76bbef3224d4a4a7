"""What changed since a commit, as Markdown and as one page with both answers side by side."""

from __future__ import annotations

from evals.render.as_html import environment
from evals.render.markdown import safe
from evals.since import Since

_MOST = 40


def summary(found: Since) -> str:
    """One paragraph: how many answers changed, in what, and which files lie behind it."""
    kinds = {name: sum(name in each.what for each in found.changed) for name in ("outcome", "limits", "quotes", "text")}
    counts = ", ".join(f"{count} in {name}" for name, count in kinds.items() if count)
    behind = "; ".join(
        f"{part}: {', '.join(files[:6])}{' ...' * (len(files) > 6)}" for part, files in found.causes.items()
    )
    return (
        f"{len(found.changed)} of {found.asked:,} answers changed since {found.base}{f' ({counts})' if counts else ''}."
        f" Changed files: {behind or 'none'}."
    )


def to_markdown(found: Since) -> str:
    """The summary and a table of the changed answers."""
    lines = [f"## Answers since {safe(found.base)}", "", safe(summary(found), 2000), ""]
    if found.changed:
        lines += ["| case | question | what | was | is |", "|---|---|---|---|---|"]
    for each in found.changed[:_MOST]:
        was, now = (f"{side.outcome}: {safe(side.text)}" for side in (each.was, each.now))
        lines.append(f"| {each.case} | {safe(each.question)} | {', '.join(each.what)} | {was} | {now} |")
    if len(found.changed) > _MOST:
        lines.append(f"\n... and {len(found.changed) - _MOST} more in the page.")
    return "\n".join(lines) + "\n"


def to_html(found: Since) -> str:
    """The page."""
    return environment().get_template("changes.html.j2").render(found=found, summary=summary(found))
