"""Hits, found and true: what F1 of spans and of extracted text is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.predictions import Row

Counts = tuple[float, float, float]
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans("„“”«»‚‘’", '"""""\'\'\'')


def span_counts(row: Row) -> Mapping[str, Counts]:
    """Count spans: the same (start, end, type), any overlap of one type, untyped."""
    true = [tuple(span) for span in row.target]
    found = [tuple(span) for span in row.prediction]
    sizes = (float(len(found)), float(len(true)))
    untyped = Counter(s[:2] for s in true) & Counter(s[:2] for s in found)
    return {
        "f1": (float(sum((Counter(true) & Counter(found)).values())), *sizes),
        "overlap_f1": (float(overlaps(true, found)), *sizes),
        "untyped_f1": (float(sum(untyped.values())), *sizes),
    }


def overlaps(true: Sequence[Any], found: Sequence[Any]) -> int:
    """Count pairs of spans of one type that share a character, each used once."""
    left = list(found)
    hits = 0
    for start, end, kind in true:
        for other in left:
            if other[2] == kind and other[0] < end and start < other[1]:
                left.remove(other)
                hits += 1
                break
    return hits


def page_counts(row: Row) -> Mapping[str, Counts]:
    """Count words of the extracted text, or segments kept and left out.

    With a reference text: words in common as a bag, of those extracted and of those
    there. With segments: those kept, kept with those wrongly kept, and all.
    """
    extracted = row.prediction
    if isinstance(row.target, Mapping):
        plain = normalised(extracted)
        kept = sum(normalised(part) in plain for part in row.target["with"])
        wrong = sum(normalised(part) in plain for part in row.target["without"])
        counts = (float(kept), float(kept + wrong), float(len(row.target["with"])))
    else:
        true, found = Counter(words(row.target)), Counter(words(extracted))
        hits = sum((true & found).values())
        counts = (float(hits), float(found.total()), float(true.total()))
    return {"token_f1": counts}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def normalised(text: str) -> str:
    """Return a text in lower case, with plain quotes and single blanks."""
    return " ".join(text.translate(_QUOTES).lower().split())
