"""The common way from examples to a model: folds, fit, calibrate, measure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detector.model import Floats, Model
from detector.training import metrics
from detector.training.calibrate import platt
from detector.training.examples import Examples
from detector.training.fit import Fitted, cross_decisions, fit
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds


def out_of_fold(examples: Examples, recipe: Recipe) -> Floats:
    """Return decisions of models that saw neither the example nor its group."""
    folds = grouped_folds(examples.groups.tolist(), recipe.folds, recipe.seed)
    return cross_decisions(examples, recipe, folds)


def train_linear(examples: Examples, recipe: Recipe) -> tuple[Model, Floats]:
    """Train a model with logistic outputs on examples.

    Returns
    -------
    model : Model
        Calibrated on out-of-fold decisions; ``facts["metrics"]`` holds the measures
        taken on them.
    decisions : ndarray of float64, shape (n, n_outputs)
        The out-of-fold decisions, for thresholds and further measures.
    """
    decisions = out_of_fold(examples, recipe)
    calibration = platt(decisions, examples.targets, examples.weights)
    model = assemble(fit(examples, recipe), recipe, examples.outputs, calibration)
    facts = {
        "examples": len(examples),
        "groups": len(np.unique(examples.groups)),
        "metrics": output_metrics(model, examples, decisions),
    }
    return with_facts(model, facts), decisions


def assemble(
    fitted: Fitted,
    recipe: Recipe,
    outputs: tuple[str, ...],
    calibration: tuple[Floats, Floats],
    *,
    link: Literal["logistic", "softmax"] = "logistic",
) -> Model:
    """Return the model of a recipe with fitted numbers and (slope, offset)."""
    return Model(
        task=recipe.task,
        language=recipe.language,
        version=recipe.version,
        licence=recipe.licence,
        outputs=outputs,
        link=link,
        dense=fitted.dense,
        families=recipe.families,
        tables=fitted.tables,
        intercept=fitted.intercept,
        slope=calibration[0],
        offset=calibration[1],
    )


def with_facts(model: Model, facts: dict[str, Any], **changes: Any) -> Model:
    """Return the model with more facts, and with other fields changed."""
    return replace(model, facts={**model.facts, **facts}, **changes)


def output_metrics(
    model: Model, examples: Examples, decisions: Floats
) -> dict[str, Any]:
    """Return the measures of each output on out-of-fold decisions."""
    probabilities = model.probability(decisions)
    return {
        name: binary_metrics(
            examples.targets[:, output],
            probabilities[:, output],
            examples.groups,
            where=examples.weights > 0,
        )
        for output, name in enumerate(examples.outputs)
    }


def binary_metrics(
    targets: Floats,
    probabilities: Floats,
    groups: NDArray[np.str_],
    *,
    where: NDArray[np.bool_] | None = None,
) -> dict[str, Any]:
    """Return AUROC, average precision, F1, TPR at 1 % FPR, Brier score and ECE.

    Examples with a target of NaN are left out.
    """
    known = ~np.isnan(targets) if where is None else where & ~np.isnan(targets)
    measures = {
        "auroc": metrics.auroc,
        "average_precision": metrics.average_precision,
        "macro_f1_at_0.5": metrics.macro_f1_at(0.5),
        "tpr_at_1_percent_fpr": metrics.tpr_at_fpr,
        "brier": metrics.brier,
        "calibration_error": metrics.calibration_error,
    }
    taken = targets[known], probabilities[known], groups[known]
    return {
        "positives": int(targets[known].sum()),
        **{
            name: metrics.interval(measure, *taken)
            for name, measure in measures.items()
        },
    }
