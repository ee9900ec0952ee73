"""Calibrating outputs that exclude each other: one slope, one offset each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def softmax_scaling(decisions: Floats, targets: Floats) -> tuple[Floats, Floats]:
    """Return slope and offsets that make softmax of the decisions fit, priors equal.

    Parameters
    ----------
    decisions : ndarray of float64, shape (n, n_outputs)
        Of models that did not see the example.
    targets : ndarray of float64, shape (n, n_outputs)
        One 1 in each row.

    Returns
    -------
    slope, offset : ndarray of float64, shape (n_outputs,)
        The slope is the same for all outputs.
    """
    balance = targets @ (1.0 / targets.sum(axis=0))
    weights = balance / balance.sum()

    def loss(parameters: Floats) -> tuple[float, Floats]:
        values = decisions * parameters[0] + parameters[1:]
        values = values - values.max(axis=1, keepdims=True)
        logs = values - np.log(np.exp(values).sum(axis=1, keepdims=True))
        gap = (np.exp(logs) - targets) * weights[:, None]
        gradient = np.concatenate(([(gap * decisions).sum()], gap.sum(axis=0)))
        return -float((weights[:, None] * targets * logs).sum()), gradient

    start = np.concatenate(([1.0], np.zeros(targets.shape[1])))
    best = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-8}).x
    rounded = np.array([float(f"{value:.9g}") for value in best])
    return np.full(targets.shape[1], rounded[0]), rounded[1:]
