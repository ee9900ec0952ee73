"""Loaded, opinion, tone and frames: students of gold labels, seed words and a teacher.

All four are ridge regressions on log-odds over the same hashed n-grams. Gold labels
count as fixed log-odds, seed words as very short examples, and the unlabelled press
sentences of ``teacher.npz`` with what the teacher said of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from detector.model import Model
from detector.store import MODELS, load
from detector.training import metrics
from detector.training.calibrate import platt
from detector.training.examples import Examples
from detector.training.fit import Fitted
from detector.training.linear import assemble, output_metrics, with_facts
from detector.training.recipe import Recipe
from detector.training.ridge import Lessons, fit_ridge, joined
from detector.training.softmax import softmax_scaling
from detector.training.stacking import Second, fit_second
from detector.training.tasks.framing_course import Course, option, prepare
from detector.training.tasks.framing_gold import outputs_of
from detector.training.tasks.loaded_words import word_scale

Floats = NDArray[np.float64]
_FEWEST = 30


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe; see ``detector.training.tasks``.

    ``second_of`` in ``[task_options]`` names a model folder of another language whose
    second step and calibration are taken over, for languages without news labels.
    """
    course = prepare(recipe, data)
    students = [teach(course, recipe, fold) for fold in range(recipe.folds)]
    first = held_out_decisions(course, students)
    fitted, decisions = teach(course, recipe, None), first
    parameters = word_scale(course.gold, course.fold_of, students, recipe)
    other = second_model(recipe)
    if recipe.dense:
        second = second_of(other) if other else own_second(course, first, recipe)
        decisions = both_steps(course, first, recipe, other)
        fitted = second.joined_to(fitted)
        parameters = {**_after(second, parameters), **_kept(second)}
    model = calibrated(fitted, course, recipe, decisions)
    model = with_facts(model, {}, parameters=parameters)
    return model if other is None else _calibrated_as(model, other)


def teach(course: Course, recipe: Recipe, fold: int | None) -> Fitted:
    """Fit a student: on everything, or without the groups of a fold."""
    labelled, pool = _with_teacher(course, recipe, fold), course.pool
    if fold is not None:
        held_out = course.fold_of == fold
        labelled = labelled.take(np.flatnonzero(~held_out))
        if pool is not None:
            unseen = ~np.isin(
                course.pool_groups, np.unique(course.gold.groups[held_out])
            )
            told = Lessons(pool.ngrams, course.pool_logits[:, fold], pool.weights)
            pool = told.take(np.flatnonzero(unseen))
    words = None
    if course.words is not None:
        kept = np.ones(len(course.words.records), np.bool_)
        if fold is not None:
            kept = course.fold_of[course.words.records] != fold
        words = course.words.lessons.take(np.flatnonzero(kept))
    parts = [p for p in (labelled, pool, course.seeds, words) if p is not None]
    penalty = option(recipe, "penalty", 1.0)
    return fit_ridge(joined(parts), penalty=penalty, scales=course.scales)


def _with_teacher(course: Course, recipe: Recipe, fold: int | None) -> Lessons:
    """Return the gold examples, their labels softened by what the teacher says.

    ``soften`` in ``[task_options]`` is the share of the teacher in the log-odds.
    """
    share = option(recipe, "soften", 0.0)
    labelled, said = course.labelled, course.gold_logits
    if said is None or not share:
        return labelled
    heard = said[:, -1 if fold is None else fold]
    mixed = (1 - share) * labelled.targets + share * heard
    targets = np.where(np.isnan(heard), labelled.targets, mixed)
    return replace(labelled, targets=targets)


def held_out_decisions(course: Course, students: list[Fitted]) -> Floats:
    """Return for each gold example the decision of the student without its fold."""
    decisions = np.empty(course.gold.targets.shape)
    for fold, student in enumerate(students):
        rows = np.flatnonzero(course.fold_of == fold)
        ngrams = [matrix[rows] for matrix in course.labelled.ngrams]
        decisions[rows] = student.decide(np.empty((len(rows), 0)), ngrams)
    return decisions


def second_model(recipe: Recipe) -> Model | None:
    """Return the model whose second step a recipe takes over, None if its own."""
    name = recipe.options.get("second_of")
    return load(MODELS / name) if name else None


