"""The AI models: experts fitted apart, combined under one false-alarm budget.

Serves the tasks ``ai_likelihood`` and ``assisted``; the recipe names the outputs
(experts) and which records are positive or negative for each. Decisions of outlets
and stories that a fold has not seen calibrate the model, set its thresholds and
give the measures.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from detector.experts import combined, probability
from detector.model import Dense, Model
from detector.training.calibrate import platt
from detector.training.fit import Fitted
from detector.training.linear import assemble
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds
from detector.training.tasks.ai_units import Units, read_units
from detector.training.tasks.ai_verdicts import (
    calibrate_lengths,
    measures,
    set_thresholds,
)

Floats = NDArray[np.float64]
_FITTED_KINDS = 2  # whole texts and training excerpts


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe, with thresholds, rates and measures."""
    units = read_units(recipe, data)
    design = hstack(units.ngrams, format="csr")
    decisions = out_of_fold(units, design, recipe)
    return finish(units, recipe, decisions, fit_experts(units, design, recipe))


def finish(units: Units, recipe: Recipe, decisions: Floats, fitted: Fitted) -> Model:
    """Calibrate a fitted model on out-of-fold decisions and set its thresholds."""
    targets = np.where(
        (units.kind < _FITTED_KINDS)[:, None], units.targets[units.text], np.nan
    )
    weights = unit_weights(units, np.nan_to_num(targets).max(axis=1))
    calibration = platt(decisions, targets, weights)
    model = assemble(fitted, recipe, tuple(recipe.options["outputs"]), calibration)
    model = calibrate_lengths(model, units, combined(model, decisions))
    scores = probability(model, combined(model, decisions), units.words)
    return measures(set_thresholds(model, units, scores, recipe), units, scores)


def out_of_fold(units: Units, design: csr_matrix, recipe: Recipe) -> Floats:
    """Return decisions of models that saw neither the text's story nor its outlet.

    Returns
    -------
    ndarray of float64, shape (n_units, n_outputs)
    """
    folds = grouped_folds(units.group.tolist(), recipe.folds, recipe.seed)
    decisions = np.empty((len(units.text), len(recipe.options["outputs"])))
    for fold in range(recipe.folds):
        held_out = folds[units.text] == fold
        fitted = fit_experts(units, design, recipe, ~held_out)
        decisions[held_out] = decide(fitted, design[held_out])
    return decisions


def decide(fitted: Fitted, design: csr_matrix) -> Floats:
    """Return decisions of rows with all families side by side."""
    return np.asarray(design @ np.concatenate(fitted.tables) + fitted.intercept)


def fit_experts(
    units: Units,
    design: csr_matrix,
    recipe: Recipe,
    where: NDArray[np.bool_] | None = None,
) -> Fitted:
    """Fit every output on the units that say something on it.

    Parameters
    ----------
    units : Units
    design : csr_matrix
        All families side by side.
    recipe : Recipe
    where : ndarray of bool, optional
        Which units to fit on; all of them by default.
    """
    allowed = units.kind < _FITTED_KINDS
    allowed = allowed if where is None else allowed & where
    coefficients, intercepts = [], []
    for output in range(len(recipe.options["outputs"])):
        target = units.targets[units.text, output]
        used = np.flatnonzero(allowed & ~np.isnan(target))
        weights = unit_weights(units, np.where(allowed, target, np.nan))[used]
        estimator = LogisticRegression(
            C=recipe.C,
            solver="liblinear",
            dual=True,
            tol=0.02,
            max_iter=100,
            random_state=recipe.seed,
            intercept_scaling=3.0,
        )
        estimator.fit(design[used], target[used], sample_weight=weights)
        coefficients.append(estimator.coef_[0])
        intercepts.append(float(estimator.intercept_[0]))
    sizes = np.cumsum([matrix.shape[1] for matrix in units.ngrams])[:-1]
    table = np.array(coefficients).T.astype(np.float16).astype(np.float32)
    empty = np.zeros(0)
    dense = Dense((), empty, empty, empty, np.zeros((0, len(intercepts))))
    tables = tuple(np.ascontiguousarray(t) for t in np.split(table, sizes))
    return Fitted(dense, tables, np.array(intercepts))


def unit_weights(units: Units, target: Floats) -> Floats:
    """Return weights: square root of a corpus's size, classes equal, mean 1.

    Parameters
    ----------
    units : Units
    target : ndarray of float64, shape (n_units,)
        Units whose target is NaN get no weight.
    """
    corpus, weights = units.corpus[units.text], np.zeros(len(target))
    for value in (0.0, 1.0):
        for name in np.unique(corpus):
            cell = (target == value) & (corpus == name)
            if cell.any():
                weights[cell] = units.weight[units.text][cell] / np.sqrt(cell.sum())
        known = target == value
        if known.any():
            weights[known] *= 0.5 / weights[known].sum()
    return weights * np.count_nonzero(~np.isnan(target))
