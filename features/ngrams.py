"""Hashed n-grams of characters, words and skeletons, as sparse rows.

A document is turned into a stream of symbols (one hash and one place each), the
stream into n-grams by a rolling hash, and the n-grams of each unit (a line, a
sentence, a window, the whole text) into one sparse row: sublinear counts of unit
length, at ``hash >> (64 - bits)``. All in numpy; nothing loops over the text.

Skeletons carry style without topic: function words and punctuation stay, every
other word becomes its shape and last letters. Line ends without a full stop are
read as sentence ends, so that a heading does not run into the next paragraph.

References
----------
Weinberger et al. (2009), Feature hashing for large scale multitask learning, ICML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.distinct import among, changes, run_lengths
from features.document import Document, once_per_document
from features.tokens import (
    NUMBER,
    PUNCTUATION,
    code_points,
    hash_text,
    mix,
    token_hashes,
)
from features.weights import Weights
from features.wordlists import phrases

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_STEP = np.uint64(0xD6E8FEB86659FD93)
_SALT = {"character": np.uint64(1), "word": np.uint64(2), "skeleton": np.uint64(3)}
_SUFFIX = 3
_NARROW = 4  # outputs up to which one product of all entries costs less
_KEPT = 1 << 18  # symbols of a text whose hashes are kept
# Typographic variants count as one character. Source: the substitution that editors
# and agencies make; the em dash stays apart, since it is style.
_ONE_FOR_ONE = {
    '"': "„“”«»‟",
    "'": "’‘‚\u2039\u203a`\u00b4",
    "-": "–\u2212",
    " ": "\n\t",
}


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of n-gram that a model reads.

    Attributes
    ----------
    name : {"character", "word", "skeleton"}
        What the n-grams are made of.
    low, high : int
        Shortest and longest n-gram.
    bits : int
        The hash table has ``2 ** bits`` places.
    """

    name: Literal["character", "word", "skeleton"]
    low: int
    high: int
    bits: int = 18


class Rows(NamedTuple):
    """Sparse rows, one per unit.

    Attributes
    ----------
    row, column : ndarray of int64, shape (n_entries,)
        Unit and hash place of each entry, sorted by both.
    value : ndarray of float64, shape (n_entries,)
        Sublinear count, 1 + ln(count), divided by the row's Euclidean length.
    size : tuple of int
        (number of units, number of hash places).
    """

    row: Integers
    column: Integers
    value: NDArray[np.float64]
    size: tuple[int, int]

    def dot(self, weights: Weights) -> NDArray[np.float64]:
        """Return rows times weights.

        Parameters
        ----------
        weights : ndarray, Halves or SideBySide, shape (n_places, n_outputs)

        Returns
        -------
        ndarray of float64, shape (n_units, n_outputs)
        """
        result = np.zeros((self.size[0], weights.shape[1]))
        if not len(self.row):
            return result
        first = changes(self.row)
        chosen = weights.take(self.column, axis=0)
        if weights.shape[1] <= _NARROW:
            terms = chosen * self.value[:, None]
            result[self.row[first]] = np.add.reduceat(terms, first, axis=0)
            return result
        bounds = [*first.tolist(), len(self.row)]
        chosen = chosen.astype(np.float64)
        for unit, begin, end in zip(
            self.row[first].tolist(), bounds, bounds[1:], strict=False
        ):
            result[unit] = self.value[begin:end] @ chosen[begin:end]
        return result


@dataclass(frozen=True, eq=False)
class Stream:
    """Symbols of a document in order: a hash and the place (folded) of each."""

    symbols: Hashes
    places: Integers
    known: dict[tuple[int, int], Hashes] = field(
        default_factory=dict, init=False, repr=False
    )

    def hash_places(self, family: Family, begin: int, end: int) -> Integers:
        """Return the hash places of the n-grams that begin at some symbols.

        Parameters
        ----------
        family : Family
        begin, end : int
            The symbols, as a half-open range.

        Returns
        -------
        ndarray of int64, shape (n_sizes, end - begin)
            What reaches over ``end`` is no n-gram of the range and is not to be read.
        """
        shift = np.uint64(64 - family.bits)
        return (self._ngrams(family, begin, end) >> shift).astype(np.int64)

    def _ngrams(self, family: Family, begin: int, end: int) -> Hashes:
        """Return whole hashes, those of a short text worked out once."""
        sizes = family.low, family.high
        if len(self.symbols) > _KEPT:
            return rolled(self.symbols[begin:end], *sizes)
        if sizes not in self.known:
            self.known[sizes] = rolled(self.symbols, *sizes)
        return self.known[sizes][:, begin:end]


