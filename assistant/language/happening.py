"""What is told as an emergency: a sign of harm, by the words of tense, time and link around it; an order for now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.language.sentences import sentences

Kind = Literal["sign", "event", "diagnosis", "common", "accident", "distress"]
"""What has to be told for it to be an emergency.

A `sign` (chest pain): that somebody has it, that it is new, or that it came with the infusion; an `event` (a seizure,
which can be an old illness): that it is new, came with the infusion or is being had; a `diagnosis` (a clot, which is
asked about as a risk): that it is new or being had; a `common` complaint of the disease itself (weakness): that it is
new, outside a relapse, or one of two that came with the infusion; an `accident`: nothing; `distress`: whose.
"""

Sign = tuple[int, int, Kind]

_COUNT = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|ten|twelve|fifteen|twenty|thirty|(?:a )?few|several|"
    r"half an|(?:a )?couple(?: of)?|some)"
)
_SOON = r"(?:sec(?:ond)?s?|min(?:ute)?s?|h|hrs?|hours?|days?|d|nights?)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_GIVEN = (
    r"(?:IVIG|infusions?|drips?|doses?|bags?|bottles?|treatments?|cycles?|courses?|immunoglobulins?|"
    r"transfusions?|injections?)"
)
_ITS = r"(?:(?:the|her|his|my|their|our|your|this|an?|first|second|third|last|1st|2nd|3rd|next) ){0,3}"
_RECENT = re.compile(
    rf"\b(?:(?:right |just |even )?now(?! (?:RRMS|SPMS|PPMS|MS|progressive|relapsing|secondary)\b)|currently|"
    rf"at the moment|today|"
    rf"tonight|this (?:morning|afternoon|evening|minute|hour)|yesterday|last night|overnight|out of (?:nowhere|"
    rf"the blue)|sudden(?:ly)?|abrupt(?:ly)?|"
    r"acute(?:ly)?(?! (?:(?:MS )?(?:relapse|attack|exacerbation|flare)|stud|treatment))|(?<=[,.;!] )help|ambulance|999|"
    r"911|urgent(?:ly)?|stat|emergency|"
    rf"just (?:started|began|developed|gone|went|become|became|had|collapsed|fainted|told)|woke up|still running|"
    rf"{_COUNT}[- ]?{_SOON} (?:ago|after|later|since|into|in|through|post|following|from|now|on)|"
    rf"(?:an?|one|the|next|following|same) (?:day|hour|morning|night|evening)(?: after| later|$|\W)|"
    rf"(?:for|last|past|in) (?:the (?:last|past) )?{_COUNT} {_SOON}|"
    rf"since {_COUNT} {_SOON}|since (?:yesterday|today|this|last night|breakfast|lunch|{_WEEKDAY})|on {_WEEKDAY}|"
    rf"(?:since|within (?:minutes|hours|days|{_COUNT} {_SOON}) of) (?:(?:we|i|they|the nurse) (?:started|began|"
    rf"gave|hung) )?{_ITS}{_GIVEN}|"
    rf"since (?:it|we|i|they|the nurse) (?:started|began|put|turned|raised|increased|changed|hung|gave|opened)|"
    rf"mid-?\s?(?:infusion|drip)|half-?\s?way (?:in|through|thro)|"
    rf"half (?:of )?(?:the|a|her|his|my) {_GIVEN} (?:in|through)|"
    rf"days? \d+ (?:of|after|post) {_ITS}{_GIVEN}|\d+ ml (?:in|into|through)|(?:started|began) (?:to )?\w+ing)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"\b(?:during|on|mid|after|following|since|post|throughout|with|while on|while having)[ -]{_ITS}{_GIVEN}\b"
    rf"|\bmid-?\s?(?:infusion|drip)\b|\b{_GIVEN} (?:(?:is|was|still|just|now) ){{0,2}}"
    rf"(?:running|going|started|finished|ended|connected|in progress|yesterday|today)\b|\b{_GIVEN} (?:(?:is|was|"
    r"only) )?(?:half|nearly|almost|partly|all|already)[- ]?(?:way )?(?:in|through|run|done|gone|empty)\b|"
    rf"\b(?:stop|continue|slow|pause) {_ITS}{_GIVEN}\b",
    re.IGNORECASE,
)
_WHO = (
    r"(?:patient|pt|man|woman|lady|gentleman|boy|girl|client|husband|wife|partner|mother|mum|mom|father|dad|"
    r"son|daughter|"
    r"sister|brother|friend|resident)"
)
_PERSON = re.compile(
    rf"\b(?:she|he|her|his|him|(?:my|our|this|the|one of (?:my|our|the)) (?:[\w-]+ ){{0,2}}{_WHO}s?|"
    rf"(?:^|(?<=[,.;:!?] )){_WHO}|pt)\b|(?:^|[,.;:!?] ?){_WHO}\b|\bI\b(?!['’]d)(?! (?:give|use|warn|tell|do|"
    rf"prescribe|consider|recommend|say|start)\b)"
    r"|(?:^|[.;!?] )(?:help\W+)?(?:can['’]?t|cannot|can not|got|getting)\b"
    r"|\bmy (?:chest|throat|tongue|lips?|face|heart|calf|leg|arm|eyes?|head|urine)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:having|develop(?:ed|ing|s)|suffer(?:ed|ing|s)|(?:gone|went|going) into|just had|present(?:s|ed|ing) with|"
    r"has got|feels?|feeling|came up (?:with|in)|come up (?:with|in)|thinks? (?:s?he|it) (?:is|has|had)|(?:is|"
    r"was) (?:this|it) an?)"
    r"(?: (?:an?|the|some|from|severe|acute|massive|big|likely|possible|probable|suspected|her|his|bad|very|"
    r"so|my))* *$",
    re.IGNORECASE,
)
_DOING = re.compile(
    rf"(?:\b(?:{_WHO}|pt|s?he|they|I|it|is|are|am)|['’](?:s|re|m))(?: (?:now|still|just))? *$", re.IGNORECASE
)
_DONE = re.compile(
    rf"(?:\b(?:has|have|s?he|I|pt|{_WHO})[,:]?|['’](?:s|ve))(?: (?:now|just|all|suddenly))? *$", re.IGNORECASE
)
_IN_IT = re.compile(rf"\b(?:{_WHO}|pt|s?he|I)(?: is| am|['’][sm])? in(?: an?)? *$", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:(?:weeks?|months?|years?|yrs?|decades?) (?:ago|back|earlier|before)|(?:in |since |from )?(?:19|"
    r"20)\d\d|histor(?:y|ies)|h/o|"
    r"hx|previous(?:ly)?|prior|past(?! (?:\w+ )?(?:\d+|few|hours?|days?|minutes?|night))|former(?:ly)?|"
    r"earlier in life|"
    r"last (?:week|month|year|winter|summer|spring|autumn|fall|decade)|used to|(?<!at )once|as an? (?:child|"
    r"boy|girl|teenager)|"
    r"childhood|long-?standing|chronic(?:ally)?|for (?:\w+ )?(?:weeks|months|years)|recovered|resolved|"
    r"settled|long ago|"
    r"since (?:her|his|the|my|their) (?:last|first|previous) (?:relapse|attack|flare)|in (?:her|his|"
    r"my) (?:\w+ )?(?:teens|twenties|thirties))\b",
    re.IGNORECASE,
)
_NOT_HAD = re.compile(
    r"(?:\b(?:no|denies|denied|denying|without|never|free of|free from|absence of|ruled out|nor|"
    r"rather than|no (?:\w+ )?signs? of)|(?:\bnot|n['’]t) (?:have|had|having|got))"
    r"(?: (?:any|an?|more|further|\w+))? *$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:if|unless|in case|in the event|trials?|stud(?:y|ies)|placebo|fazekas|participants|"
    r"(?<!of my )(?<!of our )(?<!of the )patients|"
    r"people|commentary|newsletter|literature|papers?|sources?|printed|misprint(?:ed)?|cent(?:er|re)|"
    r"guidelines?|because of (?:(?:her|his|my|the|their) )?"
    r"(?:\w+ )?(?:\w\w)?MS|(?:due to|from) (?:(?:her|his|my|the) )?(?:\w\w)?MS)\b",
    re.IGNORECASE,
)
_IN_THEORY = re.compile(
    r"\b(?:might|may|could(?!n['’]?t\b| not\b)|risks?|chance|likel(?:y|ihood)|how (?:common|often|frequent|"
    r"rare|many)|incidence|"
    r"frequen(?:cy|t)|rates? of|causes?|leads? to|result in|ever|prevent(?:s|ing|ion)?|avoid(?:s|ing)?|"
    r"contra-?indicat\w+|reported|listed|"
    r"described|named|worr(?:y|ies|ied)|afraid|fears?|concerns?|concerned|warn(?:ing|ings)?|watch|"
    r"look (?:out )?for|monitor(?:ing)?|"
    r"side[- ]effects?|adverse|consent|premed\w*|predict\w*|manag(?:e|ing|ement)|treatment of|protocol|"
    r"evidence|common|known|should (?:s?he|my \w+) (?:get|have|develop))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|or|also|then)\W+)?(?:is|are|was|were|do|does|did|would|should|has|have|had|can(?!['’]t)|"
    r"could|will|may|might|which|"
    r"what|how|why|when|who|any|tell me|explain|list)\b(?! not\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:is|has|was) (?!it\b|this\b|that\b|there\b|s?he\b|the\b|my\b|her\b|his\b|an?\b|IVIG\b)", re.IGNORECASE
)
"""What a second clause says of the first one's subject: he is blue and is wheezing."""
_WHAT_TO_DO = re.compile(
    r"\b(?:what (?:now|next)|what (?:do|should|can|must|shall) (?:i|we) do|what to do|next steps?|(?:should|"
    r"shall|do|can) (?:i|we) "
    r"(?:stop|continue|carry on|go on|wait|call|give|worry|slow)|(?:continue|stop|carry on|keep going|"
    r"slow (?:it )?down|wait)\b[^?]{0,20}\?)",
    re.IGNORECASE,
)
_RELAPSE = re.compile(r"\b(?:relaps(?:e|es|ed|ing)\b(?!-)|attack|exacerbation|flare)", re.IGNORECASE)
_CUT = re.compile(
    r"[,;:–—]|\.\.+| - |\bbut\b|\bthen\b|\b(?:and|who|which) (?=(?:now|is|has|was|today|s?he|i|cannot|can['’]t)\b)",
    re.IGNORECASE,
)

