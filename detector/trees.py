"""Boosted decision trees as plain arrays, predicted with numpy.

Every split of every tree is asked at once; a split that says "right" crosses out
the leaves to its left, and the first leaf left standing is the answer. No loop over
trees or levels. Imports nothing of ours.

References
----------
Lucchese et al. (2015), QuickScorer: a fast algorithm to rank documents with additive
ensembles of regression trees, SIGIR.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAVES = 32  # most leaves of a tree: one bit each
_NAMES = ("tree_feature", "tree_threshold", "tree_mask", "tree_value", "tree_base")
_BLOCK = 256  # rows asked at a time: every split is asked of each


@dataclass(frozen=True, eq=False)
class Trees:
    """An ensemble of trees of at most 32 leaves.

    Attributes
    ----------
    feature : ndarray of int64, shape (n_trees * (n_leaves - 1),)
        Column that each split reads.
    threshold : ndarray of float64, shape (n_trees * (n_leaves - 1),)
        A value up to the threshold goes left.
    mask : ndarray of uint32, shape (n_trees * (n_leaves - 1),)
        Leaves that stay possible on the right; all of them where a tree has fewer
        splits.
    value : ndarray of float64, shape (n_trees * n_leaves,)
        Log-odds of the leaves, left to right.
    base : float
        Log-odds before the first tree.
    """

    feature: NDArray[np.int64]
    threshold: Floats
    mask: NDArray[np.uint32]
    value: Floats
    base: float

    @classmethod
    def from_parameters(cls, numbers: Mapping[str, Sequence[float] | Floats]) -> Trees:
        """Return the trees that ``as_parameters`` wrote.

        Raises
        ------
        ValueError
            If arrays are missing or do not belong together.
        """
        missing = [name for name in _NAMES if name not in numbers]
        if missing:
            raise ValueError(f"no {missing[0]} among the parameters")
        splits, leaves = len(numbers["tree_feature"]), len(numbers["tree_value"])
        lengths = {len(numbers[name]) for name in _NAMES[:3]}
        trees = leaves - splits  # each has one leaf more than splits
        uneven = trees < 1 or leaves % trees or leaves > trees * LEAVES
        if lengths != {splits} or uneven:
            raise ValueError("tree arrays of lengths that do not belong together")
        return cls(
            np.array(numbers["tree_feature"], np.int64),
            np.array(numbers["tree_threshold"], float),
            np.array(numbers["tree_mask"], np.uint32),
            np.array(numbers["tree_value"], float),
            float(numbers["tree_base"][0]),
        )

    def as_parameters(self) -> dict[str, list[float]]:
        """Return the numbers as a model folder keeps them."""
        return {
            "tree_feature": self.feature.tolist(),
            "tree_threshold": self.threshold.tolist(),
            "tree_mask": self.mask.tolist(),
            "tree_value": self.value.tolist(),
            "tree_base": [self.base],
        }

    @property
    def count(self) -> int:
        """Number of trees: each has one leaf more than splits."""
        return len(self.value) - len(self.feature)

    def decide(self, values: Floats) -> Floats:
        """Return log-odds, shape (n,).

        Parameters
        ----------
        values : ndarray of float64, shape (n, n_features)
            Without NaN.
        """
        blocks = range(0, max(len(values), 1), _BLOCK)
        return np.concatenate([self._decide(values[at : at + _BLOCK]) for at in blocks])

    def _decide(self, values: Floats) -> Floats:
        trees = self.count
        splits = len(self.feature) // trees
        feature, threshold, mask = self._split_by_split
        standing = (values.take(feature, axis=1) > threshold).astype(np.uint32)
        standing -= np.uint32(1)  # to the left all leaves stay possible
        standing |= mask
        standing = standing.reshape(len(values), splits, trees)
        possible = np.bitwise_and.reduce(standing, axis=1)
        lowest = possible & (~possible + np.uint32(1))
        first = np.arange(trees) * (splits + 1)
        leaf = np.log2(lowest.T).astype(np.int64, order="C") + first[:, None]
        return self.base + np.asarray(self.value[leaf].sum(axis=0))

    @cached_property
    def _split_by_split(self) -> tuple[NDArray[np.int64], Floats, NDArray[np.uint32]]:
        """Features, thresholds and masks: the first split of every tree, the second...

        So each step over the splits goes through all trees at once.
        """
        trees = self.count
        return (
            self.feature.reshape(trees, -1).T.ravel(),
            self.threshold.reshape(trees, -1).T.ravel(),
            self.mask.reshape(trees, -1).T.ravel(),
        )
