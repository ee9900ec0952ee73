"""A model on a labelled table that it has not seen: measures with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detector.errors import CorpusError
from detector.model import Language, Model
from detector.own_labels import probabilities, score_lines
from detector.training.audit import FEWEST_ROWS
from detector.training.corpus import Record
from detector.training.labelled import read_rows, texts
from detector.training.linear import binary_metrics
from detector.training.recipe import CorpusEntry
from detector.training.tasks.own import Labelled, read_labels
from detector.training.tasks.own_lines import read_own_pages
from features.document import parse


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures of each output, and the predictions behind them.

    Attributes
    ----------
    n : int
        Labelled rows; lines, for a ``boilerplate`` model.
    measures : dict of str to dict
        Per output: AUROC, average precision, macro F1 at 0.5, TPR at 1 % FPR, Brier
        score and calibration error, each with a 95 % interval.
    predictions : list of dict
        Per labelled row: ``id``, ``group``, ``target`` and ``probability`` per output;
        of pages per line.
    """

    n: int
    measures: dict[str, dict[str, Any]]
    predictions: list[dict[str, Any]]


def evaluate(model: Model, corpus: Path, options: Mapping[str, Any]) -> Evaluation:
    """Score a table and measure.

    Parameters
    ----------
    model : Model
    corpus : Path
    options : mapping
        ``text``, ``label``, ``group``, ``positive``, ``negative`` and ``kind``, as
        in the recipe of a model trained on own labels.

    Raises
    ------
    CorpusError
        If the table has not the columns, or none of the labels the model knows.
    """
    rows = read_rows(corpus)
    if model.task == "boilerplate":
        return _evaluate_lines(model, rows, corpus, options)
    bodies = texts(rows, options["text"], corpus)
    labelled = read_labels(rows, options, corpus)
    if len(labelled.targets) < FEWEST_ROWS:
        found = len(labelled.targets)
        raise CorpusError(
            f"{corpus}: {found} labelled rows, at least {FEWEST_ROWS} needed"
        )
    chosen = np.flatnonzero(labelled.used)
    language: Language = "en" if model.language == "en" else "de"
    scores = probabilities(
        model, (parse(bodies[row], language=language) for row in chosen)
    )
    groups = np.array(labelled.groups)
    measures = {}
    for output, name in enumerate(model.outputs):
        targets = _targets(labelled, name, model, corpus)
        measures[name] = binary_metrics(targets, scores[:, output], groups)
    predictions = [
        {
            "id": str(rows[row].get("id", row)),
            "group": groups[place],
            "target": dict(zip(labelled.outputs, labelled.targets[place], strict=True)),
            "probability": dict(zip(model.outputs, scores[place], strict=True)),
        }
        for place, row in enumerate(chosen.tolist())
    ]
    return Evaluation(len(chosen), measures, predictions)


def _evaluate_lines(
    model: Model, rows: Sequence[Record], corpus: Path, options: Mapping[str, Any]
) -> Evaluation:
    columns = {"lines": "lines", **options}
    entry = CorpusEntry(corpus.name, "")
    pages = read_own_pages(rows, columns, corpus, entry, model.language)
    predictions = [
        {
            "id": page.record["id"],
            "group": page.record["group"],
            "target": [float(line["label"] == "boilerplate") for line in page.labels],
            "probability": score_lines(model, page.document)[0].tolist(),
        }
        for page in pages
    ]
    targets = np.array([t for page in predictions for t in page["target"]])
    scores = np.array([p for page in predictions for p in page["probability"]])
    if len(targets) < FEWEST_ROWS or len(np.unique(targets)) < 2:
        raise CorpusError(
            f"{corpus}: {len(targets)} labelled lines; at least {FEWEST_ROWS} needed, "
            "of both labels"
        )
    groups = np.array([p["group"] for p in predictions for _ in p["target"]])
    measures = {"leftover": binary_metrics(targets, scores, groups)}
    return Evaluation(len(targets), measures, predictions)


def _targets(labelled: Labelled, name: str, model: Model, corpus: Path) -> Any:
    if len(model.outputs) == 1 and len(labelled.outputs) == 1:
        return labelled.targets[:, 0]
    if name not in labelled.outputs:
        raise CorpusError(
            f"{corpus}: label {name!r} of the model does not occur often enough; "
            f"found: {', '.join(labelled.outputs)}"
        )
    return labelled.targets[:, labelled.outputs.index(name)]
