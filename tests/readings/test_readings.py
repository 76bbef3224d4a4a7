"""Every reading is as it is recorded.

`pytest tests/readings --update-golden` writes the files anew; read the difference before it is committed.
"""

from itertools import zip_longest

import pytest

from tests.readings.samples import KINDS, file, recorded, samples

SHOWN = 12
"""Differing entries that a failure shows."""


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_read_as_before(kind: str, request: pytest.FixtureRequest) -> None:
    read = [sample.entry() for sample in samples(kind)]
    if request.config.getoption("--update-golden"):
        file(kind).write_text("".join(f"{entry}\n" for entry in read), encoding="utf-8")
    changed = [f"- {before}\n+ {now}" for before, now in zip_longest(recorded(kind), read) if before != now]
    assert not changed, "\n".join([f"{len(changed)} of {len(read)} {kind} are read otherwise:", *changed[:SHOWN]])
