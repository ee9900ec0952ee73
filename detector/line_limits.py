"""How sure the line model has to be before a line is cut. Imports the line measures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from features.line_form import FORM

Floats = NDArray[np.float64]
_WORDS = FORM.index("log_words")
_STOPS = FORM.index("ends_full_stop")
_SENTENCE_WORDS = 6


def line_limits(values: Floats, thresholds: Mapping[str, float]) -> Floats:
    """Return the probability from which each line is a leftover.

    A line of prose has to be a leftover with more certainty than a short line: to cut a
    sentence of the article is worse than to keep a filler.

    Parameters
    ----------
    values : ndarray of float64, shape (n_lines, n_features)
    thresholds : mapping of str to float
        ``sentence`` for prose, ``leftover`` for other lines.

    Returns
    -------
    ndarray of float64, shape (n_lines,)
    """
    return np.where(is_sentence(values), thresholds["sentence"], thresholds["leftover"])


def is_sentence(values: Floats) -> NDArray[np.bool_]:
    """Return which lines have the words and the full stop of a sentence."""
    words = values[:, _WORDS] >= np.log1p(_SENTENCE_WORDS)
    return np.asarray(words & (values[:, _STOPS] > 0))
