"""Arrays in order: their distinct values, runs and medians, and what is among them.

What ``numpy.unique``, ``numpy.isin`` and ``numpy.median`` give; those load ``numpy.ma``
with their first call, which costs more than the scores of an article.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.int64, np.uint64)


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Return each value of a flat array of integers once, in order."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def changes(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where another value begins in a flat array, the first included."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new.nonzero()[0]


def run_lengths(begins: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """Return the lengths of runs that follow one another, the last up to an end."""
    lengths = np.empty(len(begins), np.int64)
    np.subtract(begins[1:], begins[:-1], out=lengths[:-1])
    lengths[-1:] = end - begins[-1:]
    return lengths


def medians(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median of each column; of an even number the mean of the middle two.

    Parameters
    ----------
    values : ndarray of float64, shape (n, n_columns)
        At least one row, no NaN.
    """
    rows = len(values)
    middle = np.sort(values, axis=0)[(rows - 1) // 2 : rows // 2 + 1]
    return np.asarray(middle.mean(axis=0))


def among(values: NDArray[Number], known: NDArray[Number]) -> NDArray[np.bool_]:
    """Say which values are among known ones, which are in order."""
    if not len(known):
        return np.zeros(values.shape, np.bool_)
    place = np.minimum(known.searchsorted(values), len(known) - 1)
    return np.asarray(known[place] == values)
