"""The rule for each predicate that a limit can forbid.

A rule is triggered by its subject alone (drug and population, order of treatment, acute event, dose) and allows only
what it reads as not asserting the predicate; the rest is blocked or held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.limits.benefit import benefit
from assistant.limits.claims import Case
from assistant.limits.load import Predicate
from assistant.limits.order import first_line
from assistant.limits.practice import established_dose, standard_practice
from assistant.limits.reading import Reading

RULES: Mapping[Predicate, Callable[[Case], Reading]] = {
    "benefit": benefit,
    "first-line": first_line,
    "standard-practice": standard_practice,
    "established-dose": established_dose,
}
