"""The tutorial of own labels again: ``python -m benchmarks.own_labels TEXT``.

Trains on BABE and GVFC as the tutorial says and sets what was measured, beside the
figures of the papers, between the marks of a Markdown text.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.page import fill_marks
from benchmarks.published import Published, published
from benchmarks.tables import Table, cell
from detector.errors import DetectorError
from detector.training.own import Order, train_own

BABE = "framing/babe.jsonl.gz"
GVFC = "framing/gvfc.jsonl.gz"


def tutorial(data: Path) -> list[Table]:
    """Train as the tutorial says and return its tables.

    Raises
    ------
    DetectorError
        If a corpus is not there or is another one.
    """
    babe = {
        "random folds (`--no-group`)": _facts(_babe(data, None)),
        "outlets left out (`--group`)": _facts(_babe(data, "source")),
    }
    gvfc = _facts(Order(task="frames", corpus=data / GVFC, group=None, label="labels"))
    return [babe_table(babe), curve_table(gvfc)]


def babe_table(found: Mapping[str, Mapping[str, Any]]) -> Table:
    """Return what was measured on BABE, and the papers below it."""
    rows = []
    for name, facts in found.items():
        measures = facts["metrics"]["loaded"]
        rows.append((name, cell(measures["macro_f1_at_0.5"]), cell(measures["auroc"])))
    rows += [
        (f"{figure.system}, {figure.paper}", f"{figure.value:.3f}", "")
        for figure in _of("babe.loaded")
    ]
    return Table("BABE, own labels", ("", "macro F1", "AUROC"), tuple(rows))


def curve_table(facts: Mapping[str, Any]) -> Table:
    """Return the learning curve of the nine labels of GVFC."""
    rows = [
        (share, f"{point['examples']:,}", f"{point['auroc']:.3f}")
        for share, point in facts["learning_curve"].items()
    ]
    header = ("learnt from", "headlines", "mean AUROC")
    return Table("GVFC, own labels", header, tuple(rows))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and fill the tables of texts; 2 where it cannot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("texts", type=Path, nargs="+", help="Markdown files with marks")
    options = parser.parse_args(arguments)
    try:
        made = tutorial(options.data)
        for path in options.texts:
            print(f"{path}: {len(fill_marks(path, made))} tables filled")
    except DetectorError as error:
        print(f"benchmarks.own_labels: {error}", file=sys.stderr)
        return 2
    return 0


def _babe(data: Path, group: str | None) -> Order:
    return Order(
        task="loaded",
        corpus=data / BABE,
        group=group,
        positive=("biased",),
        negative=("non-biased",),
    )


def _facts(order: Order) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as elsewhere:
        return train_own(order, Path(elsewhere) / order.task).model.facts


def _of(key: str) -> list[Published]:
    return [figure for figure in published() if figure.corpus == key]


if __name__ == "__main__":
    sys.exit(main())
