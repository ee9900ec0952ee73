"""The AI models: experts fitted apart, combined under one false-alarm budget.

Serves the tasks ``ai_likelihood`` and ``assisted``; the recipe names the outputs
(experts) and which records are positive or negative for each. Where it asks for trees
they are fitted on the named measures alone, for all kinds of AI text together.
Decisions of outlets and stories that a fold has not seen calibrate the model, set its
thresholds and give the measures.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVR

from detector.experts import combined, probability, within_range
from detector.model import Dense, Model
from detector.training.boosting import Growth, fit_trees, shared_directions
from detector.training.calibrate import platt
from detector.training.fit import Fitted
from detector.training.linear import assemble
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds
from detector.training.tasks.ai_units import Units, read_units
from detector.training.tasks.ai_verdicts import (
    calibrate_lengths,
    even_weights,
    measures,
    set_thresholds,
    unit_targets,
)
from detector.trees import Trees

Floats = NDArray[np.float64]
_FITTED_KINDS = 2  # whole texts and training excerpts
_SILENT = -20.0  # log-odds of an output that has learnt no AI text
_PASSES = 50  # more of them do not change a decision that matters
_INTERCEPT = 3.0  # scale of the intercept, which is penalised like a weight
_LEAST_SPREAD = 1e-12


@dataclass(frozen=True, eq=False)
class Experts:
    """What a recipe fits.

    Attributes
    ----------
    linear : Fitted
        One column an output.
    trees : Trees or None
        Over the standardised measures, their values as they are added to the
        log-odds of the outputs together.
    """

    linear: Fitted
    trees: Trees | None

    def decide(self, units: Units, where: NDArray[np.bool_]) -> Floats:
        """Return decisions of some units, shape (n, n_outputs), one more by trees."""
        dense = within_range(units.dense[where], self.linear.dense)
        decisions = self.linear.decide(dense, [m[where] for m in units.ngrams])
        if self.trees is None:
            return decisions
        measured = self.trees.decide(self.linear.dense.standardise(dense))
        return np.column_stack((decisions, measured))

    def within(self, model: Model) -> Model:
        """Return a model with these numbers in place of its own."""
        trees = self.trees.as_parameters() if self.trees else {}
        return replace(
            model,
            dense=self.linear.dense,
            tables=self.linear.tables,
            intercept=self.linear.intercept,
            parameters={**model.parameters, **trees},
        )


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe, with thresholds, rates and measures."""
    units = read_units(recipe, data)
    decisions = out_of_fold(units, recipe)
    return finish(units, recipe, decisions, fit_experts(units, recipe))


def finish(units: Units, recipe: Recipe, decisions: Floats, fitted: Experts) -> Model:
    """Calibrate a fitted model on out-of-fold decisions and set its thresholds."""
    model = calibrate(units, recipe, decisions, fitted)
    scores = probability(model, log_odds(model, decisions), units.words)
    return measures(set_thresholds(model, units, scores, recipe), units, scores)


def calibrate(
    units: Units, recipe: Recipe, decisions: Floats, fitted: Experts
) -> Model:
    """Return the model with its outputs and their combination calibrated.

    Units with a decision of NaN are left out.
    """
    known = (units.kind < _FITTED_KINDS) & ~units.borrowed[units.text]
    known &= ~np.isnan(decisions).any(axis=1)
    outputs = tuple(recipe.options["outputs"])
    slope, offset = np.ones(len(outputs)), np.zeros(len(outputs))
    for output, shift in enumerate(recipe.options["shifts"]):
        target = np.where(known, units.targets[units.text, output], np.nan)
        if not (target == 1).any():  # its AI texts are left out: it says nothing
            slope[output], offset[output] = 0.0, _SILENT
            continue
        weights = unit_weights(units, target, output)
        lines = platt(np.nan_to_num(decisions[:, [output]]), target[:, None], weights)
        slope[output], offset[output] = lines[0][0], lines[1][0] + shift
    linear = assemble(fitted.linear, recipe, outputs, (slope, offset))
    model = fitted.within(linear)
    return calibrate_lengths(model, units, log_odds(model, decisions))


def log_odds(model: Model, decisions: Floats) -> Floats:
    """Return combined log-odds; NaN where a decision is."""
    known = ~np.isnan(decisions).any(axis=1)
    result = np.full(len(decisions), np.nan)
    result[known] = combined(model, decisions[known])
    return result


def out_of_fold(
    units: Units, recipe: Recipe, where: NDArray[np.bool_] | None = None
) -> Floats:
    """Return decisions of models that saw neither the text's story nor its outlet.

    Parameters
    ----------
    units : Units
    recipe : Recipe
    where : ndarray of bool, optional
        Units to use at all; the decisions of the others are NaN.

    Returns
    -------
    ndarray of float64, shape (n_units, n_outputs), one column more with trees
        NaN for texts of the other language.
    """
    allowed = np.ones(len(units.text), np.bool_) if where is None else where
    folds = grouped_folds(units.group.tolist(), recipe.folds, recipe.seed)
    columns = len(recipe.options["outputs"]) + ("trees" in recipe.options)
    decisions = np.full((len(units.text), columns), np.nan)
    for fold in range(recipe.folds):
        held_out = folds[units.text] == fold
        asked = held_out & allowed & ~units.borrowed[units.text]
        experts = fit_experts(units, recipe, ~held_out & allowed)
        decisions[asked] = experts.decide(units, asked)
    return decisions


