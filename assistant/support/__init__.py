"""Whether quotes carry a sentence: its words, figures, subjects, direction, polarity, certainty and attribution."""

from assistant.support.judge import Support, support
from assistant.support.source import Verdict

__all__ = ["Support", "Verdict", "support"]
