"""Grouped folds: what belongs together is never on both sides of a split."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def grouped_folds(groups: Sequence[str], folds: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each example; all examples of a group share one.

    The largest group goes first, each to the smallest fold so far; ties are
    settled by a hash of seed and name, so the order of the examples never matters.

    Parameters
    ----------
    groups : sequence of str, shape (n,)
    folds : int
        At least 2, at most the number of groups (ValueError otherwise).
    seed : int

    Returns
    -------
    ndarray of int64, shape (n,)
        Values 0 to ``folds - 1``.
    """
    sizes = Counter(groups)
    if not 2 <= folds <= len(sizes):
        raise ValueError(f"{folds} folds asked for, {len(sizes)} groups there")
    order = sorted(sizes, key=lambda group: (-sizes[group], _rank(group, seed)))
    filled = [0] * folds
    fold_of: dict[str, int] = {}
    for group in order:
        fold_of[group] = min(range(folds), key=lambda fold: (filled[fold], fold))
        filled[fold_of[group]] += sizes[group]
    return np.array([fold_of[group] for group in groups], np.int64)


def _rank(group: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{group}".encode()).hexdigest()
