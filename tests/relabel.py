"""Writes the labels of `judged.txt` anew: a capital for what is read with certainty, a small letter for what is not.

    python -m tests.relabel

Prints each line whose label changes: a capital that becomes small is a rule that reads less than it did.
"""

from pathlib import Path

from tests.judging import read

JUDGED = Path(__file__).with_name("judged.txt")


def relabelled(line: str) -> str:
    """The line with its label as it is read now; a comment stays."""
    label, rest = line[:1], line[1:]
    if label not in set("VvPp") or not rest.startswith(" "):
        return line
    context, _, text = rest[1:].rpartition(" ||| ")
    wanted = "block" if label in "Vv" else "allow"
    sure = read(text, context.replace("\\n", "\n")).action == wanted
    return (label.upper() if sure else label.lower()) + rest


def main() -> None:
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    read_now = [relabelled(line) for line in lines]
    for before, now in zip(lines, read_now, strict=True):
        if before != now:
            print(f"{before[0]} -> {now}")  # noqa: T201
    JUDGED.write_text("\n".join(read_now) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
