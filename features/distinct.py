"""Sets of numbers as arrays in order: their distinct values, and what is among them.

What ``numpy.unique`` and ``numpy.isin`` give; those load ``numpy.ma`` with their first
call, which costs more than the scores of an article.
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


def among(values: NDArray[Number], known: NDArray[Number]) -> NDArray[np.bool_]:
    """Say which values are among known ones, which are in order."""
    if not len(known):
        return np.zeros(values.shape, np.bool_)
    place = np.minimum(known.searchsorted(values), len(known) - 1)
    return np.asarray(known[place] == values)
