"""Our scores beside those of peers: ``python -m benchmarks.peers``.

Needs the extra ``peers``. Samples of at most 300 texts a corpus, since some peers
take a second a text; every system sees the same texts. Writes
``benchmarks/results/peers.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.catalogue import chosen
from benchmarks.page import write_outputs
from benchmarks.publish import RESULTS, page
from benchmarks.run import run
from benchmarks.settings import PEER_LIMIT, Settings
from detector.errors import DetectorError

TASKS = ("ai", "tone", "boilerplate")  # the tasks that some peer has


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the page; 1 where no peer could be asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[], metavar="CORPUS")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args(arguments)
    settings = Settings(
        data=given.data,
        out=given.output,
        systems=("ours", "peers"),
        limit=PEER_LIMIT,
        jobs=given.jobs,
        reference=given.data.is_dir(),
    )
    try:
        corpora = chosen("all", TASKS, tuple(given.only))
        results = run(corpora, settings, progress=print).results
        write_outputs(results, given.output)
    except DetectorError as error:
        print(f"benchmarks.peers: {error}", file=sys.stderr)
        return 2
    if not any(row["family"] == "peer" for row in results["rows"]):
        print(
            "benchmarks.peers: no peer could be asked; install 'lesart[peers]'",
            file=sys.stderr,
        )
        return 1
    path = given.results / "peers.md"
    text = page(results, "Our scores beside those of peers", "benchmarks.peers")
    path.write_text(text, encoding="utf-8", newline="\n")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
