"""Which lines of an article say the same as another line.

``duplicate_lines`` gives pairs; which copy is the leftover is decided by who asks.
Everything is linear in the text: a line is compared with the first and the latest
line that share a run of words with it, never with all. Imports the core of
``features`` only.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.document import Document, once_per_document
from features.occurrences import sequence_hashes
from features.tokens import LINK, PUNCTUATION, hash_text

Kind = Literal["exact", "near", "prefix"]

SHINGLE = 3  # words
FEWEST_SHINGLES = 4  # a shorter line counts as this long, or chance would pair it
LEAST_CONTAINMENT = 0.6
FEWEST_WORDS_BEFORE_CUT = 4
MOST_WORDS_AFTER_CUT = 3  # "... mehr lesen"
MOST_HEADING_WORDS = 12
_SENTENCE_ENDS = frozenset(".!…:;,")
_ELLIPSES = np.array([hash_text("…"), hash_text("..."), hash_text("..")], np.uint64)
_MOST_CANDIDATES = 4


class LinePair(NamedTuple):
    """Two lines that say the same.

    Attributes
    ----------
    line : int
        Index among the lines that are not blank. The later one, except for
        ``"prefix"``: there the one that was cut.
    of_line : int
        The line that it repeats.
    kind : {"exact", "near", "prefix"}
        The same words in the same order; mostly the same runs of words; the
        beginning of the other line, cut off by an ellipsis.
    similarity : float
        Share of the word trigrams of the shorter line that the other holds too, in
        [0.6, 1]; 1 for ``"exact"`` and ``"prefix"``.
    """

    line: int
    of_line: int
    kind: Kind
    similarity: float


class _Content(NamedTuple):
    """The tokens of all lines without punctuation."""

    tokens: NDArray[np.int64]  # index into the tokens of the document
    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]  # of each line, index into ``tokens``
    ends: NDArray[np.int64]


@once_per_document
def duplicate_lines(document: Document) -> tuple[LinePair, ...]:
    """Return pairs of lines that say the same, at most one for each ``line``.

    An exact pair goes before a cut one, and both before a near one; the most similar
    and then the earliest partner is taken. Case and punctuation do not matter, and
    lines without a word or link are never duplicates.

    Returns
    -------
    tuple of LinePair
        In the order of ``line``.
    """
    if len(document.lines) < 2:
        return ()
    content = _content(document)
    found = {pair.line: pair for pair in _exact_pairs(content, has_words(document))}
    for pair in _prefix_pairs(document, content):
        found.setdefault(pair.line, pair)
    cut = {(p.of_line, p.line) for p in found.values() if p.kind == "prefix"}
    for pair in _near_pairs(content):
        if (pair.line, pair.of_line) not in cut:
            found.setdefault(pair.line, pair)
    return tuple(sorted(found.values()))


def has_words(document: Document) -> NDArray[np.bool_]:
    """Return which lines hold a word or a link, shape (n_lines,)."""
    spoken = document.is_word | (document.kinds == LINK)
    before = np.concatenate(([0], np.cumsum(spoken)))
    return before[document.line_token_ends] > before[document.line_token_starts]


def is_heading(document: Document) -> NDArray[np.bool_]:
    """Return which lines are short and do not end like a sentence, shape (n_lines,)."""
    ends = [text[-1] in _SENTENCE_ENDS for text in document.line_texts]
    lengths = document.line_lengths
    short = (lengths > 0) & (lengths <= MOST_HEADING_WORDS)
    return short & ~np.array(ends, np.bool_)


def _content(document: Document) -> _Content:
    spoken = document.kinds != PUNCTUATION
    tokens = np.flatnonzero(spoken)
    before = np.concatenate(([0], np.cumsum(spoken)))
    return _Content(
        tokens,
        document.hashes[tokens],
        before[document.line_token_starts],
        before[document.line_token_ends],
    )


def _exact_pairs(content: _Content, eligible: NDArray[np.bool_]) -> Iterator[LinePair]:
    first: dict[bytes, int] = {}
    starts, ends = content.starts.tolist(), content.ends.tolist()
    for line in np.flatnonzero(eligible).tolist():
        key = content.hashes[starts[line] : ends[line]].tobytes()
        of_line = first.setdefault(key, line)
        if of_line != line:
            yield LinePair(line, of_line, "exact", 1.0)


def _near_pairs(content: _Content) -> Iterator[LinePair]:
    """Give for each line the earlier line that contains most of it, or reversed."""
    line_of = np.repeat(np.arange(len(content.starts)), content.ends - content.starts)
    whole = line_of[SHINGLE - 1 :] == line_of[: 1 - SHINGLE]
    shingles = sequence_hashes(content.hashes, SHINGLE)[whole]
    order = np.argsort(shingles, kind="stable")
    shingles, lines = shingles[order], line_of[: 1 - SHINGLE][whole][order]
    same = shingles[1:] == shingles[:-1]
    apart = lines[1:] != lines[:-1]
    if np.count_nonzero(same & apart) < FEWEST_SHINGLES * LEAST_CONTAINMENT:
        return  # most articles: no two lines share enough
    distinct = np.r_[True, ~same | apart]
    shingles, lines = shingles[distinct], lines[distinct]
    sizes = np.bincount(lines, minlength=len(content.starts))
    later, earlier, shared = _shared_shingles(shingles, lines)
    smaller = np.minimum(sizes[later], sizes[earlier])
    similarity = shared / np.maximum(smaller, FEWEST_SHINGLES)
    close = np.flatnonzero(similarity >= LEAST_CONTAINMENT)
    ranked = close[np.lexsort((earlier[close], -similarity[close], later[close]))]
    for place in ranked.tolist():
        line, of_line = int(later[place]), int(earlier[place])
        yield LinePair(line, of_line, "near", float(similarity[place]))


def _shared_shingles(
    shingles: NDArray[np.uint64], lines: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count the shingles that pairs of lines share.

    Parameters
    ----------
    shingles, lines : ndarray, shape (n,)
        Sorted by shingle, then by line, without doubles.

    Returns
    -------
    later, earlier, shared : ndarray of int64, shape (n_pairs,)
        The two lines and the number of shingles in both.
    """
    again = np.flatnonzero(shingles[1:] == shingles[:-1]) + 1
    group_starts = np.flatnonzero(np.r_[True, shingles[1:] != shingles[:-1]])
    first = group_starts[np.searchsorted(group_starts, again, side="right") - 1]
    third = again[first != again - 1]
    later = lines[np.r_[again, third]]
    earlier = lines[np.r_[first, third - 1]]
    n_lines = int(lines.max()) + 1
    pairs, shared = np.unique(later * n_lines + earlier, return_counts=True)
    return pairs // n_lines, pairs % n_lines, shared


