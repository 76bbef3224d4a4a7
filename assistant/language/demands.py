"""A demand to set the rules aside, or to say a word whatever the evidence says."""

from __future__ import annotations

import re

_RULES = (
    r"(?:limits?|rules?|instructions?|restrictions?|guardrails?|safeguards?|prompts?|the evidence|"
    r"(?:your|the) (?:documents|sources))\b"
)
_REPORTED = re.compile(r"\b(?:do|does|did|would|could)\s+(?!you\b)(?:[\w'-]+\s+){1,4}say (?:yes|no)\b", re.IGNORECASE)
_DEMAND = re.compile(
    rf"\b(?:ignore|disregard|override|bypass|(?:switch|turn) off|(?:put|set)(?:ting)? aside)\b.{{0,40}}\b{_RULES}"
    r"|\b(?:forget|drop|skip|leave (?:out|aside))\b(?:(?!\b(?:dose|doses|according|per|what)\b)[^.?!;,]){0,40}\b"
    rf"{_RULES}"
    r"|\bwithout (?:(?:any|all|of|your|those|these|the|usual|safety|using|reading|regard|to|heeding|consulting) )*"
    rf"{_RULES}"
    r"|(?:^|[.!?,;:]\s{0,3}|\b(?:please|now|just|you|you (?:to|must|should|will|can))\s)act as\b"
    r"|\b(?:pretend|role-?play|you are now|jailbreak|developer mode|system prompt|say yes(?! or not?\b)|"
    r"(?:only|simply|just) (?:say|answer|reply|tell me) (?:with )?(?:yes|it works|that it works))\b",
    re.IGNORECASE | re.DOTALL,
)


def demands(text: str) -> bool:
    """Whether the rules are asked to be set aside, or a word to be said whatever the evidence says."""
    return bool(_DEMAND.search(_REPORTED.sub(" ", text)))
