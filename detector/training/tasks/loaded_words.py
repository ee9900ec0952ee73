"""From decisions on single words to the probability that readers mark them.

The loaded model reads a word as a very short sentence; here its decisions are set
against the words that annotators marked, inside loaded sentences only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detector.loaded_words import candidates, in_lists
from detector.training.examples import as_matrix
from detector.training.fit import Fitted
from detector.training.metrics import auroc
from detector.training.recipe import Recipe
from detector.training.tasks.framing_gold import Gold
from features.document import Document, parse
from features.ngrams import rows

Floats = NDArray[np.float64]


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


def word_scale(
    gold: Gold, fold_of: NDArray[np.int64], students: list[Fitted], recipe: Recipe
) -> dict[str, list[float]]:
    """Return ``word``: weights of the decision and of the list, offset, AUROC.

    Empty where no corpus of the recipe marks words.
    """
    words = marked_words(gold, fold_of, students, recipe)
    if not words.marked.any():
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
        spans = record.get("loaded") or record.get("spans") or []
        if spans and isinstance(spans[0], dict):
            document = parse(record["text"], language=recipe.language)
            values.append(_values(document, students[fold], recipe))
            marked.append(_marks(document, spans))
    return MarkedWords(np.vstack(values), np.concatenate(marked))


def _values(document: Document, student: Fitted, recipe: Recipe) -> Floats:
    words = candidates(document)
    starts = np.maximum(document.starts[words] - 1, 0)
    ends = np.minimum(document.ends[words] + 1, len(document.folded))
    ngrams = [
        as_matrix(rows(document, family, starts, ends, language=recipe.language))
        for family in recipe.families
    ]
    decided = student.decide(np.empty((len(words), 0)), ngrams)[:, 0]
    return np.stack((decided, in_lists(document)[words]), axis=1)


def _marks(document: Document, spans: list[dict[str, int]]) -> Floats:
    words = candidates(document)
    starts, ends = document.starts[words], document.ends[words]
    marked = np.zeros(len(words))
    for span in spans:
        marked[(starts < span["end"]) & (ends > span["start"])] = 1.0
    return marked
