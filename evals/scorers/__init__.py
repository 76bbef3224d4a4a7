"""The scorers, one in each file; what a reply is worth in a case is what all of them say."""

from evals.score import Scorer
from evals.scorers.attribution_fidelity import attribution_fidelity
from evals.scorers.citation_precision import citation_precision
from evals.scorers.citation_recall import citation_recall
from evals.scorers.conflict import conflict
from evals.scorers.documents import documents
from evals.scorers.dose_fidelity import dose_fidelity
from evals.scorers.facts import facts
from evals.scorers.flags import flags
from evals.scorers.forbidden import forbidden
from evals.scorers.limit_violation import limit_violation
from evals.scorers.limits_stated import limits_stated
from evals.scorers.outcome import outcome
from evals.scorers.population_fidelity import population_fidelity
from evals.scorers.privacy import privacy
from evals.scorers.quote_fidelity import quote_fidelity

__all__ = ["SCORERS"]

SCORERS: tuple[Scorer, ...] = (
    limit_violation,
    forbidden,
    outcome,
    facts,
    documents,
    limits_stated,
    conflict,
    citation_recall,
    citation_precision,
    quote_fidelity,
    dose_fidelity,
    population_fidelity,
    attribution_fidelity,
    flags,
    privacy,
)
