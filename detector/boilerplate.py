"""Which lines of a text are the article, and what the others are.

A linear model reads every line (named measures and words), boosted trees read its
log-odds again beside those of the lines around, and rules that need certainty more
than learning come last: of two copies one stays, and a heading is a heading.
Imports ``features`` and the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.disclosure import Found, find_disclosures
from detector.errors import ModelError
from detector.line_copies import FEWEST_COPIED, settle_copies, short_lines
from detector.line_limits import line_limits
from detector.line_options import AS_SHIPPED, LineOptions
from detector.model import Model
from detector.report import LineKind
from detector.store import MODELS, load
from detector.trees import Trees
from features.distinct import changes
from features.document import Document, unwrapped
from features.line_form import FORM, Language
from features.lines import LINE_FEATURES, LineMeasures, line_features
from features.ngrams import Rows

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

KIND_CHARACTERS = 80  # of a line, by which its kind is told
REACH = 3  # lines above and below whose log-odds the second pass reads
_COVERED = 0.7  # share of a line that a statement fills
_CUE = FORM.index("cue_opens")
_TIED = LINE_FEATURES.index("tied_share")
_CALENDAR, _DIGITS = FORM.index("calendar"), FORM.index("digits")
_DATED = 0.25  # share of the names of days and months in the words of a date line
_OWN = 0.2  # share of a headline's words that stand in the text


class LineModels(NamedTuple):
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


class LineScores(NamedTuple):
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


class Settled(NamedTuple):
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
        The lines of a hard-wrapped paragraph are judged as one.
    """
    joined = unwrapped(document)
    if joined is not document:
        return _of_wrapped(document, score_lines(joined, models, options))
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


def _of_wrapped(document: Document, scores: LineScores) -> LineScores:
    """Return for every line what its paragraph was found to be."""
    lines, blocks = document.lines, document.blocks
    block = np.searchsorted(blocks.starts, lines.starts, side="right") - 1
    first = np.searchsorted(lines.starts, blocks.starts)
    copied = scores.duplicate_of[block]
    headline = scores.headline
    return LineScores(
        content=scores.content[block],
        kinds=tuple(scores.kinds[number] for number in block.tolist()),
        probabilities=scores.probabilities[block],
        duplicate_of=np.where(copied < 0, -1, first[copied]),
        headline=None if headline is None else int(first[headline]),
        statements=scores.statements,
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
    duplicate_of = settle_copies(document, measures, leftover)
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

    Only where none is kept yet, and only a line that has the form of a headline, is
    no date line and shares at least one word in five.
    """
    text = np.flatnonzero(measures.paragraphs & ~leftover)
    if not len(text):
        return
    above = slice(0, int(text[0]))
    values = measures.values[above]
    dated = (values[:, _CALENDAR] >= _DATED) & (values[:, _DIGITS] > 0)
    long_enough = values[:, 0] >= np.log1p(FEWEST_COPIED)
    form = short_lines(measures)[above] & long_enough & ~dated
    if not len(values) or (form & ~leftover[above]).any():
        return
    shared = np.where(form & (values[:, _CUE] == 0), values[:, _TIED], 0.0)
    best = int(shared.argmax())
    if shared[best] >= _OWN:
        leftover[best] = False


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
    return None if is_last or not short_lines(measures)[first] else first


def _content_kinds(
    measures: LineMeasures, content: NDArray[np.bool_], headline: int | None
) -> list[LineKind]:
    """Return the kinds of content lines; a heading has text of the article below."""
    lines = len(content)
    kinds: list[LineKind] = ["content"] * lines
    index = np.where(content, np.arange(lines), lines)
    following = np.minimum.accumulate(index[::-1])[::-1]
    following = np.concatenate((following[1:], [lines]))
    heading = short_lines(measures) & content & (following < lines)
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
        firsts = changes(counted.row)
        terms = counted.value[:, None] * table.take(counted.column, axis=0)
        result[counted.row[firsts]] += np.add.reduceat(terms, firsts, axis=0)
    return np.asarray(result)
