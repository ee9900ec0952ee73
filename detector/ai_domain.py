"""Whether a text is like those that the AI scores were measured on.

A rate of false alarms holds for texts like the measured ones. Two outputs of a small
model say how usual the n-grams of a window of text are among the training texts:
``style`` from skeletons, ``spelling`` from characters. A text far below what human
news reaches is out of domain. Imports the models and ``features``.

References
----------
Hendrycks and Gimpel (2017), A baseline for detecting misclassified and
out-of-distribution examples in neural networks, ICLR.
"""

from __future__ import annotations

from typing import NamedTuple

from detector.errors import ModelError
from detector.model import Floats, Model
from features.distinct import medians

OUTPUTS = ("style", "spelling")


class Domain(NamedTuple):
    """Where a text stands to the texts that the scores were measured on.

    Attributes
    ----------
    foreign : bool
        Its style is unlike theirs: no claim rests on rates measured on them.
    damaged : bool
        Its spelling is, as after bad character recognition.
    """

    foreign: bool
    damaged: bool


def refuse_incomplete(model: Model) -> None:
    """Raise ModelError for a model without both outputs and their thresholds."""
    if model.outputs != OUTPUTS or set(OUTPUTS) - set(model.thresholds):
        raise ModelError(
            f"{model.name}: an output or a threshold is missing; "
            "reinstall Lesart, or retrain the model"
        )


def domain_of(model: Model, windows: Floats) -> Domain:
    """Compare the median window of a text with the thresholds.

    Parameters
    ----------
    model : Model
        Task ``domain``.
    windows : ndarray of float64, shape (n_windows, 2)
        The sum of n-grams times the tables of the model.
    """
    style, spelling = medians(model.decide_with(None, windows)).tolist()
    return Domain(
        foreign=style < model.thresholds["style"],
        damaged=spelling < model.thresholds["spelling"],
    )
