"""Messages that are no questions to the evidence: an emergency, an order for now, a demand to drop the rules."""

from __future__ import annotations

import re

_NOW = re.compile(
    r"\b(?:now|currently|at the moment|stat|urgent(?:ly)?|emergency|immediately|asap|help|he|she|patient|pt|man|"
    r"woman|lady|what (?:do|should) (?:i|we) do|bedside|mid-?infusion|half ?way|"
    r"(?:min\w*|hours?|hrs?|ml) (?:in|into|through)|"
    r"(?:during|into|through|on) (?:the|her|his|their|this|an?)|just (?:started|began|developed|gone|went|become)|"
    r"since (?:i|we|the|start\w*)|has|have|with|is|are|got)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?) ago|previous(?:ly)?|prior|history|had|used to|last (?:week|month|year)|"
    r"in the past|(?<!at )once|ever|cause[sd]?|can(?!['’]?t\b| not\b)|could(?!n['’]?t\b)|"
    r"might|may|risk|how (?:common|often)|rate of|incidence|does|"
    r"if|chronic(?:ally)?|since (?:\d{4}|(?:(?:her|his|their|the) )?(?:last|first)\b)|in a relapse|"
    r"(?:because of|due to|from) (?:\w+ ){0,2}(?:SP|PP|RR|PR)?MS)\b",
    re.IGNORECASE,
)
_IN_GENERAL = re.compile(
    r"\W*(?:(?:and|so|but|or|also)\W+)?(?:is|are|was|were|do|did|would|should|has|have|which|what|how|why|when|who|any)\b"
    r"|patients\b",
    re.IGNORECASE,
)
_OF_SOMEONE = re.compile(
    r"\b(?:now|currently|at the moment|help|what (?:do|should|can) (?:i|we) do|bedside|she|he|her|his|"
    r"(?:my|our|this|the) (?:\w+ )?(?:patient|pt|man|woman|lady))\b",
    re.IGNORECASE,
)
_AT_ONCE = (
    r"(?:right now|stat|this minute|immediately|urgent(?:ly)?|tonight|within the hour|in the next (?:hour|\d+ min\w*))"
)
_GIVING = r"(?:infusion|drip|dose|bag|rate|pump|order|prescribe|give|start|program|push)"
_ORDER = re.compile(
    rf"\b{_GIVING}\b.{{0,60}}\b{_AT_ONCE}\b|\b{_AT_ONCE}\b.{{0,60}}\b{_GIVING}\b", re.IGNORECASE | re.DOTALL
)
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


def under_way(sentence: str) -> bool:
    """Whether a sentence tells of something happening now, not past, possible or asked about in general."""
    if _NOT_NOW.search(sentence) or not _NOW.search(sentence):
        return False
    return not _IN_GENERAL.match(sentence) or bool(_OF_SOMEONE.search(sentence))


def orders_now(text: str) -> bool:
    """Whether something is to be given or set at once: a time-critical order."""
    return bool(_ORDER.search(text))


def demands(text: str) -> bool:
    """Whether the rules are asked to be set aside, or a word to be said whatever the evidence says."""
    return bool(_DEMAND.search(_REPORTED.sub(" ", text)))
