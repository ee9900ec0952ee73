"""Measure the framing models: grouped cross-validation, and corpora never learnt from.

Run ``python -m benchmarks.framing --data PATH``, where PATH is the folder of the
corpora. ``--only NAME`` measures one model folder, ``--gold-only`` leaves out what a
teacher said of unlabelled sentences: the difference is what distillation gives.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from detector.framing_models import SentenceNumbers
from detector.semantic import head_inputs
from detector.sentence_measures import sentence_measures
from detector.store import MODELS, load
from detector.training import metrics
from detector.training.calibrate import platt
from detector.training.corpus import parse_records, read_bytes
from detector.training.embeddings import Embeddings
from detector.training.examples import Examples, vectorise, whole
from detector.training.fit import Fitted
from detector.training.recipe import Recipe, read_recipe
from detector.training.tasks.framing import (
    auroc_within,
    fair_thresholds,
    held_out_decisions,
    measured_examples,
    micro_f1,
    second_model,
    second_of,
    stacked,
    teach,
)
from detector.training.tasks.framing_course import prepare
from features.document import parse

Floats = NDArray[np.float64]
SEMANTIC = "_semantic"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A corpus that a model is measured on and did not learn from."""

    model: str
    path: str
    language: Literal["de", "en"]
    field: str
    positive: tuple[str, ...]


