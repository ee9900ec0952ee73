"""Heads of the semantic tier: gold labels over embeddings, beside the fast model.

Two steps, both logistic regressions: the first on the standardised embedding and the
named measures; the second weighs its held-out decision against that of the fast model,
which comes from students that did not see the example either. Both together are one
linear model over ``detector.semantic.head_inputs``.

A head may learn from the labels of another language, since the embeddings of both lie
in one space, each language round a centre of its own. It then leaves the fast model
out, and is measured on that language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detector.errors import CorpusError
from detector.framing_models import SentenceNumbers, tone_of
from detector.model import Dense, Model
from detector.semantic import head_inputs, head_names
from detector.sentence_measures import sentence_measures
from detector.store import MODELS, load
from detector.training.distil import read_taught, texts_at
from detector.training.embeddings import Embeddings
from detector.training.fit import Fitted
from detector.training.recipe import Recipe, read_recipe
from detector.training.tasks.framing import (
    both_steps,
    calibrated,
    held_out_decisions,
    second_model,
    teach,
)
from detector.training.tasks.framing_course import Course, prepare
from detector.training.tasks.framing_gold import outputs_of, read_gold
from features.document import Document, parse

Floats = NDArray[np.float64]
_CENTRE = 500


@dataclass(frozen=True, eq=False)
class _Lessons:
    """What the first step is fitted on.

    Attributes
    ----------
    values : ndarray of float64, shape (n, n_columns)
    targets : ndarray of float64, shape (n, n_outputs)
    weights : ndarray of float64, shape (n,)
    """

    values: Floats
    targets: Floats
    weights: Floats


@dataclass(frozen=True, eq=False)
class _Steps:
    """Both steps, fitted.

    Attributes
    ----------
    mean, scale : ndarray of float64, shape (n_columns,)
    weights : ndarray of float64, shape (n_columns, n_outputs)
    intercept, of_first, of_fast, offset : ndarray of float64, shape (n_outputs,)
    """

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: Floats
    of_first: Floats
    of_fast: Floats
    offset: Floats


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained head of a recipe; see ``detector.training.tasks``.

    ``fast`` in ``[task_options]`` names the folder of the fast model whose labelled
    texts it learns from. Corpora of ``role = "further"``, all in one language
    (``lang``, by default that of the recipe), join the first step alone. ``centre``
    names a model folder: the mean of the unlabelled sentences in its
    ``teacher.npz`` takes the place of the mean of labelled texts in another language.
    """
    fast_recipe = read_recipe(MODELS / recipe.options["fast"])
    fast_model = load(MODELS / recipe.options["fast"])
    course = prepare(fast_recipe, data)
    _refuse_other_gold(course, replace(recipe, language=fast_recipe.language), data)
    if recipe.language == fast_recipe.language:
        held_out = _fast_decisions(course, fast_recipe)
    else:  # another model will stand beside the head: it has no say
        held_out = np.zeros(course.gold.targets.shape)
    columns = _columns(course, fast_recipe, fast_model, held_out)
    fast, values = _split(columns, recipe.task)
    if recipe.language != fast_recipe.language:
        fast = np.zeros_like(fast)
    lessons = _Lessons(values, course.gold.targets, course.gold.weights)
    further = _further(recipe, data)
    every = np.ones(len(values), np.bool_)
    first = np.empty(course.gold.targets.shape)
    for fold in range(recipe.folds):
        inside = course.fold_of == fold
        mean, scale, weights, intercept = _first(lessons, further, recipe, ~inside)
        first[inside] = (values[inside] - mean) / scale @ weights + intercept
    decisions = np.empty(first.shape)
    for fold in range(recipe.folds):
        inside = course.fold_of == fold
        of_first, of_fast, offset = _second(course, first, fast, ~inside)
        decisions[inside] = first[inside] * of_first + fast[inside] * of_fast + offset
    steps = _Steps(
        *_first(lessons, further, recipe, every), *_second(course, first, fast, every)
    )
    if "centre" in recipe.options:
        steps = replace(steps, mean=_centre(recipe, data))
    fitted = _joined(steps, columns, recipe.task)
    return calibrated(fitted, course, recipe, decisions)


def _refuse_other_gold(course: Course, recipe: Recipe, data: Path) -> None:
    texts = [record["text"] for record in read_gold(recipe, data).records]
    if texts != [record["text"] for record in course.gold.records]:
        raise CorpusError(
            f"{recipe.options['fast']}: learns from other labelled texts than the "
            "semantic recipe names; both have to name the same corpora"
        )


def _fast_decisions(course: Course, recipe: Recipe) -> Floats:
    students = [teach(course, recipe, fold) for fold in range(recipe.folds)]
    first = held_out_decisions(course, students)
    if not recipe.dense:
        return first
    return both_steps(course, first, recipe, second_model(recipe))


def _columns(course: Course, recipe: Recipe, fast: Model, held_out: Floats) -> Floats:
    """Return ``head_inputs`` of the gold examples, held out of the fast model."""
    texts = [record["text"] for record in course.gold.records]
    unknown = np.full(len(texts), np.nan)
    probabilities = fast.probability(held_out)
    # Passages add the intercept to the mean of their sentences.
    numbers = SentenceNumbers(unknown, unknown, unknown, held_out - fast.intercept)
    if recipe.task == "tone":
        tone = tone_of(probabilities, fast.outputs)
        numbers = SentenceNumbers(unknown, unknown, tone, held_out)
    elif recipe.task != "frames":
        said = probabilities[:, 0]
        numbers = SentenceNumbers(said, said, unknown, held_out)
    documents = [parse(text, language=recipe.language) for text in texts]
    return head_inputs(
        recipe.task, numbers, _measures(documents), _vectors(documents, recipe.task)
    )


