"""Texts, or their lines, scored by one model, such as one trained on own labels.

The way of a text is that of training: parsed, measured and hashed as a whole, its
leftovers included; lines go through both passes and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detector.boilerplate import leftover_probabilities
from detector.errors import ModelError
from detector.line_limits import line_limits
from detector.model import Floats, Language, Model
from detector.trees import Trees
from features.document import Document, parse
from features.extract import vector
from features.lines import line_features


def probabilities(model: Model, documents: Iterable[Document]) -> Floats:
    """Return the calibrated probabilities of whole documents.

    Returns
    -------
    ndarray of float64, shape (n_documents, n_outputs)
    """
    rows = [_decision(model, document) for document in documents]
    decisions = np.array(rows, float).reshape(len(rows), len(model.outputs))
    return model.probability(decisions)


def score_text(model: Model, text: str) -> dict[str, float]:
    """Return the probability of each output of a model for a text.

    Parameters
    ----------
    model : Model
    text : str
        Read in the language of the model, whatever it is in.
    """
    language: Language = "en" if model.language == "en" else "de"
    values = probabilities(model, [parse(text, language=language)])[0]
    return dict(zip(model.outputs, values.tolist(), strict=True))


def score_lines(model: Model, document: Document) -> tuple[Floats, Floats]:
    """Return what a ``boilerplate`` model says of each line, before any rule.

    Returns
    -------
    probabilities : ndarray of float64, shape (n_lines,)
        That the line is a leftover.
    limits : ndarray of float64, shape (n_lines,)
        From which probability on it is called one.

    Raises
    ------
    ModelError
        If the model has no second pass, or no thresholds.
    """
    if not len(document.lines):
        return np.empty(0), np.empty(0)
    measures = line_features(document, "en" if model.language == "en" else "de")
    try:
        trees = Trees.from_parameters(model.parameters)
        limits = line_limits(measures.values, model.thresholds)
    except (KeyError, ValueError) as error:
        raise ModelError(f"{model.name}: is no line model ({error})") from None
    return leftover_probabilities(document, measures, model, trees), limits


def _decision(model: Model, document: Document) -> Floats:
    everything = (np.zeros(1, np.int64), np.array([len(document.folded)], np.int64))
    dense = vector(document, model.dense.names) if model.dense.names else None
    return np.asarray(
        model.decide(
            None if dense is None else dense[None, :],
            model.ngrams(document, *everything),
        )[0]
    )
