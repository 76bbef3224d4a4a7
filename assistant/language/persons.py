"""What stands before and after a name: titles, people, what is told of a patient; and what speaks of papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = frozenset("january february march april may june july august september october november december".split())
_REACH = 60
_PERSON = (
    r"(?:patients?|pts?|clients?|man|woman|lady|gentleman|boy|girl|child|baby|lad|husband|wife|spouse|partner|"
    r"fianc[eé]e?|"
    r"mother|father|mum|mom|dad|parents?|son|daughter|sister|brother|sibling|twin|grand(?:mother|father|son|"
    r"daughter)|"
    r"friend|colleague|aunt|uncle|niece|nephew|cousin|neighbou?r|carer|guardian|kin|teacher|gp|consultant|"
    r"neurologist|"
    r"registrar|nurse|sister|pharmacist|physio|intern|resident|student|boss|chief|midwife|clerk|secretary|case|lady)"
)
TITLE = (
    r"(?:mr|mrs|mx|dr|drs|prof|professor|doctor|sir|dame|lord|rev|fr|capt|col|sgt|maj|lt|hon|herr|frau|fräulein|"
    r"mme|mlle|"
    r"madame|monsieur|señora?|sra?|srta|don|doña|dona|signora?|sig|dhr|mevr|mevrouw|pan|pani|fru|sister|nurse|"
    r"miss|shri|"
    r"smt|imam|sheikh|rabbi|father|pastor|пациентка|patientin|пациент)"
)
TITLED = re.compile(
    rf"(?<![\w'’-])(?:{TITLE}\b[^\S\n]{{1,2}}|(?:(?-i:Ms)|mr|mrs|mx|drs?|prof|rev|capt|col|sgt|lt|hon|sr|sra|"
    rf"srta|fr|sig)\.?[^\S\n]{{0,2}})$",
    re.IGNORECASE,
)
"""In small or capital letters "ms" is the disease."""
_NAMED = re.compile(
    rf"(?:(?<!drug )(?<!product )(?<!brand )(?<!trial )(?<!treatment )(?<!syndrome )(?<!condition )\b(?:named|"
    rf"(?:he|she|patient|{_PERSON}) (?:is |was )?called)|"
    r"\binitials:?|\bv\.\s?d\.|\bname(?:'s| is|:| of| =)?|\b(?:i'?m|i am|this is|it'?s|its about|about|signed,?|"
    r"yours,?|regards,?|wishes,?|thanks,?|"
    r"cheers,?|dear|hi|hello|hey|cc:?|attn:?|re:?|regarding|patient is|sincerely,?)|thanks in advance -|"
    r"[-–] ?)\s{0,3}$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(rf"\b{_PERSON}(?:['’]s)?\s?[,:(]?(?:\s?(?:is|was))?[^\S\n]{{0,2}}\(?$", re.IGNORECASE)
_FOR = re.compile(
    r"(?:\b(?:for|about|behalf of|saw|seen with|seen by|ask|asks|asked|tell|told|answer|call|ring|advise on|"
    r"discussed|discuss|"
    r"referred by|spoke (?:with|to)|help|helps|helped|give|giving|gave|relapse in|to|with|bed \d+|both|"
    r"ward round:|case:|"
    r"urgent:?)|\()\s{0,2}$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\b(?i:(?:reviews?|guidelines?|study|studies|trials?|papers?|work|analysis|meta-analysis|results|data|"
    r"criteria|model|"
    r"commentary|editorial|letter|article|report|groups?|authors?|team)\s(?:\w+\s)?(?:by|of|from)|according to|"
    r"as|et al\.?,?|"
    r"(?:in|see|cf\.?|by) the|using the)\s{0,2}(?:[A-Z][\w-]+ (?:and|or|&) )?$"
)
_SAYS = (
    r"(?:find|found|describe[ds]?|show(?:ed|s)?|publish(?:ed)?|conclude[ds]?|recommends?|randomi[sz]e[ds]?|use|"
    r"used|say|"
    r"support|define[ds]?|propose[ds]?|call|measure[ds]?|compare[ds]?|test(?:ed)?|include[ds]?|write|wrote|"
    r"agree|disagree|think of|mean by|argue[ds]?|report(?:ed)?)"
)
_ASKED = re.compile(r"\b(?i:did|does|do|would|could|what|how|why)\s{1,2}(?:[A-Z][\w-]+ (?:and|or|&) )?$")
_FINDS = re.compile(rf"(?: (?:and|or|&)(?: the)?(?: [A-Z][\w-]+)+)?(?: [a-z]+ [a-z]+)?\s{{1,2}}{_SAYS}\b")
_PAPER = re.compile(
    r"(?:['’]s)?(?: (?:and|or|&) [A-Z][\w-]+)?(?-i:(?: [A-Z]{1,3}\b)?),?\s{0,2}(?:\(?(?:19|20)\d\d\b|et al|"
    r"and (?:colleagues|co-?"
    r"workers)|(?:phase|pilot|pivotal|trial|study|studies|review|paper|data|protocol|group|regimen|criteria|"
    r"commentary|dose\b)"
    r"\b|(?-i:[A-Z]{1,2})\b(?=[,;.]))",
    re.IGNORECASE,
)
_EPONYM = re.compile(
    r"(?:['’]s?)?[\s-]{1,2}(?:(?-i:[A-Z])\w+ )?(?:virus|disease|syndrome|scale|score|index|signs?|criteri(?:a|"
    r"on)|classification|test|type|"
    r"hospital|university|clinic|institute|school|college|cent(?:er|re)|journal|foundation|method|lymphoma|"
    r"encephalitis|"
    r"palsy|cells?|cohort|registry|reaction|phenomenon|pupil|fingers?|triad|crisis|thyroiditis|model|plots?|curves?|"
    r"inventory|variant|sclerosis|leiden|syndrom|anaemia|anemia|bodies|body|reflex|law|effect|receptor|disorder|"
    r"trial|study|"
    r"vaccine|infusion pump|statistic|correction|regression|estimates?|procedure|formula|ataxia|chorea|dementia|"
    r"tumou?r|"
    r"contracture|fracture|ulcer|oesophagus|esophagus|glands?|nodes?|tract|area|angle|canal)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(?:['’]s?)?[\s-]{1,2}(?:phase|review|paper|data|protocol|group|regimen|dose|signs?|score|index|tests?|type|"
    r"clinic|school|cells?|reaction|crisis|body|effect|trial|study|vaccine|infusion pump|fracture|ulcer|glands?|nodes?|"
    r"[A-Z]{1,2})\b"
)
"""What a person has as well as a paper or an eponym: `Rosa Delgado's reaction`, `Rosa Delgado, F`."""
_AGED = (
    r"(?:aged?\b|\d{1,3}\s?-?\s?(?:y\.?o\b|y/o|yrs?\b|years?\b|y\b)|\d{1,3}\s?[mf]\b|\(?[mf]\b|"
    r"\d{2}\b(?!\s?(?:%|mg|g\b|patients|"
    r"ml|weeks|months|days))|born\b|b\.|d\.?o\.?b|mrn\b|nhs\b|hosp|bed \d|\[(?:date|record|phone|email|address))"
)
_MARKED = re.compile(rf"(?:['’]s)?\s{{0,2}}[,;:(/–-]{{0,2}}\s{{0,2}}{_AGED}", re.IGNORECASE)
_TOLD = re.compile(
    r"(?: and [^\W\d_]+)?(?:['’]s)?\s{0,2}[,;:(–-]{0,2}\s{0,2}(?:(?:who |and )?(?:has|had|have|having|wants?|"
    r"asks?|asked|asking|needs?|takes?|took|came|gets?|"
    r"got|suffers?|presents?|presented|relapsed|relapse[sd]?|failed|fails|cannot|can't|can not|refuses|refused|"
    r"was|is|says|said|rang|"
    r"called|wrote|told|read|worsen(?:ed|ing)|on|with|whose|who|gave|gives|thinks|believes|stopped|started|"
    r"postpartum|pregnant|"
    r"carr(?:y|ies)|moved|lives|due|both|all|to monitor|should)\b|(?:sp|pp|rr|pr)?ms\b|cis\b|progressive|relapsing)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"['’]s\s+(?:relapses?|ms\b|spms|ppms|rrms|edss|iga|igg|mri|form|husband|wife|mother|father|mum|dad|son|"
    r"daughter|sister|"
    r"brother|family|disease|blood|bloods|symptoms|consent|infusion|next|case|question|last|first|dose|headache|"
    r"rash|carer)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s{0,2}(?:[,;:)?(/–]|-\s|$|\n|\.(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a word says: points for a person, and whether it speaks of a title, a paper or a term.

    After a `copula` more is said of somebody than a name: `patient is afebrile`. What is `personal` may be a paper's,
    an eponym's or a person's.

    `asked` on both sides is a question after what somebody wrote: `What did X find`.
    """

    worth: int = 0
    title: bool = False
    research: bool = False
    asked: bool = False
    eponym: bool = False
    copula: bool = False
    personal: bool = False


