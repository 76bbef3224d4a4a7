from assistant import ages
from assistant.pack import AgeRule

RULES = (AgeRule(below=18, then="children"), AgeRule(above=64, then="elderly"))


def test_ages_as_clinicians_write_them() -> None:
    assert ages.ages("34F, a 72-year-old and a man of 5 years of age; EDSS 6") == [34, 72, 5]


def test_the_young_are_another_population_and_the_old_are_told_of() -> None:
    assert ages.meant("16yo with RRMS", RULES, old=False) == {"children"}
    assert ages.meant("16yo with RRMS", RULES, old=True) == frozenset()
    assert ages.meant("72F SPMS", RULES, old=True) == {"elderly"}


def test_an_age_rules_out_the_other_groups() -> None:
    assert ages.ruled_out("41F, two kids", RULES) == {"children", "elderly"}
    assert ages.ruled_out("two kids", RULES) == frozenset()
