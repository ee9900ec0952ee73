"""Measure reported speech: ``python -m benchmarks.quotation --data PATH``.

PATH holds gzipped JSON Lines, one German sentence a record: either with ``quoted``
(none, direct, indirect, mixed) and ``attributed``, or with ``labels``, the kinds of
quotation that touch the sentence.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.konjunktiv import read
from features.document import parse
from features.quotation import sentence_attributed, sentence_quotation

_FREE = ("indirect", "indirect-free-indirect", "free-indirect")
Labels = Mapping[str, bool]


def gold_labels(record: Mapping[str, Any]) -> Labels:
    """Return what a reader found in a sentence."""
    if "quoted" in record:
        kind = record["quoted"]
        return {
            "direct": kind in ("direct", "mixed"),
            "indirect": kind in ("indirect", "mixed"),
            "any": kind != "none",
            "attributed": bool(record["attributed"]),
        }
    kinds = set(record["labels"])
    return {
        "direct": "direct" in kinds,
        "indirect": not kinds.isdisjoint(_FREE),
        "any": bool(kinds),
    }


def found_labels(text: str) -> Labels:
    """Return what the rules find in a sentence."""
    document = parse(text, language="de")
    kinds = set(sentence_quotation(document))
    direct = bool(kinds & {"direct", "mixed"})
    indirect = bool(kinds & {"indirect", "mixed"})
    return {
        "direct": direct,
        "indirect": indirect,
        "any": direct or indirect,
        "attributed": any(sentence_attributed(document)),
    }


def macro_f1(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    """Return precision, recall and F1 of yes, and F1 averaged over yes and no."""
    counts = {(a, b): pairs.count((a, b)) for a in (True, False) for b in (True, False)}
    hits, wrong = counts[True, True], counts[True, False] + counts[False, True]
    yes = 2 * hits / max(2 * hits + wrong, 1)
    no = 2 * counts[False, False] / max(2 * counts[False, False] + wrong, 1)
    return {
        "precision": hits / max(hits + counts[False, True], 1),
        "recall": hits / max(hits + counts[True, False], 1),
        "f1": yes,
        "macro_f1": (yes + no) / 2,
        "gold": hits + counts[True, False],
    }


def main() -> None:
    """Print one JSON line per label; ``--split`` keeps to one part of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split")
    options = parser.parse_args()
    records = [r for r in read(options.data) if options.split in (None, r["split"])]
    gold = [gold_labels(record) for record in records]
    found = [found_labels(record["text"]) for record in records]
    for name in gold[0] if gold else ():
        pairs = [(a[name], b[name]) for a, b in zip(gold, found, strict=True)]
        print(json.dumps({"label": name, "n": len(pairs), **macro_f1(pairs)}))


if __name__ == "__main__":
    main()
