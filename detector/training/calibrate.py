"""Platt scaling to equal priors.

References
----------
Platt (1999), Probabilistic outputs for support vector machines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]


def platt(decisions: Floats, targets: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return slope and offset of each output, both classes weighing the same.

    Parameters
    ----------
    decisions, targets : ndarray of float64, shape (n, n_outputs)
        Decisions of models that did not see the example; a target of NaN is
        left out.
    weights : ndarray of float64, shape (n,)

    Returns
    -------
    slope, offset : ndarray of float64, shape (n_outputs,)
    """
    outputs = decisions.shape[1]
    slope, offset = np.ones(outputs), np.zeros(outputs)
    for output in range(outputs):
        known = ~np.isnan(targets[:, output]) & (weights > 0)
        line = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10)
        balanced = weights[known] * _balance(targets[known, output], weights[known])
        line.fit(decisions[known, output, None], targets[known, output], balanced)
        slope[output], offset[output] = line.coef_[0, 0], line.intercept_[0]
    return slope, offset


def _balance(targets: Floats, weights: Floats) -> Floats:
    positive = targets > 0.5
    share = weights[positive].sum() / weights.sum()
    return np.asarray(np.where(positive, 0.5 / share, 0.5 / (1 - share)))
