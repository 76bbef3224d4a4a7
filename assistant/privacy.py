"""Personal identifiers taken out of a question before anything else sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_NAME = r"[A-Z][a-z'’-]+(?:\s+(?:[A-Z]\.?\s+)?[A-Z][a-z'’-]+){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{2,4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "record_number",
        re.compile(
            r"\b(?:MRN|NHS(?:\s+(?:no|number))?|hospital (?:no|number)|record(?: (?:no|number))?|"
            r"patient (?:id|no|number)|pt id|case (?:no|number)|SSN|CHI|medical record number|ID)\b\.?\s*"
            r"(?:is|:|#|=)?\s*#?\s*"
            r"(?=[\w/ -]*\d)[A-Z]{0,4}[-/ ]?\d[\dA-Z/-]*(?:[ -]\d{2,})*",
            re.IGNORECASE,
        ),
    ),
    (
        "record_number",
        re.compile(r"\b\d{3}[ -]\d{2}[ -]\d{4}\b|\b\d{3}[ -]\d{3}[ -]\d{4}\b(?!\d)|\b[A-Z]{1,3}\d{6,}\b|\b\d{7,}\b"),
    ),
    (
        "date_of_birth",
        re.compile(
            rf"\b(?:DOB|D\.O\.B\.?|date of birth|born(?: on)?|birth ?date)\b\s*(?:is|:|=)?\s*(?:{_DATE}|\d{{4}}\b)",
            re.IGNORECASE,
        ),
    ),
    ("date", re.compile(rf"\b{_DATE}\b")),
    (
        "phone",
        re.compile(r"(?<![\w.])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?|\d{2,5}[ -])\d{3,4}[ -]\d{3,4}\b|\+\d{9,14}\b"),
    ),
    (
        "address",
        re.compile(
            r"\b\d{1,4}[a-z]?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Way|Court)\b\.?"
        ),
    ),
    ("name", re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+{_NAME}")),
    (
        "name",
        re.compile(
            rf"(?<=\bpatient )(?!{_MONTH})(?:named\s+|called\s+)?{_NAME}"
            r"(?=[\s,(]*(?:,|\(|\b(?:has|is|was|with|who|aged|DOB|MRN)\b))"
        ),
    ),
    ("name", re.compile(rf"\b(?:(?:her|his|their|patient's|pt's) name is|named|called|name:)\s+{_NAME}")),
    ("name", re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+(?=,? (?:\(?\d{2}\b|aged \d|DOB|MRN|has (?:SP|PP|RR)?MS))")),
)
_LABELS = {
    "email": "[email]",
    "record_number": "[record number]",
    "date_of_birth": "[date of birth]",
    "date": "[date]",
    "phone": "[phone]",
    "address": "[address]",
    "name": "[name]",
}


def redact(text: str) -> tuple[str, Mapping[str, int]]:
    """The text with identifiers replaced by their kind in brackets, and how many of each kind there were."""
    counts: Counter[str] = Counter()
    for kind, pattern in _PATTERNS:
        text, number = pattern.subn(_LABELS[kind], text)
        if number:
            counts[kind] += number
    return text, dict(sorted(counts.items()))
