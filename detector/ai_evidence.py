"""The passages that moved an AI score, as words a person can read.

Every n-gram's share of the log-odds is laid on the tokens it covers; the short runs
of tokens that carry most of it are the evidence. Hashes stay inside: what is shown
are the constructions as they stand in the text. Imports the model and the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detector.model import Floats, Model
from detector.report import Evidence, TextSpan
from features.document import Document
from features.ngrams import Family, Rows, Stream, place_hashes, stream_of

Integers = NDArray[np.int64]
MOST = 5
_LONGEST, _SHORTEST = 8, 3  # tokens of a passage
_LEAST = 0.02  # log-odds a passage must add to be worth showing


def find_evidence(
    document: Document, model: Model, decision: Floats, ngrams: Sequence[Rows]
) -> tuple[Evidence, ...]:
    """Return the passages that speak most for AI text, strongest first.

    Parameters
    ----------
    document : Document
    model : Model
    decision : ndarray of float64, shape (n_outputs,)
        Of the whole text; the passages are those of its strongest output.
    ngrams : sequence of Rows
        One per family; the first row is the whole text.
    """
    output = int(np.argmax(decision * model.slope + model.offset))
    per_token = token_contributions(document, model, output, ngrams)
    return tuple(
        _evidence(document, first, last, value)
        for first, last, value in _passages(document, per_token)
    )


def token_contributions(
    document: Document, model: Model, output: int, ngrams: Sequence[Rows]
) -> Floats:
    """Return what the words and constructions at each token add to the log-odds.

    Character n-grams say the same in smaller pieces and are left out.
    """
    language: Literal["de", "en"] = "en" if model.language == "en" else "de"
    total = np.zeros(len(document.starts))
    for family, table, counted in zip(
        model.families, model.tables, ngrams, strict=True
    ):
        if family.name == "character":
            continue
        stream = stream_of(document, family.name, language)
        shares = symbol_contributions(stream, family, table[:, output], counted)
        token = np.searchsorted(document.starts, stream.places, side="right") - 1
        total += np.bincount(np.maximum(token, 0), shares, minlength=len(total))
    return total * float(model.slope[output])


def symbol_contributions(
    stream: Stream, family: Family, weights: NDArray[np.float32], counted: Rows
) -> Floats:
    """Return what each symbol adds, an n-gram's weight shared by its symbols."""
    end = int(np.searchsorted(counted.row, 1))
    columns = counted.column[:end]
    where = [_index(columns, place) for place in place_hashes(stream, family)]
    counts = np.bincount(np.concatenate(where), minlength=end + 1)[:end]
    each = counted.value[:end] * weights[columns] / np.maximum(counts, 1)
    each = np.append(each, 0.0)
    result = np.zeros(len(stream.symbols))
    for size, index in zip(range(family.low, family.high + 1), where, strict=True):
        share = each[index] / size
        for offset in range(size):
            result[offset : offset + len(share)] += share
    return result


def _index(columns: Integers, places: Integers) -> Integers:
    """Return where n-grams stand among those counted, behind the last if nowhere.

    Those over the full stop that is set at the end of a document are not counted.
    """
    index = np.searchsorted(columns, places)
    found = np.append(columns, -1)[index] == places
    return np.where(found, index, len(columns))


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


def _evidence(document: Document, first: int, last: int, value: float) -> Evidence:
    start, end = int(document.starts[first]), int(document.ends[last - 1])
    place = document.original(start, end)
    text = document.text[place.start : place.end]
    return Evidence(
        feature="wording",
        value=float(last - first),
        contribution=value,
        spans=(TextSpan(place.start, place.end, text),),
    )