def _measures(documents: list[Document]) -> Floats:
    rows = [
        sentence_measures(document, np.array([0]), np.array([len(document.folded)]))
        for document in documents
    ]
    return np.concatenate(rows)


def _vectors(documents: list[Document], task: str) -> Floats:
    """Return the embedding of each text; of a passage the mean of its sentences."""
    embeddings = Embeddings()
    if task != "frames":
        return embeddings.of([document.folded for document in documents])
    parts = [
        [document.folded[span.start : span.end] for span in document.sentences]
        for document in documents
    ]
    vectors = embeddings.of([sentence for part in parts for sentence in part])
    ends = np.cumsum([len(part) for part in parts])[:-1]
    return np.stack([rows.mean(axis=0) for rows in np.split(vectors, ends)])


def _split(columns: Floats, task: str) -> tuple[Floats, Floats]:
    """Return what the fast model says, and all other columns."""
    said = len(outputs_of(task)) if task == "frames" else 1
    return columns[:, :said], columns[:, said:]


def _further(recipe: Recipe, data: Path) -> _Lessons | None:
    """Return what the corpora of role ``further`` add to the first step."""
    gold = read_gold(recipe, data, roles=("further",))
    if not gold.records:
        return None
    documents = [
        parse(record["text"], language=record.get("lang", recipe.language))
        for record in gold.records
    ]
    values = _values(documents, recipe.task)
    return _Lessons(values, gold.targets, gold.weights)


def _centre(recipe: Recipe, data: Path) -> Floats:
    """Return the mean of unlabelled sentences in the language of the recipe."""
    other = read_recipe(MODELS / recipe.options["centre"])
    taught = read_taught(other)
    if taught is None:
        raise CorpusError(f"{recipe.options['centre']}: names no unlabelled sentences")
    drawn = np.random.default_rng(recipe.seed).permutation(len(taught.places))
    places = taught.places.take(np.sort(drawn[:_CENTRE]))
    texts, _ = texts_at(places, other, data)
    documents = [parse(text, language=recipe.language) for text in texts]
    return np.asarray(_values(documents, recipe.task).mean(axis=0))


def _values(documents: list[Document], task: str) -> Floats:
    """Return the columns of the first step."""
    vectors = _vectors(documents, task)
    return vectors if task == "frames" else np.hstack((_measures(documents), vectors))


def _first(
    lessons: _Lessons,
    further: _Lessons | None,
    recipe: Recipe,
    where: NDArray[np.bool_],
) -> tuple[Floats, Floats, Floats, Floats]:
    """Fit the first step; return mean, scale, weights, intercept."""
    chosen = lessons.values[where]
    mean, scale = chosen.mean(axis=0), chosen.std(axis=0) + 1e-9
    chosen = (chosen - mean) / scale
    targets, given = lessons.targets[where], lessons.weights[where]
    if further is not None:
        own = further.values - further.values.mean(axis=0)
        chosen = np.vstack((chosen, own / scale))
        targets = np.vstack((targets, further.targets))
        given = np.concatenate((given, further.weights))
    weights = np.empty((chosen.shape[1], targets.shape[1]))
    intercept = np.empty(targets.shape[1])
    for output in range(targets.shape[1]):
        estimator = LogisticRegression(
            C=recipe.C, solver="liblinear", class_weight="balanced", tol=1e-5
        )
        estimator.fit(chosen, targets[:, output], given)
        weights[:, output] = estimator.coef_[0]
        intercept[output] = estimator.intercept_[0]
    return mean, scale, weights, intercept


def _second(
    course: Course, first: Floats, fast: Floats, where: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats]:
    """Fit the second step; return the factors of both, and the offset."""
    used = where & course.gold.measured
    targets = course.gold.targets[used]
    outputs = targets.shape[1]
    of_first, of_fast, offset = (np.empty(outputs) for _ in range(3))
    beside = np.broadcast_to(fast, first.shape)
    for output in range(outputs):
        both = np.column_stack((first[used, output], beside[used, output]))
        estimator = LogisticRegression(
            solver="liblinear", class_weight="balanced", tol=1e-6
        )
        estimator.fit(both, targets[:, output])
        of_first[output], of_fast[output] = estimator.coef_[0]
        offset[output] = estimator.intercept_[0]
    return of_first, of_fast, offset


def _joined(steps: _Steps, columns: Floats, task: str) -> Fitted:
    """Return both steps as one linear model over all columns."""
    outputs = outputs_of(task)
    names = head_names(task, outputs)
    said = len(names) - len(steps.mean)
    of_fast = (
        np.diag(steps.of_fast) if task == "frames" else steps.of_fast[None, :]
    )  # the fast model says one thing, or one of each frame
    dense = Dense(
        names=names,
        impute=np.median(columns, axis=0),
        mean=np.concatenate((np.zeros(said), steps.mean)),
        scale=np.concatenate((np.ones(said), steps.scale)),
        weights=np.vstack((of_fast, steps.weights * steps.of_first)),
    )
    intercept = steps.intercept * steps.of_first + steps.offset
    return Fitted(dense, (), intercept)
