"""Ridge regression on log-odds, for students that learn a teacher's probabilities.

Solved by conjugate gradients without BLAS, so that the same data give the same
weights whatever library numpy is linked to.

References
----------
Ba & Caruana (2014), Do deep nets really need to be deep?, NeurIPS: regression on
logits. Björck (1996), Numerical Methods for Least Squares Problems, chapter 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack, vstack

from detector.model import Dense
from detector.training.fit import Fitted

Floats = NDArray[np.float64]
_STEPS = 60
_TOLERANCE = 1e-4


@dataclass(frozen=True, eq=False)
class Lessons:
    """Rows that a student learns from: n-grams, wanted log-odds, weights.

    Attributes
    ----------
    ngrams : tuple of csr_matrix
        One matrix per n-gram family.
    targets : ndarray of float64, shape (n, n_outputs)
        Log-odds; NaN where a row says nothing on an output.
    weights : ndarray of float64, shape (n, n_outputs)
    """

    ngrams: tuple[csr_matrix, ...]
    targets: Floats
    weights: Floats

    def take(self, rows: NDArray[np.int64]) -> Lessons:
        """Return some of the rows."""
        ngrams = tuple(matrix[rows] for matrix in self.ngrams)
        return Lessons(ngrams, self.targets[rows], self.weights[rows])


def joined(parts: Sequence[Lessons]) -> Lessons:
    """Return lessons one below the other."""
    families = zip(*(part.ngrams for part in parts), strict=True)
    return Lessons(
        tuple(vstack(list(family), format="csr") for family in families),
        np.vstack([part.targets for part in parts]),
        np.vstack([part.weights for part in parts]),
    )


def fit_ridge(
    lessons: Lessons, *, penalty: float, scales: Sequence[Floats] | None = None
) -> Fitted:
    """Fit one linear model per output.

    Parameters
    ----------
    lessons : Lessons
    penalty : float
        Strength of the L2 penalty.
    scales : sequence of ndarray of float64, optional
        Factor of each hash place while fitting, per family: ``inverse_frequencies``.
    """
    blocks = list(lessons.ngrams)
    if scales is not None:
        pairs = zip(lessons.ngrams, scales, strict=True)
        blocks = [matrix @ diags(scale) for matrix, scale in pairs]
    constant = csr_matrix(np.ones((len(lessons.targets), 1)))
    design = hstack([*blocks, constant], format="csr")
    weights = [
        _solve(design, lessons.targets[:, output], lessons.weights[:, output], penalty)
        for output in range(lessons.targets.shape[1])
    ]
    return _as_fitted(np.array(weights).T, [block.shape[1] for block in blocks], scales)


def inverse_frequencies(matrices: Sequence[csr_matrix], least: int) -> list[Floats]:
    """Return per family the factor of each place, for rows of unit length on average.

    Places seen in fewer than ``least`` rows get 0.
    """
    factors = []
    for matrix in matrices:
        seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
        factor = np.log((1 + matrix.shape[0]) / (1 + seen)) + 1
        factor[seen < least] = 0.0
        squares = (matrix.data * factor[matrix.indices]) ** 2
        factors.append(factor / np.sqrt(squares.sum() / matrix.shape[0]))
    return factors


def no_features(outputs: int) -> Dense:
    """Return the dense part of a model that has none."""
    empty = np.empty(0)
    return Dense((), empty, empty, empty, np.empty((0, outputs)))


def _solve(
    design: csr_matrix, target: Floats, weight: Floats, penalty: float
) -> Floats:
    """Minimise the weighted squares plus the penalty by conjugate gradients."""
    known = np.flatnonzero(~np.isnan(target) & (weight > 0))
    root = np.sqrt(weight[known])
    matrix = diags(root) @ design[known]
    transposed = matrix.T.tocsr()
    result = np.zeros(design.shape[1])
    residual = transposed @ (root * target[known])
    direction, energy = residual.copy(), _square(residual)
    goal = energy * _TOLERANCE**2
    for _ in range(_STEPS):
        image = transposed @ (matrix @ direction) + penalty * direction
        step = energy / max(float((direction * image).sum()), 1e-300)
        result += step * direction
        residual -= step * image
        previous, energy = energy, _square(residual)
        if energy <= goal:
            break
        direction = residual + (energy / previous) * direction
    return result


def _square(values: Floats) -> float:
    return float((values * values).sum())


def _as_fitted(
    weights: Floats, widths: Sequence[int], scales: Sequence[Floats] | None
) -> Fitted:
    tables, position = [], 0
    for index, width in enumerate(widths):
        table = weights[position : position + width]
        if scales is not None:
            table = table * scales[index][:, None]
        tables.append(table.astype(np.float16).astype(np.float32))
        position += width
    intercept = np.array([float(f"{value:.12g}") for value in weights[-1]])
    return Fitted(no_features(weights.shape[1]), tuple(tables), intercept)
