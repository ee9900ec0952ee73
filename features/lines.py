"""Measures of a line in its context: what tells an article from what stands around it.

``line_features`` gives one row a line, all lines of a document at once: the line's
own form (``line_form``), its neighbours, its place, its ties to the rest of the
article, and the lines that say the same. Nothing here knows tags or links, since
text that was copied has none, and blank lines do not count, since extractors drop
them. Imports the core of ``features`` only.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.distinct import distinct
from features.document import Document
from features.duplicates import LinePair, duplicate_lines
from features.line_form import FORM, Language, form_of_lines, is_paragraph, stop_words
from features.tokens import PUNCTUATION, token_hashes

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_STEM = 6  # letters; German inflects and compounds at the end of the word
_SHORTEST_STEM = 4
_FAR = 8  # lines; further away is the same to the reader
_SHARED = (
    "log_words",
    "ends_sentence",
    "cue_whole",
    "cue_opens",
    "function_words",
    "capitals",
    "separators",
    "digits",
    "starts_symbol",
    "ends_colon",
)
_TIES = (
    "tied_share",
    "tied_count",
    "tied_depth",
    "in_next_paragraph",
    "in_last_paragraph",
    "in_opening",
)
_PLACE = (
    "from_top",
    "from_bottom",
    "relative_place",
    "paragraphs_above",
    "paragraphs_below",
    "no_paragraph_above",
    "no_paragraph_below",
    "to_paragraph_above",
    "to_paragraph_below",
    "paragraphs_near",
    "paragraphs_around",
    "short_run",
    "paragraph_share",
    "log_lines",
)
_COPIES = (
    "copy_above",
    "copy_below",
    "near_copy_above",
    "near_copy_below",
    "cut_copy",
    "short_copies",
    "same_opening",
    "same_symbol_above",
    "same_symbol_below",
)
_OFFSETS = (-2, -1, 1, 2)

LINE_FEATURES: tuple[str, ...] = (
    *FORM,
    *(f"{name}@{offset:+d}" for offset in _OFFSETS for name in _SHARED),
    *_PLACE,
    *_TIES,
    *_COPIES,
)


class LineMeasures(NamedTuple):
    """What is measured of the lines of a document.

    Attributes
    ----------
    values : ndarray of float64, shape (n_lines, len(LINE_FEATURES))
    pairs : tuple of LinePair
        Lines that say the same; see ``duplicates.duplicate_lines``.
    paragraphs : ndarray of bool, shape (n_lines,)
        Which lines are long enough for running text and end like a sentence.
    """

    values: Floats
    pairs: tuple[LinePair, ...]
    paragraphs: NDArray[np.bool_]


def line_features(document: Document, language: Language) -> LineMeasures:
    """Measure every line of a document.

    Counts are logarithms ``ln(1 + n)``, distances are cut at 8 lines, all else are
    shares in [0, 1] or 0 and 1; nothing is NaN.

    Parameters
    ----------
    document : Document
    language : {"de", "en"}
        Whose cue phrases and function words count.

    Returns
    -------
    LineMeasures
        Empty arrays for a document without lines.
    """
    if not len(document.lines):
        return LineMeasures(
            np.empty((0, len(LINE_FEATURES))), (), np.empty(0, np.bool_)
        )
    form = form_of_lines(document, language)
    paragraphs = is_paragraph(form)
    pairs = duplicate_lines(document)
    blocks = (
        form,
        _neighbours(form),
        _place(paragraphs),
        _ties(document, paragraphs, language),
        _copies(document, pairs),
    )
    return LineMeasures(np.concatenate(blocks, axis=1), pairs, paragraphs)


def _neighbours(form: Floats) -> Floats:
    """Repeat some measures for the lines around; beyond the ends they are -1."""
    shared = form[:, [FORM.index(name) for name in _SHARED]]
    lines, columns = shared.shape
    padded = np.full((lines + 4, columns), -1.0)
    padded[2:-2] = shared
    return np.concatenate(
        [padded[2 + offset : 2 + offset + lines] for offset in _OFFSETS], axis=1
    )


def _place(paragraphs: NDArray[np.bool_]) -> Floats:
    lines = len(paragraphs)
    index = np.arange(lines)
    before = np.concatenate(([0], np.cumsum(paragraphs)))
    total = before[-1]
    last = np.maximum.accumulate(np.where(paragraphs, index, -_FAR))
    above = np.concatenate(([-_FAR], last[:-1]))
    following = np.where(paragraphs, index, lines + _FAR)[::-1]
    nearest = np.minimum.accumulate(following)[::-1]
    below = np.concatenate((nearest[1:], [lines + _FAR]))
    to_above = np.minimum(index - above, _FAR)
    to_below = np.minimum(below - index, _FAR)
    columns = (
        np.log1p(index),
        np.log1p(lines - 1 - index),
        index / max(lines - 1, 1),
        np.log1p(before[:-1]),
        np.log1p(total - before[1:]),
        before[:-1] == 0,
        total == before[1:],
        to_above / _FAR,
        to_below / _FAR,
        _window(before, 2),
        _window(before, 6),
        np.where(paragraphs, 0, np.minimum(to_above + to_below - 1, _FAR)) / _FAR,
        np.full(lines, total / lines),
        np.full(lines, np.log(lines)),
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _window(before: Integers, reach: int) -> Floats:
    """Return the share of paragraphs among the lines up to ``reach`` away."""
    lines = len(before) - 1
    index = np.arange(lines)
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, lines)
    return np.asarray((before[high] - before[low]) / (high - low))


def _ties(
    document: Document, paragraphs: NDArray[np.bool_], language: Language
) -> Floats:
    """Tell how much of the vocabulary of a line the paragraphs of the article share."""
    lines = len(paragraphs)
    lengths = document.ends - document.starts
    stems = (
        (document.kinds != PUNCTUATION)
        & (lengths >= _SHORTEST_STEM)
        & ~stop_words(document, language)
    )
    where = np.flatnonzero(stems)
    starts = document.starts[where]
    ends = np.minimum(document.ends[where], starts + _STEM)
    _, stem = np.unique(token_hashes(document.codes, starts, ends), return_inverse=True)
    line = np.searchsorted(document.lines.starts, starts, side="right") - 1
    key = distinct(stem * lines + line)
    key_stem, key_line = key // lines, key % lines
    in_paragraph = paragraphs[key_line]
    held_by = np.bincount(key_stem[in_paragraph], minlength=len(where) + 1)
    others = held_by[key_stem] - in_paragraph
    index = np.arange(lines)
    count = np.maximum(np.bincount(key_line, minlength=lines), 1)
    tied = np.bincount(key_line, others > 0, minlength=lines)
    depth = np.bincount(key_line, np.log1p(others), minlength=lines)
    following = _next_paragraph(paragraphs)
    previous = lines - 1 - _next_paragraph(paragraphs[::-1])[::-1]
    opening = np.full(lines, following[0] if not paragraphs[0] else 0)
    columns = [tied / count, np.log1p(tied), depth / count]
    for target in (following, previous, opening):
        inside = (target >= 0) & (target < lines) & (target != index)
        wanted = key_stem * lines + np.clip(target, 0, lines - 1)[key_line]
        place = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
        found = (key[place] == wanted) & inside[key_line] if len(key) else wanted > 0
        columns.append(np.bincount(key_line, found, minlength=lines) / count)
    return np.stack(columns, axis=1)


def _next_paragraph(paragraphs: NDArray[np.bool_]) -> Integers:
    """Return for each line the next paragraph below it, or the number of lines."""
    lines = len(paragraphs)
    index = np.where(paragraphs, np.arange(lines), lines)
    nearest = np.minimum.accumulate(index[::-1])[::-1]
    return np.concatenate((nearest[1:], [lines]))


def _copies(document: Document, pairs: tuple[LinePair, ...]) -> Floats:
    lines = len(document.lines)
    values = np.zeros((lines, len(_COPIES)))
    groups: dict[int, int] = {}
    for line, of_line, kind, _ in pairs:
        later, earlier = max(line, of_line), min(line, of_line)
        if kind == "prefix":
            values[line, 4] = 1.0
        column = 0 if kind == "exact" else 2
        values[later, column] = 1.0
        values[earlier, column + 1] = 1.0
        if kind == "exact":
            groups[of_line] = groups.get(of_line, 1) + 1
    for line, of_line, kind, _ in pairs:
        if kind == "exact" and document.line_lengths[line] <= _STEM:
            values[[line, of_line], 5] = np.log(groups[of_line])
    values[:, 6] = _same_opening(document)
    first = document.line_token_starts
    symbols = np.where(document.kinds[first] == PUNCTUATION, document.hashes[first], 0)
    alike = (symbols[1:] == symbols[:-1]) & (symbols[1:] > 0)
    values[1:, 7] = values[:-1, 8] = alike
    return values


def _same_opening(document: Document) -> Floats:
    """Tell how many short lines begin with the same two tokens as this short line."""
    first = document.line_token_starts
    second = np.minimum(first + 1, document.line_token_ends - 1)
    opening = document.hashes[first] + np.uint64(3) * document.hashes[second]
    short = document.line_lengths <= 2 * _STEM
    _, group = np.unique(opening, return_inverse=True)
    size = np.bincount(group, short)
    return np.where(short, np.log(np.maximum(size[group], 1.0)), 0.0)
