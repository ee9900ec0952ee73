"""Which sentences of an article resemble AI text, and which do not.

The windows say how each stretch of the article scores, but begin and end where they
must. What each sentence adds to the score says where inside them the writing
changes: a sentence whose surroundings add more than the article does on average
leans to AI, one whose surroundings add less leans away. Linear in the length.
Imports the report.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detector.model import Floats, expit, logit
from detector.report import Window
from features.document import Document

Integers = NDArray[np.int64]
# Chosen on the stories of newsroom's train split; `python -m benchmarks.windows`
# measures them on those of its dev split as well.
_AROUND = 90  # words on each side of a sentence that are its surroundings
_CONTRAST = 20.0  # log-odds of one unit more a word than in the whole article
_SURE = 16.0  # the surer the whole article, the more a passage must differ
_MOST = 6.0  # log-odds, held within


def sentence_log_odds(
    words: Integers, added: Floats, windows: tuple[Integers, Integers, Floats]
) -> Floats:
    """Return the log-odds that each sentence is of the part that resembles AI text.

    Parameters
    ----------
    words : ndarray of int64, shape (n_sentences,)
        Words in each sentence.
    added : ndarray of float64, shape (n_sentences,)
        What each adds to the log-odds of the whole text.
    windows : tuple of (first, last, probability)
        First and last sentence of each window, and the probabilities of the whole
        text and then of each window.

    Returns
    -------
    ndarray of float64, shape (n_sentences,)
    """
    first, last, probabilities = windows
    scores = np.clip(logit(probabilities), -_MOST, _MOST)
    whole = float(scores[0])
    contrast = _around(words, added) - added.sum() / words.sum()
    sure = whole * abs(whole) / _SURE
    mean = _mean_over(first, last, scores[1:], len(words))
    return np.asarray(mean + sure + _CONTRAST * np.sqrt(words.sum()) * contrast)


def _around(words: Integers, added: Floats) -> Floats:
    """Return what the sentences around each one add a word, itself among them."""
    ends = np.cumsum(words)
    begins = ends - words
    first = begins.searchsorted(begins - _AROUND, "left")
    last = ends.searchsorted(ends + _AROUND, "right")
    before = np.concatenate(([0.0], np.cumsum(added)))
    counted = np.concatenate(([0], ends))
    near = np.maximum(counted[last] - counted[first], 1)
    return np.asarray((before[last] - before[first]) / near)


def _mean_over(first: Integers, last: Integers, scores: Floats, size: int) -> Floats:
    """Return the mean score of the windows over each sentence."""
    steps, number = np.zeros(size + 1), np.zeros(size + 1)
    for column, value in ((steps, scores), (number, np.ones(len(scores)))):
        np.add.at(column, first, value)
        np.add.at(column, last + 1, -value)
    return np.asarray(np.cumsum(steps)[:-1] / np.maximum(np.cumsum(number)[:-1], 1))


def passages(document: Document, log_odds: Floats) -> tuple[Window, ...]:
    """Return the runs of sentences on one side of one half, with their mean.

    Parameters
    ----------
    document : Document
    log_odds : ndarray of float64, shape (n_sentences,)
        From ``sentence_log_odds``.
    """
    machine = log_odds >= 0
    first = np.concatenate(([0], np.flatnonzero(machine[1:] != machine[:-1]) + 1))
    last = np.append(first[1:], len(machine))
    sums = np.add.reduceat(expit(log_odds), first)
    begin, end = document.sentences_at.starts, document.sentences_at.ends
    found = []
    for a, b, total in zip(first.tolist(), last.tolist(), sums.tolist(), strict=True):
        span = document.original(int(begin[a]), int(end[b - 1]))
        found.append(Window(span.start, span.end, total / (b - a)))
    return tuple(found)
