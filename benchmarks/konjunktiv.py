"""Measure Konjunktiv recognition: ``python -m benchmarks.konjunktiv --data PATH``.

PATH is ``konjunktiv_ud.jsonl.gz`` (sentences whose spans mark finite verbs of the
Konjunktiv, types konjunktiv-1 and konjunktiv-2).
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from features.document import Document, parse
from features.konjunktiv import konjunktiv

Spans = set[tuple[int, int, str]]


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def spans_found(text: str) -> Spans:
    """Return the Konjunktiv forms of a sentence as offsets into it."""
    document: Document = parse(text, language="de")
    found = konjunktiv(document.token_lower, document.token_texts)
    return {
        (
            *document.original(
                int(document.starts[f.token]), int(document.ends[f.token])
            ),
            f"konjunktiv-{f.mood}",
        )
        for f in found
    }


def f1(pairs: Iterable[tuple[Spans, Spans]], kind: str) -> dict[str, float]:
    """Return precision, recall and F1 of one type over (gold, found) pairs."""
    hits = missed = false = 0
    for gold, found in pairs:
        wanted = {span for span in gold if span[2] == kind}
        got = {span for span in found if span[2] == kind}
        hits += len(wanted & got)
        missed += len(wanted - got)
        false += len(got - wanted)
    precision = hits / (hits + false) if hits + false else float("nan")
    recall = hits / (hits + missed) if hits + missed else float("nan")
    value = 2 * hits / (2 * hits + missed + false) if hits else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": value,
        "gold": hits + missed,
    }


def main() -> None:
    """Print precision, recall and F1 as JSON; with ``--errors`` each error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    pairs = []
    for record in read(options.data):
        gold = {(s["start"], s["end"], s["type"]) for s in record["spans"]}
        found = spans_found(record["text"])
        pairs.append((gold, found))
        if options.errors:
            for start, end, kind in sorted(gold ^ found):
                side = "missed" if (start, end, kind) in gold else "false "
                print(side, kind, record["text"][start:end], "|", record["text"])
    for kind in ("konjunktiv-1", "konjunktiv-2"):
        print(json.dumps({"type": kind, **f1(pairs, kind)}))


if __name__ == "__main__":
    main()
