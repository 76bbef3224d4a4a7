"""What the bot says of its own is read by clinicians: short, whole, with what to do, and in no jargon."""

import re

import pytest

from assistant.surfaces.slack import lines

LINES = {name: line for name, line in vars(lines).items() if name.isupper()}
ACTS = r"\b(ask|check|choose|delete|deleted|leave|press|tell)\b"
JARGON = r"CITEBOUND|[a-z]_[a-z]|\b(API|URL|token|ledger|inbox|database|redact\w*|ephemeral|workspace id|payload)\b"


@pytest.mark.parametrize("name", sorted(LINES))
def test_it_is_short_whole_plain_and_says_what_to_do(name: str) -> None:
    line = LINES[name]
    assert len(line) <= 220
    assert re.match(r"[A-Z].*[.?]$", line)
    assert not re.search(JARGON, re.sub(r"{\w+(:,)?}", "", line))
    assert name == "THANKS" or re.search(ACTS, line, re.IGNORECASE)


def test_there_is_something_to_hold() -> None:
    assert len(LINES) > 15
