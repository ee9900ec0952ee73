"""What a user may ask of the line model: another threshold, kinds that stay.

Imports the names of the kinds and the errors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from detector.errors import InputError
from detector.report import LEFTOVER_KINDS, LineKind

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LineOptions:
    """How leftovers are set apart.

    Attributes
    ----------
    keep : frozenset of LineKind
        Kinds of leftovers that stay in the article.
    threshold : float or None
        Probability from which a line is a leftover, 0 to 1; the model's own if None.
    """

    keep: frozenset[LineKind] = frozenset()
    threshold: float | None = None

    def limits(self, own: Floats) -> Floats:
        """Return the threshold of each line, given the model's own."""
        return own if self.threshold is None else np.full(own.shape, self.threshold)

    def in_words(self) -> str | None:
        """Return a sentence for the reader of a report; None where nothing is asked."""
        said = []
        if self.threshold is not None:
            said.append(f"lines count as leftovers from {self.threshold:g} on")
        if self.keep:
            said.append(f"kept in the article: {', '.join(sorted(self.keep))}")
        return f"As asked, {'; '.join(said)}." if said else None


AS_SHIPPED = LineOptions()


def line_options(
    keep: str | Iterable[str] = (), threshold: float | None = None
) -> LineOptions:
    """Check what a user asks for.

    Parameters
    ----------
    keep : str or iterable of str
        Kinds of leftovers, as ``LEFTOVER_KINDS`` names them; a string holds them with
        commas between.
    threshold : float, optional
        From 0 (all lines are leftovers) to 1.

    Returns
    -------
    LineOptions

    Raises
    ------
    InputError
        If there is no such kind, or the threshold is out of range.
    """
    names = keep.split(",") if isinstance(keep, str) else list(keep)
    kinds = [name.strip() for name in names if name.strip()]
    for kind in kinds:
        if kind not in LEFTOVER_KINDS:
            known = ", ".join(LEFTOVER_KINDS)
            raise InputError(f'keep: "{kind}" is no kind of leftover; known: {known}')
    if threshold is not None and not 0 <= threshold <= 1:
        raise InputError(f"threshold: a number from 0 to 1 expected, found {threshold}")
    return LineOptions(frozenset(cast("list[LineKind]", kinds)), threshold)
