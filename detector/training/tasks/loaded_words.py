"""From decisions on single words to the probability that readers mark them.

The loaded model reads a word as a very short sentence; here its decisions are set
against the words that annotators marked, inside loaded sentences only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detector.loaded_words import candidates, in_lists
from detector.training.corpus import Record
from detector.training.examples import as_matrix
from detector.training.fit import Fitted
from detector.training.metrics import auroc
from detector.training.recipe import Recipe
from detector.training.ridge import Lessons, joined
from detector.training.tasks.framing_gold import Gold
from features.document import Document, parse
from features.ngrams import rows

Floats = NDArray[np.float64]
_MARKED, _NOT_MARKED = 1.5, -1.0  # log-odds wanted


@dataclass(frozen=True, eq=False)
class MarkedWords:
    """Words of loaded sentences, as held-out students see them.

    Attributes
    ----------
    values : ndarray of float64, shape (n, 2)
        Decision on the word alone; 1 where it stands in the list of loaded words.
    marked : ndarray of float64, shape (n,)
        1 where annotators marked it.
    """

    values: Floats
    marked: Floats


@dataclass(frozen=True, eq=False)
class WordLessons:
    """Words of loaded sentences as very short examples.

    Attributes
    ----------
    lessons : Lessons
    records : ndarray of int64, shape (n,)
        Which gold example each word stands in.
    """

    lessons: Lessons
    records: NDArray[np.int64]


def word_lessons(gold: Gold, recipe: Recipe) -> WordLessons | None:
    """Return the marked words and the others of their sentences.

    ``marked_weight`` in ``[task_options]`` is the weight of a word that is not
    marked; a marked one weighs three times as much. None where it is not given.
    """
    weight = recipe.options.get("marked_weight")
    if weight is None:
        return None
    parts, records = [], []
    for index, record in enumerate(gold.records):
        spans = _spans(record)
        if spans:
            document = parse(record["text"], language=recipe.language)
            marked = _marks(document, spans)[:, None]
            weights = np.where(marked > 0, 3.0, 1.0) * float(weight)
            wanted = np.where(marked > 0, _MARKED, _NOT_MARKED)
            parts.append(Lessons(_ngrams(document, recipe), wanted, weights))
            records.append(np.full(len(marked), index))
    return WordLessons(joined(parts), np.concatenate(records)) if parts else None


def word_scale(
    gold: Gold, fold_of: NDArray[np.int64], students: list[Fitted], recipe: Recipe
) -> dict[str, list[float]]:
    """Return ``word``: weights of the decision and of the list, offset, AUROC.

    Empty where no corpus of the recipe marks words.
    """
    words = marked_words(gold, fold_of, students, recipe)
    if recipe.task != "loaded" or not words.marked.any():
        return {}
    line = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10)
    line.fit(words.values, words.marked)
    decided = line.decision_function(words.values)
    return {
        "word": [*line.coef_[0].tolist(), float(line.intercept_[0])],
        "word_auroc": [auroc(words.marked, decided)],
    }


def marked_words(
    gold: Gold, fold_of: NDArray[np.int64], students: list[Fitted], recipe: Recipe
) -> MarkedWords:
    """Return the words of the loaded sentences of which some are marked."""
    values, marked = [np.empty((0, 2))], [np.empty(0)]
    for record, fold in zip(gold.records, fold_of.tolist(), strict=True):
        spans = _spans(record)
        if spans:
            document = parse(record["text"], language=recipe.language)
            values.append(_values(document, students[fold], recipe))
            marked.append(_marks(document, spans))
    return MarkedWords(np.vstack(values), np.concatenate(marked))


def _values(document: Document, student: Fitted, recipe: Recipe) -> Floats:
    words = candidates(document)
    ngrams = _ngrams(document, recipe)
    decided = student.decide(np.empty((len(words), 0)), ngrams)[:, 0]
    return np.stack((decided, in_lists(document)[words]), axis=1)


def _ngrams(document: Document, recipe: Recipe) -> tuple[csr_matrix, ...]:
    words = candidates(document)
    starts = np.maximum(document.starts[words] - 1, 0)
    ends = np.minimum(document.ends[words] + 1, len(document.folded))
    return tuple(
        as_matrix(rows(document, family, starts, ends, language=recipe.language))
        for family in recipe.families
    )


def _spans(record: Record) -> list[dict[str, int]]:
    """Return the marked words of a record, whichever field holds them."""
    found = record.get("loaded") or record.get("spans") or []
    return [span for span in found if isinstance(span, dict)]


def _marks(document: Document, spans: list[dict[str, int]]) -> Floats:
    words = candidates(document)
    starts, ends = document.starts[words], document.ends[words]
    marked = np.zeros(len(words))
    for span in spans:
        marked[(starts < span["end"]) & (ends > span["start"])] = 1.0
    return marked
