"""Numbers counted in equal bins: quantiles and means without keeping the numbers."""

from math import isfinite

import numpy as np

_BINS = 200


class Distribution:
    """How numbers of a known range are distributed, in constant memory.

    Parameters
    ----------
    low, high : float
        The range; what lies outside counts at its ends.

    Attributes
    ----------
    n : int
        Numbers counted; undefined ones are not.
    """

    __slots__ = ("_bins", "_high", "_low", "_sum", "n")

    def __init__(self, low: float, high: float) -> None:
        self._low, self._high = low, high
        self._bins = [0] * _BINS
        self._sum = 0.0
        self.n = 0

    def add(self, value: float) -> None:
        """Count a number; an undefined one is passed over."""
        if not isfinite(value):
            return
        place = int((value - self._low) / (self._high - self._low) * _BINS)
        self._bins[min(max(place, 0), _BINS - 1)] += 1
        self._sum += value
        self.n += 1

    @property
    def mean(self) -> float:
        """The mean; NaN without numbers."""
        return self._sum / self.n if self.n else float("nan")

    def quantile(self, share: float) -> float:
        """Return the value below which a share of the numbers lies.

        It is the middle of its bin, so off by half a bin (0.25 % of the range) at
        most; NaN without numbers.
        """
        if not self.n:
            return float("nan")
        reached = np.searchsorted(np.cumsum(self._bins), max(share * self.n, 1))
        width = (self._high - self._low) / _BINS
        return self._low + (float(reached) + 0.5) * width
