"""From documents to vectors and matrices of named measures.

Scoring and training both come through here. Imports the registry only.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from features.document import Document
from features.registry import FEATURES, Feature


def vector(
    document: Document, names: Sequence[str] | None = None
) -> NDArray[np.float64]:
    """Return the measures of a document.

    Parameters
    ----------
    document : Document
    names : sequence of str, optional
        Which measures, in which order; all in the order of ``FEATURES`` by default.

    Returns
    -------
    ndarray of float64, shape (n_features,)
        NaN where a measure is undefined.

    Raises
    ------
    ValueError
        If there is no measure of a name.
    """
    chosen = _chosen(names)
    return np.array([feature.function(document) for feature in chosen], np.float64)


def matrix(
    documents: Iterable[Document], names: Sequence[str] | None = None
) -> NDArray[np.float64]:
    """Return the measures of many documents, one row each.

    Returns
    -------
    ndarray of float64, shape (n_documents, n_features)
    """
    rows = [vector(document, names) for document in documents]
    return np.array(rows, np.float64).reshape(len(rows), len(_chosen(names)))


def as_dict(document: Document, names: Sequence[str] | None = None) -> dict[str, float]:
    """Return the measures of a document by name, in order."""
    return {feature.name: feature.function(document) for feature in _chosen(names)}


def _chosen(names: Sequence[str] | None) -> tuple[Feature, ...]:
    return FEATURES if names is None else _named(tuple(names))


@cache
def _named(names: tuple[str, ...]) -> tuple[Feature, ...]:
    by_name = {feature.name: feature for feature in FEATURES}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise ValueError(f"no measure {unknown[0]!r}; available: {', '.join(by_name)}")
    return tuple(by_name[name] for name in names)
