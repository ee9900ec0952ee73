"""Headline measures by slice: language, length, outlet, generator, attack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.items import Kind
from benchmarks.measures import HEADLINE, measure
from benchmarks.predictions import Row

_ROWS = 20
_VALUES = 25


def slices(rows: Sequence[Row], kind: Kind) -> dict[str, dict[str, Any]]:
    """Return the headline measures by language and by each slice of the rows."""
    names = sorted({name for row in rows for name in row.slices})
    tables: dict[str, dict[str, Any]] = {}
    for name in ["language", *names]:
        values = [_slice(row, name) for row in rows]
        counts = Counter(value for value in values if value)
        common = [v for v, n in counts.most_common(_VALUES) if n >= _ROWS]
        if name == "language" or common:
            tables[name] = {
                value: _headline(_with_contrast(rows, values, value, kind), kind)
                for value in sorted(common)
            }
    return {name: table for name, table in tables.items() if len(table) > 1}


def _with_contrast(
    rows: Sequence[Row], values: Sequence[str], value: str, kind: Kind
) -> list[Row]:
    """Rows of a slice; one that holds positives alone is set against all negatives."""
    chosen = [row for row, own in zip(rows, values, strict=True) if own == value]
    if kind == "binary" and all(row.target == 1.0 for row in chosen):
        chosen += [row for row in rows if row.target == 0.0]
    return chosen


def _slice(row: Row, name: str) -> str:
    return row.language if name == "language" else row.slices.get(name, "")


def _headline(rows: Sequence[Row], kind: Kind) -> dict[str, Any]:
    found = measure(rows, kind)
    return {name: found[name].as_dict() for name in HEADLINE[kind] if name in found}
