"""Lines, paragraph blocks and sentences of a folded text, as arrays of offsets.

A block is a paragraph: one line, or the lines of a hard-wrapped paragraph (mail,
agency copy) put together again. Sentences never cross a block. Imports nothing
of ours but the sentence rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from features.sentences import sentence_spans

Integers = NDArray[np.int64]

_LINE = re.compile(r"[^\s](?:[^\n]*\S)?")
_WIDEST_WRAP = 120
_FEWEST_WRAPS = 4
_WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Segments:
    """Consecutive stretches of a text.

    Attributes
    ----------
    starts, ends : ndarray of int64
        Offsets into the folded text, end exclusive, without outer blanks.
    """

    starts: Integers
    ends: Integers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.starts)


def line_segments(text: str) -> Segments:
    """Return the lines that are not blank."""
    return _segments([match.span() for match in _LINE.finditer(text)])


def line_numbers(text: str, lines: Segments) -> Integers:
    """Return the 1-based number of each line among all lines of the text."""
    breaks = [match.start() for match in re.finditer("\n", text)]
    return np.searchsorted(np.array(breaks, np.int64), lines.starts) + 1


def first_words(text: str, lines: Segments) -> Integers:
    """Return the length of each line up to its first blank, in characters."""
    spans = zip(lines.starts.tolist(), lines.ends.tolist(), strict=True)
    blanks = np.array([text.find(" ", start, end) for start, end in spans], np.int64)
    return np.where(blanks < 0, lines.ends, blanks) - lines.starts


def block_segments(
    lines: Segments, first_lengths: Integers, numbers: Integers
) -> Segments:
    """Join lines that were broken by a machine at a fixed width.

    A line was wrapped where the first word of the next line would not have fitted
    on it. Where most neighbouring lines of a narrow text are so, they are joined;
    in every other text each line is a block.

    Parameters
    ----------
    lines : Segments
    first_lengths : ndarray of int64
        What ``first_words`` returns: with the marks around the first word, since
        these are wrapped with it.
    numbers : ndarray of int64
        Line numbers; a gap is a blank line.
    """
    lengths = lines.ends - lines.starts
    if len(lines) <= _FEWEST_WRAPS or int(lengths.max()) > _WIDEST_WRAP:
        return lines
    adjacent = np.diff(numbers) == 1
    wrapped = adjacent & (lengths[:-1] + 1 + first_lengths[1:] > lengths.max())
    joins = int(wrapped.sum())
    if joins < _FEWEST_WRAPS or joins < _WRAPPED_SHARE * int(adjacent.sum()):
        return lines
    return Segments(
        lines.starts[np.r_[True, ~wrapped]], lines.ends[np.r_[~wrapped, True]]
    )


def sentence_segments(text: str, blocks: Segments, language: str) -> Segments:
    """Return the sentences of all blocks."""
    spans: list[tuple[int, int]] = []
    for start, end in zip(blocks.starts.tolist(), blocks.ends.tolist(), strict=True):
        inner = sentence_spans(text[start:end], language)
        spans += [(start + first, start + last) for first, last in inner]
    return _segments(spans)


def _segments(spans: list[tuple[int, int]]) -> Segments:
    table = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Segments(
        np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])
    )
