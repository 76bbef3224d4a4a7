"""Whether quotes carry a sentence: its words, numbers, subjects, polarity, certainty and attribution."""

from assistant.support.judge import Support, support

__all__ = ["Support", "support"]
