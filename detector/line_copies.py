"""Which of two copies of a line stays in the article. Imports the line measures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from features.document import Document
from features.duplicates import LinePair
from features.line_form import FORM
from features.lines import LineMeasures

Integers = NDArray[np.int64]

FEWEST_COPIED = 4  # words; shorter lines may recur in an article
_SAME = 0.8  # share of common trigrams from which a near copy is a copy
_LONGER = 1.4  # one copy may have that many more words than the other
_TOP = 8  # lines in which headline and lead stand
_MEANT = 8  # words; shorter lines may be repeated on purpose
_REACH = 3  # lines below a copy in which the text goes on
_HEADING_WORDS = 16
_STOPS = FORM.index("ends_full_stop")


def settle_copies(
    document: Document, measures: LineMeasures, leftover: NDArray[np.bool_]
) -> Integers:
    """Mark one line of each pair of copies as a leftover, in place.

    Where one is a leftover already, it is the copy; where both are, none comes back:
    a teaser may stand twice.

    Returns
    -------
    ndarray of int64, shape (n_lines,)
        See ``LineScores.duplicate_of``.
    """
    duplicate_of = np.full(len(leftover), -1, np.int64)
    for pair in measures.pairs:
        if not _is_copy(document, pair):
            continue
        goes, stays = pair.line, pair.of_line
        if leftover[goes] == leftover[stays]:
            goes, stays = _ranked(document, measures, pair)
        elif leftover[stays]:
            goes, stays = stays, goes
        if not leftover[stays] and stays != goes:
            leftover[goes] = True
            duplicate_of[goes] = stays
    return duplicate_of


def _ranked(
    document: Document, measures: LineMeasures, pair: LinePair
) -> tuple[int, int]:
    """Return which copy goes and which stays; twice the same line where neither does.

    A cut line goes. Of two sentences the upper one is a teaser if the running text
    begins with the lower one, else the lower one stands in a box. A headline stays,
    and what is said twice further down was meant so if it is short.
    """
    upper, lower = sorted((pair.line, pair.of_line))
    if pair.kind == "prefix":
        return pair.line, pair.of_line
    words = int(document.line_lengths[upper])
    if not measures.paragraphs[upper]:
        apart = upper >= _TOP or lower - upper > _TOP
        meant = words < _MEANT and (apart or not short_lines(measures)[upper])
        return (upper, upper) if meant else (lower, upper)
    begins = lower <= max(_TOP, len(measures.paragraphs) // 3)
    goes_on = measures.paragraphs[lower + 1 : lower + 1 + _REACH].any()
    return (upper, lower) if begins and goes_on else (lower, upper)


def _is_copy(document: Document, pair: LinePair) -> bool:
    """Tell copies from lines that share words: a heading may quote its paragraph."""
    words = sorted(document.line_lengths[[pair.line, pair.of_line]].tolist())
    if words[0] < FEWEST_COPIED:
        return False
    alike = pair.similarity >= _SAME and words[1] <= _LONGER * words[0]
    return pair.kind == "prefix" or alike


def short_lines(measures: LineMeasures) -> NDArray[np.bool_]:
    """Return which lines are short and do not end in a full stop."""
    words = measures.values[:, 0]
    open_end = measures.values[:, _STOPS] == 0
    return np.asarray((words <= np.log1p(_HEADING_WORDS)) & open_end)
