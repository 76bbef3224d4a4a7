import datetime as dt
import importlib
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy import NUMBERED, redact, redact_together
from assistant.privacy.patterns import Pattern


@pytest.mark.parametrize(
    ("text", "secret", "kind"),
    [
        pytest.param("Mr John Smith has SPMS", "Smith", "name", id="title and name"),
        pytest.param("Mrs. Ann B. Lee-Jones came", "Lee-Jones", "name", id="initial and double name"),
        pytest.param("Jane Doe, 45, has SPMS", "Jane Doe", "name", id="name and age"),
        pytest.param("John Smith has RRMS", "Smith", "name", id="name and disease"),
        pytest.param("my patient Peter Brown has SPMS", "Peter", "name", id="patient"),
        pytest.param("her name is Mary Jones", "Jones", "name", id="named"),
        pytest.param("MRN 1234567", "1234567", "record_number", id="MRN"),
        pytest.param("mrn: AB-123456, SPMS", "123456", "record_number", id="MRN in small letters"),
        pytest.param("NHS number 943 476 5919", "5919", "record_number", id="NHS number"),
        pytest.param("SSN 123-45-6789", "6789", "record_number", id="SSN"),
        pytest.param("patient id 44", "44", "record_number", id="patient id"),
        pytest.param("case 12345678", "12345678", "record_number", id="a long number"),
        pytest.param("DOB 01/02/1970", "1970", "date_of_birth", id="DOB"),
        pytest.param("d.o.b 1 Feb 1970", "1970", "date_of_birth", id="d.o.b"),
        pytest.param("born on 3 March 1962", "1962", "date_of_birth", id="born on"),
        pytest.param("born 1962", "1962", "date_of_birth", id="born"),
        pytest.param("seen 2021-03-04", "2021", "date", id="a date"),
        pytest.param("a.b@c.co.uk asked", "a.b@c", "email", id="e-mail"),
        pytest.param("call 020 7946 0958", "7946", "phone", id="phone"),
        pytest.param("call (555) 123-4567", "4567", "phone", id="phone with brackets"),
        pytest.param("lives at 12 High Street", "High", "address", id="address"),
        pytest.param(
            "my patient Mary Jones has SPMS",
            "Jones",
            "name",
            id="named like a month",
        ),
        pytest.param(
            "Patient John Smith (MRN 123) has RRMS",
            "Smith",
            "name",
            id="Patient with a capital",
        ),
        pytest.param("Mrs O'Brien has SPMS", "Brien", "name", id="O'Brien"),
        pytest.param("my patient mr smith has spms", "smith", "name", id="small letters"),
        pytest.param("MRN12345", "12345", "record_number", id="MRN and number in one"),
        pytest.param("call +44 7700 900123", "900123", "phone", id="mobile"),
    ],
)
def test_identifiers_are_taken_out(text: str, secret: str, kind: str) -> None:
    clean, counts = redact(text)
    assert secret in text
    assert secret not in clean
    assert kind in counts
    assert f"[{kind.replace('_', ' ')}]" in clean


