"""Hashed n-grams of overlapping windows, some neighbouring windows at a time.

What ``ngrams.rows`` gives for each window and for all of them as one text, at a
fraction of the cost: the n-grams of a group of windows are sorted once, and each
window is a row of a small full matrix. Memory does not grow with the text.
Imports ``features.distinct``, ``features.ngrams`` and ``features.weights`` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.distinct import changes, run_lengths
from features.ngrams import Family, Integers, Stream, sublinear
from features.weights import Weights

# Windows of a group: those of a common article, whose sort then fits 32 bits.
GROUP = 6


class Counts(NamedTuple):
    """How often the n-grams of a family stand in some units.

    Attributes
    ----------
    places : ndarray of int64, shape (n_distinct,)
        Hash places, in order.
    counts : ndarray of int64, shape (n_units, n_distinct)
    ranks : ndarray of int64, shape (n_sizes, n_symbols), or None
        Which of the places each n-gram of the symbols has; None where only their
        counts were kept.
    """

    places: Integers
    counts: Integers
    ranks: Integers | None = None

    def dot(self, weights: Weights) -> NDArray[np.float64]:
        """Return weights times rows of sublinear counts of unit length.

        Parameters
        ----------
        weights : ndarray, Halves or SideBySide, shape (n_hash_places, n_outputs)

        Returns
        -------
        ndarray of float64, shape (n_units, n_outputs)
        """
        values = sublinear(self.counts)
        chosen = weights.take(self.places, axis=0).astype(np.float64)
        return (values @ chosen) / row_lengths(values)[:, None]

    def each(self, weights: Weights, output: int = 0) -> NDArray[np.float64]:
        """Return what each of the n-grams of the first unit adds to its ``dot``.

        Parameters
        ----------
        weights : ndarray, Halves or SideBySide, shape (n_hash_places, n_outputs)
        output : int
            Of which output.

        Returns
        -------
        ndarray of float64, shape (n_distinct,)
            Of an n-gram that stands there several times, what one of them adds.
        """
        values = sublinear(self.counts[:1])
        chosen = weights.take(self.places, axis=0)[:, output]
        shared = values[0] * chosen / row_lengths(values)
        return np.asarray(shared / np.maximum(self.counts[0], 1))


def row_lengths(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Euclidean length of each row; 1 for a row of zeros."""
    lengths = np.sqrt(np.einsum("ij,ij->i", values, values))
    return np.asarray(np.maximum(lengths, 1.0))


def groups(windows: int) -> list[slice]:
    """Return slices of up to ``GROUP`` windows that cover them all, in order."""
    return [slice(at, at + GROUP) for at in range(0, windows, GROUP)]


def window_counts(
    stream: Stream, family: Family, starts: Integers, ends: Integers
) -> Iterator[Counts]:
    """Yield the counts of each group of windows, in the order of ``groups``.

    Parameters
    ----------
    stream : Stream
    family : Family
    starts, ends : ndarray of int64, shape (n_windows,)
        The windows, as offsets into the folded text; both rise, and no window
        begins behind the end of the one before.

    Yields
    ------
    Counts
        One row a window; before them, in row 0, what begins before the first window
        of the next group. These first rows add up to the text from the first start
        to the last end.
    """
    first = stream.places.searchsorted(starts).tolist()
    last = stream.places.searchsorted(ends).tolist()
    for group in groups(len(first)):
        begins, stops = first[group], last[group]
        next_begin = first[group.stop] if group.stop < len(first) else last[-1]
        end = min(max(stops[-1], next_begin + family.high - 1), last[-1])
        # The first group knows what stands before it, too.
        symbols = (begins[0] if group.start else 0, end)
        windows = [*zip(begins, stops, strict=True)]
        yield _group(stream, family, symbols, windows, next_begin)


def _group(
    stream: Stream,
    family: Family,
    symbols: tuple[int, int],
    windows: list[tuple[int, int]],
    next_begin: int,
) -> Counts:
    begin, end = symbols
    places, found = _distinct(stream.hash_places(family, begin, end))
    first = windows[0][0]
    rows = [
        np.concatenate(
            [
                of_size[
                    first - begin : max(min(next_begin, end - size + 1), first) - begin
                ]
                for size, of_size in enumerate(found, family.low)
            ]
        )
    ]
    rows += [
        np.concatenate(
            [
                of_size[start - begin : max(stop - size + 1, start) - begin]
                for size, of_size in enumerate(found, family.low)
            ]
        )
        for start, stop in windows
    ]
    counts = [np.bincount(row, minlength=len(places)) for row in rows]
    return Counts(places, np.array(counts), found)


def _distinct(values: Integers) -> tuple[Integers, Integers]:
    """Return the distinct values in order, and where among them each value stands.

    Value and position are sorted as one number, which is faster than an argsort.
    """
    flat = values.ravel()
    if not len(flat):
        return flat, values
    bits = len(flat).bit_length()
    packed = (flat << bits) | np.arange(len(flat))
    if int(flat.max()) < 1 << (32 - bits):
        packed = packed.astype(np.uint32)
    packed.sort()
    order, ordered = packed & ((1 << bits) - 1), packed >> bits
    begins = changes(ordered)
    rank = np.arange(len(begins)).repeat(run_lengths(begins, len(flat)))
    where = np.empty(len(flat), np.int64)
    where[order] = rank
    return ordered[begins].astype(np.int64), where.reshape(values.shape)


class Whole:
    """Adds up the first rows of all groups: the counts of the whole text.

    Parameters
    ----------
    family : Family
    """

    def __init__(self, family: Family) -> None:
        self._size = 1 << family.bits
        self._only: Counts | None = None
        self._table: Integers | None = None

    def add(self, counts: Counts) -> None:
        """Add the next group."""
        first = Counts(counts.places, counts.counts[:1], counts.ranks)
        if self._only is None:
            self._only = first
            return
        if self._table is None:
            self._table = np.zeros(self._size, np.int64)
            self._table[self._only.places] += self._only.counts[0]
        self._table[first.places] += first.counts[0]

    def counts(self) -> Counts:
        """Return the counts, as one row."""
        if self._table is not None:
            places = np.flatnonzero(self._table)
            return Counts(places, self._table[None, places])
        if self._only is None:
            raise ValueError("no group was added")
        return self._only
