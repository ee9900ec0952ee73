"""Rhythm: how long sentences and paragraphs are, and how much they vary.

A length is a number of words; sentences and paragraphs without a word do not count.
Imports the core of ``features`` only.
"""

import math

import numpy as np
from numpy.typing import NDArray

from features.document import Document

FEWEST_SENTENCES = 5
FEWEST_PARAGRAPHS = 3

Lengths = NDArray[np.int64]


def mean_sentence_length(document: Document) -> float:
    """Return the mean number of words in a sentence.

    Higher = longer sentences.

    Returns
    -------
    float
        Words, at least 1; NaN without a sentence that has a word.
    """
    lengths = _sentence_lengths(document)
    return float(lengths.sum()) / len(lengths) if len(lengths) else math.nan


def sentence_length_deviation(document: Document) -> float:
    """Return the standard deviation of the number of words in a sentence.

    Higher = long beside short sentences.

    Returns
    -------
    float
        Words, at least 0 (population formula); NaN for fewer than 5 sentences.
    """
    lengths = _sentence_lengths(document)
    return _moments(lengths)[1] if len(lengths) >= FEWEST_SENTENCES else math.nan


def sentence_length_variation(document: Document) -> float:
    """Return the coefficient of variation of sentence length: deviation by mean.

    Higher = less even rhythm, whatever the level.

    Returns
    -------
    float
        Ratio, at least 0; NaN for fewer than 5 sentences.
    """
    return _variation(_sentence_lengths(document), FEWEST_SENTENCES)


def sentence_burstiness(document: Document) -> float:
    """Return the burstiness of sentence lengths.

    Higher = burstier: 1 is one giant among dwarfs, 0 what chance (an exponential
    law) gives, -1 sentences all of one length.

    Returns
    -------
    float
        Number in [-1, 1]; NaN for fewer than 5 sentences.

    References
    ----------
    Goh & Barabási (2008), Europhysics Letters 81(4), 48002: (s - m) / (s + m).
    """
    lengths = _sentence_lengths(document)
    if len(lengths) < FEWEST_SENTENCES:
        return math.nan
    mean, deviation = _moments(lengths)
    return (deviation - mean) / (deviation + mean)


def sentence_length_autocorrelation(document: Document) -> float:
    """Return the lag-1 autocorrelation of sentence lengths.

    Higher = long sentences follow long ones; negative = long and short alternate.

    Returns
    -------
    float
        Number in [-1, 1]; NaN for fewer than 5 sentences or sentences all of one
        length.

    References
    ----------
    Box & Jenkins (1976), Time Series Analysis, ch. 2: the estimate r1.
    """
    lengths = _sentence_lengths(document)
    if len(lengths) < FEWEST_SENTENCES or (lengths == lengths[0]).all():
        return math.nan
    centred = lengths - lengths.sum() / len(lengths)
    return float(centred[:-1] @ centred[1:] / (centred @ centred))


def repeated_opening_share(document: Document) -> float:
    """Return the share of sentences that begin with the word of the one before.

    Higher = more monotonous openings ("Er ... Er ... Er ...").

    Returns
    -------
    float
        Share in [0, 1] of the sentences but the first; NaN for fewer than 5
        sentences.
    """
    words = np.flatnonzero(document.is_word)
    first = document.words_before[document.sentence_token_starts]
    openings = document.hashes[words[first[document.sentence_lengths > 0]]]
    if len(openings) < FEWEST_SENTENCES:
        return math.nan
    return float(np.count_nonzero(openings[1:] == openings[:-1])) / (len(openings) - 1)


def mean_paragraph_length(document: Document) -> float:
    """Return the mean number of words in a paragraph.

    Higher = longer paragraphs; headings count as paragraphs.

    Returns
    -------
    float
        Words, at least 1; NaN without a paragraph that has a word.
    """
    lengths = _paragraph_lengths(document)
    return float(lengths.sum()) / len(lengths) if len(lengths) else math.nan


def paragraph_length_variation(document: Document) -> float:
    """Return the coefficient of variation of paragraph length: deviation by mean.

    Higher = long beside short paragraphs.

    Returns
    -------
    float
        Ratio, at least 0; NaN for fewer than 3 paragraphs.
    """
    return _variation(_paragraph_lengths(document), FEWEST_PARAGRAPHS)


def _sentence_lengths(document: Document) -> Lengths:
    lengths = document.sentence_lengths
    return lengths[lengths > 0]


def _paragraph_lengths(document: Document) -> Lengths:
    first = np.searchsorted(document.starts, document.blocks.starts)
    after = np.searchsorted(document.starts, document.blocks.ends)
    lengths = document.words_before[after] - document.words_before[first]
    return lengths[lengths > 0]


def _moments(lengths: Lengths) -> tuple[float, float]:
    """Return mean and standard deviation; cheaper than numpy's for a short array."""
    mean = float(lengths.sum()) / len(lengths)
    centred = lengths - mean
    return mean, math.sqrt(float(centred @ centred) / len(lengths))


def _variation(lengths: Lengths, fewest: int) -> float:
    if len(lengths) < fewest:
        return math.nan
    mean, deviation = _moments(lengths)
    return deviation / mean