@pytest.mark.parametrize(
    "text",
    [
        "What was the dose in the Fazekas trial (Lancet 1997;349:589-593)?",
        "Achiron, et al. Arch Neurol 1992;49:123-126",
        "EDSS -0.23 (95% CI -0.43 to -0.03) v +0.12, P = 0.008",
        "0.15-0.2 g/kg a month, or 0.4 g/kg/day for 5 days?",
        "53% v 36%, 62 and 116 relapses, n = 150, 2.1×10^-8",
        "Is it recommended by the American Academy of Neurology?",
        "A 45-year-old woman with SPMS and diabetes",
        "New York Hospital, copolymer-1 and Guillain-Barré",
        "Does IVIG help in Relapsing Remitting Multiple Sclerosis?",
        "T2, FLAIR and EDSS 6.5",
        "The 1997 commentary and the 2021 guideline",
    ],
)
def test_what_is_asked_stays(text: str) -> None:
    assert redact(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my patient June Carter has SPMS", "Carter"),
        ("Patient April Young, 45, asks about IVIG", "April"),
        ("patient Mark Brown needs a drug", "Brown"),
        ("pt John S. has RRMS, IVIG?", "John"),
        ("Jane Doe, 54, SPMS", "Jane"),
        ("Does Mary Jones qualify for IVIG?", "Mary"),
        ("Should I give Anna Lindqvist (DOB 02/03/1970) IVIG?", "Lindqvist"),
        ("for Anna Lindqvist (DOB 02/03/1970): dose?", "Lindqvist"),
        ("Mr. van Buren has SPMS", "Buren"),
        ("Mr Young has RRMS", "Young"),
        ("Dr Patel's patient has SPMS", "Patel"),
        ("mrs o'brien has spms", "brien"),
        ("MR JOHN SMITH HAS SPMS", "SMITH"),
        ("a woman called Siobhan has RRMS", "Siobhan"),
        ("A 45-year-old man, named Bob Marsh, has SPMS", "Marsh"),
        ("her name is Mary Jones", "Mary"),
        ("Patient name: Kofi Mensah, SPMS", "Mensah"),
        ("patient Mary, 54, SPMS", "Mary"),
        ("my patient Kofi has SPMS", "Kofi"),
        ("Olu Adeyemi, 45, SPMS", "Adeyemi"),
        ("José García (DOB 1970) has RRMS", "García"),
        ("MRN:12345", "12345"),
        ("MRN#AB12345", "12345"),
        ("mrn12345", "12345"),
        ("call 07700 900461 please", "900461"),
        ("call 07700900461 please", "900461"),
        ("call +447700900123 now", "900123"),
        ("call +44 (0)20 7946 0958", "0958"),
        ("+1-555-123-4567", "4567"),
        ("born 3 march 1962", "1962"),
        ("seen on 12th of June 2021", "2021"),
        ("Mrs Anne-Marie Lee's relapse", "Marie"),
        ("Will Smith has RRMS. IVIG?", "Smith"),
        ("my wife Karen Black has PPMS", "Karen"),
        ("Patient: Mary Jones", "Jones"),
        ("Re: Tom Hardy, MRN 12345", "Hardy"),
        ("John Smith is a 54 year old man with SPMS", "Smith"),
        ("prof mcdonald has spms", "mcdonald"),
        ("Can IVIG help Sarah Connor?", "Connor"),
        ("Ms Lopez and Miss Grey have RRMS", "Grey"),
    ],
)
@pytest.mark.parametrize("known", [frozenset[str](), frozenset({"brown", "young", "ivig", "spms"})], ids=["", "known"])
def test_forms_in_which_people_are_named(text: str, secret: str, known: frozenset[str]) -> None:
    clean, counts = redact(text, known)
    assert secret in text
    assert secret not in clean
    assert counts


@pytest.mark.parametrize(
    "text",
    [
        "What dose did Dr Fazekas use?",
        "Did Prof. Achiron report relapses?",
        "Does Patient With RRMS need IVIG?",
        "Is a patient Secondary Progressive if EDSS rises?",
        "Patient Education Leaflet on IVIG",
        "New York Hospital guidance for a patient",
        "Expanded Disability Status Scale, 6.5",
        "Guillain Barre, 45 patients",
        "a patient Ocrelizumab has failed",
        "my patient on a drug called Zinbryta",
        "a trial called PRISM",
        "MR imaging of the brain",
        "Mr imaging",
        "MR scan and MR spectroscopy",
        "ms patients with relapses",
        "does IVIG help in ms. does it?",
        "Did they miss IVIG?",
        "the dr said no",
        "ask dr about ivig",
        "0.15-0.20 g/kg a month",
        "days 7-10 of 14, 62 and 116 relapses",
        "John Cunningham virus",
        "Lambert Eaton, 12, 13",
        "May IVIG help in RRMS?",
        "In March 2021 a trial was done",
        "Patient June 2021 audit",
        "Is Mark right that IVIG works?",
        "What about Copaxone, Tysabri, Rebif, 20 mg?",
        "Karen Smith et al. 2004",
        "Franz Fazekas, 1997",
        "Fazekas F, Deisenhammer F, Strasser-Fuchs S. Lancet 1997;349:589-593",
        "Will IVIG help? Will Glatiramer?",
        "patient ID card",
        "the record 62 relapses",
        "EDSS +0.12, P = 0.008, n = 150",
        "Does IVIG Help A Patient With Relapsing Remitting Multiple Sclerosis?",
        "Summary Of The Evidence, 12, for RRMS",
        "a 45-year-old woman with Hashimoto Thyroiditis",
        "Lupus Erythematosus, 30 and Sjögren Syndrome",
        "American Academy, 2021",
        "Patient Reported Outcomes",
        "the Cochrane Review, 12, says",
        "Is 0.4 g/kg/day x 5 days (2 g/kg) right?",
        "patient number needed to treat",
        "CHI square 4.2, chi2 = 5.6",
    ],
)
def test_clinical_words_and_authors_stay(text: str) -> None:
    assert redact(text, frozenset({"fazekas", "achiron"})) == (text, {})