ELSEWHERE = (
    Elsewhere("loaded_en", "framing/babe", "en", "label", ("biased",)),
    Elsewhere("loaded_en_semantic", "framing/babe", "en", "label", ("biased",)),
    Elsewhere("loaded_en", "framing/basil", "en", "labels", ("lexical",)),
    Elsewhere("opinion_en", "framing/penn_sentences", "en", "label", ("opinion",)),
    Elsewhere(
        "opinion_en_semantic", "framing/penn_sentences", "en", "label", ("opinion",)
    ),
    Elsewhere(
        "opinion_en", "framing/checkthat_subjectivity", "en", "label", ("subjective",)
    ),
    Elsewhere(
        "opinion_en_semantic",
        "framing/checkthat_subjectivity",
        "en",
        "label",
        ("subjective",),
    ),
    Elsewhere(
        "opinion_de", "framing/checkthat_subjectivity", "de", "label", ("subjective",)
    ),
    Elsewhere(
        "opinion_de_semantic",
        "framing/checkthat_subjectivity",
        "de",
        "label",
        ("subjective",),
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured number."""

    model: str
    corpus: str
    measure: str
    value: float
    n: int


def cross_validated(name: str, data: Path, *, gold_only: bool = False) -> Iterator[Row]:
    """Measure a model folder by the grouped cross-validation of its recipe."""
    recipe = read_recipe(MODELS / name)
    if gold_only:
        options = {k: v for k, v in recipe.options.items() if k != "teacher_sha256"}
        recipe = replace(recipe, options=options)
    course = prepare(recipe, data)
    students = [teach(course, recipe, fold) for fold in range(recipe.folds)]
    decisions = held_out_decisions(course, students)
    if recipe.dense:
        model = second_model(recipe)
        decisions = (
            second_of(model).decide(decisions, course.dense)
            if model
            else stacked(course, decisions, recipe)
        )
    examples, decisions = measured_examples(course, recipe, decisions)
    for corpus in np.unique(examples.slices["corpus"]):
        rows = np.flatnonzero(examples.slices["corpus"] == corpus)
        for measure, value in _measures(recipe, examples, decisions, rows):
            yield Row(name, str(corpus), measure, value, len(rows))


def elsewhere(test: Elsewhere, data: Path) -> Iterator[Row]:
    """Measure a shipped model on a corpus it did not learn from."""
    model = load(MODELS / test.model)
    path = data / f"{test.path}.jsonl.gz"
    records = [
        record
        for record in parse_records(read_bytes(path), path)
        if record["lang"] == test.language
    ]
    decisions = _decisions(test, [record["text"] for record in records])
    targets = np.array([_is_positive(record[test.field], test) for record in records])
    scores = model.probability(decisions)[:, 0]
    found = scores >= model.thresholds[model.outputs[0]]
    corpus = f"{Path(test.path).name} ({test.language}, never learnt from)"
    rows = {
        "auroc": metrics.auroc(targets, scores),
        "macro F1 at the shipped threshold": _macro(targets, found),
        "macro F1 at equal priors": _macro(targets, scores >= 0.5),
        "best F1": metrics.best_f1(targets, scores),
    }
    for measure, value in rows.items():
        yield Row(test.model, corpus, measure, value, len(targets))


def _decisions(test: Elsewhere, texts: list[str]) -> Floats:
    """Return what a model decides on texts, of a head together with its fast model."""
    name = test.model.removesuffix(SEMANTIC)
    fast = load(MODELS / name)
    documents = [parse(text, language=test.language) for text in texts]
    ngrams = vectorise(
        documents, dense=(), families=fast.families, language=test.language
    )[1]
    measures = np.vstack([sentence_measures(d, *whole(d)) for d in documents])
    tables = tuple(np.asarray(table) for table in fast.tables)
    decisions = Fitted(fast.dense, tables, fast.intercept).decide(measures, ngrams)
    if name == test.model:
        return decisions
    said = fast.probability(decisions)[:, 0]
    numbers = SentenceNumbers(said, said, said, said)
    vectors = Embeddings().of(texts)
    inputs = head_inputs(fast.task, numbers, measures, vectors)
    return load(MODELS / test.model).decide(inputs, ())


def _measures(
    recipe: Recipe, examples: Examples, decisions: Floats, rows: NDArray[np.int64]
) -> Iterator[tuple[str, float]]:
    targets, values = examples.targets[rows], decisions[rows]
    if recipe.task == "tone":
        # Each class against the rest weighs the same: the highest decision wins.
        right, chosen = targets.argmax(axis=1), values.argmax(axis=1)
        yield "macro F1", float(f1_score(right, chosen, average="macro"))
        return
    slope, offset = platt(values, targets, np.ones(len(rows)))
    probabilities = 1 / (1 + np.exp(-(slope * values + offset)))
    if recipe.task == "frames":
        aurocs = [metrics.auroc(targets[:, k], values[:, k]) for k in range(len(slope))]
        yield "mean auroc", float(np.nanmean(aurocs))
        limits = fair_thresholds(targets, probabilities)
        yield "micro F1", micro_f1(targets, probabilities >= limits)
        return
    part = replace(examples, targets=targets, groups=examples.groups[rows])
    yield "auroc", metrics.auroc(targets[:, 0], values[:, 0])
    yield "auroc within groups", auroc_within(part, values[:, 0])
    yield "macro F1 at equal priors", _macro(targets[:, 0], probabilities[:, 0] >= 0.5)
    yield "best F1", metrics.best_f1(targets[:, 0], values[:, 0])


def _is_positive(value: object, test: Elsewhere) -> float:
    found = value if isinstance(value, list) else [value]
    return float(any(item in test.positive for item in found))


def _macro(targets: Floats, found: NDArray[np.bool_]) -> float:
    return float(f1_score(targets > 0.5, found, average="macro"))


def measure(data: Path, only: str | None, *, gold_only: bool) -> Iterator[Row]:
    """Measure all framing models, or one."""
    tasks = ("loaded", "opinion", "frames", "tone")
    names = sorted(p.name for p in MODELS.iterdir() if p.name.split("_")[0] in tasks)
    # What a head gives in cross-validation stands in its card.
    names = [name for name in names if not name.endswith(SEMANTIC)]
    for name in names:
        if only in (None, name):
            yield from cross_validated(name, data, gold_only=gold_only)
    if not gold_only:
        for test in ELSEWHERE:
            if only in (None, test.model):
                yield from elsewhere(test, data)


def main() -> None:
    """Print the measures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", help="one model folder, such as loaded_de")
    parser.add_argument("--gold-only", action="store_true")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args()
    for row in measure(given.data, given.only, gold_only=given.gold_only):
        if given.format == "json":
            print(json.dumps(asdict(row)))
        else:
            print(f"{row.model:20} {row.corpus:45} {row.measure:35} {row.value:.3f}")


if __name__ == "__main__":
    main()
