"""Repetition: lines that stand twice, n-grams that come back, compressibility.

Imports the core of ``features`` only.
"""

import math
import zlib

import numpy as np

from features.document import Document
from features.duplicates import duplicate_lines, has_words, is_heading
from features.occurrences import NEVER, previous_occurrence, sequence_hashes

MEMORY = 400  # words; longer ago does not count, or long articles would repeat more
FEWEST_LINES = 2
FEWEST_WORDS = 50
COMPRESSION_WINDOW = 1_000  # characters; fixed, since the ratio falls with length


def duplicate_line_share(document: Document) -> float:
    """Return the share of lines that repeat an earlier line word for word.

    Higher = more repetition. Case and punctuation do not matter; only lines with a
    word count.

    Returns
    -------
    float
        Share in [0, 1); NaN for fewer than 2 lines.
    """
    pairs = duplicate_lines(document)
    return _share_of_lines(document, sum(1 for p in pairs if p.kind == "exact"))


def near_duplicate_line_share(document: Document) -> float:
    """Return the share of lines that nearly repeat another, or are its cut beginning.

    Higher = more repetition. Exact repetitions are not counted again.

    Returns
    -------
    float
        Share in [0, 1); NaN for fewer than 2 lines.

    References
    ----------
    Broder (1997), Compression and Complexity of Sequences, 21-29 (containment).
    """
    pairs = duplicate_lines(document)
    return _share_of_lines(document, sum(1 for p in pairs if p.kind != "exact"))


def duplicate_heading_share(document: Document) -> float:
    """Return the share of headings that stand in the article more than once.

    Higher = more repetition. A heading is a line of at most 12 words that does not
    end like a sentence. The first copy does not count.

    Returns
    -------
    float
        Share in [0, 1); NaN without headings.
    """
    headings = is_heading(document)
    total = int(headings.sum())
    if not total:
        return math.nan
    pairs = duplicate_lines(document)
    return sum(1 for p in pairs if p.kind == "exact" and headings[p.line]) / total


def repeated_trigram_share(document: Document) -> float:
    """Return the share of word trigrams seen before within the last 400 words.

    Higher = more repetition. Rises with the length of the article up to 400 words.

    Returns
    -------
    float
        Share in [0, 1); NaN for fewer than 50 words.
    """
    return _repeated_share(document, 3)


def repeated_fivegram_share(document: Document) -> float:
    """Return the share of runs of 5 words seen before within the last 400 words.

    Higher = more repetition. Rises with the length of the article up to 400 words.

    Returns
    -------
    float
        Share in [0, 1); NaN for fewer than 50 words.
    """
    return _repeated_share(document, 5)


def compression_ratio(document: Document) -> float:
    """Return how small deflate makes the lower-cased text: bytes after by before.

    Higher = *less* repetition. The mean over windows of 1,000 characters that cover
    the article evenly, so that it does not fall with length.

    Returns
    -------
    float
        Ratio, about 0.4 to 0.6 for news, at least 0; NaN under 1,000 characters.

    References
    ----------
    Benedetto, Caglioti & Loreto (2002), Physical Review Letters 88, 048702.
    """
    text = document.lower.strip()
    room = len(text) - COMPRESSION_WINDOW
    if room < 0:
        return math.nan
    n_windows = max(1, round(len(text) / COMPRESSION_WINDOW))
    starts = (room * k // max(1, n_windows - 1) for k in range(n_windows))
    ratios = (_deflated(text[start : start + COMPRESSION_WINDOW]) for start in starts)
    return sum(ratios) / n_windows


def _deflated(text: str) -> float:
    raw = text.encode("utf-8", "surrogatepass")
    # The smallest buffers that hold a window: setting up the usual ones costs more
    # than compressing.
    deflate = zlib.compressobj(6, zlib.DEFLATED, wbits=12, memLevel=5)
    return (len(deflate.compress(raw)) + len(deflate.flush())) / len(raw)


def _share_of_lines(document: Document, count: int) -> float:
    total = int(has_words(document).sum())
    return count / total if total >= FEWEST_LINES else math.nan


def _repeated_share(document: Document, length: int) -> float:
    words = document.hashes[document.is_word]
    if len(words) < FEWEST_WORDS:
        return math.nan
    previous = previous_occurrence(sequence_hashes(words, length))
    recent = (previous != NEVER) & (np.arange(len(previous)) - previous <= MEMORY)
    return float(np.count_nonzero(recent)) / len(previous)