def rows(
    document: Document,
    family: Family,
    starts: Integers,
    ends: Integers,
    *,
    language: Literal["de", "en"] = "de",
) -> Rows:
    """Return one sparse row of hashed n-grams per unit.

    Parameters
    ----------
    document : Document
    family : Family
    starts, ends : ndarray of int64, shape (n_units,)
        The units, as offsets into ``document.folded``; they may overlap.
    language : {"de", "en"}
        Whose function words a skeleton keeps.

    Returns
    -------
    Rows
        An n-gram belongs to each unit that holds all of it.
    """
    stream = stream_of(document, family.name, language)
    return _rows(stream, family, np.asarray(starts), np.asarray(ends))


@once_per_document
def stream_of(document: Document, name: str, language: Literal["de", "en"]) -> Stream:
    """Return the symbols of one kind; see ``Family.name``."""
    if name == "character":
        stream = _characters(document)
    elif name == "word":
        stream = _words(document)
    elif name == "skeleton":
        stream = _skeletons(document, language)
    else:
        raise ValueError(f"unknown n-gram family {name!r}; character, word or skeleton")
    return Stream(stream.symbols + _SALT[name], stream.places)


def rolled(symbols: Hashes, low: int, high: int) -> Hashes:
    """Return the hash of every run of ``low`` to ``high`` symbols.

    Returns
    -------
    ndarray of uint64, shape (high - low + 1, n_symbols)
        Of the run that begins at each symbol; a run over the end has no meaning.
    """
    found = np.empty((high - low + 1, len(symbols)), np.uint64)
    total = symbols.copy()
    for size in range(1, high + 1):
        if size > 1:
            total *= _STEP
            total[: 1 - size] += symbols[size - 1 :]
        if size >= low:
            seed = size * pow(int(_STEP), size, 1 << 64)
            np.add(total, np.uint64(seed % (1 << 64)), out=found[size - low])
    return mix(found)


def sublinear(counts: Integers) -> NDArray[np.float64]:
    """Return 1 + ln(count), and 0 for a count of 0."""
    try:
        return _LEVELS.take(counts)
    except IndexError:  # a count beyond the table
        return _levels(int(counts.max())).take(counts)


def _levels(most: int) -> NDArray[np.float64]:
    table = np.zeros(most + 1)
    table[1:] = 1.0 + np.log(np.arange(1, most + 1))
    return table


_LEVELS = _levels(1_000)


def _rows(stream: Stream, family: Family, starts: Integers, ends: Integers) -> Rows:
    first = stream.places.searchsorted(starts)
    last = np.maximum(stream.places.searchsorted(ends), first)
    if len(first) and bool((first[1:] >= last[:-1]).all()):
        keys = _keys_apart(stream, family, first, last)
    else:
        keys = _keys(stream, family, first, last)
    return _counted(keys, len(starts), family.bits)


def _keys_apart(
    stream: Stream, family: Family, first: Integers, last: Integers
) -> Integers:
    """Return unit and hash place of each n-gram as one number; no units overlap."""
    begin, end = int(first[0]), int(last[-1])
    lengths = np.empty(2 * len(first) - 1, np.int64)  # units, and gaps between them
    lengths[::2], lengths[1::2] = last - first, first[1:] - last[:-1]
    unit = np.arange(len(lengths)) >> 1
    unit_end = np.zeros(len(lengths), np.int64)
    unit_end[::2] = last
    room = unit_end.repeat(lengths) - np.arange(begin, end)
    sizes = np.arange(family.low, family.high + 1)
    keys = stream.hash_places(family, begin, end)
    keys |= (unit << family.bits).repeat(lengths)
    return keys[room >= sizes[:, None]]


def _keys(stream: Stream, family: Family, first: Integers, last: Integers) -> Integers:
    """Return unit and hash place of each n-gram as one number."""
    if not len(first):
        return np.empty(0, np.int64)
    begin, end = int(first.min()), int(last.max())
    places = stream.hash_places(family, begin, end)
    keys: list[Integers] = []
    for size, place in enumerate(places, family.low):
        counts = np.maximum(last - first - size + 1, 0)
        unit = np.repeat(np.arange(len(first)), counts)
        skipped = np.repeat(first - begin - (np.cumsum(counts) - counts), counts)
        keys.append((unit << family.bits) | place[np.arange(len(unit)) + skipped])
    return np.concatenate(keys)


