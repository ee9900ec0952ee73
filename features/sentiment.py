"""Polarity of sentences from a word list, with negation and intensifiers.

A measure of the wording, not of events: news of an accident is negative. Imports
the text modules and word lists of ``features`` only.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from features.document import Document, once_per_document
from features.inflection import (
    adjective_forms,
    english_forms,
    finite_forms,
    participle,
)
from features.phrases import PhraseTable
from features.reading import LANGUAGES
from features.wordlists import Language, sections, word_set

# A negation reverses and weakens; the reach and factors follow the cited work.
_NEGATED = -0.5
_REACH = 4
_STRONGER = 1.3
_WEAKER = 0.6
# Half of the words of strong polarity saturate a sentence (as VADER's alpha does).
_SATURATION = 1.5


class PolarSpan(NamedTuple):
    """A word of known polarity.

    Attributes
    ----------
    start, end : int
        Offsets into the folded text, end exclusive.
    polarity : float
        In [-1, 1], after negation and intensifiers.
    token : int
        Its first token.
    """

    start: int
    end: int
    polarity: float
    token: int


@once_per_document
def polar_spans(document: Document) -> tuple[PolarSpan, ...]:
    """Return the words of known polarity in order; none where the language is other."""
    language = next((known for known in LANGUAGES if known == document.language), None)
    if language is None:
        return ()
    lower, starts, ends = document.token_lower, document.starts, document.ends
    return tuple(
        PolarSpan(
            int(starts[match.first]),
            int(ends[match.last]),
            max(
                -1.0,
                min(1.0, float(match.name) * _context(lower, match.first, language)),
            ),
            match.first,
        )
        for match in _table(language).find(lower)
    )


def sentence_polarity(document: Document) -> list[float]:
    """Return the polarity of each sentence; higher = more positive.

    Returns
    -------
    list of float
        In [-1, 1]; 0 where no listed word stands, NaN in a language without list.

    References
    ----------
    Hutto & Gilbert (2014), VADER, ICWSM: the saturating sum; Taboada et al. (2011),
    Computational Linguistics 37(2): negation shifts rather than mirrors.
    """
    count = len(document.sentences)
    if document.language not in LANGUAGES:
        return [math.nan] * count
    totals = np.zeros(count)
    ends = document.sentence_token_ends
    for span in polar_spans(document):
        number = int(ends.searchsorted(span.token, side="right"))
        if number < count:
            totals[number] += span.polarity
    scores: list[float] = (totals / np.sqrt(totals**2 + _SATURATION)).tolist()
    return scores


def mean_polarity(document: Document) -> float:
    """Return the mean polarity of the sentences; higher = more positive.

    Returns
    -------
    float
        In [-1, 1]; NaN without words or in a language without list.
    """
    scores = sentence_polarity(document)
    return sum(scores) / len(scores) if scores and document.words else math.nan


def polarity_spread(document: Document) -> float:
    """Return the standard deviation of sentence polarity; higher = more swing.

    Returns
    -------
    float
        In [0, 1]; NaN with fewer than two sentences or in a language without list.
    """
    scores = sentence_polarity(document)
    return float(np.std(scores)) if len(scores) > 1 else math.nan


def _context(lower: Sequence[str], place: int, language: Language) -> float:
    """Return the factor of the words before: negation, intensifier, downtoner."""
    before = lower[max(place - _REACH, 0) : place]
    factor = 1.0
    if not word_set(language, "grammar", "negations").isdisjoint(_clause(before)):
        factor *= _NEGATED
    last = before[-1] if before else ""
    if last in word_set(language, "grammar", "stronger"):
        factor *= _STRONGER
    elif last in word_set(language, "grammar", "weaker"):
        factor *= _WEAKER
    return factor


def _clause(before: Sequence[str]) -> list[str]:
    """Return the words since the last mark that ends a clause."""
    words: list[str] = []
    for word in reversed(before):
        if word in (",", ".", ";", ":", "!", "?"):
            break
        words.append(word)
    return words


@cache
def _table(language: Language) -> PhraseTable:
    by_weight: dict[str, list[str]] = {}
    for name, lines in sections(language, "sentiment").items():
        for line in lines:
            word, _, weight = line.partition("\t")
            by_weight.setdefault(weight, []).extend(_forms(language, name, word))
    return PhraseTable(by_weight)


def _forms(language: Language, section: str, word: str) -> Sequence[str]:
    if section == "adjective":
        return tuple(adjective_forms((word,)))
    if section == "verb" and language == "de":
        return (*finite_forms(word), participle(word))
    return english_forms(word) if section == "verb" else (word,)
