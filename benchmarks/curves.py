"""Learning curves: how much more our n-grams would know with more groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.catalogue import Corpus
from benchmarks.items import Item
from benchmarks.measures import HEADLINE, measure
from benchmarks.predictions import rows_of
from benchmarks.systems.learned import own_refitted

SHARES = (0.125, 0.25, 0.5, 1.0)


def curve(corpus: Corpus, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the first headline measure by share of the groups learnt from.

    Returns
    -------
    list of dict
        ``share``, ``measure``, ``value``, ``low``, ``high`` and ``n``; empty where
        the task has no classes to learn.
    """
    system = own_refitted()
    if not system.handles(corpus):
        return []
    name = HEADLINE[corpus.kind][0]
    points = []
    for share in SHARES:
        said = system.predict(corpus, items, share=share)
        found = measure(rows_of(items, said), corpus.kind)
        if name in found:
            points.append({"share": share, "measure": name, **found[name].as_dict()})
    return points
