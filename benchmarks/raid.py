"""Write a submission for the RAID leaderboard: ``python -m benchmarks.raid``.

``predictions.json`` is a list of ``{"id", "score"}`` over ``test_none.csv`` or
``test.csv``; ``metadata.json`` says what made it. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from benchmarks.items import Item
from benchmarks.loaders.files import delimited, field
from benchmarks.systems.ours import Ours
from detector import __version__
from detector.errors import CorpusError

_TITLE = "Lesart"


def write_submission(
    rows: Iterable[Mapping[str, Any]], score: Callable[[str], float], out: Path
) -> int:
    """Write ``predictions.json`` and ``metadata.json``; return the number of rows.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of RAID's test file, with ``id`` and ``generation``.
    score : callable
        From a text to a number that is higher for AI text.
    out : Path
    """
    answers = [{"id": row["id"], "score": score(row["generation"])} for row in rows]
    if not answers:
        raise CorpusError("no row to predict")
    out.mkdir(parents=True, exist_ok=True)
    facts = {
        "detector_name": f"{_TITLE} {__version__}",
        "contact_info": "",
        "website": "",
        "paper_link": "",
        "additional_metadata": {"version": __version__},
    }
    for name, content in (("predictions", answers), ("metadata", facts)):
        text = json.dumps(content, ensure_ascii=False, indent=None)
        (out / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return len(answers)


def main(arguments: list[str] | None = None) -> int:
    """Read RAID's test file and write the submission of our English model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("test", type=Path, help="test.csv of RAID")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    ours = Ours()

    def score(text: str) -> float:
        item = Item("", text or " ", "en", 0.0, "")
        return float(ours.say("ai", item).prediction)

    try:
        console = Console(stderr=True)
        rows = track(
            delimited(options.test, ","),
            "scoring",
            console=console,
            disable=not console.is_terminal,
        )
        asked = (
            {name: field(row, name, options.test) for name in ("id", "generation")}
            for row in rows
        )
        count = write_submission(asked, score, options.output)
    except CorpusError as error:
        print(f"benchmarks.raid: {error}", file=sys.stderr)
        return 2
    print(f"{options.output}: {count:,} predictions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
