"""Words of a question that neither the vocabulary nor plain English accounts for, and those that are asked of."""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Sequence

from assistant.language.heads import deed, head
from assistant.language.lexicon import PHRASES
from assistant.language.plain import PLAIN
from assistant.language.typos import is_everyday
from assistant.language.vocabulary import Mention
from assistant.language.words import Word, stem

_CALENDAR = frozenset(name.casefold() for name in (*day_name, *month_name) if name)


def unread(found: Sequence[Word], mentions: Sequence[Mention]) -> tuple[Word, ...]:
    """The words that neither the vocabulary nor plain English accounts for."""
    read = {place for mention in mentions for place in range(mention.first, mention.last)}
    return tuple(word for place, word in enumerate(found) if place not in read and not _is_plain(word))


def kinds(found: Sequence[Word], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Unusual words before the disease that say which kind of it: "tumefactive MS"."""
    forms = [mention for mention in mentions if mention.concept.group == "populations"]
    places = {form.first - 1 for form in forms if form.first and found[form.first - 1].end + 1 == form.start}
    before = (word for word in unread(found, mentions) if word.text.isalpha() and found.index(word) in places)
    return tuple(word.text for word in before if (word.folded,) not in PHRASES and not is_everyday(word.folded))


def done(found: Sequence[Word], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """What is asked to have been done, where nothing accounts for it: "concealed"."""
    place = deed(found)
    return (found[place].text,) if place is not None and found[place] in unread(found, mentions) else ()


def asked_for(found: Sequence[Word], mentions: Sequence[Mention]) -> str:
    """The noun asked for, where no term of the vocabulary ends with it."""
    place = head(found)
    if place is None or any(mention.first <= place < mention.last for mention in mentions):
        return ""
    return found[place].text


def _is_plain(word: Word) -> bool:
    """Plain English, a day or month, a lone letter or a figure; "isn't" is plain because "isn" is."""
    before, _, _ = word.folded.replace("’", "'").partition("'")
    if word.folded in _CALENDAR:
        return True
    return word.stem in PLAIN or stem(before) in PLAIN or len(word.folded) == 1 or word.folded[0].isdigit()
