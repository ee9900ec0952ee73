"""Weights of hashed n-grams in half precision, read from where they lie.

A text reads a few thousand of the 100,000 places of a table. So the table stays as
the file has it, in memory that the system maps and shares between processes, and
only the places that are read become numbers to calculate with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Halves:
    """A table of weights in half precision.

    Attributes
    ----------
    rows : ndarray of uint8, shape (n_places, 2 * n_outputs)
        The bytes of little-endian numbers. As bytes they need no alignment, which
        an archive does not give; numpy would copy the whole table first.
    """

    rows: NDArray[np.uint8]

    @classmethod
    def of(cls, table: NDArray[np.float16]) -> Halves:
        """Return a table over the memory of an array, shape (n_places, n_outputs)."""
        return cls(np.ascontiguousarray(table).view(np.uint8))

    @property
    def shape(self) -> tuple[int, int]:
        """Places and outputs."""
        return self.rows.shape[0], self.rows.shape[1] // 2

    def take(self, places: Integers, axis: int = 0) -> Floats:
        """Return the weights at some places, shape (n, n_outputs)."""
        return self.rows.take(places, axis=axis).view("<f2").astype(np.float64)

    def __array__(
        self, dtype: DTypeLike | None = None, copy: bool | None = None
    ) -> NDArray[Any]:
        """Return the table as an array, of float32 if nothing else is asked for."""
        if copy is False:
            raise ValueError("the weights of a file become an array only by a copy")
        return self.rows.view("<f2").astype(dtype or np.float32)


class SideBySide:
    """Tables of the same places, their outputs side by side.

    The first texts read each table where it lies. Once as many weights were taken as
    the tables have, they are joined in memory: that costs a short run nothing, and
    makes a long one faster.

    Parameters
    ----------
    tables : sequence of Halves or ndarray
    """

    def __init__(self, tables: Sequence[Halves | NDArray[np.floating]]) -> None:
        self._tables = tables
        self._taken = 0
        self._joined: NDArray[np.float32] | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Places and outputs."""
        return self._tables[0].shape[0], sum(table.shape[1] for table in self._tables)

    def take(self, places: Integers, axis: int = 0) -> NDArray[np.floating]:
        """Return the weights at some places, shape (n, n_outputs)."""
        if self._joined is None:
            self._taken += len(places)
            if self._taken < self.shape[0]:
                taken = [table.take(places, axis=axis) for table in self._tables]
                return np.concatenate(taken, axis=1)
            self._joined = np.hstack(
                [np.asarray(table, np.float32) for table in self._tables]
            )
        return self._joined.take(places, axis=axis)


Weights = NDArray[np.floating] | Halves | SideBySide
