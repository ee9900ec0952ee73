"""Lexical diversity: how varied the words of an article are.

Words are lower-cased word tokens, not lemmas. Imports the core of ``features`` only.
"""

import math

import numpy as np
from numpy.typing import NDArray

from features.document import Document, once_per_document
from features.occurrences import NEVER, previous_occurrence

WINDOW = 50
MTLD_THRESHOLD = 0.72  # McCarthy & Jarvis (2010)
SHORTEST = 50


def type_token_ratio(document: Document) -> float:
    """Return the share of distinct words among all words.

    Higher = more varied. Falls with the length of the article: compare articles of
    one length only, or use ``moving_average_type_token_ratio``.

    Returns
    -------
    float
        Ratio in (0, 1]; NaN for articles of fewer than 50 words.

    References
    ----------
    Templin (1957), Certain Language Skills in Children, University of Minnesota.
    """
    n_words = len(document.words)
    return len(document.counts) / n_words if n_words >= SHORTEST else math.nan


def moving_average_type_token_ratio(document: Document) -> float:
    """Return the mean share of distinct words over sliding windows of 50 words.

    Higher = more varied. Unlike the plain type-token ratio it does not fall with
    article length.

    Returns
    -------
    float
        Ratio in (0, 1]; NaN for articles of fewer than 50 words.

    References
    ----------
    Covington & McFall (2010), J. Quantitative Linguistics 17(2), 94-100.
    """
    previous = _previous(document)
    n_windows = len(previous) - WINDOW + 1
    if n_windows < 1:
        return math.nan
    # A word is new to every window that starts behind its previous occurrence, so
    # counting for each word the windows to which it is new gives the sum of types.
    place = np.arange(len(previous))
    first = np.maximum(np.maximum(previous + 1, place - WINDOW + 1), 0)
    last = np.minimum(place, n_windows - 1)
    types = np.maximum(last - first + 1, 0).sum()
    return float(types) / (WINDOW * n_windows)


def textual_lexical_diversity(document: Document) -> float:
    """Return the mean length of runs of words that keep a type-token ratio of 0.72.

    Higher = more varied. The mean of a forward and a backward pass (MTLD); nearly
    independent of article length from 100 words on.

    Returns
    -------
    float
        Words, at least 1; NaN for articles of fewer than 50 words, or where no run
        ever falls below the ratio.

    References
    ----------
    McCarthy & Jarvis (2010), Behavior Research Methods 42(2), 381-392.
    """
    previous = _previous(document)
    n_words = len(previous)
    if n_words < SHORTEST:
        return math.nan
    forward, backward = _factors(previous), _factors(_read_backwards(previous))
    if not forward or not backward:
        return math.nan
    return (n_words / forward + n_words / backward) / 2


def hapax_share(document: Document) -> float:
    """Return the share of words that occur exactly once in the article.

    Higher = more varied. Falls slowly with article length.

    Returns
    -------
    float
        Share of all words in [0, 1]; NaN for articles of fewer than 50 words.

    References
    ----------
    Baayen (2001), Word Frequency Distributions, Kluwer, ch. 1.
    """
    n_words = len(document.words)
    if n_words < SHORTEST:
        return math.nan
    return sum(1 for count in document.counts.values() if count == 1) / n_words


def yule_k(document: Document) -> float:
    """Return Yule's characteristic K, ten thousand times the chance of a word pair.

    Higher = *less* varied: more likely that two words drawn at random are the same.
    Nearly independent of article length.

    Returns
    -------
    float
        Number in [0, 10,000]; NaN for articles of fewer than 50 words.

    References
    ----------
    Yule (1944), The Statistical Study of Literary Vocabulary, Cambridge; Tweedie &
    Baayen (1998), Computers and the Humanities 32, 323-352.
    """
    n_words = len(document.words)
    if n_words < SHORTEST:
        return math.nan
    squares = sum(count * count for count in document.counts.values())
    return 1e4 * (squares - n_words) / (n_words * n_words)


@once_per_document
def _previous(document: Document) -> NDArray[np.int64]:
    """Return for each word where it last stood before, ``NEVER`` for a new one."""
    return previous_occurrence(document.hashes[document.is_word])


def _read_backwards(previous: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each word last stood, the last word read first."""
    again = np.flatnonzero(previous != NEVER)
    last = len(previous) - 1
    result = np.full(len(previous), NEVER, np.int64)
    result[last - previous[again]] = last - again
    return result


def _factors(previous: NDArray[np.int64]) -> float:
    """Count the runs that fall to the threshold; the unfinished last one in part."""
    factors, start, repeated = 0.0, 0, 0
    again = np.flatnonzero(previous != NEVER)
    for place, seen in zip(again.tolist(), previous[again].tolist(), strict=True):
        if seen < start:
            continue
        repeated += 1
        tokens = place + 1 - start
        if tokens - repeated <= MTLD_THRESHOLD * tokens:
            factors += 1
            start, repeated = place + 1, 0
    tokens = len(previous) - start
    if tokens:
        factors += (1 - (tokens - repeated) / tokens) / (1 - MTLD_THRESHOLD)
    return factors
