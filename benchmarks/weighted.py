"""Measures of a binary classifier for many weightings of the rows at once.

A bootstrap draw is a weighting by whole numbers. Scores are sorted once for all
draws; the values equal scikit-learn's with ``sample_weight`` (tested).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Weighted = Callable[[Floats, Floats, Floats], Floats]


def auroc(targets: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return the area under the ROC curve of each weighting; NaN with one class.

    Parameters
    ----------
    targets, scores : ndarray of float64, shape (n,)
    weights : ndarray of float64, shape (draws, n)

    Returns
    -------
    ndarray of float64, shape (draws,)
    """
    positive, negative = _blocks(targets, scores, weights)
    below = np.cumsum(negative, axis=1) - negative
    wins = (positive * (below + negative / 2)).sum(axis=1)
    return _ratio(wins, positive.sum(axis=1) * negative.sum(axis=1))


def average_precision(targets: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return the average precision of each weighting; NaN without a positive."""
    positive, negative = (part[:, ::-1] for part in _blocks(targets, scores, weights))
    hits = np.cumsum(positive, axis=1)
    found = hits + np.cumsum(negative, axis=1)
    precision = np.divide(hits, found, out=np.zeros_like(hits), where=found > 0)
    return _ratio((positive * precision).sum(axis=1), hits[:, -1])


def tpr_at_fpr(rate: float) -> Weighted:
    """Return the measure: share of positives above the ``1 - rate`` quantile."""

    def measure(targets: Floats, scores: Floats, weights: Floats) -> Floats:
        is_positive = targets > 0.5
        negatives = scores[~is_positive]
        order = np.argsort(negatives, kind="stable")
        result = np.full(len(weights), np.nan)
        for draw, row in enumerate(weights):
            drawn = row[~is_positive][order]
            total = row[is_positive].sum()
            if drawn.sum() > 0 and total > 0:
                threshold = _quantile(negatives[order], drawn, 1 - rate)
                above = scores[is_positive] > threshold
                result[draw] = row[is_positive][above].sum() / total
        return result

    return measure


def brier(targets: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return the mean squared error of each weighting."""
    return _ratio(weights @ (scores - targets) ** 2, weights.sum(axis=1))


def calibration_error(targets: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return the expected calibration error over 10 bins of equal mass."""
    order = np.argsort(scores, kind="stable")
    sorted_weights = weights[:, order]
    total = sorted_weights.sum(axis=1, keepdims=True)
    place = (np.cumsum(sorted_weights, axis=1) - sorted_weights / 2) / total
    gaps = sorted_weights * (targets - scores)[order]
    bins = np.minimum((place * 10).astype(int), 9)
    result = np.zeros(len(weights))
    for number in range(10):
        result += np.abs(np.where(bins == number, gaps, 0.0).sum(axis=1))
    return result / total[:, 0]


def f1(targets: Floats, flags: Floats, weights: Floats) -> Floats:
    """Return F1 of flags (0 or 1); 0 where nothing is flagged and nothing true."""
    hits = weights @ (targets * flags)
    return _ratio(2 * hits, weights @ (targets + flags), empty=0.0)


def macro_f1(targets: Floats, flags: Floats, weights: Floats) -> Floats:
    """Return the mean F1 of both classes."""
    return (f1(targets, flags, weights) + f1(1 - targets, 1 - flags, weights)) / 2


def flagged(targets: Floats, flags: Floats, weights: Floats) -> Floats:
    """Return the share of negatives that are flagged: the false-positive rate."""
    return _ratio(weights @ ((1 - targets) * flags), weights @ (1 - targets))


def _blocks(targets: Floats, scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return weight of positives and negatives per distinct score, ascending."""
    order = np.argsort(scores, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(scores[order]) > 0])
    drawn = weights[:, order]
    positive = drawn * (targets[order] > 0.5)
    return (
        np.add.reduceat(positive, first, axis=1),
        np.add.reduceat(drawn - positive, first, axis=1),
    )


def _quantile(values: Floats, counts: Floats, share: float) -> float:
    """Return numpy's quantile of sorted values that occur so often."""
    ends = np.cumsum(counts)
    place = (ends[-1] - 1) * share
    low, high = np.floor(place), np.ceil(place)
    a = values[np.searchsorted(ends, low, side="right")]
    b = values[np.searchsorted(ends, high, side="right")]
    return float(a + (b - a) * (place - low))


def _ratio(above: Floats, below: Floats, empty: float = np.nan) -> Floats:
    return np.divide(above, below, out=np.full(above.shape, empty), where=below > 0)
