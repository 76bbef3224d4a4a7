"""People's names in a message: where a title, a person or what follows shows that the words are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.plain import WORDS
from assistant.language.typos import is_english
from assistant.language.words import fold, stem

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_GAP = re.compile(r"[^\S\n]{1,3}")
_PERSON = (
    r"(?:patient|pt|client|man|woman|lady|gentleman|boy|girl|husband|wife|mother|father|mum|dad|son|daughter|sister|"
    r"brother|friend|colleague|aunt|uncle|neighbour|neighbor)"
)
_TITLED = re.compile(r"\b(?:(?i:mr|mrs|mx|dr|prof|professor)|Ms|Miss)\b\.?(?=[^\S\n]|(?<=\.)[^\W\d_])")
"""In small or capital letters "ms" is the disease and "miss" a verb."""
_THING = r"\b(?:drug|med|treat|trial|stud|disease|condition|therap|infus|product|brand|some|syndrome|symptom)"
_NAMED = re.compile(
    rf"\b(?:{_PERSON}\b(?:(?!{_THING})[^.?!\n]){{0,30}}\b(?:named|called)"
    r"|(?:her|his|their|patient's|pt's|the patient's|my) (?:full )?name is|(?:patient |pt )?name:|patient name)"
    r"(?=[^\S\n])",
    re.IGNORECASE,
)
_PERSONS = re.compile(rf"\b{_PERSON},?(?: is)?(?=[^\S\n])", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w'’.-])[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_AFTER_PERSON = re.compile(
    r"\s{0,2}(?:[,(]|['’]s\b|(?:has|had|is|was|with|who|whose|aged|needs|takes|took|came|wants|asks|gets|got|suffers|"
    r"presents|presented|dob|mrn)\b|\[|\d{1,3}\b)",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    r"(?:['’]s)?\s{0,2}[,;:]?\s{0,2}\(?\s?"
    r"(?:(?:dob|d\.o\.b|date of birth|born|mrn|nhs no|record|aged|age)\b|\[(?:date|record|phone|email|address)"
    r"|\d{1,2}\s?(?:-?\s?(?:y\.?o\b|y/o|yrs?\b|years?\b)|[mf]\b|[,)])"
    r"|(?:has|had|with|who has) (?:\w+ ){0,3}(?:(?:SP|PP|RR|PR)?MS\b|multiple sclerosis)|is an? \d|is \d\d\b"
    r"|was (?:recently |newly )?diagnosed)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?:['’]s)?\s{1,2}(?:et al|and (?:colleagues|co-?workers)|virus|disease|syndrome|scale|score|index|trial|study|"
    r"sign|criteria|criterion|classification|test|type|hospital|university|clinic|institute|school|college|center|centre|"
    r"journal|foundation|method|group|lymphoma|encephalitis|palsy|cells?|cohort|registry|reaction)\b|-",
    re.IGNORECASE,
)
_CLINICAL = frozenset(
    stem(word)
    for word in (
        "secondary primary progressive relapsing remitting multiple sclerosis disability expanded status scale "
        "relapse guillain barre barré new york hospital university academy neurology american european british "
        "national lancet arch neurol intravenous immunoglobulin ivig interferon placebo imaging scan scans "
        "angiography spectroscopy brain findings lesions venography magnetic resonance syndrome disease chronic "
        "inflammatory demyelinating polyneuropathy myasthenia gravis lambert eaton kawasaki optic neuritis "
        "neuromyelitis optica clinically isolated radiologically benign active acute severe mild moderate early "
        "late treatment therapy dose dosing infusion trial study review education information leaflet safety "
        "outcome outcomes reported care services monitoring selection glatiramer natalizumab ocrelizumab "
        "fingolimod rituximab cladribine teriflunomide alemtuzumab methylprednisolone steroids copaxone tysabri "
        "ocrevus avonex rebif betaseron betaferon gilenya tecfidera aubagio lemtrada mavenclad kesimpta zinbryta "
        "mayzent zeposia privigen octagam gamunex flebogamma kiovig intratect pregnancy pregnant diabetes asthma "
        "migraine stroke virus cunningham epstein barr health service society association federal drug food "
        "administration united states kingdom doctor prescribed recommended advised suggested thinks"
    ).split()
)
_MADE = re.compile(
    r".{3,}(?:mab|imod|feron|ramer|itis|osis|opathy|sarcoma|[ae]mia|globulin|prednisolone|tion|sion|ement|ility)$"
)
_GIVEN = frozenset(
    "aaron abdul adam adrian ahmed aisha alan albert alex alexander alexandra alfred ali alice alicia alison "
    "amanda amber amelia amy ana andrea andreas andrew angela anita ann anna anne annette anthony antonio arthur "
    "barbara beatrice ben benjamin bernard beth betty bob brandon brenda brian bridget bruce bryan carl carla "
    "carlos carmen carol caroline catherine cathy charles charlotte cheryl chloe chris christina christine "
    "christopher claire clara colin connie craig cynthia daniel daniela danielle darren david dawn deborah debra "
    "denis dennis derek diana diane dmitri donald donna doris dorothy douglas dylan edith edward eileen elaine "
    "eleanor elena elizabeth ella ellen emily emma eric erica erik erin esther ethan eva evelyn fatima felix "
    "fiona florence frances francesca francis fred frederick gabriel gareth gary gavin geoffrey george georgia "
    "gerald gerard gillian giovanni gloria gordon graham gregory hannah hans harold harriet harry hassan hazel "
    "heather helen helena henry herbert howard hugh hussein ian ibrahim ingrid irene isaac isabel isabella ivan "
    "jack jackie jacob jacqueline jake james jamie jane janet janice jason jean jeffrey jennifer jenny jeremy "
    "jessica jill jim joan joanna joanne joe johan john johnny jonathan jorge jose josé joseph josephine joshua "
    "joyce juan judith judy julia julian julie karen karl kate katherine kathleen kathryn katie keith kelly "
    "kenneth kevin kim kirsten kristin kyle lars laura lauren lawrence leah lee leo leonard leslie liam lily "
    "linda lisa lorraine louis louise lucas lucy luis luke lynn madeleine malcolm manuel marcus margaret maria "
    "marilyn mario marion marjorie martha martin mary maryam matthew maureen megan melanie melissa michael "
    "michelle miguel mike mohamed mohammed monica muhammad nadia nancy naomi natalie natasha nathan neil nicholas "
    "nick nicola nicole nigel nina noah nora norma norman oliver olivia omar oscar owen pamela patricia patrick "
    "paul paula pauline pedro peggy peter philip phillip phyllis pierre rachel ralph raymond rebecca rhys richard "
    "rita robert roberta roger roland ronald rosemary ross roy russell ruth ryan sally samantha samuel sandra "
    "sara sarah scott sean sebastian sharon sheila shirley simon sofia sophia sophie stanley stefan stella "
    "stephanie stephen steve steven stuart susan suzanne sven sylvia tamara tanya teresa theresa thomas tim "
    "timothy tina tom tony tracy ursula valerie vanessa vera veronica victor victoria vincent viola virginia "
    "vivian vladimir walter wanda wayne wendy wilhelm william yasmin yolanda yusuf yvonne zoe".split()
)
"""Given names that are hardly ever anything else: with a second capitalised word they are a person's by themselves."""
_MAY_BE_NAMES = frozenset(
    "mark may june april will grace hope rose dean grant young long price brown black white".split()
)

