"""Systems that are trained in the run, in grouped folds on the corpus at hand.

Baselines that should lose (majority, length, compression ratio), one that is hard to
beat inside a corpus (TF-IDF), and our own n-grams fitted the same way, so that
features are compared like for like and no figure comes from a text that was seen.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from benchmarks.catalogue import SEED, Corpus
from benchmarks.items import Item
from benchmarks.predictions import Said
from benchmarks.systems.base import Family
from benchmarks.systems.matrices import own_ngrams
from detector.model import expit
from detector.training.calibrate import platt
from detector.training.split import grouped_folds

Floats = NDArray[np.float64]
FOLDS = 3
_KINDS = {"binary", "labels", "tone", "lines"}
Integers = NDArray[np.int64]
# Fit a transform on the texts with these numbers, apply it to all: rows per text.
Represent = Callable[[Corpus, Sequence[Item], Integers], Any]


class Learned:
    """A representation of texts with logistic regression on it.

    Parameters
    ----------
    name, family : str
    represent : callable or None
        From the units and which of them are for training to a matrix; None says the
        most frequent class.
    """

    def __init__(self, name: str, family: Family, represent: Represent | None) -> None:
        self.name = name
        self.family = family
        self.protocol = f"trained in the run, {FOLDS} grouped folds"
        self._represent = represent

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether the task has classes, and both of them."""
        return corpus.kind in _KINDS and "constant" not in corpus.options

    def predict(
        self, corpus: Corpus, items: Sequence[Item], *, share: float = 1.0
    ) -> list[Said]:
        """Return out-of-fold predictions; see ``System``.

        With a ``share`` below 1 only that share of the groups is learnt from.
        """
        units, targets, outputs = _units(corpus, items)
        _, scores, _ = self._folds(corpus, units, targets, share=share)
        return _said(corpus, items, scores, outputs)

    def predict_beside(
        self, corpus: Corpus, items: Sequence[Item], beside: Sequence[Item]
    ) -> tuple[list[Said], Integers, Floats]:
        """Return what is said of items, and of texts beside; for two classes alone."""
        units, targets, outputs = _units(corpus, items)
        fold_of, scores, others = self._folds(corpus, units, targets, beside)
        return _said(corpus, items, scores, outputs), fold_of, others[:, :, 0]

    def _folds(
        self,
        corpus: Corpus,
        units: Sequence[Item],
        targets: Floats,
        beside: Sequence[Item] = (),
        *,
        share: float = 1.0,
    ) -> tuple[Integers, Floats, Floats]:
        """Return fold and scores of each unit, and each fit's scores of the others."""
        groups = [unit.group for unit in units]
        learnt = _among_first(groups, share)
        folds = min(FOLDS, len(set(groups)))
        fold_of = (
            grouped_folds(groups, folds, SEED)
            if folds > 1
            else np.zeros(len(units), np.int64)
        )
        scores = np.full(targets.shape, 0.5)
        others = np.full((folds, len(beside), targets.shape[1]), 0.5)
        for fold in np.unique(fold_of).tolist():
            training = np.flatnonzero((fold_of != fold) & learnt)
            said = self._scores(corpus, [*units, *beside], targets, training)
            scores[fold_of == fold] = said[: len(units)][fold_of == fold]
            others[fold] = said[len(units) :]
        return fold_of, scores, others

    def _scores(
        self,
        corpus: Corpus,
        units: Sequence[Item],
        targets: Floats,
        training: Integers,
    ) -> Floats:
        """Return the scores of all units by a fit on some."""
        if self._represent is None:
            common = np.asarray(targets.mean(axis=0) > 0.5, float)
            return np.tile(common, (len(units), 1))
        if not len(training):
            return np.full((len(units), targets.shape[1]), 0.5)
        matrix = self._represent(corpus, units, training)
        known = matrix[training]
        halves = _halves([units[place].group for place in training])
        columns = [
            _fitted(known, targets[training, output], halves, matrix)
            for output in range(targets.shape[1])
        ]
        return np.array(columns).T


def baselines() -> list[Learned]:
    """Return the baselines, weakest first."""
    return [
        Learned("majority", "baseline", None),
        Learned("length", "baseline", _lengths),
        Learned("compression ratio", "baseline", _compression),
        Learned("TF-IDF words", "baseline", _tfidf("word", (1, 2))),
        Learned("TF-IDF characters", "baseline", _tfidf("char_wb", (3, 5))),
    ]


def own_refitted() -> Learned:
    """Return our n-grams of a task, fitted in the run."""
    return Learned("ours, refitted", "ours", own_ngrams)


def _among_first(groups: Sequence[str], share: float) -> NDArray[np.bool_]:
    """Tell which rows belong to a share of the groups, in the order of a seed."""
    names = np.random.default_rng(SEED).permutation(sorted(set(groups)))
    kept = set(names[: max(1, round(share * len(names)))].tolist())
    return np.array([group in kept for group in groups])


