"""``Examples``: what a task hands to fitting and measuring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from features.document import Document
from features.extract import vector
from features.ngrams import Family, Rows, rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Examples:
    """Labelled units as matrices, one row each.

    Attributes
    ----------
    dense : ndarray of float64, shape (n, n_features)
        Values of the recipe's named features; NaN where undefined.
    ngrams : tuple of csr_matrix, each of shape (n, n_places)
        Hashed n-grams, one matrix per family of the recipe.
    targets : ndarray of float64, shape (n, n_outputs)
        1, 0, or NaN where an example says nothing on that output.
    groups : ndarray of str, shape (n,)
        What must not be split: outlet, story, site.
    weights : ndarray of float64, shape (n,)
    outputs : tuple of str
    slices : mapping of str to ndarray of str
        Further names of each row (corpus, length band), for tables.
    """

    dense: Floats
    ngrams: tuple[csr_matrix, ...]
    targets: Floats
    groups: NDArray[np.str_]
    weights: Floats
    outputs: tuple[str, ...]
    slices: Mapping[str, NDArray[np.str_]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of examples."""
        return len(self.targets)


def whole(document: Document) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the one unit that is the whole document."""
    return np.zeros(1, np.int64), np.array([len(document.folded)], np.int64)


def as_matrix(counted: Rows) -> csr_matrix:
    """Return rows as a scipy matrix."""
    place = (counted.row, counted.column)
    return csr_matrix((counted.value, place), shape=counted.size)


def vectorise(
    documents: Sequence[Document],
    *,
    dense: Sequence[str],
    families: Sequence[Family],
    language: Any,
) -> tuple[Floats, tuple[csr_matrix, ...]]:
    """Return the features of whole documents: dense matrix and n-gram matrices."""
    named = np.array([vector(document, dense) for document in documents], float)
    tables = tuple(_table(documents, family, language) for family in families)
    return named.reshape(len(documents), len(dense)), tables


def _table(documents: Sequence[Document], family: Family, language: Any) -> csr_matrix:
    columns: list[NDArray[np.int32]] = []
    values: list[Floats] = []
    sizes = [0]
    for document in documents:
        counted = rows(document, family, *whole(document), language=language)
        columns.append(counted.column.astype(np.int32))
        values.append(counted.value)
        sizes.append(len(counted.value))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(columns), np.cumsum(sizes)),
        shape=(len(documents), 1 << family.bits),
    )
