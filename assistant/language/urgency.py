"""Messages that are no questions to the evidence: an emergency, an order for now, a demand to drop the rules."""

from __future__ import annotations

import re

_NOW = re.compile(
    r"\b(?:now|currently|at the moment|stat|urgent(?:ly)?|emergency|immediately|asap|help|he|she|patient|pt|man|"
    r"woman|lady|what (?:do|should) (?:i|we) do|bedside|mid-?infusion|half ?way|"
    r"(?:min\w*|hours?|hrs?|ml) (?:in|into|through)|"
    r"(?:during|into|through|on) (?:the|her|his|their|this|an?)|just (?:started|began|developed|gone|went|become)|"
    r"has|have|with|is|are|got)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?) ago|previous(?:ly)?|prior|history|had|used to|last (?:week|month|year)|"
    r"in the past|once|ever|cause[sd]?|can|could|might|may|risk|how (?:common|often)|rate of|incidence|does)\b",
    re.IGNORECASE,
)
_AT_ONCE = (
    r"(?:right now|stat|this minute|immediately|urgent(?:ly)?|tonight|within the hour|in the next (?:hour|\d+ min\w*))"
)
_GIVING = r"(?:infusion|drip|dose|bag|rate|pump|order|prescribe|give|start|program|push)"
_ORDER = re.compile(
    rf"\b{_GIVING}\b.{{0,60}}\b{_AT_ONCE}\b|\b{_AT_ONCE}\b.{{0,60}}\b{_GIVING}\b", re.IGNORECASE | re.DOTALL
)
_DEMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|drop|skip|leave (?:out|aside)|(?:switch|turn) off|without|"
    r"(?:put|set)(?:ting)? aside)\b.{0,40}\b(?:limits?|rules?|instructions?|restrictions?|guardrails?|safeguards?|"
    r"prompts?|the evidence|(?:your|the) (?:documents|sources))\b"
    r"|\b(?:pretend|role-?play|act as|you are now|jailbreak|developer mode|system prompt|say yes|"
    r"(?:only|simply|just) (?:say|answer|reply|tell me) (?:with )?(?:yes|it works|that it works))\b",
    re.IGNORECASE | re.DOTALL,
)


def under_way(sentence: str) -> bool:
    """Whether a sentence tells of something happening now, not past, possible or asked about in general."""
    return bool(_NOW.search(sentence)) and not _NOT_NOW.search(sentence)


def orders_now(text: str) -> bool:
    """Whether something is to be given or set at once: a time-critical order."""
    return bool(_ORDER.search(text))


def demands(text: str) -> bool:
    """Whether the rules are asked to be set aside, or a word to be said whatever the evidence says."""
    return bool(_DEMAND.search(text))
