"""Named measures of sentences for the framing models: cues counted per sentence.

What the rules and word lists of ``features`` find in a document is found once and
counted by unit, a sentence as a rule. Imports ``features`` only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from features.attribution import attributions
from features.document import Document, once_per_document
from features.evaluative import loaded_spans
from features.hedging import hedges
from features.quotation import QuotationKind, quotations
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

_SPEECH: Mapping[QuotationKind, str] = {
    "direct": "direct_speech",
    "indirect": "indirect_speech",
    "title_or_scare": "marked_words",
}


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
    """Add each find to its measure, in the unit where it begins."""
    found = list(_finds(document))
    if found:
        where, names, amounts = zip(*found, strict=True)
        units = np.maximum(starts.searchsorted(where, "right") - 1, 0)
        columns = np.array([MEASURES.index(name) for name in names])
        np.add.at(table, (units, columns), amounts)


def _finds(document: Document) -> Iterator[tuple[int, str, float]]:
    """Yield where each cue begins, which measure counts it, and as how much."""
    for span in loaded_spans(document):
        yield span.start, f"loaded_{span.loading}", 1.0
    for word in polar_spans(document):
        sign = "positive" if word.polarity > 0 else "negative"
        yield word.start, f"polarity_{sign}", abs(word.polarity)
    for hedge in hedges(document):
        yield hedge.start, "hedges", 1.0
    for attribution in attributions(document):
        yield attribution.start, "attributions", 1.0
    for quotation in quotations(document):
        yield quotation.start, _SPEECH[quotation.kind], 1.0


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
