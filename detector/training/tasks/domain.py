"""The domain model: how usual the n-grams of a text are among the training texts.

The weight of an n-gram is the logarithm of its mean document frequency over the
corpora, so that each genre counts alike, less the mean weight of the n-grams of a
text. A threshold is a low quantile of windows of human news whose outlets and
stories the weights were not counted on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from detector.ai_domain import OUTPUTS
from detector.model import Dense, Model
from detector.training import metrics
from detector.training.fit import Fitted
from detector.training.linear import assemble, with_facts
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds
from detector.training.tasks.ai_units import BAND_RANGES, Units, read_units

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
FAMILIES = ("skeleton", "character")  # of each output
_RARE = 1e-3  # added to a frequency: what fewer texts than this hold counts alike
_FEWEST = 20  # texts of a corpus
_WINDOW = 2 + BAND_RANGES.index((80, 149))  # kind of the units as long as a window


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe, with thresholds and rates."""
    units = read_units(recipe, data)
    known = ~units.borrowed[units.text]
    model = assemble(
        fit_domain(units, recipe, known),
        recipe,
        OUTPUTS,
        (np.ones(len(OUTPUTS)), np.zeros(len(OUTPUTS))),
    )
    return _measured(model, units, left_out_values(units, recipe), recipe)


def fit_domain(units: Units, recipe: Recipe, where: Mask) -> Fitted:
    """Return log document frequencies of some units, one table a family."""
    tables = []
    for family, matrix in zip(recipe.families, units.ngrams, strict=True):
        table = np.zeros((matrix.shape[1], len(OUTPUTS)), np.float16)
        if family.name in FAMILIES:
            weights = _weights(matrix, units, where & (units.kind == 0))
            table[:, FAMILIES.index(family.name)] = weights
        tables.append(table.astype(np.float32))
    empty = np.zeros(0)
    dense = Dense((), empty, empty, empty, np.zeros((0, len(OUTPUTS))))
    return Fitted(dense, tuple(tables), np.zeros(len(OUTPUTS)))


def _weights(matrix: csr_matrix, units: Units, where: Mask) -> Floats:
    corpus, shares = units.corpus[units.text], []
    for name in np.unique(corpus[where]):
        rows = np.flatnonzero(where & (corpus == name))
        if len(rows) >= _FEWEST:
            texts = np.bincount(matrix[rows].indices, minlength=matrix.shape[1])
            shares.append(texts / len(rows))
    share = np.mean(shares, axis=0)
    weight = np.log(share + _RARE)
    return np.asarray(weight - share @ weight / share.sum())


def left_out_values(units: Units, recipe: Recipe) -> Floats:
    """Return both outputs of every unit by weights not counted on its group."""
    folds = grouped_folds(units.group.tolist(), recipe.folds, recipe.seed)[units.text]
    values = np.zeros((len(units.text), len(OUTPUTS)))
    for fold in range(recipe.folds):
        here = folds == fold
        fitted = fit_domain(units, recipe, ~here & ~units.borrowed[units.text])
        ngrams = [matrix[here] for matrix in units.ngrams]
        values[here] = fitted.decide(np.zeros((int(here.sum()), 0)), ngrams)
    return values


def _measured(model: Model, units: Units, values: Floats, recipe: Recipe) -> Model:
    """Set the thresholds, and count windows and whole texts below them."""
    human = np.nanmax(np.nan_to_num(units.targets, nan=-1.0), axis=1) == 0
    corpus, human = units.corpus[units.text], human[units.text]
    window = units.kind == _WINDOW
    news = human & window & np.isin(corpus, recipe.options["threshold_corpora"])
    thresholds = {
        name: float(np.quantile(values[news, column], rate))
        for column, (name, rate) in enumerate(recipe.options["below"].items())
    }
    facts: dict[str, Any] = {"windows_of_human_news": int(news.sum())}
    for column, name in enumerate(OUTPUTS):
        low = values[:, column] < thresholds[name]
        facts[f"windows_of_unlike_{name}"] = {
            f"{one}, {label}": metrics.wilson(int(low[part].sum()), int(part.sum()))
            for one in np.unique(corpus).tolist()
            for label, own in (("human", human), ("AI", ~human))
            for part in [window & own & (corpus == one)]
            if part.sum() >= _FEWEST
        }
    return with_facts(model, facts, thresholds=thresholds)
