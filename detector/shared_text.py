"""Text that articles share, found by runs of five words that stand in both.

The work grows with the length of the texts, not with its square. Leftovers of the
pages take no part. Imports the report and the features.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detector.report import Report
from features.document import Document, parse

RUN = 5
# A sentence is shared when so much of it stands in the other article.
SHARED_FROM = 0.6
_WORD_OR_NUMBER = 1
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]
Shares = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence of an article with the other articles that it stands in.

    Attributes
    ----------
    start, end
        Offsets into the text of its article as given, end exclusive.
    found_in
        Positions of the other articles; empty where it stands in this one only.
    verbatim
        Whether every word is part of a shared run, in one of them.
    """

    start: int
    end: int
    found_in: tuple[int, ...]
    verbatim: bool


def shared_text(
    reports: Sequence[Report],
) -> tuple[Shares, tuple[tuple[SharedSentence, ...], ...]]:
    """Find what articles share.

    Parameters
    ----------
    reports : sequence of Report

    Returns
    -------
    shares : tuple of tuple of float
        In row i and column j the share of the words of article i that are part of a
        run in article j; 1.0 for i = j, NaN without words.
    sentences : tuple of tuple of SharedSentence
        Those of each article, in order.
    """
    documents = [_content(report) for report in reports]
    covered = list(_covered([_words(document) for document in documents]))
    shares = tuple(
        tuple(_share(row) if i != j else 1.0 for j, row in enumerate(rows))
        for i, rows in enumerate(covered)
    )
    sentences = tuple(
        tuple(_sentences(document, covered[own], own))
        for own, document in enumerate(documents)
    )
    return shares, sentences


def _content(report: Report) -> Document:
    """Parse the text of a report and leave the leftovers out."""
    language = report.article.language
    document = parse(report.text, language=language)
    leftovers = [x.line for x in report.boilerplate.lines if x.label == "boilerplate"]
    return document.keep(~np.isin(document.line_numbers, leftovers))


def _words(document: Document) -> NDArray[np.uint64]:
    return document.hashes[document.kinds <= _WORD_OR_NUMBER]


def _runs(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a number for each run of words, equal for equal runs."""
    count = max(len(words) - RUN + 1, 0)
    runs = np.zeros(count, np.uint64)
    for place in range(RUN):
        runs = (runs ^ words[place : place + count]) * _MULTIPLIER
        runs ^= runs >> np.uint64(29)
    return runs


def _covered(words: Sequence[NDArray[np.uint64]]) -> Iterator[list[Booleans]]:
    """Yield for each article, by other article, which of its words are shared."""
    runs = [_runs(of_one) for of_one in words]
    owners = np.repeat(np.arange(len(runs)), [len(of_one) for of_one in runs])
    distinct, numbers = np.unique(np.concatenate(runs), return_inverse=True)
    stands_in = np.zeros((len(distinct), len(runs)), np.bool_)
    stands_in[numbers, owners] = True
    for own, of_one in enumerate(words):
        found = stands_in[numbers[owners == own]]
        yield [_spread(found[:, other], len(of_one)) for other in range(len(runs))]


def _spread(found: Booleans, length: int) -> Booleans:
    """Turn the beginnings of shared runs into the words they cover."""
    steps = np.zeros(length + 1, np.int64)
    starts = np.flatnonzero(found)
    steps[starts] += 1
    steps[starts + RUN] -= 1
    return np.cumsum(steps[:length]) > 0


def _share(covered: Booleans) -> float:
    return float(covered.mean()) if len(covered) else float("nan")


def _sentences(
    document: Document, covered: Sequence[Booleans], own: int
) -> Iterator[SharedSentence]:
    is_word = document.kinds <= _WORD_OR_NUMBER
    before = np.concatenate(([0], np.cumsum(is_word)))
    firsts = before[document.sentence_token_starts]
    lasts = before[document.sentence_token_ends]
    lengths = lasts - firsts
    shares = [_shares(row, firsts, lasts) for row in covered]
    for number, length in enumerate(lengths):
        if not length:
            continue
        others = [row[number] if j != own else 0.0 for j, row in enumerate(shares)]
        start, end = document.original(*document.sentences[number])
        found_in = tuple(j for j, x in enumerate(others) if x >= SHARED_FROM)
        yield SharedSentence(start, end, found_in, max(others) == 1.0)


def _shares(covered: Booleans, firsts: Integers, lasts: Integers) -> list[float]:
    total = np.concatenate(([0], np.cumsum(covered)))
    shares = (total[lasts] - total[firsts]) / np.maximum(lasts - firsts, 1)
    return [float(share) for share in shares]
