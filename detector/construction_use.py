"""How often human and AI news use the constructions of a passage.

``constructions.npz`` holds, for each language, hash places of word pairs and of
skeletons of two to four symbols with the number of human and AI articles that use
them; ``python -m detector.training.constructions`` makes it. Constructions stay
hashes there; what a report shows are the words of the article in hand.
Imports the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detector.arrays import read_arrays
from detector.report import Share, Usage
from features.document import Document
from features.ngrams import Family, stream_of

Language = Literal["de", "en"]
Integers = NDArray[np.int64]
FILE = Path(__file__).with_name("constructions.npz")
BITS = 24
# The sizes of the AI models, whose hashes a document keeps; single symbols are
# no construction and are left out.
FAMILIES = (Family("skeleton", 1, 4, BITS), Family("word", 1, 2, BITS))
CLEARLY_MORE = 1.5  # times the human rate, from which a pattern is evidence
_SMOOTHING = 0.5


@dataclass(frozen=True, eq=False)
class Table:
    """The constructions of a language and who uses them.

    Attributes
    ----------
    keys : ndarray of int64, shape (n,)
        In order: hash place, with the number of its family above it.
    human, machine : ndarray of int64, shape (n,)
        Articles that use each.
    articles : tuple of (int, int)
        Human and AI articles that were counted.
    """

    keys: Integers
    human: Integers
    machine: Integers
    articles: tuple[int, int]

    def find(self, keys: Integers) -> Integers:
        """Return the position of each key; -1 where it is not in the table."""
        at = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)

    @cached_property
    def more(self) -> NDArray[np.float64]:
        """How many times more often AI news uses each; 0 behind the last one."""
        human, machine = self.articles
        ours = (self.machine + _SMOOTHING) / (machine + 2 * _SMOOTHING)
        theirs = (self.human + _SMOOTHING) / (human + 2 * _SMOOTHING)
        return np.append(ours / theirs, 0.0)


def usage_of(
    document: Document, language: Language, start: int, end: int
) -> Usage | None:
    """Return the most telling known construction of a passage.

    Parameters
    ----------
    document : Document
    language : {"de", "en"}
    start, end : int
        The passage, as offsets into ``document.folded``.

    Returns
    -------
    Usage or None
        None where the table knows none of its constructions: they are too rare.
    """
    table = tables()[language]
    found = []  # family, size, first symbol and keys
    for number, family in enumerate(FAMILIES):
        places = stream_of(document, family.name, language).places
        first, last = places.searchsorted((start, end)).tolist()
        inside = constructions(document, language, number, (first, last))
        found += [(family, size, first, keys) for size, keys in inside]
    at = table.find(np.concatenate([keys for *_, keys in found]))
    more = table.more[at]
    if not more.any():
        return None
    best = top = int(more.argmax())
    for family, size, first, keys in found:
        if top < len(keys):
            places = stream_of(document, family.name, language).places[first + top :]
            symbols = int(places[0]), int(places[size - 1])
            break
        top -= len(keys)
    return _usage(document, table, int(at[best]), symbols)


def constructions(
    document: Document, language: Language, number: int, reach: tuple[int, int]
) -> list[tuple[int, Integers]]:
    """Return size and keys of the constructions inside a range of symbols."""
    family = FAMILIES[number]
    stream = stream_of(document, family.name, language)
    found = stream.hash_places(family, *reach)
    length = reach[1] - reach[0]
    return [
        (size, places[: max(length - size + 1, 0)] | (number << BITS))
        for size, places in enumerate(found, family.low)
        if size > 1
    ]


def _usage(
    document: Document, table: Table, at: int, symbols: tuple[int, int]
) -> Usage:
    opening, closing = symbols
    token = int(document.starts.searchsorted(closing, "right")) - 1
    place = document.original(opening, int(document.ends[token]))
    human, machine = table.articles
    return Usage(
        start=place.start,
        end=place.end,
        text=document.text[place.start : place.end],
        human=Share.from_counts(int(table.human[at]), human),
        ai=Share.from_counts(int(table.machine[at]), machine),
        counted=bool(table.more[at] >= CLEARLY_MORE),
    )


@cache
def tables() -> dict[str, Table]:
    """Read the shipped tables, by language."""
    arrays = read_arrays(memoryview(FILE.read_bytes()))
    return {
        language: Table(
            arrays[f"{language}_keys"].astype(np.int64),
            arrays[f"{language}_human"].astype(np.int64),
            arrays[f"{language}_machine"].astype(np.int64),
            (int(human), int(machine)),
        )
        for language in ("de", "en")
        for human, machine in [arrays[f"{language}_articles"]]
    }
