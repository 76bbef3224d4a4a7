"""Personal identifiers taken out of a question before anything else sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from assistant.language.names import people

_MONTH = (
    r"(?i:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
_DATE = (
    r"(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{_MONTH},?\s{{1,3}}\d{{2,4}}"
    rf"|{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}})"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "record_number",
        re.compile(
            r"\b(?:(?:MRN(?=\d|[A-Z]{0,4}\d)|(?:MRN|NHS(?:\s(?:no|number))?|hospital (?:no|number)|"
            r"record(?: (?:no|number)|(?=\s?[:#]))|"
            r"patient (?:id|no|number)|pt id|case (?:no|number)|SSN|CHI|medical record number|ID)\b)\.?\s{0,3}"
            r"(?:is|:|#|=)?\s{0,3}#?\s{0,3})"
            r"[A-Z]{0,4}[-/ ]?\d[\dA-Z/-]*(?:[ -]\d{2,})*",
            re.IGNORECASE,
        ),
    ),
    (
        "phone",
        re.compile(r"(?<![\w.+])(?:\+\d(?:[ -]?(?:\(0\)[ -]?)?\d){8,13}(?!\d)|0\d{2,5}[ -]\d{5,7}\b|0\d{9,10}\b)"),
    ),
    (
        "record_number",
        re.compile(r"\b\d{3}[ -]\d{2}[ -]\d{4}\b|\b\d{3}[ -]\d{3}[ -]\d{4}\b(?!\d)|\b[A-Z]{1,3}\d{6,}\b|\b\d{7,}\b"),
    ),
    (
        "date_of_birth",
        re.compile(
            r"\b(?:DOB|D\.O\.B\.?|date of birth|born(?: on)?|birth ?date)\b\s{0,3}(?:is|:|=)?\s{0,3}"
            rf"(?:{_DATE}|\d{{4}}\b)",
            re.IGNORECASE,
        ),
    ),
    ("date", re.compile(rf"(?<![\w.]){_DATE}\b")),
    (
        "phone",
        re.compile(r"(?<![\w.])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?|\d{2,5}[ -])\d{3,4}[ -]\d{3,4}\b|\+\d{9,14}\b"),
    ),
    (
        "address",
        re.compile(
            r"\b\d{1,4}[a-z]?\s{1,3}(?:[A-Z][a-z]+\s{1,3}){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Way|Court)\b\.?"
        ),
    ),
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


def redact(text: str, known: frozenset[str] = frozenset()) -> tuple[str, Mapping[str, int]]:
    """The text with identifiers replaced by their kind in brackets, and how many of each kind there were.

    A name whose words are `known` (folded; the corpus's own) is an author's or a term's, never a patient's.
    """
    counts: Counter[str] = Counter()
    for kind, pattern in _PATTERNS:
        text, number = pattern.subn(_LABELS[kind], text)
        if number:
            counts[kind] += number
    for start, end in reversed(people(text, known)):
        text = text[:start] + _LABELS["name"] + text[end:]
        counts["name"] += 1
    return text, dict(sorted(counts.items()))