_AT_ONCE = (
    r"(?:right now|stat|this minute|immediately|urgent(?:ly)?|tonight|within the hour|in the next (?:hour|\d+ min\w*))"
)
_GIVING = r"(?:infusion|drip|dose|bag|rate|pump|order|prescribe|give|start|program|push)"
_ORDER = re.compile(
    rf"\b{_GIVING}\b.{{0,60}}\b{_AT_ONCE}\b|\b{_AT_ONCE}\b.{{0,60}}\b{_GIVING}\b", re.IGNORECASE | re.DOTALL
)


def happening(text: str, signs: Sequence[Sign]) -> bool:
    """Whether one of the signs (where each begins, ends, and its kind) is told as happening now or very lately."""
    spans = [
        (text[a:b], a)
        for line, at in _lines(text)
        for a, b in ((at + s, at + e) for s, e in sentences(line, casual=True))
    ]
    told = " ".join(
        clause for sentence, at in spans for clause, _ in _clauses(sentence, at) if not _PAST.search(clause)
    )
    common = len({start for start, _, kind in signs if kind == "common"})
    for sentence, at in spans:
        for clause, place in _clauses(sentence, at):
            held = [s for s in signs if place <= s[0] < place + len(clause)]
            if any(_told(s, clause, place, sentence, told, several=common > 1) for s in held):
                return True
    return False


