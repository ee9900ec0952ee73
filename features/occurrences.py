"""Where a value was last seen: the one pass that lexical and repeated measures share.

Imports nothing of ours.
"""

import numpy as np
from numpy.typing import NDArray

NEVER = -1


def previous_occurrence(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return for each value the position at which the same value last stood before.

    Returns
    -------
    ndarray of int64, shape (n_values,)
        ``NEVER`` where the value stands for the first time.
    """
    order = np.argsort(values, kind="stable")
    sorted_values = values[order]
    again = np.flatnonzero(sorted_values[1:] == sorted_values[:-1])
    previous = np.full(len(values), NEVER, np.int64)
    previous[order[again + 1]] = order[again]
    return previous


def sequence_hashes(hashes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return one hash for each run of ``length`` neighbouring token hashes.

    Returns
    -------
    ndarray of uint64, shape (max(0, n_tokens - length + 1),)
        Order counts: "a b" and "b a" differ.
    """
    n_runs = max(0, len(hashes) - length + 1)
    runs = np.zeros(n_runs, np.uint64)
    for offset in range(length):
        runs = runs * _ODD + hashes[offset : offset + n_runs]
    return runs


_ODD = np.uint64(0xD6E8FEB86659FD93)
