"""Differences between our systems and the others, paired over the same draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.catalogue import Corpus
from benchmarks.draws import difference
from benchmarks.measures import HEADLINE, Drawn, measure
from benchmarks.predictions import Row

_OURS = ("ours", "ours, research", "ours, refitted")


def differences(
    corpus: Corpus, said: Mapping[str, Sequence[Row]]
) -> Iterator[dict[str, Any]]:
    """Compare our systems with every other one on the items both answered."""
    name = HEADLINE[corpus.kind][0]
    for own in (system for system in _OURS if system in said):
        for other, rows in said.items():
            if other != own:
                ids = {row.id for row in rows}
                same = [row for row in said[own] if row.id in ids]
                gap = _gap(measure(same, corpus.kind), measure(rows, corpus.kind), name)
                if gap is not None:
                    yield {
                        "corpus": corpus.key,
                        "measure": name,
                        "system": own,
                        "against": other,
                        "n": len(same),
                        **gap,
                    }


def _gap(
    ours: dict[str, Drawn], other: dict[str, Drawn], name: str
) -> dict[str, float] | None:
    if name not in ours or name not in other:
        return None
    value = ours[name].value - other[name].value
    return {"value": value, **difference(ours[name].drawn, other[name].drawn)}
