"""Every table again from the corpora: ``python -m benchmarks.reproduce``.

Runs the whole benchmark, trains the tutorial of own labels, and rewrites
``benchmarks/results``, the table of the models and the marked tables of README and
docs. Then it trains every model elsewhere to compare it and its card byte for byte,
unless ``--no-models`` is said.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import model_table
from benchmarks.catalogue import chosen
from benchmarks.own_labels import tutorial
from benchmarks.page import fill_marks, write_outputs
from benchmarks.publish import RESULTS, publish
from benchmarks.run import run
from benchmarks.settings import Settings
from benchmarks.tables import tables
from detector.errors import DetectorError
from detector.store import MODELS
from detector.training.recipe import FILE
from detector.training.run import check

TEXTS = (Path("README.md"), Path("docs/training.md"))


def cards(folders: Sequence[Path], data: Path) -> list[str]:
    """Return what is wrong with models and cards: one line each, none if all is well.

    Parameters
    ----------
    folders : sequence of Path
        Model folders; those without a recipe are passed over.
    data : Path
        Folder of the corpora.
    """
    wrong = []
    for folder in folders:
        if (folder / FILE).is_file():
            reason = _differs(folder, data)
            print(f"{folder.name}: {reason or 'as its recipe gives it'}")
            wrong += [reason] if reason else []
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Reproduce; 0 where everything is as it was, 1 where a card differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--texts", type=Path, nargs="*", default=TEXTS)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--suite", choices=["shipped", "all"], default="all")
    parser.add_argument("--no-models", action="store_true", help="train none of them")
    options = parser.parse_args(arguments)
    settings = Settings(
        data=options.data,
        out=options.output,
        jobs=options.jobs,
        reference=options.suite == "all",
    )
    try:
        outcome = run(chosen(options.suite), settings, progress=print)
        write_outputs(outcome.results, options.output)
        for path in publish(outcome.results, options.output, options.results):
            print(path)
        made = [*tables(outcome.results), *tutorial(options.data)]
        for path in options.texts:
            print(f"{path}: {len(fill_marks(path, made))} tables filled")
            model_table.fill(path)
    except DetectorError as error:
        print(f"benchmarks.reproduce: {error}", file=sys.stderr)
        return 2
    if options.no_models:
        return 0
    return 1 if cards(sorted(options.models.iterdir()), options.data) else 0


def _differs(folder: Path, data: Path) -> str | None:
    try:
        check(folder, data)
    except DetectorError as error:
        return str(error)
    return None


if __name__ == "__main__":
    sys.exit(main())
