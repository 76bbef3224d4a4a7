"""Which words are people: exactly those, and no word more."""

import pytest

from assistant.language.names import people

KNOWN = frozenset({"ivig", "interferon", "brown", "devic"})


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in people(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr. Tom Okafor asks", ["Mr. Tom Okafor"]),
        ("Mrs Okafor's relapse", ["Mrs Okafor"]),
        ("mr okafor has spms", ["mr okafor"]),
        ("mr john okafor has spms", ["mr john okafor"]),
        ("MR OKAFOR HAS SPMS", ["MR OKAFOR"]),
        ("dr okafor prescribed it", ["dr okafor"]),
        ("dr prescribed it", []),
        ("dr treating her", []),
        ("Dr. A. B. Okafor came", ["Dr. A. B. Okafor"]),
        ("Dr.Okafor came", ["Dr.Okafor"]),
        ("MR imaging of the brain", []),
        ("MR scan", []),
        ("Miss Okafor and Ms Adeyemi", ["Miss Okafor", "Ms Adeyemi"]),
        ("ms patients miss doses", []),
        ("Mr van der Berg came", ["Mr van der Berg"]),
        ("Prof Okafor. She asks", ["Prof Okafor"]),
        ("a woman called Ngozi was seen", ["Ngozi"]),
        ("a patient on a drug called Zinbryta", []),
        ("her name is Ngozi Adeyemi and", ["Ngozi Adeyemi"]),
        ("pt name: Ngozi Adeyemi", ["Ngozi Adeyemi"]),
        ("my patient Ngozi has SPMS", ["Ngozi"]),
        ("my patient Ngozi Adeyemi on interferon", ["Ngozi Adeyemi"]),
        ("patient Lambert Eaton syndrome", []),
        ("Does IVIG help in Tumefactive MS?", []),
        ("IVIG for Opticospinal MS", []),
        ("My patient has Pseudotumoral sclerosis", []),
        ("Is Octagam given monthly in RRMS?", []),
        ("Karen has Tumefactive MS", ["Karen"]),
        ("Mrs Tumefactive MS since 2010", ["Mrs Tumefactive"]),
        ("My patient Tumefactive MS", ["Tumefactive"]),
        ("Tumefactive has MS", ["Tumefactive"]),
        ("Is Petrovic MS progressive?", ["Petrovic"]),
        ("my brother Devic is ill", ["Devic"]),
        ("pt Kofi Annan Trial", []),
        ("Thomas Okafor got review on Monday", ["Thomas Okafor"]),
        ("Jane Okafor, MS, 45, asks about IVIG.", ["Jane Okafor"]),
        ("Rosa Delgado's reaction to IVIG was a rash", ["Rosa Delgado"]),
        ("Anna Nowak, EDSS 6, IVIG?", ["Anna Nowak"]),
        ("After IVIG, Rosa Delgado felt unwell.", ["Rosa Delgado"]),
        ("Halina's dose is 0.4 g/kg", ["Halina"]),
        ("IVIG for Mrs Kowalska's study visit", ["Mrs Kowalska"]),
        ("patient is tachycardic during IVIG", []),
        ("Mary Okafor, 54, SPMS", ["Mary Okafor"]),
        ("Ngozi Adeyemi (DOB 1/2/70)", ["Ngozi Adeyemi"]),
        ("Ngozi Adeyemi has RRMS", ["Ngozi Adeyemi"]),
        ("Ngozi Adeyemi wrote it", ["Ngozi Adeyemi"]),
        ("Mary has SPMS", ["Mary"]),
        ("Mary wrote it", []),
        ("Mary Cunningham et al", []),
        ("Mary Cunningham and colleagues", []),
        ("Epstein Barr virus", []),
        ("Epstein-Barr", []),
        ("John J. O'Hara III, 61", ["John J. O'Hara"]),
        ("Does Mary Okafor qualify?", ["Mary Okafor"]),
        ("Does IVIG help?", []),
        ("Anna Maria Luisa Elena Rossi, 54", ["Anna Maria Luisa Elena Rossi"]),
        ("Secondary Progressive MS", []),
        ("I have SPMS", []),
        ("patient X, 54", []),
        ("patient X. Y. has SPMS", ["X. Y."]),
        ("Grace has SPMS", []),
        ("my wife Grace has SPMS", ["Grace"]),
    ],
)
def test_people(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_a_known_word_is_no_name() -> None:
    assert named("my patient Interferon has SPMS") == []
    assert named("my patient Brown has SPMS") == ["Brown"]