def forms(text: str) -> tuple[bool, ...]:
    """How a whole message is worded: somebody, lately, with an infusion, in theory, long past, of others, asking."""
    read = (_PERSON, _RECENT, _LINK, _IN_THEORY, _PAST, _ELSEWHERE)
    return (*(bool(pattern.search(text)) for pattern in read), bool(_ASKS.match(text)))


def orders_now(text: str) -> bool:
    """Whether something is to be given or set at once: a time-critical order."""
    return bool(_ORDER.search(text))


def negated(text: str, start: int) -> bool:
    """Whether what begins at `start` is said not to be there."""
    return bool(_NOT_HAD.search(text[max(0, start - 40) : start]))


def _told(sign: Sign, clause: str, place: int, sentence: str, told: str, *, several: bool) -> bool:
    start, end, kind = sign
    at = start - place
    if negated(clause[:at], at) or _ELSEWHERE.search(clause) or _is_past(clause, at):
        return False
    somebody = bool(_PERSON.search(sentence))
    recent, linked = bool(_RECENT.search(sentence)), bool(_LINK.search(sentence))
    if _IN_THEORY.search(clause) and not (somebody and recent):
        return False
    asks = _ASKS.match(clause) and not (_GOES_ON.match(clause) and sentence.find(clause) > 0)
    if asks and not _WHAT_TO_DO.match(clause) and not (somebody and (recent or linked)):
        return False
    if not _ASKS.match(sentence):
        recent = recent or bool(_RECENT.search(told))
        linked = linked or bool(_LINK.search(told))
    loose = bool(_IN_THEORY.search(sentence) or _ASKS.match(sentence)) and not somebody
    linked = linked and (not loose or bool(_WHAT_TO_DO.search(sentence)))
    having = bool(_HAVING.search(clause[:at])) or _goes_on(clause, at, end - place)
    match kind:
        case "accident":
            return True
        case "distress":
            return somebody or recent
        case "sign":
            return recent or linked or somebody
        case "event":
            return recent or linked or having
        case "diagnosis":
            return not loose and (having or _RECENT.search(clause) is not None or (recent and linked))
        case "common":
            return (recent and (linked or not _RELAPSE.search(told))) or (several and linked)


