"""From a table of pages with labelled lines to the recipe of a line model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detector.errors import CorpusError
from detector.training.corpus import Record
from detector.training.labelled import column
from detector.training.pages import Page
from detector.training.recipe import CorpusEntry
from detector.training.tasks.own_lines import LABELS, folds_for, read_own_pages

_FEWEST_PAGES = 20
_FEWEST_OF_A_LABEL = 100
_SEED = 20260101


def lines_column(label: str) -> str:
    """Return the column of the lines: ``lines``, unless another one is named."""
    return "lines" if label == "label" else label


def pages_recipe(
    rows: Sequence[Record], path: Path, options: dict[str, Any], language: str
) -> str:
    """Return the part of a recipe that is about features, fitting and columns.

    Parameters
    ----------
    rows : sequence of mapping
    path : Path
    options : dict
        ``lines`` and, if there is one, ``group``: the columns.
    language : {"de", "en"}

    Raises
    ------
    CorpusError
        If there are too few pages, lines of a label, or groups to leave some out.
    """
    if "group" in options:
        column(rows, options["group"], path)
    pages = read_own_pages(rows, options, path, CorpusEntry(path.name, ""), language)
    folds = _checked(pages, path)
    columns = "\n".join(f"{name} = {json.dumps(v)}" for name, v in options.items())
    return f"""[features]
families = [{{ name = "word", low = 1, high = 2, bits = 15 }}]

[fit]
folds = {folds}
C = 0.01

[task_options]
builder = "own_lines"
trees = 150
sentences_kept = 0.995
measured = [{json.dumps(path.name.split(".")[0])}]
{columns}
"""


def _checked(pages: Sequence[Page], path: Path) -> int:
    """Return the number of folds that the pages allow; CorpusError for none."""
    if len(pages) < _FEWEST_PAGES:
        raise CorpusError(
            f"{path}: {len(pages)} pages, at least {_FEWEST_PAGES} needed"
        )
    labels = [line["label"] for page in pages for line in page.labels]
    for label in LABELS:
        if labels.count(label) < _FEWEST_OF_A_LABEL:
            raise CorpusError(
                f"{path}: {labels.count(label)} lines are {label}, "
                f"at least {_FEWEST_OF_A_LABEL} needed"
            )
    groups = [page.record["group"] for page in pages for _ in page.labels]
    targets = np.array([label == "boilerplate" for label in labels], float)
    folds = folds_for(targets, groups, _SEED)
    if not folds:
        raise CorpusError(
            f"{path}: {len(set(groups))} groups are too few, or too unequal, "
            "to leave some out"
        )
    return folds
