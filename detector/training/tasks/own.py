"""Whole texts with own labels: one class against another, or several labels a text.

The columns are named in the recipe (``[task_options]``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.errors import CorpusError
from detector.model import Model
from detector.training.corpus import Record
from detector.training.examples import Examples, Floats, vectorise
from detector.training.fit import fit
from detector.training.labelled import (
    binary_targets,
    column,
    is_missing,
    labels_of,
    read_rows,
)
from detector.training.linear import train_linear, with_facts
from detector.training.metrics import auroc
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds
from features.document import parse

MULTI_LABEL = ("frames", "tone")
_FEWEST_OF_A_LABEL = 10
_CURVE = (0.125, 0.25, 0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """The labels of a table.

    Attributes
    ----------
    outputs : tuple of str
    targets : ndarray of float64, shape (n_used, n_outputs)
        Of the rows that are labelled.
    all_targets : ndarray of float64, shape (n_rows, n_outputs)
        Of all rows; NaN where a row says nothing.
    used : ndarray of bool, shape (n_rows,)
    groups : list of str
        Of the rows that are used.
    """

    outputs: tuple[str, ...]
    targets: Floats
    all_targets: Floats
    used: NDArray[np.bool_]
    groups: list[str]


def build(recipe: Recipe, data: Path) -> Model:
    """Train on the one table that the recipe names."""
    entry = recipe.corpora[0]
    read_corpus_bytes(entry.path, entry.sha256, data)
    rows = read_rows(data / entry.path)
    labelled = read_labels(rows, recipe.options, data / entry.path)
    chosen = [row for row, use in zip(rows, labelled.used, strict=True) if use]
    examples = _examples(chosen, labelled, recipe)
    model, decisions = train_linear(examples, recipe)
    curve = learning_curve(examples, recipe, decisions)
    return with_facts(model, {"learning_curve": curve}, thresholds={"likely": 0.5})


def read_corpus_bytes(name: str, sha256: str, data: Path) -> None:
    """Refuse a table that is not the one of the recipe; CorpusError says so."""
    path = data / name
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read ({error.strerror}); name its folder with --data"
        ) from None
    if found != sha256:
        raise CorpusError(
            f"{path}: SHA-256 {sha256} expected by the recipe, found {found}; "
            "use that file, or put the new digest into the recipe"
        )


def read_labels(
    rows: Sequence[Record], options: Mapping[str, Any], path: Path
) -> Labelled:
    """Return the labels and groups of rows; CorpusError where they cannot be used."""
    values = column(rows, options["label"], path)
    if options["kind"] == "binary":
        outputs: tuple[str, ...] = (str(options.get("output", options["label"])),)
        targets = np.array(
            binary_targets(
                values,
                path,
                positive=options.get("positive", ()),
                negative=options.get("negative", ()),
            )
        )[:, None]
    else:
        outputs, targets = _multi_label(values, path)
    used = ~np.isnan(targets).all(axis=1)
    name = options.get("group")
    groups = [
        str(number) if name is None or is_missing(row.get(name)) else str(row[name])
        for number, row in enumerate(rows)
    ]
    kept = [group for group, use in zip(groups, used, strict=True) if use]
    return Labelled(outputs, targets[used], targets, used, kept)


def learning_curve(
    examples: Examples, recipe: Recipe, decisions: Floats
) -> dict[str, dict[str, float]]:
    """Return the mean AUROC on unseen groups by share of the groups learnt from."""
    folds = grouped_folds(examples.groups.tolist(), recipe.folds, recipe.seed)
    names = np.unique(examples.groups)
    rank = {name: place for place, name in enumerate(_shuffled(names, recipe.seed))}
    place = np.array([rank[group] for group in examples.groups]) / len(names)
    curve = {}
    for share in _CURVE:
        part = _decisions_with(examples, recipe, folds, place < share)
        if part is not None:
            curve[f"{share:.1%} of the groups"] = _point(part, examples, place < share)
    everything = np.ones(len(examples), np.bool_)
    curve["all groups"] = _point(decisions, examples, everything)
    return curve


def _multi_label(values: Sequence[Any], path: Path) -> tuple[tuple[str, ...], Floats]:
    sets = [None if value is None else set(labels_of(value)) for value in values]
    counts = Counter(label for labels in sets for label in labels or ())
    outputs = tuple(
        sorted(label for label, n in counts.items() if n >= _FEWEST_OF_A_LABEL)
    )
    if not outputs:
        raise CorpusError(
            f"{path}: no label has {_FEWEST_OF_A_LABEL} rows; found: "
            + (
                ", ".join(f"{label} {n}" for label, n in counts.most_common(5))
                or "none"
            )
        )
    rows = [
        [np.nan if labels is None else float(name in labels) for name in outputs]
        for labels in sets
    ]
    return outputs, np.array(rows, float)


def _examples(rows: Sequence[Record], labelled: Labelled, recipe: Recipe) -> Examples:
    documents = [
        parse(row[recipe.options["text"]], language=recipe.language) for row in rows
    ]
    dense, ngrams = vectorise(
        documents,
        dense=recipe.dense,
        families=recipe.families,
        language=recipe.language,
    )
    return Examples(
        dense=dense,
        ngrams=ngrams,
        targets=labelled.targets,
        groups=np.array(labelled.groups),
        weights=np.ones(len(rows)),
        outputs=labelled.outputs,
    )


def _shuffled(names: NDArray[np.str_], seed: int) -> list[str]:
    return [str(name) for name in np.random.default_rng(seed).permutation(names)]


def _decisions_with(
    examples: Examples,
    recipe: Recipe,
    folds: NDArray[np.int64],
    part: NDArray[np.bool_],
) -> Floats | None:
    """Return out-of-fold decisions learnt from a part; None where it is too small."""
    decisions = np.empty(examples.targets.shape)
    for fold in np.unique(folds):
        held_out = folds == fold
        where = part & ~held_out
        if not _has_both_classes(examples.targets[where]):
            return None
        fitted = fit(examples, recipe, where)
        decisions[held_out] = fitted.decide(
            examples.dense[held_out], [matrix[held_out] for matrix in examples.ngrams]
        )
    return decisions


def _has_both_classes(targets: Floats) -> bool:
    known = ~np.isnan(targets)
    positives = np.where(known, targets, 0).sum(axis=0)
    return bool(((positives > 0) & (positives < known.sum(axis=0))).all())


def _point(
    decisions: Floats, examples: Examples, part: NDArray[np.bool_]
) -> dict[str, float]:
    areas = []
    for output in range(len(examples.outputs)):
        known = ~np.isnan(examples.targets[:, output])
        areas.append(auroc(examples.targets[known, output], decisions[known, output]))
    return {"examples": int(part.sum()), "auroc": float(np.nanmean(areas))}