def _counted(keys: Integers, units: int, bits: int) -> Rows:
    if (units << bits) < 1 << 31:
        keys = keys.astype(np.int32)  # sorts in half the time
    keys.sort()
    if not len(keys):
        nothing = np.empty(0, np.int64)
        return Rows(nothing, nothing, np.empty(0), (units, 1 << bits))
    new = changes(keys)
    counts = run_lengths(new, len(keys))
    unique = keys[new].astype(np.int64)
    row, column = unique >> bits, unique & ((1 << bits) - 1)
    value = sublinear(counts)
    lengths = np.sqrt(np.bincount(row, value * value, minlength=units))
    return Rows(row, column, value / lengths[row], (units, 1 << bits))


@cache
def _typography() -> NDArray[np.uint32]:
    table = np.arange(1 << 16, dtype=np.uint32)
    for plain, variants in _ONE_FOR_ONE.items():
        for variant in variants:
            table[ord(variant)] = ord(plain)
    return table


def _characters(document: Document) -> Stream:
    """Lower-case characters; runs of blanks are one, headings end in a full stop."""
    codes = document.codes
    table = _typography()
    plain = np.where(
        codes < len(table), table[np.minimum(codes, len(table) - 1)], codes
    )
    places = np.arange(len(plain))
    line_end = document.lines.ends[document.lines.ends < len(plain)]
    open_end = line_end[_is_open(document)[: len(line_end)]]
    plain = np.insert(plain, open_end, ord("."))
    places = np.insert(places, open_end, open_end)
    blank = plain == 32
    single = ~(blank & np.concatenate(([False], blank[:-1])))
    return Stream(plain[single].astype(np.uint64), places[single])


def _is_open(document: Document) -> NDArray[np.bool_]:
    """Tell which lines end in a letter or digit, and not inside a paragraph."""
    last = document.kinds[np.maximum(document.line_token_ends - 1, 0)]
    ends_block = among(document.lines.ends, document.blocks.ends)
    return np.asarray((last != PUNCTUATION) & ends_block)


def _words(document: Document) -> Stream:
    """Lower-case words and punctuation; every number is the same symbol."""
    symbols = np.where(document.kinds == NUMBER, _symbol("<number>"), document.hashes)
    return Stream(symbols, document.starts)


def _skeletons(document: Document, language: Literal["de", "en"]) -> Stream:
    hashes, kinds = document.hashes, document.kinds
    kept = among(hashes, _function_words(language)) | (kinds == PUNCTUATION)
    symbols = np.where(kept, _plain_punctuation(document), _shapes(document))
    symbols = np.where(kinds == NUMBER, _symbol("<number>"), symbols)
    after = document.line_token_ends[_is_open(document)]
    places = np.insert(document.starts, after, document.ends[after - 1])
    return Stream(np.insert(symbols, after, _symbol(".")), places)


def _plain_punctuation(document: Document) -> Hashes:
    """Hashes of the tokens, with typographic quotes and dashes made plain."""
    hashes = document.hashes
    single = np.flatnonzero(document.kinds == PUNCTUATION)
    codes = document.codes[document.starts[single]]
    table = _typography()
    plain = table[np.minimum(codes, len(table) - 1)]
    changed = (codes < len(table)) & (plain != codes)
    hashes = hashes.copy()
    hashes[single[changed]] = np.where(
        plain[changed] == ord('"'),
        _symbol('"'),
        np.where(plain[changed] == ord("'"), _symbol("'"), _symbol("-")),
    )
    return hashes


def _shapes(document: Document) -> Hashes:
    """Hash what is left of a word: last letters, capital inside a sentence, length."""
    codes, starts, ends = document.codes, document.starts, document.ends
    symbols = np.zeros(len(starts), np.uint64)
    for back in range(1, _SUFFIX + 1):
        letter = codes[np.maximum(ends - back, starts)].astype(np.uint64)
        symbols = symbols * _STEP + letter
    opens = np.zeros(len(starts), np.bool_)
    opens[document.sentence_token_starts] = True
    cased = code_points(document.folded)[starts] != codes[starts]
    return mix(symbols * np.uint64(4) + np.where(opens, 2, cased).astype(np.uint64))


@cache
def _symbol(token: str) -> np.uint64:
    return np.uint64(hash_text(token))


@cache
def _function_words(language: Literal["de", "en"]) -> Hashes:
    return np.sort(hash_all(phrases(language, "function_words")))


def hash_all(tokens: Sequence[str]) -> Hashes:
    """Return the hash of each token, none of which holds a blank."""
    lengths = np.array([len(token) for token in tokens], np.int64)
    ends = np.cumsum(lengths)
    return token_hashes(code_points("".join(tokens)), ends - lengths, ends)