def test_an_author_is_known_by_the_corpus_alone() -> None:
    assert redact("What dose did Dr Fazekas use?")[0] == "What dose did [name] use?"


HOSTILE = [
    "ID ",
    "MRN ",
    "a.",
    "a@",
    "a@b",
    "+4 ",
    "0",
    "07700 ",
    "1 ",
    "1 Jan ",
    "Aa ",
    "Aa Bb ",
    "A",
    "a-",
    "A-",
    "Mr ",
    "mr x ",
    "patient ",
    "patient called ",
    "pt name: ",
    "Mary ",
    "John J. ",
    "'",
    "O'",
    "born ",
    "DOB ",
    "1 Aa ",
    "  ",
    "\n",
    "(",
    "-",
    "1-1-",
    "patient John ",
    "é",
    "Mr. ",
    "her name is ",
    " Mary,",
    "prednisol",
    "record no. ",
    "Mary Jones, 1",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("opening", ["", "ID", "Mr", "patient "])
def test_repeats_are_read_to_their_end(piece: str, opening: str) -> None:
    text = (opening + piece * 4000)[:4000]
    once, _ = redact(text)
    assert redact(once)[0] == once


def test_several_are_counted_by_kind() -> None:
    clean, counts = redact("Mr John Smith (MRN 1234567, DOB 01/02/1970) and Mrs Ann Lee, MRN 7654321")
    assert counts == {"date_of_birth": 1, "name": 2, "record_number": 2}
    assert clean == "[name] ([record number], [date of birth]) and [name], [record number]"


NAMES = st.tuples(
    st.sampled_from(["Mr", "Mrs", "Dr.", "Prof"]), st.from_regex(r"[QXZ][a-z]{4,8} [QXZ][a-z]{4,8}", fullmatch=True)
)
NUMBERS = st.from_regex(r"MRN:? [A-Z]{0,2}[0-9]{5,9}", fullmatch=True)


@given(NAMES, NUMBERS, st.dates())
def test_none_is_left_wherever_it_stands(name: tuple[str, str], number: str, day: object) -> None:
    clean, _ = redact(f"For {name[0]} {name[1]}, {number}, DOB {day}: does IVIG help?")
    assert clean == "For [name], [record number], [date of birth]: does IVIG help?"


@given(st.text(max_size=200))
def test_what_is_redacted_stays_so(text: str) -> None:
    once, _ = redact(text)
    again, _ = redact(once)
    assert redact(again) == (again, redact(again)[1])


FRAMES = (
    "Does IVIG help? The patient, {}, has RRMS.",
    "{}: RRMS, IVIG?",
    "Asked by ward 4.\n{}\nIs IVIG of use in SPMS?",
    "my patient is {}, ppms, ivig any use",
    "RE {} - IS IVIG INDICATED IN RELAPSING MS",
)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
PLANTED = st.one_of(
    st.from_regex(r"MRN:? [A-Z]{0,2}[0-9]{6,9}", fullmatch=True),
    st.from_regex(r"NHS no\.? [0-9]{3} [0-9]{3} [0-9]{4}", fullmatch=True),
    st.from_regex(r"tel\.? 0[1-9][0-9]{3} [0-9]{6}", fullmatch=True),
    st.from_regex(r"[a-z]{4,8}\.[a-z]{4,8}@example\.(org|co\.uk)", fullmatch=True),
    DAYS.map(lambda day: f"DOB {day:%d/%m/%Y}"),
    DAYS.map(lambda day: f"born {day.day} {day:%B} {day:%Y}"),
    st.from_regex(r"[1-9][0-9]{0,2} [QXZ][a-z]{5,8} (Street|Road|Avenue)", fullmatch=True),
    st.from_regex(r"Mrs [QXZ][aeiou][a-z]{4,7} [QXZ][aeiou][a-z]{4,7}", fullmatch=True),
)


def _left(planted: str, text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]{4,}", planted) if word.casefold() in text.casefold()]


@given(st.sampled_from(FRAMES), PLANTED, st.sampled_from(["as it is", "large", "small", "wide", "hidden"]))
def test_nothing_of_what_is_planted_is_left(frame: str, planted: str, how: str) -> None:
    written = {
        "as it is": planted,
        "large": planted.upper(),
        "small": planted.lower(),
        "wide": "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in planted),
        "hidden": "\u200b".join(planted),
    }[how]
    clean, counts = redact(frame.format(written))
    assert counts
    folded = unicodedata.normalize("NFKC", clean).replace("\u200b", "")
    assert not [word for word in _left(planted, folded) if word not in ("born", "Mrs", "tel", "Road")]
    assert redact(clean)[0] == clean


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("tel 0 7 7 0 0 9 0 0 4 6 1 about IVIG", "9 0 0 4"),
        ("mail anna dot berg at example dot org", "berg"),
        ("mail anna.berg [at] example [dot] org", "berg"),
        ("NHS ９４３　４７６　５９１９ SPMS", "９１９"),
        ("MRN 44\u200b82\u200b913, SPMS", "913"),
        ("DOB 14 / 03 / 1971", "1971"),
        ("call 07700\n900461 please", "900461"),
        ("SSN 536 - 22 - 8714", "8714"),
        ("Mrs M\u0430rg\u0430ret H\u043ellis has SPMS", "llis"),
        ("J o h n  S m i t h has SPMS", "m i t h"),
        ("anna.berg@\nexample.org", "berg"),
    ],
)
def test_what_is_written_to_be_missed(text: str, secret: str) -> None:
    assert secret in text
    assert secret not in redact(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "PMID 12345678: what dose?",
        "NCT01234567, ISRCTN12345678 and doi 10.1016/S0140-6736(96)09377-2",
        "Hughes syndrome, Wilson's disease and the Hamilton score",
        "What did Kappos and Polman find?",
        "45F RRMS EDSS 3.5, Rankin 4, T 38.4, BP 150/95",
        "platelets 150000, 1000000 copies/mL",
        "We've RRMS patients whom they'd treat on Mondays",
        "Relapse in March, again in August",
    ],
)
def test_numbers_and_names_of_medicine_stay(text: str) -> None:
    assert redact(text) == (text, {})


