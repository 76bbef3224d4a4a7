"""Writes `assistant/language/names.txt` from name lists and a word list; run by hand where these change.

    pip install faker names english-words wordfreq drug-named-entity-recognition
    python -m evals.privacy_names

Given names and surnames of 80 locales (Faker, MIT) and of the United States census of 1990 (`names`; public domain).
What is an English word too (Webster's second, public domain, and not rare by wordfreq) is kept apart where it is a
common name; the name of a drug is left out, unless it
is a given name; those of drugs stand in the third line.
"""

from __future__ import annotations

import bz2
import importlib
import pickle
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.language.naming import DATA, skeleton

SURE = frozenset(
    "alan alison amber amelia amy ana ann anna ben benjamin beth betty bob carl carol caroline colin donna elaine "
    "emma eric florence frances graham hans henry irene jake james jane jean jenny joe kelly kim kyle laura lee "
    "lily lucy luke maria martin mary mike nancy nick pedro peggy peter ralph rita roger rosemary ruth sally "
    "sophia steven tamara timothy tom tony vera vincent walter".split()
)
"""Given names that a dictionary lists as words, and nobody uses so."""
SURNAMES = 45_000
"""Of the census's 88,799, in order of number."""
COMMON = 2_500
"""Surnames that count where they are English words too."""
RARE = 2.6
"""Zipf frequency under which an English word is no word that a clinician types."""
TOLD = 1.3
"""Zipf frequency from which the name of a drug is kept."""
SHORTEST = 2


def main() -> None:
    """Writes the list and says how long it is."""
    given, surnames, ranked = _faker("first"), _faker("last"), _census("dist.all.last")
    given |= _census_set("dist.male.first") | _census_set("dist.female.first")
    words, drugs = _words(), _drugs()
    every = {name for name in given | surnames | set(ranked[:SURNAMES]) if name not in drugs or name in given}
    pure = sorted(name for name in every if name in SURE or not _is_word(name, words))
    usual = _census_set("dist.male.first") | _census_set("dist.female.first") | set(ranked[:COMMON])
    both = sorted((every & usual) - set(pure))
    named = sorted(name for name in drugs - set(pure) - set(both) if _is_common(name, TOLD))
    DATA.write_text("\n".join(" ".join(line) for line in (pure, both, named)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(pure)} names, {len(both)} that are words too, {len(named)} drugs\n")


def _faker(which: str) -> set[str]:
    """The names of every locale whose attribute says that they are first or last."""
    people = importlib.import_module("faker.providers.person")
    found: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if which in attribute and "name" in attribute and "format" not in attribute:
                found |= set(_folded(_strings(getattr(provider, attribute))))
    return found


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for each in value:
            yield from _strings(each) if each is not value else ()


def _folded(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in re.findall(r"[^\W\d_]+", skeleton(re.sub("['’]", "", name))):
            if part.isascii() and len(part) >= SHORTEST:
                yield part


def _census(file: str) -> list[str]:
    folder = Path(importlib.import_module("names").__file__ or "").parent
    return [line.split()[0].lower() for line in (folder / file).read_text(encoding="ascii").splitlines()]


def _census_set(file: str) -> set[str]:
    return set(_census(file))


def _words() -> frozenset[str]:
    english = importlib.import_module("english_words")
    return frozenset(word for word in english.get_english_words_set(["web2"]) if word.islower())


def _drugs() -> frozenset[str]:
    package = Path(importlib.import_module("drug_named_entity_recognition").__file__ or "").parent
    known = pickle.loads(bz2.decompress((package / "drug_ner_dictionary.pkl.bz2").read_bytes()))  # noqa: S301
    return frozenset(name.lower() for name in known["drug_variant_to_canonical"] if name.isalpha() and name.isascii())


def _is_common(name: str, least: float = RARE) -> bool:
    """Whether English texts have the word that often."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(name, "en")) >= least


def _is_word(name: str, words: frozenset[str]) -> bool:
    """Whether the name is an English word, or a form of one."""
    stems = {name, name.removesuffix("s"), name.removesuffix("es"), name.removesuffix("ed"), name.removesuffix("d")}
    stems |= {name.removesuffix("ing"), name.removesuffix("ing") + "e"} if name.endswith("ing") else set()
    return _is_common(name) and not stems.isdisjoint(words)


if __name__ == "__main__":
    main()
