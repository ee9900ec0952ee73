"""Hedges as spans: words that weaken the commitment to a claim, and who vouches.

Eight types, after the kind of doubt and not the word class. What is ambiguous is
decided by rules on the sentence, German in ``hedging_de``, English in
``hedging_en``. Imports the reading of ``features`` only.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from features import hedging_de, hedging_en
from features.document import Document, once_per_document
from features.hedge_types import Found, HedgeType
from features.reading import LANGUAGES, Reading, readings


class CueSpan(NamedTuple):
    """A hedge in a document.

    Attributes
    ----------
    start, end : int
        Offsets into the folded text, end exclusive.
    type : HedgeType
    first, last : int
        Its tokens.
    """

    start: int
    end: int
    type: HedgeType
    first: int
    last: int


@once_per_document
def hedges(document: Document) -> tuple[CueSpan, ...]:
    """Return the hedges of a document in order; none where its language is other."""
    starts, ends = document.starts, document.ends
    found: list[CueSpan] = []
    reported = False
    for reading in readings(document):
        in_sentence = sorted(_hedges_of(reading, reported))
        reported = any(cue.type == "konjunktiv_reported" for cue in in_sentence)
        for first, last, kind in in_sentence:
            a, b = reading.offset + first, reading.offset + last
            found.append(CueSpan(int(starts[a]), int(ends[b]), kind, a, b))
    return tuple(found)


def hedges_per_100_words(document: Document) -> float:
    """Return hedges of all types per 100 words; higher = less committed.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.

    References
    ----------
    Hyland (1998), Hedging in Scientific Research Articles; the types are our own.
    """
    return rate(document, len(hedges(document)))


def rate(document: Document, count: int) -> float:
    """Return a count per 100 words; NaN without words or without rules."""
    words = len(document.words)
    if not words or document.language not in LANGUAGES:
        return math.nan
    return 100.0 * count / words


def _hedges_of(reading: Reading, reported_before: bool) -> Iterator[Found]:
    if reading.language == "de":
        return hedging_de.hedges_of(reading, reported_before=reported_before)
    return hedging_en.hedges_of(reading)
