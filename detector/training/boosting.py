"""Boosted trees: fitted with scikit-learn, exported as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from detector.training.metrics import auroc
from detector.trees import LEAVES, Trees

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_ALL = (1 << LEAVES) - 1
_DIGITS = 9
_NEVER = 1e30  # threshold of a split that is not there
_CHANCE = 0.5
_SEEN = 0.03  # AUROC from chance that counts as a direction
_FEWEST_CORPORA = 2


@dataclass(frozen=True, eq=False)
class Growth:
    """How many trees there are, and how far they grow.

    Attributes
    ----------
    trees : int
    leaves : int
        Most leaves of a tree.
    least : int
        Fewest rows of a leaf.
    directions : ndarray of int64, shape (n_features,), optional
        1 where the log-odds may only rise with a feature, -1 where they may only
        fall, 0 where they are free; see ``shared_directions``.
    """

    trees: int
    leaves: int = LEAVES
    least: int = 30
    directions: Integers | None = None


def fit_trees(
    values: Floats, targets: Floats, weights: Floats, growth: Growth, seed: int
) -> Trees:
    """Fit boosted trees for one yes-or-no target.

    Parameters
    ----------
    values : ndarray of float64, shape (n, n_features)
        Without NaN.
    targets, weights : ndarray of float64, shape (n,)
    growth : Growth
    seed : int
        Which features each split may choose from.
    """
    estimator = HistGradientBoostingClassifier(
        max_iter=growth.trees,
        learning_rate=9.0 / growth.trees,
        max_leaf_nodes=growth.leaves,
        l2_regularization=5.0,
        min_samples_leaf=growth.least,
        max_features=0.3,
        early_stopping=False,
        random_state=seed,
        monotonic_cst=growth.directions,
    )
    estimator.fit(values, targets, sample_weight=weights)
    return export(estimator)


def shared_directions(
    values: Floats, targets: Floats, corpora: NDArray[np.str_]
) -> Integers:
    """Return the direction in which corpora see each feature, 0 where they differ.

    What one corpus alone shows is a mark of its genre; where all agree, a tree that
    turns back would follow chance.

    Parameters
    ----------
    values : ndarray of float64, shape (n, n_features)
    targets : ndarray of float64, shape (n,)
        1 or 0.
    corpora : ndarray of str, shape (n,)
        Those with one class have no say.

    Returns
    -------
    ndarray of int64, shape (n_features,)
        1 or -1 where at least two corpora see a feature and none the other way.
    """
    seen = np.array(
        [
            [auroc(targets[rows], column) - _CHANCE for column in values[rows].T]
            for rows in (corpora == name for name in np.unique(corpora).tolist())
            if 0 < targets[rows].mean() < 1
        ]
    ).reshape(-1, values.shape[1])
    up, down = (seen > _SEEN).sum(axis=0), (seen < -_SEEN).sum(axis=0)
    agreed = np.where(down == 0, up, np.where(up == 0, -down, 0))
    return np.asarray(np.sign(agreed) * (np.abs(agreed) >= _FEWEST_CORPORA), np.int64)


def export(estimator: HistGradientBoostingClassifier) -> Trees:
    """Return a fitted two-class ensemble of at most 32 leaves a tree as arrays."""
    leaves = estimator.max_leaf_nodes
    tables = [_tree(stage[0].nodes, leaves) for stage in estimator._predictors]
    feature, threshold, mask, value = (
        np.concatenate(column) for column in zip(*tables, strict=True)
    )
    base = float(np.ravel(estimator._baseline_prediction)[0])
    return Trees(feature, threshold, mask, value, base)


def _tree(nodes: Any, leaves: int) -> tuple[Any, Any, Any, Any]:
    """Return splits, masks and leaf values of a tree, its leaves from left to right."""
    feature, threshold = np.zeros(leaves - 1, np.int64), np.full(leaves - 1, _NEVER)
    mask, value = np.full(leaves - 1, _ALL, np.uint32), np.zeros(leaves)
    splits: list[tuple[int, int, int]] = []

    def visit(node: int, first: int) -> int:
        if nodes[node]["is_leaf"]:
            value[first] = _rounded(nodes[node]["value"])
            return 1
        place = len(splits)
        splits.append((node, first, 0))
        left = visit(int(nodes[node]["left"]), first)
        splits[place] = (node, first, left)
        return left + visit(int(nodes[node]["right"]), first + left)

    visit(0, 0)
    for place, (node, first, left) in enumerate(splits):
        feature[place] = nodes[node]["feature_idx"]
        threshold[place] = _rounded_up(float(nodes[node]["num_threshold"]))
        mask[place] = _ALL ^ (((1 << left) - 1) << first)
    return feature, threshold, mask, value


def _rounded_up(number: float) -> float:
    """Return a threshold that fits the model file and is not below the exact one.

    Thresholds can be values of the training data, and those go left.
    """
    rounded = _rounded(number)
    if rounded >= number:
        return rounded
    step = 10.0 ** (np.floor(np.log10(abs(number))) - _DIGITS + 1)
    return _rounded(number + float(step))


def _rounded(number: float) -> float:
    return float(f"{float(number):.{_DIGITS}g}")