@lru_cache(maxsize=1024)
def _left(said: str) -> Side:
    if TITLED.search(said):
        return Side(3, title=True)
    if _WRITTEN.search(said):
        return Side(research=True)
    if _ASKED.search(said):
        return Side(asked=True)
    if _PEOPLE.search(said) or _NAMED.search(said):
        return Side(2, copula=said.rstrip().endswith((" is", " was")))
    return Side(1) if _FOR.search(said) else Side()


def before(text: str, place: int) -> Side:
    """What stands before a word."""
    return _left(text[max(0, place - _REACH) : place])


def titled(text: str, place: int) -> int:
    """Where the title before a name begins, or the name where there is none."""
    match = TITLED.search(text, max(0, place - _REACH), place)
    return match.start() if match else place


def after(text: str, place: int) -> Side:
    """What stands after a word."""
    return _right(text[place : place + _REACH])


@lru_cache(maxsize=1024)
def _right(said: str) -> Side:
    own, personal = _OWN.match(said), bool(_PERSONAL.match(said)) or said.startswith(", ")
    if _EPONYM.match(said) and not own:
        return Side(eponym=True, personal=personal)
    if _FINDS.match(said):
        return Side(asked=True)
    if _PAPER.match(said):
        return Side(research=True, personal=personal and not re.match(r",?\s\(?(?:19|20)\d\d\b", said))
    if _MARKED.match(said) or own:
        return Side(2)
    if _TOLD.match(said):
        return Side(2)
    return Side(1) if _ENDS.match(said) else Side()
