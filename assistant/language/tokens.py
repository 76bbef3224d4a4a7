"""Index terms: stems, with every synonym folded into its concept, so that "flare" meets "relapse"."""

from __future__ import annotations

from assistant.language.vocabulary import Vocabulary
from assistant.language.words import words

_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "to",
        "from",
        "with",
        "and",
        "or",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "i",
        "we",
        "you",
        "they",
        "he",
        "she",
        "my",
        "our",
        "your",
        "their",
        "me",
        "us",
        "them",
        "there",
        "here",
        "what",
        "which",
        "who",
        "whom",
        "how",
        "when",
        "where",
        "why",
        "if",
        "whether",
        "than",
        "then",
        "so",
        "not",
        "no",
        "any",
        "some",
    ]
)


def terms(text: str, vocabulary: Vocabulary) -> list[str]:
    """Stems without the empty words, then one `#concept` term for each concept named."""
    found = words(text)
    stems = [word.stem for word in found if word.folded not in _EMPTY]
    return stems + [f"#{mention.concept.id}" for mention in vocabulary.find(found)]
