"""Bootstrap over groups: how often each row is drawn, as one matrix of weights.

Whole groups (outlets, stories) are drawn, since rows of one group are not
independent. All measures of a table share the same draws, so that differences
between systems are paired.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS = 200


def draw(groups: Sequence[str], *, seed: int, draws: int = DRAWS) -> Floats:
    """Return how often each row is in each drawn sample.

    Parameters
    ----------
    groups : sequence of str, shape (n,)
    seed : int
    draws : int

    Returns
    -------
    ndarray of float64, shape (draws, n)
        Whole numbers.
    """
    names, member = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    generator = np.random.default_rng(seed)
    counts = generator.multinomial(
        len(names), np.full(len(names), 1 / len(names)), size=draws
    )
    return counts[:, member].astype(float)


def summary(value: float, drawn: Floats, n: int) -> dict[str, float]:
    """Return a value with its 95 % percentile interval over the draws."""
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (np.nan, np.nan)
    return {"value": float(value), "low": float(low), "high": float(high), "n": n}


def difference(one: Floats, other: Floats) -> dict[str, float]:
    """Return the paired difference of two systems over the same draws.

    Returns
    -------
    dict
        ``low``, ``high`` (95 %) and ``p``: two-sided share of draws on the other
        side of zero, at least one over the number of draws.
    """
    gaps = (one - other)[~np.isnan(one - other)]
    if not len(gaps):
        return {"low": float("nan"), "high": float("nan"), "p": float("nan")}
    low, high = np.quantile(gaps, [0.025, 0.975])
    sides = min(float(np.mean(gaps <= 0)), float(np.mean(gaps >= 0)))
    p = min(max(2 * sides, 1 / len(gaps)), 1.0)
    return {"low": float(low), "high": float(high), "p": p}
