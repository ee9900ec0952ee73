"""Fitting a linear model with scikit-learn, and turning it into plain numbers.

Solver: liblinear, one output after the other; on sparse data it is fast, and its
result does not depend on the number of threads. Weights are rounded to what the
model folder can hold before anything is calibrated or measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from detector.model import Dense
from detector.training.examples import Examples
from detector.training.recipe import Recipe

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fitted linear model as numbers.

    Attributes
    ----------
    dense : Dense
    tables : tuple of ndarray of float32, shape (n_places, n_outputs)
    intercept : ndarray of float64, shape (n_outputs,)
    """

    dense: Dense
    tables: tuple[NDArray[np.float32], ...]
    intercept: Floats

    def decide(self, dense: Floats, ngrams: Sequence[csr_matrix]) -> Floats:
        """Return decisions, shape (n, n_outputs)."""
        result = np.tile(self.intercept, (len(dense), 1))
        if self.dense.names:
            result += self.dense.standardise(dense) @ self.dense.weights
        for matrix, table in zip(ngrams, self.tables, strict=True):
            result += matrix @ table.astype(float)
        return result


def fit(
    examples: Examples, recipe: Recipe, where: NDArray[np.bool_] | None = None
) -> Fitted:
    """Fit every output on the examples that say something on it.

    Parameters
    ----------
    examples : Examples
    recipe : Recipe
    where : ndarray of bool, optional
        Which examples to fit on; all of them by default.
    """
    chosen = np.ones(len(examples), np.bool_) if where is None else where
    empty = _standards(examples.dense[chosen], recipe.dense, len(examples.outputs))
    scales = [_scale(matrix[chosen], recipe) for matrix in examples.ngrams]
    design = _design(examples, empty, scales)
    coefficients, intercepts = [], []
    for output in range(len(examples.outputs)):
        estimator = fit_output(examples, recipe, chosen, design, output)
        coefficients.append(estimator.coef_[0])
        intercepts.append(float(estimator.intercept_[0]))
    return _as_numbers(np.array(coefficients), np.array(intercepts), empty, scales)


def fit_output(
    examples: Examples,
    recipe: Recipe,
    chosen: NDArray[np.bool_],
    design: csr_matrix,
    output: int,
) -> LogisticRegression:
    """Fit one output; ValueError where one of the classes is missing."""
    target = examples.targets[:, output]
    used = np.flatnonzero(chosen & ~np.isnan(target) & (examples.weights > 0))
    estimator = LogisticRegression(
        C=recipe.C, solver="liblinear", class_weight="balanced", tol=1e-5, max_iter=500
    )
    estimator.fit(design[used], target[used], sample_weight=examples.weights[used])
    return estimator


def cross_decisions(
    examples: Examples, recipe: Recipe, fold_of: NDArray[np.int64]
) -> Floats:
    """Return for each example the decision of a model that did not see its fold.

    Returns
    -------
    ndarray of float64, shape (n, n_outputs)
    """
    decisions = np.empty(examples.targets.shape)
    for fold in np.unique(fold_of):
        held_out = fold_of == fold
        fitted = fit(examples, recipe, ~held_out)
        decisions[held_out] = fitted.decide(
            examples.dense[held_out], [matrix[held_out] for matrix in examples.ngrams]
        )
    return decisions


def _standards(values: Floats, names: Sequence[str], outputs: int) -> Dense:
    columns = values.shape[1]
    impute, scale = np.zeros(columns), np.ones(columns)
    for column in range(columns):
        known = values[~np.isnan(values[:, column]), column]
        impute[column] = np.median(known) if len(known) else 0.0
    filled = np.where(np.isnan(values), impute, values)
    mean = filled.mean(axis=0) if len(filled) else np.zeros(columns)
    spread = filled.std(axis=0) if len(filled) else np.ones(columns)
    scale = np.where(spread > 1e-12, spread, 1.0)
    return Dense(tuple(names), impute, mean, scale, np.zeros((columns, outputs)))


def _scale(matrix: csr_matrix, recipe: Recipe) -> Floats:
    """Return the factor of each hash place: inverse document frequency, or 1, or 0."""
    seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
    factor = np.log((1 + matrix.shape[0]) / (1 + seen)) + 1 if recipe.idf else 1.0
    return np.where(seen >= recipe.min_count, factor, 0.0)


def _design(examples: Examples, dense: Dense, scales: Sequence[Floats]) -> csr_matrix:
    blocks = [csr_matrix(dense.standardise(examples.dense))]
    blocks += [
        matrix @ diags(scale)
        for matrix, scale in zip(examples.ngrams, scales, strict=True)
    ]
    return hstack(blocks, format="csr")


def _as_numbers(
    coefficients: Floats, intercept: Floats, dense: Dense, scales: Sequence[Floats]
) -> Fitted:
    columns = len(dense.names)
    weights = np.ascontiguousarray(coefficients[:, :columns].T)
    tables, position = [], columns
    for scale in scales:
        table = coefficients[:, position : position + len(scale)] * scale
        tables.append(table.T.astype(np.float16).astype(np.float32))
        position += len(scale)
    filled = Dense(dense.names, dense.impute, dense.mean, dense.scale, weights)
    return Fitted(filled, tuple(tables), intercept)
