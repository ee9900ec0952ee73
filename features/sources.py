"""Noun phrases beside a cue of reported speech: who is quoted, and how plainly.

No parser: a noun phrase is a run of capitalised words, articles and adjectives in
German, of words up to the next verb or comma in English. Imports the reading of a
sentence and word lists only.
"""

from typing import Literal, NamedTuple

from features.konjunktiv import CLAUSE_ENDS
from features.reading import Reading, is_name_like
from features.wordlists import word_set

SourceKind = Literal["named", "described", "vague", "none"]

_LONGEST = 12
_PRONOUNS = frozenset(["er", "sie", "he", "she", "they"])
_AUTHOR_OR_READER = frozenset(["ich", "wir", "man", "i", "we", "you", "one"])
_LINKS = frozenset(["von", "vom", "des", "der", "für", "(", ")"])


class Source(NamedTuple):
    """First and last token of a source within its sentence, and its kind."""

    first: int
    last: int
    kind: SourceKind


def noun_phrase(
    reading: Reading, first: int, limit: int | None = None
) -> Source | None:
    """Return the noun phrase that begins at a place, if one does.

    Parameters
    ----------
    reading : Reading
    first : int
        Where it may begin; a 'von' or 'by' there is skipped.
    limit : int, optional
        Where it ends at the latest.
    """
    if reading.at(first) in ("von", "vom", "by"):
        first += 1
    if reading.at(first) in _AUTHOR_OR_READER:
        return None
    if reading.at(first) in _PRONOUNS:
        addressed = reading.texts[first] == "Sie" and first > 0
        return None if addressed else Source(first, first, "described")
    end = min(limit or len(reading.lower), len(reading.lower), first + _LONGEST)
    last = None
    for place in range(first, end):
        if not _belongs(reading, place):
            break
        if _is_head(reading, place):
            last = place
    return _source(reading, first, last)


def noun_phrase_before(reading: Reading, last: int) -> Source | None:
    """Return the noun phrase that ends at a place, if one does."""
    first = last + 1
    while first > max(last - _LONGEST, 0) and _belongs(reading, first - 1):
        first -= 1
    heads = [place for place in range(first, last + 1) if _is_head(reading, place)]
    return _source(reading, first, heads[-1] if heads else None)


def _source(reading: Reading, first: int, last: int | None) -> Source | None:
    if last is None:
        return None
    if reading.language == "en":
        return Source(first, last, _english_kind(reading, first, last))
    return Source(first, last, _german_kind(reading, first, last))


def _belongs(reading: Reading, place: int) -> bool:
    """Tell whether a token can stand inside a noun phrase."""
    word = reading.lower[place]
    if word in word_set(reading.language, "grammar", "quotes") or word[0].isdigit():
        return True
    if place in reading.reporters or word in CLAUSE_ENDS - _LINKS:
        return False
    if reading.language == "en":
        return word not in word_set("en", "sources", "no source")
    if _is_head(reading, place) or word in _LINKS:
        return True
    if word in word_set("de", "grammar", "noun phrase openers"):
        return True
    if word in word_set("de", "function_words", ""):  # "haben", "werden"
        return False
    return len(word) > 3 and word.endswith(("en", "er", "em", "es", "e"))


def _is_head(reading: Reading, place: int) -> bool:
    text = reading.texts[place]
    if reading.language == "en":
        return text[0].isalpha()
    return is_name_like(text) and reading.lower[place] not in word_set(
        "de", "function_words", ""
    )


def _german_kind(reading: Reading, first: int, last: int) -> SourceKind:
    described = word_set("de", "sources", "described")
    vague = word_set("de", "hedges", "vague_noun")
    heads = [k for k in range(first, last + 1) if _is_head(reading, k)]
    bare = [k for k in heads if reading.lower[k] not in described | vague]
    acronym = any(
        reading.texts[k].isupper() and len(reading.texts[k]) > 1 for k in bare
    )
    pair = any(k - 1 in heads or k + 1 in heads for k in bare)
    articled = reading.lower[first] in word_set("de", "grammar", "noun phrase openers")
    if acronym or pair or (bare and not articled):
        return "named"
    only_vague = not bare and any(reading.lower[k] in vague for k in heads)
    return "vague" if only_vague and not articled else "described"


def _english_kind(reading: Reading, first: int, last: int) -> SourceKind:
    words = reading.lower[first : last + 1]
    capital = (reading.texts[k][0].isupper() for k in range(first, last + 1) if k)
    if any(capital):
        return "named"
    articled = words[0] in ("the", "a", "an", "his", "her", "their")
    vague = not word_set("en", "sources", "vague").isdisjoint(words)
    if vague:
        return "vague"
    return "described" if articled or first else "named"
