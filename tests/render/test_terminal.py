import io
from collections.abc import Callable

from rich.console import Console

from assistant.ask import SearchHit
from assistant.render.terminal import print_answer, print_documents, print_hits
from assistant.render.words import displayable, flag_words
from tests.doubles import DOCUMENT, DOCUMENTS, PASSAGES, answered, not_covered


def shown(draw: Callable[[Console], None], width: int = 80, colour: bool = False) -> str:
    out = io.StringIO()
    draw(
        Console(
            file=out, width=width, highlight=False, force_terminal=colour, color_system="standard" if colour else None
        )
    )
    return out.getvalue()


ANSWERED = """\
Answered from the evidence

Limit of the evidence: In secondary progressive MS, a large placebo-controlled
trial found no benefit of IVIG. [1]

In RRMS, IVIG lowered the relapse rate from 1.26 to 0.52 a year (P = 0.008). [2]

Caution: One centre gave IVIG at 0.4 mg/kg once a month. [3]
  ! possible unit error in the source: quoted as printed, do not use

Limit: No benefit of IVIG in progressive MS was shown.

Withheld: It named a dose that no source establishes.

Sources of the words above
  A tiny review (undated · review · certainty not graded)
  [1][2] Benefit & <b>harm</b>
  [3] Dose
"""

NOT_COVERED = """\
The evidence does not say

The evidence does not say.

Not in the evidence: price of IVIG

Nearest in the evidence (not an answer)
  A tiny review (undated · review · certainty not graded)
  - “One centre gave IVIG at 0.4 mg/kg once a month.” (Dose)
    ! possible unit error in the source: quoted as printed, do not use
"""


def test_an_answer() -> None:
    assert shown(lambda console: print_answer(answered(), console)) == ANSWERED


def test_a_silence() -> None:
    assert shown(lambda console: print_answer(not_covered("Its cost?"), console)) == NOT_COVERED


def test_colours_only_on_a_terminal() -> None:
    assert "\x1b[" not in shown(lambda console: print_answer(answered(), console))
    assert "\x1b[" in shown(lambda console: print_answer(answered(), console), colour=True)


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (40, 60):
        lines = shown(lambda console: print_answer(answered(), console), width).splitlines()
        assert max(map(len, lines)) <= width


def test_hits_and_documents() -> None:
    hits = shown(lambda console: print_hits([SearchHit(PASSAGES[2], 0.25)], DOCUMENTS, console))
    assert hits.startswith("1. One centre gave IVIG at 0.4 mg/kg once a month.\n   A tiny review · Dose · ")
    assert hits.endswith("score 0.250\n")
    assert shown(lambda console: print_hits([], DOCUMENTS, console)) == "Nothing found.\n"
    assert DOCUMENT.sha256 in shown(lambda console: print_documents([DOCUMENT], console))


def test_nothing_invisible_reaches_the_screen() -> None:
    assert displayable("a\x1b[2Jb\u202ec\u200bd\x00e\nf") == "a[2Jbcde\nf"


def test_an_unknown_flag_reads_as_its_name() -> None:
    assert flag_words("some-new-flag") == "some new flag"