def _prefix_pairs(document: Document, content: _Content) -> Iterator[LinePair]:
    cuts = dict(_cut_lines(document, content))
    if not cuts:
        return
    wanted = {_opening(content, line) for line in cuts}
    candidates: dict[bytes, list[int]] = {}
    for line in range(len(content.starts)):
        key = _opening(content, line)
        if key in wanted and len(candidates.setdefault(key, [])) < _MOST_CANDIDATES:
            candidates[key].append(line)
    for line, end in cuts.items():
        others = (o for o in candidates[_opening(content, line)] if o != line)
        of_line = _first_continuation(document, content, (line, end), others)
        if of_line is not None:
            yield LinePair(line, of_line, "prefix", 1.0)


def _cut_lines(document: Document, content: _Content) -> Iterator[tuple[int, int]]:
    """Give each line that an ellipsis cuts, and the end of the words before it."""
    if "…" not in document.folded and ".." not in document.folded:
        return
    dots = np.flatnonzero(np.isin(document.hashes, _ELLIPSES))
    lines = np.searchsorted(document.line_token_starts, dots, side="right") - 1
    ends = np.searchsorted(content.tokens, dots)
    enough = ends - content.starts[lines] >= FEWEST_WORDS_BEFORE_CUT
    late = content.ends[lines] - ends <= MOST_WORDS_AFTER_CUT
    chosen = enough & late
    yield from zip(lines[chosen].tolist(), ends[chosen].tolist(), strict=True)


def _opening(content: _Content, line: int) -> bytes:
    start = int(content.starts[line])
    end = min(int(content.ends[line]), start + FEWEST_WORDS_BEFORE_CUT - 1)
    return content.hashes[start:end].tobytes()


def _first_continuation(
    document: Document,
    content: _Content,
    cut: tuple[int, int],
    others: Iterable[int],
) -> int | None:
    """Return the first line that goes on where the cut one stops, even in a word."""
    line, end = cut
    start = int(content.starts[line])
    length = end - start
    last = document.token_lower[content.tokens[end - 1]]
    for other in others:
        first = int(content.starts[other])
        if int(content.ends[other]) - first < length:
            continue
        head = content.hashes[first : first + length - 1]
        word = document.token_lower[content.tokens[first + length - 1]]
        same = np.array_equal(head, content.hashes[start : end - 1])
        if same and word.startswith(last):
            return other
    return None
