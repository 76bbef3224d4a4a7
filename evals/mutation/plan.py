"""What is mutated, and which tests read it; the quickest to fail come first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FILES = ("assistant/verify.py", "assistant/proof.py", "assistant/recheck.py")
FOLDERS = ("assistant/limits", "assistant/language")
LEFT_OUT = "names.txt"
"""A public list of some 80,000 names: no test reads them one by one, and they would be nearly all of any sample."""

_PARTS = ("clauses", "marking", "polarity", "questions", "relative", "scope", "spelling")
_READ = ("test_judge.py", "test_judge_unseen.py")
_JUDGE = (*(f"language/test_{part}.py" for part in _PARTS), "test_limit_parts.py", *_READ, "test_support.py")
_LIMITS = ("test_limit_parts.py", *_READ, "test_limits.py", "test_verify.py")
_VERIFY = ("test_verify_reworded.py", "test_verify.py", "test_conclude.py")
_PROOF = ("test_proof.py", "test_recheck.py", "test_conclude.py")
_ASK = ("test_understand.py", "test_privacy.py", "test_coverage.py", "test_injection.py")
_NAMES = ("test_privacy.py", "language/test_names.py", "test_understand.py")
_SIGNS = ("language/test_polarity.py", *_JUDGE)
_FRAMES = ("language/test_scope.py", *_JUDGE)
_MARKS = ("language/test_marking.py", *_JUDGE)
_TESTS: dict[str, tuple[str, ...]] = {
    "assistant/verify.py": _VERIFY,
    "assistant/proof.py": _PROOF,
    "assistant/recheck.py": _PROOF,
    "assistant/limits/touched.py": ("test_touched.py", *_LIMITS),
    "assistant/limits/load.py": ("test_limits.py",),
    "assistant/limits/second.py": ("test_second.py", "test_verify_reworded.py"),
    "assistant/limits/": (*_LIMITS, "test_touched.py"),
    "assistant/language/askings.py": _ASK,
    "assistant/language/backward.py": _SIGNS,
    "assistant/language/carried.py": _FRAMES,
    "assistant/language/company.py": _MARKS,
    "assistant/language/forward.py": _SIGNS,
    "assistant/language/frame.py": _FRAMES,
    "assistant/language/clinical.txt": _NAMES,
    "assistant/language/eponyms.txt": _NAMES,
    "assistant/language/happening.py": _ASK,
    "assistant/language/heads.py": ("language/test_heads.py", *_ASK),
    "assistant/language/names.py": _NAMES,
    "assistant/language/naming.py": (*_NAMES, "test_coverage.py"),
    "assistant/language/numbers.py": ("language/test_quantities.py", "test_support.py", "test_proposed.py"),
    "assistant/language/quantities.py": ("language/test_quantities.py", "test_support.py", "test_proposed.py"),
    "assistant/language/persons.py": _NAMES,
    "assistant/language/places.txt": _NAMES,
    "assistant/language/plain": _ASK,
    "assistant/language/reversal.py": _SIGNS,
    "assistant/language/sentences.py": ("language/test_sentences.py", *_READ, "test_passages.py", *_ASK),
    "assistant/language/tokens.py": ("language/test_tokens.py", "test_retrieve.py", "test_compose.py"),
    "assistant/language/turns.py": _MARKS,
    "assistant/language/unread.py": ("language/test_heads.py", *_ASK),
    "assistant/language/typos.py": ("language/test_typos.py", *_ASK, *_READ),
    "assistant/language/vocabulary.py": ("language/test_vocabulary.py", *_JUDGE, *_ASK),
    "assistant/language/words.py": ("language/test_words.py", *_JUDGE, *_ASK),
    "assistant/language/": _JUDGE,
}


def targets(root: Path) -> Iterator[str]:
    """The files to be mutated, code and word lists, by their place in the tree."""
    yield from FILES
    for folder in FOLDERS:
        found = sorted((root / folder).iterdir())
        yield from (
            str(path.relative_to(root)) for path in found if path.suffix in (".py", ".txt") and path.name != LEFT_OUT
        )


def readers(root: Path, file: str) -> tuple[str, ...]:
    """The tests that read a file: those of its own name, then those of its part."""
    own = f"tests/language/test_{Path(file).stem}.py"
    named = next(names for start, names in _TESTS.items() if file.startswith(start))
    wanted = dict.fromkeys([own, *(f"tests/{name}" for name in named)])
    return tuple(name for name in wanted if (root / name).exists())
