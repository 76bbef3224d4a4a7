"""The plain words that every surface shows for outcomes, kinds of statement, flags and gaps in the metadata."""

from __future__ import annotations

import unicodedata

from assistant.values import Citation, Document, Outcome, StatementKind

OUTCOMES: dict[Outcome, str] = {
    "answered": "Answered from the evidence",
    "partial": "Answered in part",
    "not_covered": "The evidence does not say",
    "out_of_scope": "Not this evidence's topic",
    "declined": "Declined",
}
KINDS: dict[StatementKind, str] = {
    "finding": "",
    "limit": "Limit of the evidence",
    "conflict": "Sources differ",
    "caveat": "Caution",
    "note": "",
}
FLAGS = {
    "arm-size-not-stated": "the source does not state the size of each arm",
    "bibliography-missing-in-source": "the source numbers its references and prints no list of them",
    "instruction-like": "reads like an instruction to a program: shown as text only",
    "invisible-text": "the source has invisible characters here",
    "list-missing-in-source": "the source announces a list and prints none",
    "percentages-do-not-add-up": "the printed percentages do not add up: quoted as printed, do not calculate from them",
    "pointer-not-supplied": "the source points to pages that are not supplied",
    "possible-printing-error": "possible printing error in the source: quoted as printed, do not calculate from it",
    "possible-unit-error": "possible unit error in the source: quoted as printed, do not use",
    "reference-as-printed": "reference as printed in the source, not checked",
    "undated-source": "the source is undated",
}
UNDATED = "undated"
NOT_GRADED = "certainty not graded"
_KEPT = "\n\t\u200c\u200d"


def flag_words(flag: str) -> str:
    """The flag in plain words; one without words of its own reads as its name."""
    return FLAGS.get(flag, flag.replace("-", " "))


def credentials(source: Citation | Document) -> str:
    """Year, design and certainty on one line, saying so where the source states none."""
    certainty = f"certainty: {source.certainty}" if source.certainty else NOT_GRADED
    year = str(source.year) if source.year is not None else UNDATED
    return " · ".join(part for part in (year, source.design, certainty) if part)


def displayable(text: str) -> str:
    """Without control, direction and zero-width marks, which could hide or rewrite what a reader sees."""
    return "".join(
        character
        for character in text
        if character in _KEPT or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
