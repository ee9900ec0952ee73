"""Own labels of lines: pages with a list of labelled lines each, in one table.

The road is that of the shipped line models: both passes, the threshold that keeps
enough of the article, figures on groups left out. The column of the lines is named in
the recipe (``[task_options]``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.errors import CorpusError
from detector.model import Model
from detector.training.corpus import Record
from detector.training.labelled import column, is_missing, read_rows
from detector.training.linear import with_facts
from detector.training.metrics import auroc
from detector.training.pages import Lines, Page, measured_lines
from detector.training.recipe import CorpusEntry, Recipe
from detector.training.split import grouped_folds
from detector.training.tasks.boilerplate import build_leftover, held_out_decisions
from detector.training.tasks.own import read_corpus_bytes
from features.document import parse
from features.lines import LINE_FEATURES

LABELS = ("content", "boilerplate")
_CURVE = (0.25, 0.5)


def build(recipe: Recipe, data: Path) -> Model:
    """Train on the one table of pages that the recipe names."""
    entry = recipe.corpora[0]
    read_corpus_bytes(entry.path, entry.sha256, data)
    path = data / entry.path
    recipe = replace(recipe, dense=LINE_FEATURES)
    lines = own_lines(read_rows(path), recipe, path)
    model = build_leftover(lines, recipe)
    metrics: Any = model.facts["metrics"]
    (measured,) = metrics.values()
    everything = {"examples": len(lines.examples), "auroc": measured["auroc"]["value"]}
    curve = {**_learning_curve(lines, recipe), "all groups": everything}
    return with_facts(model, {"learning_curve": curve})


def own_lines(rows: Sequence[Record], recipe: Recipe, path: Path) -> Lines:
    """Return the labelled lines of a table, with the groups that it names."""
    entry = recipe.corpora[0]
    pages = read_own_pages(rows, recipe.options, path, entry, recipe.language)
    groups = [page.record["group"] for page in pages for _ in page.labels]
    lines = measured_lines(pages, recipe)
    return replace(lines, examples=replace(lines.examples, groups=np.array(groups)))


def read_own_pages(
    rows: Sequence[Record],
    options: Mapping[str, Any],
    path: Path,
    entry: CorpusEntry,
    language: str,
) -> list[Page]:
    """Return the pages of a table.

    A row has a list of lines, each ``{"text", "label"}`` with the label ``content`` or
    ``boilerplate``, or ``{"label"}`` alone where the row has the page as ``text``.

    Raises
    ------
    CorpusError
        Names the first row that is otherwise.
    """
    name, group = options["lines"], options.get("group")
    pages = []
    for number, value in enumerate(column(rows, name, path), 1):
        where = f"{path}, row {number}"
        row = rows[number - 1]
        labels = _labels(value, name, where)
        text = row.get("text") or "\n".join(line["text"] for line in labels)
        document = parse(text, language="en" if language == "en" else "de")
        texts = document.line_texts
        if len(texts) != len(labels):
            raise CorpusError(
                f"{where}: {len(labels)} labelled lines, {len(texts)} in the text"
            )
        named = None if group is None else row.get(group)
        record = {
            "id": str(row.get("id", number)),
            "lang": language,
            "group": f"row {number}" if is_missing(named) else str(named),
        }
        made = [
            {"text": text, "label": line["label"], "kind": ""}
            for text, line in zip(texts, labels, strict=True)
        ]
        pages.append(Page(document, made, entry, record))
    return pages


def folds_for(targets: NDArray[np.float64], groups: Sequence[str], seed: int) -> int:
    """Return the number of folds in which every fit, inner ones too, sees both labels.

    Returns
    -------
    int
        5 where it can be had, 0 where not even 2 can.
    """
    names = np.array(groups)
    for folds in range(min(5, len(set(groups))), 1, -1):
        if all(
            _has_both(targets[learnt], names[learnt], folds, seed)
            for learnt in _learnt(names, folds, seed)
        ):
            return folds
    return 0


def _has_both(
    targets: NDArray[np.float64], names: NDArray[np.str_], folds: int, seed: int
) -> bool:
    if len(set(names.tolist())) < folds:
        return False
    inner = _learnt(names, folds, seed + 1)
    return all(len(np.unique(targets[learnt])) == 2 for learnt in inner)


def _learnt(names: NDArray[np.str_], folds: int, seed: int) -> list[NDArray[np.bool_]]:
    fold_of = grouped_folds(names.tolist(), folds, seed)
    return [fold_of != fold for fold in range(folds)]


def _labels(value: Any, name: str, where: str) -> list[dict[str, str]]:
    if not isinstance(value, list) or not value:
        raise CorpusError(f"{where}: column {name!r} holds no list of lines")
    for line in value:
        if not isinstance(line, Mapping) or line.get("label") not in LABELS:
            raise CorpusError(
                f"{where}: a line is {{text, label}} with the label "
                f"{' or '.join(LABELS)}"
            )
    return [
        {"text": " ".join(str(line.get("text", "")).split()), "label": line["label"]}
        for line in value
    ]


def _learning_curve(lines: Lines, recipe: Recipe) -> dict[str, dict[str, float]]:
    """Return AUROC on unseen groups, learnt from a share of the groups."""
    examples = lines.examples
    names = np.unique(examples.groups)
    order = np.random.default_rng(recipe.seed).permutation(names)
    rank = {str(name): place / len(names) for place, name in enumerate(order)}
    place = np.array([rank[group] for group in examples.groups.tolist()])
    targets = examples.targets[:, 0]
    parts = _learnt(examples.groups, recipe.folds, recipe.seed)
    curve = {}
    for share in _CURVE:
        own = place < share
        if all(
            _has_both(
                targets[own & part],
                examples.groups[own & part],
                recipe.folds,
                recipe.seed,
            )
            for part in parts
        ):
            area = auroc(targets, held_out_decisions(lines, recipe, own))
            name = f"{share:.1%} of the groups"
            curve[name] = {"examples": int(own.sum()), "auroc": area}
    return curve
