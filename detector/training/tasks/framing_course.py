"""Everything a framing student learns from: gold labels, a teacher's sentences, seeds.

Counted once, whatever the number of folds. Imports the training machinery.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from detector.framing_models import sentence_means
from detector.sentence_measures import sentence_measures
from detector.training.distil import read_taught, texts_at
from detector.training.examples import as_matrix, vectorise, whole
from detector.training.recipe import Recipe
from detector.training.ridge import Lessons, inverse_frequencies
from detector.training.split import grouped_folds
from detector.training.tasks.framing_gold import Gold, read_gold, seed_words
from detector.training.tasks.loaded_words import WordLessons, word_lessons
from features.document import parse

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_LEAST = 3


@dataclass(frozen=True, eq=False)
class Course:
    """Everything a student learns from.

    Attributes
    ----------
    gold : Gold
    labelled : Lessons
        The gold examples.
    pool : Lessons or None
        The teacher's sentences, with the log-odds of the teacher of everything.
    pool_groups : ndarray of str
    pool_logits : ndarray of float64, shape (n, folds + 1, n_outputs)
    gold_logits : ndarray of float64, shape (n_gold, folds + 1, n_outputs), or None
        What the teachers say of gold examples that they did not see.
    seeds : Lessons or None
    scales : list of ndarray of float64, or None
        Inverse frequencies, where the recipe asks for them.
    fold_of : ndarray of int64
        Fold of each gold example.
    dense : ndarray of float64, shape (n, n_measures)
        ``sentence_measures`` of the gold examples, where the recipe names them.
    words : WordLessons or None
        Words that annotators marked, and the others, as very short examples.
    """

    gold: Gold
    labelled: Lessons
    pool: Lessons | None
    pool_groups: NDArray[np.str_]
    pool_logits: Floats
    gold_logits: Floats | None
    seeds: Lessons | None
    scales: list[Floats] | None
    fold_of: Integers
    dense: Floats
    words: WordLessons | None


def prepare(recipe: Recipe, data: Path) -> Course:
    """Read the corpora of a recipe and count their n-grams."""
    gold = read_gold(recipe, data)
    texts = [record["text"] for record in gold.records]
    ngrams = count(texts, recipe)
    taught = read_taught(recipe)
    pool, groups, logits = None, np.empty(0, np.str_), np.empty((0, 0, 0))
    if taught is not None and len(taught.places):
        unlabelled, groups = texts_at(taught.places, recipe, data)
        logits = taught.logits
        weights = np.full(logits[:, 0].shape, option(recipe, "pool_weight", 1.0))
        pool = Lessons(count(unlabelled, recipe), logits[:, -1], weights)
    matrices = pool.ngrams if pool else ngrams
    return Course(
        gold=gold,
        labelled=_labelled(gold, ngrams, recipe),
        pool=pool,
        pool_groups=groups,
        pool_logits=logits,
        gold_logits=taught.gold if taught else None,
        seeds=_seeds(recipe),
        scales=inverse_frequencies(matrices, _LEAST) if recipe.idf else None,
        fold_of=grouped_folds(gold.groups.tolist(), recipe.folds, recipe.seed),
        dense=_measures(texts, recipe),
        words=word_lessons(gold, recipe),
    )


def count(texts: list[str], recipe: Recipe) -> tuple[csr_matrix, ...]:
    """Return the n-grams of texts, as the model meets them in an article."""
    documents = [parse(text, language=recipe.language) for text in texts]
    if recipe.task != "frames":
        return vectorise(
            documents, dense=(), families=recipe.families, language=recipe.language
        )[1]
    return tuple(
        _stacked(
            [as_matrix(sentence_means(d, family, recipe.language)) for d in documents]
        )
        for family in recipe.families
    )


def _labelled(gold: Gold, ngrams: tuple[csr_matrix, ...], recipe: Recipe) -> Lessons:
    """Return the gold examples with log-odds; balanced, both classes weigh the same."""
    high, low = option(recipe, "positive", 1.5), option(recipe, "negative", -1.5)
    weights = np.repeat(gold.weights[:, None], gold.targets.shape[1], axis=1)
    if recipe.options.get("balanced", True):
        for corpus in np.unique(gold.corpora):
            rows = gold.corpora == corpus
            share = gold.targets[rows].mean(axis=0)
            balance = np.where(gold.targets[rows] > 0, 0.5 / share, 0.5 / (1 - share))
            weights[rows] *= balance
    return Lessons(ngrams, np.where(gold.targets > 0, high, low), weights)


def _seeds(recipe: Recipe) -> Lessons | None:
    words, targets = seed_words(recipe)
    if not words:
        return None
    documents = [parse(word, language=recipe.language) for word in words]
    ngrams = vectorise(
        documents, dense=(), families=recipe.families, language=recipe.language
    )[1]
    weight = float(recipe.options["seeds"].get("weight", 0.3))
    return Lessons(ngrams, targets, np.full(targets.shape, weight))


def _measures(texts: list[str], recipe: Recipe) -> Floats:
    if not recipe.dense:
        return np.empty((len(texts), 0))
    documents = [parse(text, language=recipe.language) for text in texts]
    return np.vstack([sentence_measures(d, *whole(d)) for d in documents])


def _stacked(rows: list[csr_matrix]) -> csr_matrix:
    return vstack(rows, format="csr")


def option(recipe: Recipe, name: str, default: float) -> float:
    """Return a number of ``[task_options]``."""
    return float(recipe.options.get(name, default))
