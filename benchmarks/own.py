"""Somebody's own table as a corpus of the benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.catalogue import Corpus, digest
from benchmarks.items import TASKS
from detector.errors import CorpusError
from detector.training.audit import FEWEST_ROWS
from detector.training.labelled import binary_targets, column, read_rows, texts


def own_corpus(path: Path, task: str, columns: Mapping[str, Any]) -> Corpus:
    """Return the corpus that a table is, after checking its columns and classes.

    Parameters
    ----------
    path : Path
    task : str
    columns : mapping
        ``text``, ``label``, ``group``, ``positive``, ``negative``, ``language``.

    Raises
    ------
    CorpusError
        If a column is missing, a text is empty, or there is one class only.
    """
    rows = read_rows(path)
    given = {name: value for name, value in columns.items() if value}
    positive, negative = given.get("positive", ()), given.get("negative", ())
    kind = TASKS[task]
    if kind != "lines":
        texts(rows, columns["text"], path)
        values = column(rows, columns["label"], path)
        if kind == "binary":
            found = binary_targets(values, path, positive=positive, negative=negative)
            given |= _named_classes(values, found)
    if columns["group"] is not None:
        column(rows, columns["group"], path)
    if len(rows) < FEWEST_ROWS:
        raise CorpusError(f"{path}: {len(rows)} rows, at least {FEWEST_ROWS} needed")
    return Corpus(
        name=path.name.partition(".")[0],
        task=task,
        kind=kind,
        path=str(path.resolve()),
        format="table",
        version="as given",
        sha256=digest(path),
        languages=(columns["language"],),
        licence="yours",
        citation=path.name,
        source=str(path),
        suite="all",
        group=columns["group"],
        options=given,
    )


def _named_classes(values: list[Any], targets: list[float]) -> dict[str, list[str]]:
    classes: dict[str, set[str]] = {"positive": set(), "negative": set()}
    for value, target in zip(values, targets, strict=True):
        if target == target:  # NaN is neither
            classes["positive" if target else "negative"].add(str(value))
    return {name: sorted(found) for name, found in classes.items()}
