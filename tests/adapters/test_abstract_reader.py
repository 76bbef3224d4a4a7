"""The reader of abstracts as it is shipped: exported from the packaged model and the learned change."""

from functools import cache

import pytest

from assistant.adapters.abstract_reader import OnnxAbstractReader
from assistant.support import support
from tests.material import model_folder, shipped

ABSTRACT = (
    "Night shifts disturb sleep, and whether bright light helps nurses to recover is not known.",
    "Sixty-four nurses who worked at least six nights a month were randomised to bright light or to dim red light for "
    "twenty minutes before each night shift, over eight weeks.",
    "Sleepiness on the last shift was lower with bright light than with dim red light (score 3.1 vs 4.4; P = 0.01).",
    "Daytime sleep after a shift was 35 minutes longer in the bright light group.",
    "Errors in charting did not differ between the groups.",
    "Headache was reported by nine nurses with bright light and by two with dim red light.",
    "Two thirds of the nurses wished to go on with the light after the study.",
)
PAIRS = (
    (
        "Nurses exposed to bright light before night work felt more awake and slept longer the next day.",
        "Bright light resets the circadian clock of nurses by suppressing melatonin, which prevents burnout.",
    ),
    (
        "Charting mistakes were about as frequent in both groups.",
        "Bright light markedly reduced medication errors and is therefore recommended in every hospital.",
    ),
    (
        "More nurses complained of headache under bright light.",
        "The benefit persisted at follow-up one year later, in particular among nurses above the age of fifty.",
    ),
)


@cache
def reader() -> OnnxAbstractReader:
    return OnnxAbstractReader(model_folder())


@pytest.mark.parametrize(("carried", "invented"), PAIRS)
def test_what_an_abstract_carries_is_told_from_what_is_invented(carried: str, invented: str) -> None:
    vocabulary = shipped().vocabulary
    assert support(carried, ABSTRACT, vocabulary, reader=reader()).verdict == "supported"
    assert support(invented, ABSTRACT, vocabulary, reader=reader()).verdict != "supported"


def test_its_odds_do_not_depend_on_what_it_read_before() -> None:
    first = reader().carried(PAIRS[0][0], ABSTRACT[2])
    reader().carried(PAIRS[1][1], " ".join(ABSTRACT))
    assert reader().carried(PAIRS[0][0], ABSTRACT[2]) == first
