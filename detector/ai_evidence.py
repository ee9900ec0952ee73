"""The passages that moved an AI score, as words a person can read.

Every n-gram's share of the log-odds is laid on the tokens it covers; the short runs
of tokens that carry most of it are the evidence. Hashes stay inside: what is shown
are the constructions as they stand in the text, with how often human and AI news
use them. Imports the model and the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.construction_use import usage_of
from detector.model import Floats, Model
from detector.report import Evidence, TextSpan
from features.document import Document
from features.ngrams import Family, Stream, stream_of
from features.weights import Weights
from features.window_counts import Counts

Integers = NDArray[np.int64]
MOST = 5
_LONGEST, _SHORTEST = 8, 3  # tokens of a passage
_BLOCK = 1 << 16  # symbols looked up at a time
_LEAST = 0.02  # log-odds a passage must add to be worth showing


class Added(NamedTuple):
    """What the symbols of a family add to the log-odds of the whole text.

    Attributes
    ----------
    family : {"character", "word", "skeleton"}
    places : ndarray of int64, shape (n_symbols,)
        Where each begins in the folded text.
    shares : ndarray of float64, shape (n_symbols,)
        An n-gram's weight is shared by its symbols.
    """

    family: str
    places: Integers
    shares: Floats


def contributions(
    document: Document,
    model: Model,
    tables: Sequence[Weights],
    decision: Floats,
    ngrams: Sequence[Counts],
) -> tuple[Added, ...]:
    """Return what each place of a text adds to the strongest output, by family.

    Parameters
    ----------
    document : Document
    model : Model
    tables : sequence of Weights
        One per family, whose first columns are the outputs of the model; those that
        gave the decision are in the processor's caches still.
    decision : ndarray of float64, shape (n_outputs,) or (n_outputs + 1,)
        Of the whole text; what is beyond the outputs is no n-gram's.
    ngrams : sequence of Counts
        One per family, of the whole text.
    """
    by_experts = decision[: len(model.outputs)]
    output = int(np.argmax(by_experts * model.slope + model.offset))
    language: Literal["de", "en"] = "en" if model.language == "en" else "de"
    last = document.sentences_at.ends[-1]
    found = []
    for family, table, counted in zip(model.families, tables, ngrams, strict=True):
        stream = stream_of(document, family.name, language)
        places = stream.places[: stream.places.searchsorted(last)]
        shares = symbol_contributions(
            stream, family, (table, output), counted=counted, symbols=len(places)
        )
        found.append(Added(family.name, places, shares * float(model.slope[output])))
    return tuple(found)


def by_unit(added: Sequence[Added], starts: Integers) -> Floats:
    """Return what stands between some starts adds, shape (n_starts,)."""
    total = np.zeros(len(starts))
    for one in added:
        unit = np.maximum(starts.searchsorted(one.places, "right") - 1, 0)
        total += np.bincount(unit, one.shares, minlength=len(total))
    return total


def find_evidence(
    document: Document, language: Literal["de", "en"], added: Sequence[Added]
) -> tuple[Evidence, ...]:
    """Return the passages that speak most for AI text, strongest first.

    Those of which no construction is clearly more frequent in AI news come last.
    Character n-grams say the same in smaller pieces and are left out.

    Parameters
    ----------
    document : Document
    language : {"de", "en"}
    added : sequence of Added
        From ``contributions``.
    """
    readable = [one for one in added if one.family != "character"]
    found = [
        _evidence(document, language, *passage)
        for passage in _passages(document, by_unit(readable, document.starts))
    ]
    return tuple(sorted(found, key=_is_common))


def symbol_contributions(
    stream: Stream,
    family: Family,
    weights: tuple[Weights, int],
    *,
    counted: Counts,
    symbols: int,
) -> Floats:
    """Return what each symbol adds, an n-gram's weight shared by its symbols.

    Parameters
    ----------
    stream : Stream
    family : Family
    weights : tuple of (ndarray or Halves of shape (n_hash_places, n_outputs), int)
        A table, and the output that is explained.
    counted : Counts
        The n-grams of the first symbols, as one row.
    symbols : int
        How many they are; a full stop that is set behind a document without one is
        not among them.

    Returns
    -------
    ndarray of float64, shape (symbols,)
    """
    shares, ranks = counted.each(*weights), counted.ranks
    if ranks is None:
        of_places = np.zeros(1 << family.bits)
        of_places[counted.places] = shares
        shares = of_places
    result = np.zeros(symbols)
    for begin in range(0, symbols, _BLOCK):
        end = min(begin + _BLOCK, symbols)
        reach = min(end + family.high - 1, symbols)
        if ranks is None:
            found = stream.hash_places(family, begin, reach)
        else:
            found = ranks[:, begin:reach]
        for size, places in enumerate(found, family.low):
            share = shares.take(places[: min(end, symbols - size + 1) - begin]) / size
            for offset in range(begin, begin + size):
                result[offset : offset + len(share)] += share
    return result


def _passages(document: Document, per_token: Floats) -> list[tuple[int, int, float]]:
    """Return up to five disjoint runs of tokens inside a sentence, best first."""
    before = np.concatenate(([0.0], np.cumsum(per_token)))
    is_word = document.is_word
    sentence = np.searchsorted(
        document.sentence_token_starts, np.arange(len(per_token)), side="right"
    )
    starts, sizes, values = [], [], []
    for size in range(_SHORTEST, _LONGEST + 1):
        sums = before[size:] - before[:-size]
        one_sentence = sentence[size - 1 :] == sentence[: len(sums)]
        sums = np.where(one_sentence & is_word[: len(sums)], sums, -np.inf)
        starts.append(np.arange(len(sums)))
        sizes.append(np.full(len(sums), size))
        values.append(sums)
    return _disjoint(
        np.concatenate(starts), np.concatenate(sizes), np.concatenate(values)
    )


def _disjoint(
    starts: Integers, sizes: Integers, values: Floats
) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    values = values.copy()
    while len(found) < MOST and len(values):
        best = int(np.argmax(values))
        if values[best] < _LEAST:
            break
        first, last = int(starts[best]), int(starts[best] + sizes[best])
        found.append((first, last, float(values[best])))
        values[(starts < last) & (starts + sizes > first)] = -np.inf
    return found


def _is_common(item: Evidence) -> bool:
    return item.usage is not None and not item.usage.counted


def _evidence(
    document: Document,
    language: Literal["de", "en"],
    first: int,
    last: int,
    value: float,
) -> Evidence:
    start, end = int(document.starts[first]), int(document.ends[last - 1])
    place = document.original(start, end)
    text = document.text[place.start : place.end]
    return Evidence(
        feature="wording",
        value=float(last - first),
        contribution=value,
        spans=(TextSpan(place.start, place.end, text),),
        usage=usage_of(document, language, start, end),
    )
