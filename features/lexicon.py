"""Find the phrases of word lists in a document, all of them in one pass.

Phrases and token runs are compared by their 64-bit hashes with binary search, so
the cost does not depend on how many phrases there are. Imports nothing of ours
but the text modules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.distinct import distinct
from features.document import Document
from features.tokens import code_points, mix, token_hashes, tokenise

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
_STEP = np.uint64(0xA24BAED4963EE407)


class Matches(NamedTuple):
    """Phrases found in a document, in order, without overlaps.

    Attributes
    ----------
    first, last : ndarray of int64
        Index of the first and the last token of each match.
    entry : ndarray of int64
        Index of the list in ``Lexicon.names``.
    phrase : ndarray of int64
        Index of the phrase in ``Lexicon.phrases``.
    """

    first: Integers
    last: Integers
    entry: Integers
    phrase: Integers


class Lexicon:
    """Named lists of phrases, ready to be found.

    Parameters
    ----------
    entries : mapping of str to sequence of str
        Lower-case phrases by the name of their list. A phrase belongs to one list;
        ValueError names the first one that stands in two.

    Attributes
    ----------
    names : tuple of str
    phrases : tuple of str
        All phrases, list by list.
    """

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self.names = tuple(entries)
        self.phrases = tuple(p for listed in entries.values() for p in listed)
        sizes = [len(listed) for listed in entries.values()]
        self._entry_of = np.repeat(np.arange(len(sizes)), sizes)
        self._tables = _tables(self.phrases)
        self._refuse_doubles()

    def find(self, document: Document) -> Matches:
        """Return the matches in a document; of overlapping ones the longest, first."""
        spans: list[tuple[int, int, int]] = []
        for size, (known, index) in sorted(self._tables.items(), reverse=True):
            found = _runs(document.hashes, size)
            where = np.minimum(np.searchsorted(known, found), len(known) - 1)
            hits = np.flatnonzero(known[where] == found)
            spans += [
                (hit, size, phrase)
                for hit, phrase in zip(
                    hits.tolist(), index[where[hits]].tolist(), strict=True
                )
            ]
        return self._matches(_without_overlaps(spans, len(document.hashes)))

    def _matches(self, spans: list[tuple[int, int, int]]) -> Matches:
        table = np.array(spans, np.int64).reshape(-1, 3)
        first, size, phrase = table[:, 0], table[:, 1], table[:, 2]
        return Matches(first, first + size - 1, self._entry_of[phrase], phrase)

    def _refuse_doubles(self) -> None:
        for known, index in self._tables.values():
            same = np.flatnonzero(known[1:] == known[:-1])
            if len(same):
                pair = [self.phrases[i] for i in index[same[0] : same[0] + 2]]
                lists = [
                    self.names[self._entry_of[i]] for i in index[same[0] : same[0] + 2]
                ]
                raise ValueError(
                    f"phrase {pair[0]!r} stands twice: {' and '.join(lists)}"
                )


def _runs(hashes: Hashes, size: int) -> Hashes:
    count = max(len(hashes) - size + 1, 0)
    total = np.zeros(count, np.uint64)
    for offset in range(size):
        total = total * _STEP + hashes[offset : offset + count]
    return mix(total)


def _tables(phrases: Sequence[str]) -> dict[int, tuple[Hashes, Integers]]:
    """Return sorted phrase hashes and phrase indices by number of tokens."""
    joined = "\n".join(phrases)
    tokens = tokenise(joined)
    hashes = token_hashes(code_points(joined), tokens.starts, tokens.ends)
    lengths = np.array([len(phrase) + 1 for phrase in phrases], np.int64)
    begins = np.cumsum(lengths) - lengths
    first = np.searchsorted(tokens.starts, begins)
    sizes = np.diff(first, append=len(tokens.starts))
    tables: dict[int, tuple[Hashes, Integers]] = {}
    for size in distinct(sizes[sizes > 0]).tolist():
        index = np.flatnonzero(sizes == size)
        found = _runs(hashes, size)[first[index]]
        order = np.argsort(found, kind="stable")
        tables[size] = (found[order], index[order])
    return tables


def _without_overlaps(
    spans: list[tuple[int, int, int]], tokens: int
) -> list[tuple[int, int, int]]:
    taken = bytearray(tokens)
    kept = []
    for span in spans:
        first, size, _ = span
        if not any(taken[first : first + size]):
            taken[first : first + size] = b"\x01" * size
            kept.append(span)
    return sorted(kept)