@pytest.mark.parametrize(
    ("texts", "clean"),
    [
        (
            ["My patient Zoltan Kereszt has RRMS.", "Does Kereszt need IVIG, and what of Zoltan's dose?"],
            ["My patient [name] has RRMS.", "Does [name] need IVIG, and what of [name]'s dose?"],
        ),
        (["Is IVIG any use in kereszt?", "For Mr Kereszt."], ["Is IVIG any use in [name]?", "For [name]."]),
        (
            ["Grace Hope asks about IVIG.", "Her grace period ended; hope springs. Is Hope at risk?"],
            ["[name] asks about IVIG.", "Her grace period ended; hope springs. Is [name] at risk?"],
        ),
        (
            ["What did Fazekas find?", "My patient Fazekas asks.", "Does the Fazekas trial give a dose?"],
            ["What did Fazekas find?", "My patient [name] asks.", "Does the Fazekas trial give a dose?"],
        ),
        (["Does IVIG help?", "In SPMS?"], ["Does IVIG help?", "In SPMS?"]),
    ],
    ids=["forward", "back", "also a word", "also an author", "nobody"],
)
def test_a_name_told_in_one_turn_goes_from_all(texts: list[str], clean: list[str]) -> None:
    known = frozenset({"fazekas"})
    found = redact_together(texts, known)
    assert [text for text, _ in found] == clean
    assert [sum(counts.values()) for _, counts in found] == [text.count("[name]") for text in clean]
    for text, counts in found:
        assert redact(text, known) == (text, {}), counts


parser: Any = importlib.import_module("re._parser")


def needs_digit(parsed: Any) -> bool:
    """Whether whatever a parsed pattern matches has a digit in it."""
    return any(_digit(str(kind), held) for kind, held in parsed)


def _digit(kind: str, held: Any) -> bool:
    if kind == "IN":
        return all(
            (str(k), str(v)) == ("CATEGORY", "CATEGORY_DIGIT")
            or (str(k) == "RANGE" and chr(v[0]).isdigit() and chr(v[1]).isdigit())
            or (str(k) == "LITERAL" and chr(v).isdigit())
            for k, v in held
        )
    if kind == "LITERAL":
        return chr(held).isdigit()
    if kind == "BRANCH":
        return all(needs_digit(each) for each in held[1])
    if kind == "SUBPATTERN":
        return needs_digit(held[3])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return bool(held[0]) and needs_digit(held[2])
    return False


@pytest.mark.parametrize("pattern", NUMBERED, ids=[f"{at} {each.kind}" for at, each in enumerate(NUMBERED)])
def test_what_is_not_looked_for_without_a_digit_has_one(pattern: Pattern) -> None:
    assert needs_digit(parser.parse(pattern.regex.pattern, pattern.regex.flags))
