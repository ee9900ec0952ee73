"""Several experts, one probability: the outputs of a model combined and calibrated.

Each output of the model knows one kind of AI text. A text resembles AI text when it
resembles any of them: the outputs are combined by noisy-or, in log-odds. What trees
say of the named measures of the text (rhythm, punctuation, variety of words), which
travel further between writers than wordings do, is added to that; the sum is
calibrated once more for each length band, since a short text says less.
Imports the model and the trees.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detector.errors import ModelError
from detector.model import Dense, Floats, Model, expit
from detector.trees import Trees

Integers = NDArray[np.int64]
# Lower limits of the length bands, in words of content.
BANDS: tuple[int, ...] = (40, 80, 150, 300)
_REACH = 4.0


def band_of(words: Integers) -> Integers:
    """Return the length band of each number of words, 0 for the shortest texts."""
    return np.asarray(np.searchsorted(np.array(BANDS[1:]), words, side="right"))


def band_name(band: int) -> str:
    """Return a band as reports name it: ``80-149 words``."""
    upper = f"-{BANDS[band + 1] - 1}" if band + 1 < len(BANDS) else " or more"
    return f"{BANDS[band]}{upper} words"


def noisy_or(log_odds: Floats) -> Floats:
    """Return the log-odds that at least one of independent claims holds.

    Parameters
    ----------
    log_odds : ndarray of float64, shape (n, n_claims)

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    none_holds = np.logaddexp(0.0, log_odds).sum(axis=1)  # -log of the probability
    tiny = none_holds < 1e-8
    safe = np.where(tiny, 1.0, none_holds)
    some_holds = np.where(
        tiny, np.log(np.maximum(none_holds, 1e-300)), np.log(-np.expm1(-safe))
    )
    return np.asarray(none_holds + some_holds)


def within_range(values: Floats, dense: Dense) -> Floats:
    """Return measures held within four standard deviations of human texts.

    A list or a page of tables must not decide by one extreme rate.
    """
    reach = _REACH * dense.scale
    return np.clip(values, dense.mean - reach, dense.mean + reach)


def combined(model: Model, decisions: Floats) -> Floats:
    """Return the combined log-odds of decisions, before the length calibration.

    Parameters
    ----------
    model : Model
    decisions : ndarray of float64, shape (n, n_outputs) or (n, n_outputs + 1)
        A column beyond the outputs holds the log-odds by measures.
    """
    outputs = len(model.outputs)
    known = noisy_or(decisions[:, :outputs] * model.slope + model.offset)
    return np.asarray(known + decisions[:, outputs:].sum(axis=1))


def measuring_trees(model: Model) -> Trees | None:
    """Return the trees over the standardised measures of a model that has any.

    Raises
    ------
    ModelError
        If some of their numbers are missing, or they ask for measures that are.
    """
    if not any(name.startswith("tree_") for name in model.parameters):
        return None
    try:
        trees = Trees.from_parameters(model.parameters)
        if trees.feature.max() >= len(model.dense.names):
            raise ValueError("the trees ask for a measure that is not there")
        return trees
    except ValueError as error:
        raise ModelError(
            f"{model.name}: {error}; reinstall Lesart, or retrain the model"
        ) from None


def probability(model: Model, log_odds: Floats, words: Integers) -> Floats:
    """Return calibrated probabilities of combined log-odds.

    Parameters
    ----------
    model : Model
        ``parameters["slope"]`` and ``["offset"]`` hold one number a length band.
    log_odds : ndarray of float64, shape (n,)
        From ``combined``.
    words : ndarray of int64, shape (n,)
        Length of each text in words.
    """
    band = band_of(words)
    slope = np.asarray(model.parameters["slope"], float)[band]
    offset = np.asarray(model.parameters["offset"], float)[band]
    return expit(log_odds * slope + offset)