_PARTICLES = frozenset("van von de der den del della di da dos du la le el al bin ibn ter ten".split())
_FOLLOW = frozenset(
    "has have had is are was does do did can could should would will may might and the what how with".split()
)
"""Words that no name goes on with, however they are written."""


def people(text: str, known: frozenset[str]) -> list[Span]:
    """Where people are named, in order and apart; a word of `known` (folded) is no name."""
    reader = _Reader(text, known)
    spans = [*reader.titled(), *reader.named(), *reader.persons(), *reader.bare()]
    apart: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


class _Reader:
    """Reads the names of one text."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self._text = text
        self._known = known

    def titled(self) -> Iterator[Span]:
        """`Mrs O'Brien`, `mr smith`."""
        for match in _TITLED.finditer(self._text):
            title = match.group().rstrip(".")
            # "MR" is an image as often as a man: what follows it must look like a name by itself.
            found = self._run(match.end(), titled=not title.isupper())
            if not found and (title.isupper() or title.islower()):
                found = self._uncapitalised(match.end(), doctor=title.casefold() not in ("mr", "mrs", "mx"))
            if found:
                yield match.start(), found[-1][1]

    def named(self) -> Iterator[Span]:
        """`a woman called Mary Jones`, `her name is Mary`."""
        for match in _NAMED.finditer(self._text):
            if found := self._run(match.end()):
                yield found[0][0], found[-1][1]

    def persons(self) -> Iterator[Span]:
        """`my patient Mary Jones`; one word alone is a name where what follows speaks of a person."""
        for match in _PERSONS.finditer(self._text):
            found = self._run(match.end())
            if not found or _NO_PERSON.match(self._text, found[-1][1]):
                continue
            if len(found) > 1 or self._given(found[0]) or _AFTER_PERSON.match(self._text, found[-1][1]):
                yield found[0][0], found[-1][1]

    def bare(self) -> Iterator[Span]:
        """`Jane Doe, 54`, `Anna Lindqvist (DOB`: two words that begin with a given name or stand before an age."""
        reached = 0
        for match in _CAPITAL.finditer(self._text):
            if match.start() < reached:
                continue
            found = self._run(match.start())
            if not found:
                continue
            reached = found[-1][1]
            if _NO_PERSON.match(self._text, reached):
                continue
            identified = _IDENTIFIED.match(self._text, reached)
            if (len(found) > 1 and (identified or self._given(found[0]))) or (identified and self._given(found[0])):
                yield found[0][0], reached

    def _run(self, place: int, *, titled: bool = False) -> list[Span]:
        """Up to four words of a name from `place` on: capitalised ones and initials, none that is no name."""
        found: list[Span] = []
        while len(found) < 4 and (word := self._word(place, first=not found)):
            start, end = word
            if not self._is_name(self._text[start:end], titled=titled, first=not found):
                break
            end = self._without_stop(start, end)
            found.append((start, end))
            if end < word[1]:
                break
            place = end
        while found and self._text[slice(*found[-1])] in _PARTICLES:
            found.pop()
        return found

    def _word(self, place: int, *, first: bool) -> Span | None:
        gap = _GAP.match(self._text, place)
        if gap is None and not first:
            return None
        match = _WORD.match(self._text, gap.end() if gap else place)
        return match.span() if match else None

    def _without_stop(self, start: int, end: int) -> int:
        """A stop belongs to an initial, not to a word that ends a sentence; neither does a possessive."""
        while self._text[end - 1] == "." and end - start > 2:
            end -= 1
        return end - 2 if self._text[start:end].endswith(("'s", "’s")) else end

    def _is_name(self, text: str, *, titled: bool, first: bool) -> bool:
        word = text.removesuffix(".").removesuffix("'s").removesuffix("’s")
        if text in _PARTICLES:
            return titled or not first
        if len(word) == 1:
            return word.isupper() and (text.endswith(".") or not first) and word != "I"
        if not word[0].isupper() or (word.isupper() and "'" not in word and "’" not in word):
            return False
        folded = fold(word)
        if folded in self._known and not is_english(folded):
            return False
        if titled:
            return first or folded not in _FOLLOW
        if folded in _GIVEN or folded in _MAY_BE_NAMES:
            return True
        plain = folded in WORDS or stem(folded) in _CLINICAL or _MADE.match(folded)
        return not plain and not (first and folded in self._known)

    def _uncapitalised(self, place: int, *, doctor: bool) -> list[Span]:
        """The name after a title in small letters, or in a message all in capitals."""
        found: list[Span] = []
        while len(found) < 2 and (word := self._word(place, first=not found)):
            start, end = word[0], self._without_stop(*word)
            folded = fold(self._text[start:end])
            plain = folded in WORDS or stem(folded) in _CLINICAL or folded in self._known
            if plain or len(folded) < 2 or (doctor and folded.endswith(("ed", "ing"))):
                break
            found.append((start, end))
            if folded not in _GIVEN:
                break
            place = end
        return found

    def _given(self, span: Span) -> bool:
        return fold(self._text[slice(*span)]) in _GIVEN
