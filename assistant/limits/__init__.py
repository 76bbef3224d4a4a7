"""The evidence's stated limits: loading them, and reading any English sentence against them."""

from assistant.limits.judge import judge, readings
from assistant.limits.load import Forbids, Limit, Predicate, load_limits
from assistant.limits.reading import Reading

__all__ = ["Forbids", "Limit", "Predicate", "Reading", "judge", "load_limits", "readings"]
