"""Measure hedge spans: ``python -m benchmarks.hedges --data PATH``.

PATH holds gzipped JSON Lines, one German sentence a record, with ``hedges``
(start, end, type) and, if ambiguous cues were read, ``not_hedges``.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.konjunktiv import Spans, f1, read
from features.document import parse
from features.hedge_types import HEDGE_TYPES
from features.hedging import hedges


def spans_found(text: str) -> Spans:
    """Return the hedges of a German sentence as offsets into it."""
    document = parse(text, language="de")
    return {(*document.original(h.start, h.end), h.type) for h in hedges(document)}


def told_apart(records: list[dict[str, Any]], found: list[Spans]) -> float:
    """Return the share of read cues rightly told hedge or not, whatever the type."""
    right = total = 0
    for record, spans in zip(records, found, strict=True):
        places = {span[:2] for span in spans}
        for key, is_hedge in (("hedges", True), ("not_hedges", False)):
            for cue in record.get(key, ()):
                total += 1
                right += ((cue["start"], cue["end"]) in places) == is_hedge
    return right / total if total else float("nan")


def main() -> None:
    """Print F1 over all types and by type as JSON; with ``--errors`` each error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--errors", nargs="?", const="", help="of types that contain this"
    )
    options = parser.parse_args()
    records = list(read(options.data))
    found = [spans_found(record["text"]) for record in records]
    gold: list[Spans] = [
        {(h["start"], h["end"], h["type"]) for h in record["hedges"]}
        for record in records
    ]
    pairs = list(zip(gold, found, strict=True))
    if options.errors is not None:
        _print_errors(records, pairs, options.errors)
    anything = [
        ({(a, b, "") for a, b, _ in g}, {(a, b, "") for a, b, _ in f}) for g, f in pairs
    ]
    hits = sum(len(g & f) for g, f in pairs)
    size = Counter(
        gold=sum(len(g) for g, _ in pairs), found=sum(len(f) for _, f in pairs)
    )
    for kind in HEDGE_TYPES:
        print(json.dumps({"type": kind, **f1(pairs, kind)}))
    print(json.dumps({"type": "any (span alone)", **f1(anything, "")}))
    print(
        json.dumps(
            {
                "type": "all",
                "precision": hits / size["found"],
                "recall": hits / size["gold"],
                "f1": 2 * hits / (size["gold"] + size["found"]),
                "gold": size["gold"],
            }
        )
    )
    if any("not_hedges" in record for record in records):
        print(json.dumps({"cues told apart, accuracy": told_apart(records, found)}))


def _print_errors(
    records: list[dict[str, Any]], pairs: list[tuple[Spans, Spans]], kind: str
) -> None:
    for record, (gold, found) in zip(records, pairs, strict=True):
        text = record["text"]
        for start, end, what in sorted(gold ^ found):
            if kind in what:
                side = "missed" if (start, end, what) in gold else "false "
                print(
                    side,
                    what,
                    "|",
                    text[max(start - 90, 0) : start],
                    "[[",
                    text[start:end],
                    "]]",
                    text[end : end + 90],
                )


if __name__ == "__main__":
    main()