def _goes_on(clause: str, at: int, end: int) -> bool:
    """Whether its form tells of it as under way or just come: she is seizing, sats are falling, he has collapsed."""
    before, sign = clause[:at], clause[at:end]
    if re.match(r"\w+ing\b", sign):
        return bool(_DOING.search(before))
    if re.match(r"\w+ed\b", sign):
        return bool(_DONE.search(before))
    return bool(re.search(r"\b(?:is|are) \w+ing$", sign)) or bool(_IN_IT.search(before))


def _is_past(clause: str, at: int) -> bool:
    """Whether a word of the past stands nearer to the sign than one of the present does."""
    past = [min(abs(m.start() - at), abs(m.end() - at)) for m in _PAST.finditer(clause)]
    recent = [min(abs(m.start() - at), abs(m.end() - at)) for m in _RECENT.finditer(clause)]
    return bool(past) and min(past) < min(recent, default=10_000)


def _lines(text: str) -> list[tuple[str, int]]:
    lines, place = [], 0
    for line in text.split("\n"):
        lines.append((line, place))
        place += len(line) + 1
    return lines


def _clauses(sentence: str, at: int) -> list[tuple[str, int]]:
    clauses, start = [], 0
    for cut in (*_CUT.finditer(sentence), None):
        end = cut.start() if cut else len(sentence)
        begin = start + len(sentence[start:end]) - len(sentence[start:end].lstrip())
        clauses.append((sentence[begin:end], at + begin))
        start = cut.end() if cut else end
    return [(clause, place) for clause, place in clauses if clause.strip()]