def _halves(groups: Sequence[str]) -> Integers:
    """Split the training rows in two by group, for calibration."""
    if len(set(groups)) < 2:
        return np.zeros(len(groups), np.int64)
    return grouped_folds(groups, 2, SEED)


def _fitted(known: Any, target: Floats, halves: Integers, asked: Any) -> Floats:
    """Fit, calibrate to equal priors on halves that were not learnt from, predict."""
    if len(np.unique(target)) < 2:
        return np.full(asked.shape[0], target[0])
    decisions = np.full(len(target), np.nan)
    for half in (0, 1):
        held_out = halves == half
        if len(np.unique(target[~held_out])) == 2 and held_out.any():
            fitted = _estimator().fit(known[~held_out], target[~held_out])
            decisions[held_out] = fitted.decision_function(known[held_out])
    slope, offset = _calibration(decisions, target)
    decided = _estimator().fit(known, target).decision_function(asked)
    return expit(slope * decided + offset)


def _calibration(decisions: Floats, target: Floats) -> tuple[float, float]:
    usable = ~np.isnan(decisions)
    if len(np.unique(target[usable])) < 2:
        return 1.0, 0.0
    columns = decisions[usable, None], target[usable, None]
    slope, offset = platt(*columns, np.ones(int(usable.sum())))
    return float(slope[0]), float(offset[0])


def _estimator() -> LogisticRegression:
    return LogisticRegression(solver="liblinear", class_weight="balanced", max_iter=300)


def _units(
    corpus: Corpus, items: Sequence[Item]
) -> tuple[list[Item], Floats, tuple[str, ...]]:
    """Return what is classified, its targets, and the names of the outputs."""
    if corpus.kind == "lines":
        units = [
            Item(f"{item.id}:{number}", line, item.language, target, item.group)
            for item in items
            for number, (line, target) in enumerate(
                zip(item.text.split("\n"), item.target, strict=True)
            )
        ]
        return units, _column([unit.target for unit in units]), ("leftover",)
    if corpus.kind == "labels":
        names = tuple(sorted({label for item in items for label in item.target}))
        rows = [[float(name in item.target) for name in names] for item in items]
        return list(items), np.array(rows), names
    if corpus.kind == "tone":
        rows = [[float(item.target < 0), float(item.target > 0)] for item in items]
        return list(items), np.array(rows), ("negative", "positive")
    return list(items), _column([item.target for item in items]), (corpus.task,)


def _column(values: Sequence[float]) -> Floats:
    return np.array(values, float)[:, None]


def _said(
    corpus: Corpus, items: Sequence[Item], scores: Floats, outputs: Sequence[str]
) -> list[Said]:
    if corpus.kind == "labels":
        return [Said(dict(zip(outputs, row, strict=True))) for row in scores]
    if corpus.kind == "tone":
        return [_tone(negative, positive) for negative, positive in scores.tolist()]
    if corpus.kind == "lines":
        ends = np.cumsum([len(item.target) for item in items])
        return [Said(list(part[:, 0])) for part in np.split(scores, ends[:-1])]
    return [Said(float(score)) for score in scores[:, 0]]


def _tone(negative: float, positive: float) -> Said:
    """Return the difference, and the class: the likelier side, if likely at all."""
    side = 1.0 if positive >= negative else -1.0
    return Said(positive - negative, side if max(negative, positive) >= 0.5 else 0.0)


def _lengths(
    corpus: Corpus,  # noqa: ARG001
    units: Sequence[Item],
    training: Integers,  # noqa: ARG001
) -> Floats:
    return _column([np.log1p(len(unit.text.split())) for unit in units])


def _compression(
    corpus: Corpus,  # noqa: ARG001
    units: Sequence[Item],
    training: Integers,  # noqa: ARG001
) -> Floats:
    ratios = []
    for unit in units:
        plain = unit.text.encode()
        ratios.append(len(zlib.compress(plain, 9)) / max(len(plain), 1))
    return _column(ratios)


def _tfidf(analyzer: str, ngram_range: tuple[int, int]) -> Represent:
    def represent(
        corpus: Corpus,  # noqa: ARG001
        units: Sequence[Item],
        training: Integers,
    ) -> Any:
        counts = _counts(analyzer, ngram_range, tuple(unit.text for unit in units))
        seen = np.bincount(counts[training].indices, minlength=counts.shape[1])
        if not (seen > 1).any():  # no n-gram occurs twice
            return np.zeros((len(units), 1))
        kept = counts[:, np.flatnonzero(seen > 1)]
        return TfidfTransformer(sublinear_tf=True).fit(kept[training]).transform(kept)

    return represent


@lru_cache(maxsize=1)
def _counts(analyzer: str, ngram_range: tuple[int, int], texts: tuple[str, ...]) -> Any:
    """Count n-grams once for all folds; which of them are used is a fold's business."""
    vectoriser = CountVectorizer(
        analyzer=analyzer, ngram_range=ngram_range, dtype=np.float64
    )
    try:
        return vectoriser.fit_transform(texts)
    except ValueError:  # no text has a word
        return csr_matrix((len(texts), 1))
