"""Why a text gets no AI verdict, though it may have a probability.

Short, foreign, quoted, list-like or damaged texts are not what the score was measured
on. Imports the document and the domain.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from detector.ai_domain import Domain
from detector.experts import BANDS
from features.distinct import among, distinct
from features.document import Document
from features.ngrams import hash_all
from features.tokens import PUNCTUATION

FEWEST_FOR_A_VERDICT = BANDS[1]
_MOST_QUOTED = 0.6  # share of the words, above which the author hardly speaks
_LIST_LINES, _LIST_SHARE, _LIST_WORDS = 8, 0.6, 6
_SURE_MARGIN = 0.1  # of the language guess
_QUOTES = frozenset('"„“”«»‟')


def undecided_reason(document: Document, words: int, domain: Domain) -> str | None:
    """Say why a text with a probability still gets no verdict.

    Parameters
    ----------
    document : Document
    words : int
        Of the document.
    domain : Domain

    Returns
    -------
    str or None
        None for a text that can bear a verdict.
    """
    if words < FEWEST_FOR_A_VERDICT:
        return f"The content has {words} words; a verdict needs {FEWEST_FOR_A_VERDICT}."
    if document.language_margin < _SURE_MARGIN:
        return "The language is not sure."
    if quoted_share(document) > _MOST_QUOTED:
        return "Most of the words are quoted."
    lengths = document.line_lengths
    short = np.count_nonzero(lengths < _LIST_WORDS)
    if len(lengths) >= _LIST_LINES and short > _LIST_SHARE * len(lengths):
        return "The text is mostly a list."
    if domain.damaged:
        return "The spelling looks damaged, as by faulty character recognition."
    return None


def quoted_share(document: Document) -> float:
    """Return the share of the words between quotation marks, 0 to 1."""
    marks = among(document.hashes, _quote_hashes())
    marks &= document.kinds == PUNCTUATION
    inside = np.cumsum(marks) % 2 == 1
    words = int(document.words_before[-1])
    return np.count_nonzero(inside & document.is_word) / words if words else 0.0


@cache
def _quote_hashes() -> NDArray[np.uint64]:
    return distinct(hash_all(sorted(_QUOTES)))
