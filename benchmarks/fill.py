"""Fill the marked tables of a Markdown text: ``python -m benchmarks.fill``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.page import fill_marks
from benchmarks.run import read_results
from benchmarks.tables import tables
from detector.errors import CorpusError


def main(arguments: list[str] | None = None) -> int:
    """Read the results of a run and rewrite the tables of texts; 2 where it cannot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="folder of a run")
    parser.add_argument("texts", type=Path, nargs="+", help="Markdown files with marks")
    options = parser.parse_args(arguments)
    try:
        made = tables(read_results(options.results))
        for path in options.texts:
            titles = fill_marks(path, made)
            print(f"{path}: {len(titles)} tables filled")
    except CorpusError as error:
        print(f"benchmarks.fill: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
