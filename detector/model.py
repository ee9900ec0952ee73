"""A ``Model``: numbers that turn features into calibrated probabilities.

Linear in dense named features (standardised) and in hashed n-grams, with one or
several outputs side by side, each with its own calibration. Predicted with numpy;
``store`` reads and writes it, ``training`` makes it. Imports ``features`` only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from features.document import Document
from features.ngrams import Family, Rows, rows
from features.weights import Halves, SideBySide

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Language = Literal["de", "en"]


@dataclass(frozen=True, eq=False)
class Dense:
    """What a model does with its named features.

    Attributes
    ----------
    names : tuple of str
        The features, in the order of the columns.
    impute, mean, scale : ndarray of float64, shape (n_features,)
        A NaN becomes ``impute``; then ``(value - mean) / scale``.
    weights : ndarray of float64, shape (n_features, n_outputs)
        Log-odds per standard deviation.
    """

    names: tuple[str, ...]
    impute: Floats
    mean: Floats
    scale: Floats
    weights: Floats

    def standardise(self, values: Floats) -> Floats:
        """Return imputed, standardised values of the same shape."""
        filled = np.where(np.isnan(values), self.impute, values)
        return (filled - self.mean) / self.scale


@dataclass(frozen=True, eq=False)
class Model:
    """A trained linear model.

    Attributes
    ----------
    task, language, version : str
        What it scores, in which language, and its version.
    licence : {"open", "research"}
        What its training data allow.
    outputs : tuple of str
        Name of each output.
    link : {"logistic", "softmax"}
        How decisions become probabilities: each output by itself, or together.
    dense : Dense
    families : tuple of Family
    tables : tuple of ndarray of float32 or Halves, shape (n_places, n_outputs)
        Weights of the hashed n-grams of each family.
    intercept, slope, offset : ndarray of float64, shape (n_outputs,)
        ``probability = link(slope * decision + offset)`` (Platt scaling).
    thresholds : mapping of str to float
        Probabilities or decisions at which verdicts change; the card says which.
    parameters : mapping of str to sequence of float
        Further numbers of the task, such as transition weights.
    facts : mapping
        What the report and the card say of it: metrics, corpora, rates.
    """

    task: str
    language: str
    version: str
    licence: Literal["open", "research"]
    outputs: tuple[str, ...]
    link: Literal["logistic", "softmax"]
    dense: Dense
    families: tuple[Family, ...]
    tables: tuple[NDArray[np.float32] | Halves, ...]
    intercept: Floats
    slope: Floats
    offset: Floats
    thresholds: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, Sequence[float] | Floats] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name and version, as reports state them: ``loaded_de 1.0``."""
        return f"{self.task}_{self.language} {self.version}"

    def decide(self, dense: Floats | None, ngrams: Sequence[Rows]) -> Floats:
        """Return decision values (uncalibrated log-odds).

        Parameters
        ----------
        dense : ndarray of float64, shape (n_units, n_features), or None
            Values of ``self.dense.names``; None for a model without any.
        ngrams : sequence of Rows
            One per family, of the same units.

        Returns
        -------
        ndarray of float64, shape (n_units, n_outputs)
        """
        units = len(dense) if dense is not None else ngrams[0].size[0]
        total = np.zeros((units, len(self.outputs)))
        for counted, table in zip(ngrams, self.tables, strict=True):
            total += counted.dot(table)
        return self.decide_with(dense, total)

    def decide_with(self, dense: Floats | None, by_ngrams: Floats) -> Floats:
        """Return decision values of units whose n-grams are weighted already.

        Parameters
        ----------
        dense : ndarray of float64, shape (n_units, n_features), or None
            As for ``decide``; one row serves all units.
        by_ngrams : ndarray of float64, shape (n_units, n_outputs)
            The sum of n-grams times ``tables``.

        Returns
        -------
        ndarray of float64, shape (n_units, n_outputs)
        """
        if dense is None or not self.dense.names:
            return by_ngrams + self.intercept
        named = self.dense.standardise(dense) @ self.dense.weights
        return np.asarray(by_ngrams + self.intercept + named)

    def ngrams(
        self, document: Document, starts: Integers, ends: Integers
    ) -> tuple[Rows, ...]:
        """Return the hashed n-grams of units of a document, one ``Rows`` per family."""
        language: Language = "en" if self.language == "en" else "de"
        return tuple(
            rows(document, family, starts, ends, language=language)
            for family in self.families
        )

    def probability(self, decision: Floats) -> Floats:
        """Return calibrated probabilities of decision values, of the same shape."""
        calibrated = decision * self.slope + self.offset
        if self.link == "softmax":
            raised = np.exp(calibrated - calibrated.max(axis=1, keepdims=True))
            return np.asarray(raised / raised.sum(axis=1, keepdims=True))
        return np.asarray(expit(calibrated))


def side_by_side(models: Sequence[Model]) -> tuple[SideBySide, ...]:
    """Return one table per family, the outputs of all models joined."""
    return tuple(
        SideBySide(tables)
        for tables in zip(*(model.tables for model in models), strict=True)
    )


def expit(values: Floats) -> Floats:
    """Return the logistic function, without overflow."""
    small = np.exp(-np.abs(values))
    return np.where(values >= 0, 1.0, small) / (1.0 + small)


def logit(probabilities: Floats) -> Floats:
    """Return log-odds; probabilities are kept 1e-12 away from 0 and 1."""
    clipped = np.clip(probabilities, 1e-12, 1 - 1e-12)
    return np.log(clipped) - np.log1p(-clipped)
