"""Named measures of sentences for the framing models: cues counted per sentence.

What the rules and word lists of ``features`` find in a document is found once and
counted by unit, a sentence as a rule. Imports ``features`` only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from features.attribution import attributions
from features.document import Document, once_per_document
from features.evaluative import loaded_spans
from features.hedging import hedges
from features.quotation import quotations
from features.sentiment import polar_spans
from features.tokens import NUMBER

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_LOADINGS = ("positive", "negative", "intensifier", "irony", "scare")
MEASURES = (
    *(f"loaded_{loading}" for loading in _LOADINGS),
    "polarity_positive",
    "polarity_negative",
    "hedges",
    "direct_speech",
    "indirect_speech",
    "marked_words",
    "attributions",
    "question_marks",
    "exclamation_marks",
    "numbers",
    "words",
)


def sentence_measures(document: Document, starts: Integers, ends: Integers) -> Floats:
    """Return the measures of units of a document, in the order of ``MEASURES``.

    Parameters
    ----------
    document : Document
    starts, ends : ndarray of int64, shape (n_units,)
        Units in order, without overlaps, as offsets into ``document.folded``.

    Returns
    -------
    ndarray of float64, shape (n_units, n_measures)
        ln(1 + count); for polarity the sum of strengths instead of a count, for
        speech and marked words the quotations that begin in the unit.
    """
    table = np.zeros((len(starts), len(MEASURES)))
    if len(starts):
        _count_cues(document, starts, table)
        _count_tokens(document, starts, ends, table)
    return np.log1p(table)


@once_per_document
def measures_of_sentences(document: Document) -> Floats:
    """Return the measures of the sentences of a document; see ``sentence_measures``."""
    parts = document.sentences_at
    return sentence_measures(document, parts.starts, parts.ends)


def _count_cues(document: Document, starts: Integers, table: Floats) -> None:
    place = _Places(starts, table)
    for loading in _LOADINGS:
        found = [s.start for s in loaded_spans(document) if s.loading == loading]
        place.add(f"loaded_{loading}", found)
    polar = polar_spans(document)
    strengths = np.array([span.polarity for span in polar])
    where = [span.start for span in polar]
    place.add("polarity_positive", where, np.maximum(strengths, 0))
    place.add("polarity_negative", where, np.maximum(-strengths, 0))
    place.add("hedges", [hedge.start for hedge in hedges(document)])
    place.add("attributions", [found.start for found in attributions(document)])
    kinds = ("direct", "indirect", "title_or_scare")
    names = ("direct_speech", "indirect_speech", "marked_words")
    for kind, name in zip(kinds, names, strict=True):
        found = [q.start for q in quotations(document) if q.kind == kind]
        place.add(name, found)


def _count_tokens(
    document: Document, starts: Integers, ends: Integers, table: Floats
) -> None:
    first = document.starts.searchsorted(starts)
    last = document.starts.searchsorted(ends)
    codes = document.codes[document.starts]
    marks = {
        "question_marks": codes == ord("?"),
        "exclamation_marks": codes == ord("!"),
        "numbers": document.kinds == NUMBER,
        "words": document.is_word,
    }
    for name, mark in marks.items():
        before = np.concatenate(([0], np.cumsum(mark)))
        table[:, MEASURES.index(name)] = before[last] - before[first]


class _Places:
    """Adds finds to the column of a measure, each in the unit where it begins."""

    def __init__(self, starts: Integers, table: Floats) -> None:
        self._starts, self._table = starts, table

    def add(
        self,
        name: str,
        where: Iterable[int],
        amounts: Sequence[float] | Floats | None = None,
    ) -> None:
        """Add 1, or an amount, for each find."""
        found = np.fromiter(where, np.int64)
        if not len(found):
            return
        units = np.maximum(self._starts.searchsorted(found, "right") - 1, 0)
        counted = np.bincount(units, amounts, minlength=len(self._starts))
        self._table[:, MEASURES.index(name)] += counted
