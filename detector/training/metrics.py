"""Measures of a classifier, with seeded bootstrap intervals over groups.

Whole groups (outlets, stories) are drawn, not examples: examples of one outlet
are not independent. Each measure is counted here in numpy: drawn 200 times over, what
scikit-learn's functions spend on checking small arrays would be most of a training.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Measure = Callable[[Floats, Floats], float]
_BINS = 10
_DRAWS = 200


def auroc(targets: Floats, scores: Floats) -> float:
    """Return the area under the ROC curve; NaN with one class only."""
    hits, seen = _steps(targets, scores)
    alarms = seen - hits
    if not (hits[-1] and alarms[-1]):
        return float("nan")
    area = np.sum(np.diff(alarms) * (hits[1:] + hits[:-1])) / 2
    return float(area / (hits[-1] * alarms[-1]))


def average_precision(targets: Floats, scores: Floats) -> float:
    """Return the average precision; NaN without a positive."""
    hits, seen = _steps(targets, scores)
    if not hits[-1]:
        return float("nan")
    precision = hits[1:] / seen[1:]
    return float(np.sum(np.diff(hits) / hits[-1] * precision))


def _steps(targets: Floats, scores: Floats) -> tuple[Floats, Floats]:
    """Return how many positives and how many examples reach each score, from the top.

    Both start with 0; equal scores are one step.
    """
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.diff(scores[order], append=np.inf))
    hits = np.cumsum(targets[order] > 0.5, dtype=np.float64)[last]
    return np.concatenate(([0.0], hits)), np.concatenate(([0.0], last + 1.0))


def tpr_at_fpr(targets: Floats, scores: Floats, rate: float = 0.01) -> float:
    """Return the share of positives above the ``1 - rate`` quantile of negatives."""
    positive = targets > 0.5
    if positive.all() or not positive.any():
        return float("nan")
    threshold = np.quantile(scores[~positive], 1 - rate)
    return float(np.mean(scores[positive] > threshold))


def f1_at(threshold: float) -> Measure:
    """Return the F1 measure at a threshold."""

    def f1(targets: Floats, scores: Floats) -> float:
        return _f1(targets > 0.5, scores >= threshold)

    return f1


def macro_f1_at(threshold: float) -> Measure:
    """Return the mean F1 of the classes at a threshold, those that are there."""

    def macro_f1(targets: Floats, scores: Floats) -> float:
        wanted, found = targets > 0.5, scores >= threshold
        sides = ((wanted, found), (~wanted, ~found))
        return float(np.mean([_f1(*side) for side in sides if np.any(side)]))

    return macro_f1


def _f1(wanted: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    both = np.count_nonzero(wanted) + np.count_nonzero(found)
    return 2 * np.count_nonzero(wanted & found) / both if both else 0.0


def best_f1(targets: Floats, scores: Floats) -> float:
    """Return the highest F1 over all thresholds."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(targets[order])
    return float(np.max(2 * hits / (np.arange(1, len(order) + 1) + targets.sum())))


def brier(targets: Floats, probabilities: Floats) -> float:
    """Return the mean squared error of probabilities."""
    return float(np.mean((probabilities - targets) ** 2))


def calibration_error(targets: Floats, probabilities: Floats) -> float:
    """Return the expected calibration error over 10 bins of equal mass.

    References
    ----------
    Naeini, Cooper & Hauskrecht (2015), AAAI; equal-mass bins.
    """
    order = np.argsort(probabilities, kind="stable")
    total = 0.0
    for part in np.array_split(order, _BINS):
        if len(part):
            gap = abs(float(targets[part].mean() - probabilities[part].mean()))
            total += gap * len(part) / len(order)
    return total


def interval(
    measure: Measure,
    targets: Floats,
    scores: Floats,
    groups: Sequence[str] | NDArray[np.str_],
    *,
    seed: int = 0,
) -> dict[str, float]:
    """Return a measure with its 95 % bootstrap interval over groups.

    Returns
    -------
    dict
        ``value``, ``low``, ``high`` and ``n``, the number of examples.
    """
    names, member = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(member, kind="stable")
    bounds = np.searchsorted(member[order], np.arange(len(names) + 1))
    parts = [order[a:b] for a, b in pairwise(bounds)]
    generator = np.random.default_rng(seed)
    drawn = []
    for _ in range(_DRAWS):
        chosen = generator.integers(0, len(parts), len(parts))
        rows = np.concatenate([parts[index] for index in chosen])
        drawn.append(measure(targets[rows], scores[rows]))
    known = np.array(drawn)[~np.isnan(drawn)]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (np.nan, np.nan)
    value = measure(targets, scores)
    return {"value": value, "low": float(low), "high": float(high), "n": len(targets)}


def wilson(hits: int, n: int) -> dict[str, float]:
    """Return a rate with its 95 % Wilson interval.

    References
    ----------
    Wilson (1927), J. American Statistical Association 22, 209-212.
    """
    if n == 0:
        return {"value": float("nan"), "low": 0.0, "high": 1.0, "n": 0}
    z, rate = 1.959963984540054, hits / n
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return {
        "value": rate,
        "low": float(max(0.0, centre - half)),
        "high": float(min(1.0, centre + half)),
        "n": n,
    }