def fit_experts(
    units: Units, recipe: Recipe, where: NDArray[np.bool_] | None = None
) -> Experts:
    """Fit every output on the units that say something on it, by ridge regression.

    Squared loss did better than logistic loss on outlets not trained on, most of
    all where one in a hundred human texts may be flagged.

    Parameters
    ----------
    units : Units
    recipe : Recipe
    where : ndarray of bool, optional
        Which units to fit on; all of them by default.
    """
    allowed = units.kind < _FITTED_KINDS
    allowed = allowed if where is None else allowed & where
    dense = _standards(units, recipe, allowed & ~units.borrowed[units.text])
    measured = _standardised(units, recipe, dense, allowed)
    ngrams = hstack(units.ngrams, format="csr")
    tables, intercepts = [], []
    excerpts = float(recipe.options["excerpt_weight"])
    for output, share in enumerate(recipe.options["measure_share"]):
        target = np.where(allowed, units.targets[units.text, output], np.nan)
        used = np.flatnonzero(~np.isnan(target))
        design = hstack([csr_matrix(measured[used] * share), ngrams[used]], "csr")
        estimator = LinearSVR(
            C=recipe.C,
            epsilon=0.0,
            loss="squared_epsilon_insensitive",
            dual=True,
            tol=0.02,
            max_iter=_PASSES,
            random_state=recipe.seed % 2**31,
            intercept_scaling=_INTERCEPT,
        )
        weights = unit_weights(units, target, output, excerpts)[used]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            estimator.fit(design, 2 * target[used] - 1, sample_weight=weights)
        columns = len(recipe.dense)
        dense.weights[:, output] = estimator.coef_[:columns] * share
        tables.append(estimator.coef_[columns:])
        intercepts.append(float(estimator.intercept_[0]))
    table = np.array(tables).T.astype(np.float16).astype(np.float32)
    sizes = np.cumsum([matrix.shape[1] for matrix in units.ngrams])[:-1]
    split = tuple(np.ascontiguousarray(part) for part in np.split(table, sizes))
    trees = _fit_trees(units, recipe, measured, allowed)
    return Experts(Fitted(dense, split, np.array(intercepts)), trees)


def _fit_trees(
    units: Units, recipe: Recipe, measured: Floats, where: NDArray[np.bool_]
) -> Trees | None:
    """Fit trees on the measures of all AI texts against all human ones.

    ``borrowed`` among the options is the weight of all texts of the other language
    beside those of the own; ``monotone`` lets a measure in which all corpora of the
    own language agree speak in one direction only.
    """
    if "trees" not in recipe.options:
        return None
    grown = dict(recipe.options["trees"])
    share, beside = float(grown.pop("share")), float(grown.pop("borrowed", 0.0))
    monotone = bool(grown.pop("monotone", False))
    target, corpora = unit_targets(units, borrowed=beside > 0), units.corpus[units.text]
    used, foreign = where & ~np.isnan(target), units.borrowed[units.text]
    own, weights = used & ~foreign, np.zeros(len(target))
    for rows, share_of_own in ((own, 1.0), (used & foreign, beside)):
        if rows.any():
            even = even_weights(target[rows], corpora[rows])
            weights[rows] = even * (share_of_own * own.sum() / even.sum())
    if monotone:
        grown["directions"] = shared_directions(
            measured[own], target[own], corpora[own]
        )
    growth, seed = Growth(**grown), recipe.seed % 2**31
    trees = fit_trees(measured[used], target[used], weights[used], growth, seed)
    return replace(trees, value=trees.value * share, base=trees.base * share)


def unit_weights(
    units: Units, target: Floats, output: int, excerpts: float = 1.0
) -> Floats:
    """Return weights: square root of a corpus's size, classes equal, mean 1.

    Parameters
    ----------
    units : Units
    target : ndarray of float64, shape (n_units,)
        Units whose target is NaN get no weight.
    output : int
        Whose corpus weights count.
    excerpts : float
        Weight of an excerpt beside a whole text.
    """
    corpus, weights = units.corpus[units.text], np.zeros(len(target))
    own = units.weight[units.text, output] * np.where(units.kind == 0, 1.0, excerpts)
    for value in (0.0, 1.0):
        for name in np.unique(corpus):
            cell = (target == value) & (corpus == name)
            if cell.any():
                weights[cell] = own[cell] / np.sqrt(cell.sum())
        known = target == value
        if known.any():
            weights[known] *= 0.5 / weights[known].sum()
    return weights * np.count_nonzero(~np.isnan(target))


def _standards(units: Units, recipe: Recipe, where: NDArray[np.bool_]) -> Dense:
    """Return median, mean and spread of the measures of human texts."""
    human = np.nanmax(np.nan_to_num(units.targets), axis=1) == 0
    values = units.dense[where & human[units.text]]
    columns, outputs = len(recipe.dense), len(recipe.options["outputs"])
    if not columns:
        empty = np.zeros(0)
        return Dense((), empty, empty, empty, np.zeros((0, outputs)))
    impute = np.nan_to_num(np.nanmedian(values, axis=0))
    filled = np.where(np.isnan(values), impute, values)
    spread = filled.std(axis=0)
    return Dense(
        names=recipe.dense,
        impute=impute,
        mean=filled.mean(axis=0),
        scale=np.where(spread > _LEAST_SPREAD, spread, 1.0),
        weights=np.zeros((columns, outputs)),
    )


def _standardised(
    units: Units, recipe: Recipe, own: Dense, where: NDArray[np.bool_]
) -> Floats:
    """Return standardised measures, each language by its own human texts."""
    values = own.standardise(within_range(units.dense, own))
    borrowed = units.borrowed[units.text]
    if borrowed.any() and len(recipe.dense):
        other = _standards(units, recipe, where & borrowed)
        values[borrowed] = other.standardise(within_range(units.dense[borrowed], other))
    return values
