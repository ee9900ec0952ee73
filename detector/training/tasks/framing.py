"""Loaded, opinion, tone and frames: students of gold labels, seed words and a teacher.

All four are ridge regressions on log-odds over the same hashed n-grams. Gold labels
count as fixed log-odds, seed words as very short examples, and the unlabelled press
sentences of ``teacher.npz`` with what the teacher said of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.metrics import f1_score

from detector.framing_models import sentence_means
from detector.model import Model
from detector.training import metrics
from detector.training.calibrate import platt
from detector.training.distil import read_taught, texts_at
from detector.training.examples import Examples, as_matrix, vectorise
from detector.training.fit import Fitted
from detector.training.linear import assemble, output_metrics, with_facts
from detector.training.recipe import Recipe
from detector.training.ridge import (
    Lessons,
    fit_ridge,
    inverse_frequencies,
    joined,
)
from detector.training.softmax import softmax_scaling
from detector.training.split import grouped_folds
from detector.training.tasks.framing_gold import (
    Gold,
    outputs_of,
    read_gold,
    seed_words,
)
from detector.training.tasks.loaded_words import word_scale
from features.document import parse

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
_LEAST = 3
_FEWEST = 30


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
    seeds : Lessons or None
    scales : list of ndarray of float64, or None
        Inverse frequencies, where the recipe asks for them.
    fold_of : ndarray of int64
        Fold of each gold example.
    """

    gold: Gold
    labelled: Lessons
    pool: Lessons | None
    pool_groups: NDArray[np.str_]
    pool_logits: Floats
    seeds: Lessons | None
    scales: list[Floats] | None
    fold_of: Integers


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe; see ``detector.training.tasks``."""
    course = prepare(recipe, data)
    students = [teach(course, recipe, fold) for fold in range(recipe.folds)]
    decisions = held_out_decisions(course, students)
    model = _calibrated(teach(course, recipe, None), course, recipe, decisions)
    if recipe.task == "loaded":
        words = word_scale(course.gold, course.fold_of, students, recipe)
        model = with_facts(model, {}, parameters=words)
    return model


def prepare(recipe: Recipe, data: Path) -> Course:
    """Read the corpora of a recipe and count their n-grams."""
    gold = read_gold(recipe, data)
    texts = [record["text"] for record in gold.records]
    ngrams = count(texts, recipe)
    taught = read_taught(recipe)
    pool, groups, logits = None, np.empty(0, np.str_), np.empty((0, 0, 0))
    if taught is not None:
        unlabelled, groups = texts_at(taught.places, recipe, data)
        logits = taught.logits
        weights = np.full(logits[:, 0].shape, _option(recipe, "pool_weight", 1.0))
        pool = Lessons(count(unlabelled, recipe), logits[:, -1], weights)
    matrices = pool.ngrams if pool else ngrams
    return Course(
        gold=gold,
        labelled=_labelled(gold, ngrams, recipe),
        pool=pool,
        pool_groups=groups,
        pool_logits=logits,
        seeds=_seeds(recipe),
        scales=inverse_frequencies(matrices, _LEAST) if recipe.idf else None,
        fold_of=grouped_folds(gold.groups.tolist(), recipe.folds, recipe.seed),
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


def teach(course: Course, recipe: Recipe, fold: int | None) -> Fitted:
    """Fit a student: on everything, or without the groups of a fold."""
    labelled, pool = course.labelled, course.pool
    if fold is not None:
        held_out = course.fold_of == fold
        labelled = labelled.take(np.flatnonzero(~held_out))
        if pool is not None:
            unseen = ~np.isin(
                course.pool_groups, np.unique(course.gold.groups[held_out])
            )
            told = Lessons(pool.ngrams, course.pool_logits[:, fold], pool.weights)
            pool = told.take(np.flatnonzero(unseen))
    parts = [part for part in (labelled, pool, course.seeds) if part is not None]
    penalty = _option(recipe, "penalty", 1.0)
    return fit_ridge(joined(parts), penalty=penalty, scales=course.scales)


def held_out_decisions(course: Course, students: list[Fitted]) -> Floats:
    """Return for each gold example the decision of the student without its fold."""
    decisions = np.empty(course.gold.targets.shape)
    for fold, student in enumerate(students):
        rows = np.flatnonzero(course.fold_of == fold)
        ngrams = [matrix[rows] for matrix in course.labelled.ngrams]
        decisions[rows] = student.decide(np.empty((len(rows), 0)), ngrams)
    return decisions


def _calibrated(
    fitted: Fitted, course: Course, recipe: Recipe, decisions: Floats
) -> Model:
    examples, decisions = measured_examples(course, recipe, decisions)
    outputs = outputs_of(recipe.task)
    if recipe.task == "tone":
        scaling = softmax_scaling(decisions, examples.targets)
        model = assemble(fitted, recipe, outputs, scaling, link="softmax")
    else:
        scaling = platt(decisions, examples.targets, examples.weights)
        model = assemble(fitted, recipe, outputs, scaling)
    thresholds, summary = _summary(model, examples, decisions)
    facts: dict[str, Any] = {
        "examples": len(examples),
        "groups": len(np.unique(examples.groups)),
        "unlabelled sentences": 0 if course.pool is None else len(course.pool.targets),
        "metrics": output_metrics(model, examples, decisions),
        "summary": summary,
    }
    return with_facts(model, facts, thresholds=thresholds)


def measured_examples(
    course: Course, recipe: Recipe, decisions: Floats
) -> tuple[Examples, Floats]:
    """Return the gold examples to be measured on, with their decisions."""
    gold = course.gold
    rows = np.flatnonzero(gold.measured)
    examples = Examples(
        dense=np.empty((len(rows), 0)),
        ngrams=(),
        targets=gold.targets[rows],
        groups=gold.groups[rows],
        weights=np.ones(len(rows)),
        outputs=outputs_of(recipe.task),
        slices={"corpus": gold.corpora[rows]},
    )
    return examples, decisions[rows]


def _summary(
    model: Model, examples: Examples, decisions: Floats
) -> tuple[dict[str, float], Mapping[str, Any]]:
    """Return the thresholds of the verdicts and measures over all outputs."""
    probabilities, targets = model.probability(decisions), examples.targets
    if model.task == "tone":
        chosen, right = probabilities.argmax(axis=1), targets.argmax(axis=1)
        return {}, {"macro_f1": float(f1_score(right, chosen, average="macro"))}
    limits = fair_thresholds(targets, probabilities)
    found = probabilities >= limits
    summary = {"micro_f1": micro_f1(targets, found)}
    inside = auroc_within(examples, probabilities[:, 0])
    if model.task != "frames" and inside == inside:
        summary["auroc_within_groups"] = inside
    return dict(zip(model.outputs, limits.tolist(), strict=True)), summary


def fair_thresholds(targets: Floats, probabilities: Floats) -> Floats:
    """Return the threshold of each output, on probabilities at equal priors.

    All are the same probability at the observed shares, the one of the highest
    micro F1: a threshold of its own for each rare output would be luck.
    """
    odds = targets.mean(axis=0) / (1 - targets.mean(axis=0))
    grid = np.linspace(0.1, 0.6, 51)[:, None]
    limits = grid / (1 - grid) / odds
    limits = limits / (1 + limits)
    scores = [micro_f1(targets, probabilities >= row) for row in limits]
    return np.asarray(limits[int(np.argmax(scores))])


def micro_f1(targets: Floats, found: NDArray[np.bool_]) -> float:
    """Return F1 over all outputs taken together."""
    hits = float((found * targets).sum())
    return 2 * hits / max(float(found.sum() + targets.sum()), 1.0)


def auroc_within(examples: Examples, scores: Floats) -> float:
    """Return the mean AUROC inside groups of 30 examples or more with both classes."""
    found = []
    for group in np.unique(examples.groups):
        rows = examples.groups == group
        if rows.sum() >= _FEWEST:
            found.append(metrics.auroc(examples.targets[rows, 0], scores[rows]))
    known = [value for value in found if value == value]
    return float(np.mean(known)) if known else float("nan")


def _labelled(gold: Gold, ngrams: tuple[csr_matrix, ...], recipe: Recipe) -> Lessons:
    """Return the gold examples with log-odds; balanced, both classes weigh the same."""
    high, low = _option(recipe, "positive", 1.5), _option(recipe, "negative", -1.5)
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


def _stacked(rows: list[csr_matrix]) -> csr_matrix:
    return vstack(rows, format="csr")


def _option(recipe: Recipe, name: str, default: float) -> float:
    return float(recipe.options.get(name, default))
