"""The learning curve of distillation: how a student grows with its teacher's sentences.

Run ``python -m benchmarks.distillation loaded_de opinion_de --data PATH``, where PATH
is the folder of the corpora. The pool of ``teacher.npz`` is cut to each ``--size``,
the smaller pool always a part of the larger. Outlets are left out of gold labels,
pool and teacher alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detector.store import MODELS
from detector.training import metrics
from detector.training.recipe import Recipe, read_recipe
from detector.training.tasks.framing import (
    auroc_within,
    held_out_decisions,
    measured_examples,
    stacked,
    teach,
)
from detector.training.tasks.framing_course import Course, prepare

Floats = NDArray[np.float64]
SIZES = (0, 800, 1600, 3200)


@dataclass(frozen=True, slots=True)
class Point:
    """A student at one size of the pool: AUROC on outlets left out.

    Attributes
    ----------
    model : str
    size : int
        Sentences of the pool.
    student, with_cues, within : float
        The n-grams alone; with the second step over cues; that within outlets.
    """

    model: str
    size: int
    student: float
    with_cues: float
    within: float


def curve(name: str, data: Path, sizes: Sequence[int]) -> Iterator[Point]:
    """Measure the recipe of a model folder at each size, and with its whole pool."""
    recipe = read_recipe(MODELS / name)
    course = prepare(recipe, data)
    whole = 0 if course.pool is None else len(course.pool.targets)
    for size in sorted({*(size for size in sizes if size < whole), whole}):
        yield _point(name, recipe, cut(course, size, recipe.seed), size)


def cut(course: Course, size: int, seed: int) -> Course:
    """Return a course with so many sentences of its pool, drawn with the seed."""
    if course.pool is None:
        return course
    if size == 0:
        return replace(course, pool=None)
    order = np.random.default_rng(seed).permutation(len(course.pool.targets))
    rows = np.sort(order[:size])
    return replace(
        course,
        pool=course.pool.take(rows),
        pool_groups=course.pool_groups[rows],
        pool_logits=course.pool_logits[rows],
    )


def _point(name: str, recipe: Recipe, course: Course, size: int) -> Point:
    students = [teach(course, recipe, fold) for fold in range(recipe.folds)]
    first = held_out_decisions(course, students)
    both = stacked(course, first, recipe) if recipe.dense else first
    examples, of_student = measured_examples(course, recipe, first)
    _, of_both = measured_examples(course, recipe, both)
    targets = examples.targets[:, 0]
    return Point(
        name,
        size,
        metrics.auroc(targets, of_student[:, 0]),
        metrics.auroc(targets, of_both[:, 0]),
        auroc_within(examples, of_both[:, 0]),
    )


def main() -> None:
    """Print the points as lines of a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", help="model folders, such as loaded_de")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, action="append", help="sentences")
    given = parser.parse_args()
    print("| model | unlabelled sentences | n-grams | with cues | within outlets |")
    print("|---|---|---|---|---|")
    for name in given.models:
        for at in curve(name, given.data, given.size or SIZES):
            print(
                f"| {at.model} | {at.size:,} | {at.student:.3f} "
                f"| {at.with_cues:.3f} | {at.within:.3f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
