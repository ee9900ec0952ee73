"""Loaded words as spans: judgement, heat, mockery and alarm in the choice of words.

Lists cannot know the context; the spans are candidates, shown as evidence where a
sentence is loaded. Imports the text modules and word lists of ``features`` only.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from features.document import Document, once_per_document
from features.hedging import rate
from features.inflection import adjective_forms
from features.phrases import PhraseTable
from features.reading import LANGUAGES
from features.wordlists import Language, phrases, sections

Loading = Literal["positive", "negative", "intensifier", "irony", "scare"]
_ADJECTIVE = "_adjective"


class LoadedSpan(NamedTuple):
    """A loaded word or phrase.

    Attributes
    ----------
    start, end : int
        Offsets into the folded text, end exclusive.
    loading : {"positive", "negative", "intensifier", "irony", "scare"}
    first, last : int
        Its tokens.
    """

    start: int
    end: int
    loading: Loading
    first: int
    last: int


@once_per_document
def loaded_spans(document: Document) -> tuple[LoadedSpan, ...]:
    """Return the loaded words of a document in order, none in other languages."""
    language = next((known for known in LANGUAGES if known == document.language), None)
    if language is None:
        return ()
    starts, ends = document.starts, document.ends
    return tuple(
        LoadedSpan(
            int(starts[match.first]),
            int(ends[match.last]),
            cast("Loading", match.name),
            match.first,
            match.last,
        )
        for match in _table(language).find(document.token_lower)
    )


def loaded_per_100_words(document: Document) -> float:
    """Return judging and alarming words per 100 words; higher = more loaded.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without lists.
    """
    return _rate_of(document, "positive", "negative", "scare")


def intensifiers_per_100_words(document: Document) -> float:
    """Return intensifying words per 100 words; higher = more emphatic.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without lists.
    """
    return _rate_of(document, "intensifier")


def irony_per_100_words(document: Document) -> float:
    """Return markers of irony and distance per 100 words; higher = more mocking.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without lists.
    """
    return _rate_of(document, "irony")


def boosters_per_100_words(document: Document) -> float:
    """Return words that strengthen a claim per 100 words; higher = more certain.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without lists.

    References
    ----------
    Hyland (1998), Text 18(3), 349-382: boosters as the counterpart of hedges.
    """
    language = next((known for known in LANGUAGES if known == document.language), None)
    found = _boosters(language).find(document.token_lower) if language else []
    return rate(document, len(found))


def _rate_of(document: Document, *loadings: Loading) -> float:
    found = [span for span in loaded_spans(document) if span.loading in loadings]
    return rate(document, len(found))


@cache
def _table(language: Language) -> PhraseTable:
    lists = sections(language, "evaluative")
    return PhraseTable(_merged(lists))


@cache
def _boosters(language: Language) -> PhraseTable:
    return PhraseTable({"booster": phrases(language, "boosters")})


def _merged(lists: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Put the forms of adjectives into the list of the same loading."""
    merged: dict[str, list[str]] = {}
    for name, listed in lists.items():
        forms = adjective_forms(listed) if name.endswith(_ADJECTIVE) else listed
        merged.setdefault(name.removesuffix(_ADJECTIVE), []).extend(forms)
    return merged