def second_of(model: Model) -> Second:
    """Return the second step of a trained model."""
    student, offset = (np.array(model.parameters[k]) for k in ("student", "offset"))
    return Second(student, model.dense, offset)


def _calibrated_as(model: Model, other: Model) -> Model:
    """Return a model with the calibration and the thresholds of another."""
    return replace(
        model,
        slope=other.slope,
        offset=other.offset,
        thresholds=other.thresholds,
        parameters={**other.parameters, **model.parameters},
    )


def both_steps(
    course: Course, first: Floats, recipe: Recipe, other: Model | None
) -> Floats:
    """Return held-out decisions after the second step, a recipe's own or another's."""
    if other is not None:
        return second_of(other).decide(first, course.dense)
    return stacked(course, first, recipe)


def own_second(
    course: Course, first: Floats, recipe: Recipe, without: int | None = None
) -> Second:
    """Fit the second step on held-out decisions, of all folds or without one."""
    used = course.gold.measured & (course.fold_of != without)
    targets = course.gold.targets[used]
    return fit_second(first[used], course.dense[used], targets, recipe.dense)


def stacked(course: Course, first: Floats, recipe: Recipe) -> Floats:
    """Return decisions of both steps, the second fitted without the example's fold."""
    decisions = np.empty(first.shape)
    for fold in range(recipe.folds):
        inside = course.fold_of == fold
        second = own_second(course, first, recipe, without=fold)
        decisions[inside] = second.decide(first[inside], course.dense[inside])
    return decisions


def _kept(second: Second) -> dict[str, list[float]]:
    """Return what ``second_of`` needs besides the weights of the measures."""
    return {
        "student": second.of_student.tolist(),
        "offset": second.offset.tolist(),
    }


def _after(second: Second, words: dict[str, list[float]]) -> dict[str, list[float]]:
    """Return the scale of words for decisions of both steps, not the student's."""
    if "word" not in words:
        return words
    of_word, of_list, offset = words["word"]
    of_word /= float(second.of_student[0])
    moved = offset - of_word * float(second.offset[0])
    return {**words, "word": [of_word, of_list, moved]}


def calibrated(
    fitted: Fitted, course: Course, recipe: Recipe, decisions: Floats
) -> Model:
    """Return a model, calibrated and measured on held-out decisions."""
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
        "metrics": _metrics(model, examples, decisions),
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


def _metrics(model: Model, examples: Examples, decisions: Floats) -> dict[str, Any]:
    if model.task != "frames":
        return output_metrics(model, examples, decisions)
    columns = zip(model.outputs, examples.targets.T, decisions.T, strict=True)
    return {
        name: {
            "positives": int(target.sum()),
            "auroc": metrics.interval(metrics.auroc, target, scores, examples.groups),
        }
        for name, target, scores in columns
    }


def _summary(
    model: Model, examples: Examples, decisions: Floats
) -> tuple[dict[str, float], Mapping[str, Any]]:
    """Return the thresholds of the verdicts and measures over all outputs."""
    probabilities, targets = model.probability(decisions), examples.targets
    if model.task == "tone":
        chosen, right = probabilities.argmax(axis=1), targets.argmax(axis=1)
        return {}, {"macro_f1": float(f1_score(right, chosen, average="macro"))}
    limits = fair_thresholds(targets, probabilities)
    found = np.asarray(probabilities >= limits, float)
    summary: dict[str, Any] = {
        "micro_f1": metrics.interval(micro_f1, targets, found, examples.groups)
    }
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


def micro_f1(targets: Floats, found: NDArray[np.generic]) -> float:
    """Return F1 over all outputs taken together."""
    hits = float((found.astype(float) * targets).sum())
    return 2 * hits / max(float(found.astype(float).sum() + targets.sum()), 1.0)


def auroc_within(examples: Examples, scores: Floats) -> float:
    """Return the mean AUROC inside groups of 30 examples or more with both classes."""
    found = []
    for group in np.unique(examples.groups):
        rows = examples.groups == group
        if rows.sum() >= _FEWEST:
            found.append(metrics.auroc(examples.targets[rows, 0], scores[rows]))
    known = [value for value in found if value == value]
    return float(np.mean(known)) if known else float("nan")
