"""Which lines of a text are the article, and what the others are.

A linear model reads every line (named measures and words), boosted trees read its
log-odds again beside those of the lines around, and rules that need certainty more
than learning come last: of two copies one stays, and a heading is a heading.
Imports ``features`` and the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detector.disclosure import Found, find_disclosures
from detector.errors import ModelError
from detector.line_limits import line_limits
from detector.line_options import AS_SHIPPED, LineOptions
from detector.model import Model
from detector.report import LineKind
from detector.store import MODELS, load
from detector.trees import Trees
from features.document import Document
from features.duplicates import LinePair
from features.line_form import FORM, Language
from features.lines import LINE_FEATURES, LineMeasures, line_features
from features.ngrams import Rows

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

KIND_CHARACTERS = 80  # of a line, by which its kind is told
REACH = 3  # lines above and below whose log-odds the second pass reads
_SAME = 0.8  # share of common trigrams from which a near copy is a copy
_LONGER = 1.4  # one copy may have that many more words than the other
_TOP = 8  # lines in which headline and lead stand
_MEANT = 8  # words; shorter lines may be repeated on purpose
_COVERED = 0.7  # share of a line that a statement fills
_FEWEST_COPIED = 4  # words; shorter lines may recur in an article
_HEADING_WORDS = 16
_CUE = FORM.index("cue_opens")
_TIED = LINE_FEATURES.index("tied_share")
_OWN = 0.2  # share of a headline's words that stand in the text
_STOPS = FORM.index("ends_full_stop")


@dataclass(frozen=True, eq=False)
class LineModels:
    """The models of one language, ready to score lines.

    Attributes
    ----------
    leftover : Model
        First pass and calibration; its parameters hold the second pass.
    trees : Trees
        The second pass.
    kinds : Model
        What sort of leftover a line is.
    language : {"de", "en"}
    """

    leftover: Model
    trees: Trees
    kinds: Model
    language: Language


@dataclass(frozen=True, eq=False)
class LineScores:
    """What the lines of a document are; arrays of shape (n_lines,).

    Attributes
    ----------
    content : ndarray of bool
        Which lines belong to the article, or are of a kind that stays; the mask for
        ``Document.keep``.
    kinds : tuple of str
        Kind of each line, as reports name them.
    probabilities : ndarray of float64
        That the line is a leftover.
    duplicate_of : ndarray of int64
        Index of the line of the article that a leftover repeats; -1 for none.
    headline : int or None
        Index of the headline.
    statements : tuple of Found
        What the text says about the use of AI, in leftovers or in the article.
    """

    content: NDArray[np.bool_]
    kinds: tuple[LineKind, ...]
    probabilities: Floats
    duplicate_of: Integers
    headline: int | None
    statements: tuple[Found, ...] = ()


@dataclass(frozen=True, eq=False)
class Settled:
    """Decisions on the lines of a document, before leftovers are named.

    Attributes
    ----------
    leftover : ndarray of bool, shape (n_lines,)
    probabilities, duplicate_of, headline, statements
        As in ``LineScores``.
    states : dict of int to LineKind
        Lines that are nothing but a statement, and how reports name them.
    """

    leftover: NDArray[np.bool_]
    probabilities: Floats
    duplicate_of: Integers
    headline: int | None
    statements: tuple[Found, ...]
    states: dict[int, LineKind]


def load_line_models(language: Language, folder: Path = MODELS) -> LineModels:
    """Read the models of a language from the folder of the model folders."""
    leftover = load(folder / f"boilerplate_{language}")
    return line_models(leftover, load(folder / f"line_kinds_{language}"))


def line_models(leftover: Model, kinds: Model) -> LineModels:
    """Put two trained models together; ModelError where a part is missing."""
    language: Language = "en" if leftover.language == "en" else "de"
    try:
        for name in ("leftover", "sentence"):
            if name not in leftover.thresholds:
                raise ValueError(f"no threshold of {name}")
        trees = Trees.from_parameters(leftover.parameters)
    except ValueError as error:
        raise ModelError(
            f"{leftover.name}: {error}; reinstall Lesart, or retrain the model"
        ) from None
    return LineModels(leftover, trees, kinds, language)


def score_lines(
    document: Document, models: LineModels, options: LineOptions = AS_SHIPPED
) -> LineScores:
    """Tell the lines of the article from the leftovers of the page.

    Parameters
    ----------
    document : Document
    models : LineModels
    options : LineOptions
        Another threshold than the model's own, and kinds of leftovers that stay.

    Returns
    -------
    LineScores
    """
    measures = line_features(document, models.language)
    if not len(document.lines):
        nothing = np.empty(0)
        none = nothing.astype(np.int64)
        return LineScores(nothing > 0, (), nothing, none, None, ())
    probabilities = leftover_probabilities(
        document, measures, models.leftover, models.trees
    )
    limits = line_limits(measures.values, models.leftover.thresholds)
    settled = settle(document, measures, probabilities, options.limits(limits))
    kinds = _content_kinds(measures, ~settled.leftover, settled.headline)
    for line, kind in _leftover_kinds(document, models.kinds, measures, settled):
        kinds[line] = kind
    return LineScores(
        ~settled.leftover | np.array([kind in options.keep for kind in kinds]),
        tuple(kinds),
        settled.probabilities,
        settled.duplicate_of,
        settled.headline,
        settled.statements,
    )


def leftover_probabilities(
    document: Document, measures: LineMeasures, leftover: Model, trees: Trees
) -> Floats:
    """Return for each line what both passes say, before any rule: shape (n_lines,)."""
    lines = document.lines
    ngrams = leftover.ngrams(document, lines.starts, lines.ends)
    first = leftover.decide(measures.values, ngrams)[:, 0]
    second = trees.decide(second_pass(measures.values, first))
    return leftover.probability(second[:, None])[:, 0]


def settle(
    document: Document, measures: LineMeasures, probabilities: Floats, limit: Floats
) -> Settled:
    """Turn probabilities into decisions, by the rules that need no learning.

    A line that is a statement on AI use is a leftover, and of two copies one is; an
    article has a headline if any line above it can be one. A decision against a
    probability moves it to the limit.
    """
    leftover = probabilities >= limit
    _bring_back_headline(measures, leftover)
    duplicate_of = _settle_copies(document, measures, leftover)
    statements = tuple(find_disclosures(document, leftover))
    states = _lines_of(document, statements)
    for line in states:
        leftover[line] = True
    below = np.nextafter(limit, 0.0)
    return Settled(
        leftover,
        np.where(
            leftover, np.maximum(probabilities, limit), np.minimum(probabilities, below)
        ),
        duplicate_of,
        _headline(measures, ~leftover),
        statements,
        states,
    )


def second_pass(values: Floats, decisions: Floats) -> Floats:
    """Return what the trees read: measures, and the log-odds of the lines around.

    Parameters
    ----------
    values : ndarray of float64, shape (n_lines, n_features)
    decisions : ndarray of float64, shape (n_lines,)
        Log-odds of the first pass; beyond the ends of the document they are 0.
    """
    lines = len(decisions)
    padded = np.zeros(lines + 2 * REACH)
    padded[REACH : REACH + lines] = decisions
    around = [padded[offset : offset + lines] for offset in range(2 * REACH + 1)]
    return np.concatenate((values, np.stack(around, axis=1)), axis=1)


def _bring_back_headline(measures: LineMeasures, leftover: NDArray[np.bool_]) -> None:
    """Keep the line above the text that shares most words with it, in place.

    Only where none is kept yet, and only a line that has the form of a headline and
    shares at least one word in five.
    """
    text = np.flatnonzero(measures.paragraphs & ~leftover)
    if not len(text):
        return
    above = slice(0, int(text[0]))
    values = measures.values[above]
    form = _short(measures)[above] & (values[:, 0] >= np.log1p(_FEWEST_COPIED))
    if not len(values) or (form & ~leftover[above]).any():
        return
    shared = np.where(form & (values[:, _CUE] == 0), values[:, _TIED], 0.0)
    best = int(shared.argmax())
    if shared[best] >= _OWN:
        leftover[best] = False


def _settle_copies(
    document: Document, measures: LineMeasures, leftover: NDArray[np.bool_]
) -> Integers:
    """Mark one line of each pair of copies as a leftover, in place.

    Where one is a leftover already, it is the copy; where both are, none comes back:
    a teaser may stand twice.

    Returns
    -------
    ndarray of int64, shape (n_lines,)
        See ``LineScores.duplicate_of``.
    """
    duplicate_of = np.full(len(leftover), -1, np.int64)
    for pair in measures.pairs:
        if not _is_copy(document, pair):
            continue
        goes, stays = pair.line, pair.of_line
        if leftover[goes] == leftover[stays]:
            goes, stays = _ranked(document, measures, pair)
        elif leftover[stays]:
            goes, stays = stays, goes
        if not leftover[stays] and stays != goes:
            leftover[goes] = True
            duplicate_of[goes] = stays
    return duplicate_of


def _ranked(
    document: Document, measures: LineMeasures, pair: LinePair
) -> tuple[int, int]:
    """Return which copy goes and which stays; twice the same line where neither does.

    A cut line goes. Of two sentences the upper one is a teaser if the running text
    begins with the lower one, else the lower one stands in a box. A headline stays,
    and what is said twice further down was meant so if it is short.
    """
    upper, lower = sorted((pair.line, pair.of_line))
    if pair.kind == "prefix":
        return pair.line, pair.of_line
    words = int(document.line_lengths[upper])
    if not measures.paragraphs[upper]:
        apart = upper >= _TOP or lower - upper > _TOP
        meant = words < _MEANT and (apart or not _short(measures)[upper])
        return (upper, upper) if meant else (lower, upper)
    begins = lower <= max(_TOP, len(measures.paragraphs) // 3)
    goes_on = measures.paragraphs[lower + 1 : lower + 1 + REACH].any()
    return (upper, lower) if begins and goes_on else (lower, upper)


def _is_copy(document: Document, pair: LinePair) -> bool:
    """Tell copies from lines that share words: a heading may quote its paragraph."""
    words = sorted(document.line_lengths[[pair.line, pair.of_line]].tolist())
    if words[0] < _FEWEST_COPIED:
        return False
    alike = pair.similarity >= _SAME and words[1] <= _LONGER * words[0]
    return pair.kind == "prefix" or alike


def _lines_of(document: Document, statements: Sequence[Found]) -> dict[int, LineKind]:
    """Return the lines that hold little beside statements, and their kind."""
    covered: dict[int, int] = {}
    kinds: dict[int, LineKind] = {}
    for found in statements:
        line = int(np.searchsorted(document.lines.starts, found.start, "right")) - 1
        covered[line] = covered.get(line, 0) + found.end - found.start
        talk = found.kind == "tool_leftover"
        kinds[line] = "tool_leftover" if talk else "disclosure"
    length = document.lines.ends - document.lines.starts
    return {
        line: kinds[line]
        for line, size in covered.items()
        if size >= _COVERED * length[line]
    }


def _headline(measures: LineMeasures, content: NDArray[np.bool_]) -> int | None:
    """Return the first line of the article that can be its headline, if any can."""
    candidates = np.flatnonzero(content)
    if not len(candidates):
        return None
    first = int(candidates[0])
    below = measures.paragraphs & content
    is_last = not below[first + 1 :].any()
    return None if is_last or not _short(measures)[first] else first


def _short(measures: LineMeasures) -> NDArray[np.bool_]:
    """Return which lines are short and do not end in a full stop."""
    words = measures.values[:, 0]
    open_end = measures.values[:, _STOPS] == 0
    return np.asarray((words <= np.log1p(_HEADING_WORDS)) & open_end)


def _content_kinds(
    measures: LineMeasures, content: NDArray[np.bool_], headline: int | None
) -> list[LineKind]:
    """Return the kinds of content lines; a heading has text of the article below."""
    lines = len(content)
    kinds: list[LineKind] = ["content"] * lines
    index = np.where(content, np.arange(lines), lines)
    following = np.minimum.accumulate(index[::-1])[::-1]
    following = np.concatenate((following[1:], [lines]))
    heading = _short(measures) & content & (following < lines)
    for line in np.flatnonzero(heading).tolist():
        if measures.values[following[line], 0] > measures.values[line, 0]:
            kinds[line] = "heading"
    if headline is not None:
        kinds[headline] = "headline"
    return kinds


def _leftover_kinds(
    document: Document, model: Model, measures: LineMeasures, settled: Settled
) -> Iterator[tuple[int, LineKind]]:
    lines = np.flatnonzero(settled.leftover)
    if not len(lines):
        return
    starts = document.lines.starts[lines]
    ends = np.minimum(document.lines.ends[lines], starts + KIND_CHARACTERS)
    decisions = _decide(
        model, measures.values[lines], model.ngrams(document, starts, ends)
    )
    best = (decisions * model.slope + model.offset).argmax(axis=1)
    names: Sequence[LineKind] = model.outputs  # type: ignore[assignment]
    for line, number in zip(lines.tolist(), best.tolist(), strict=True):
        if settled.duplicate_of[line] >= 0:
            yield line, "duplicate"
        else:
            yield line, settled.states.get(line, names[number])


def _decide(model: Model, values: Floats, ngrams: Sequence[Rows]) -> Floats:
    """Return ``model.decide``, faster for many outputs and few lines."""
    result = model.intercept + model.dense.standardise(values) @ model.dense.weights
    for counted, table in zip(ngrams, model.tables, strict=True):
        if not len(counted.row):
            continue
        firsts = np.flatnonzero(np.diff(counted.row, prepend=-1))
        terms = counted.value[:, None] * table[counted.column]
        result[counted.row[firsts]] += np.add.reduceat(terms, firsts, axis=0)
    return np.asarray(result)
