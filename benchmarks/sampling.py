"""A sample of a corpus by whole groups, the same whatever the order of the file."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from benchmarks.items import Item


def sample(items: Iterable[Item], limit: int | None, seed: int) -> list[Item]:
    """Return about ``limit`` items: whole groups, by a hash of their names.

    Reads the items once and keeps little more than the sample, so that a corpus may
    be larger than the memory.

    Parameters
    ----------
    items : iterable of Item
    limit : int or None
        Groups are taken until this many items are there; a group of more than a
        quarter of the limit gives only that many. None: everything.
    seed : int

    Returns
    -------
    list of Item
        Sorted by group and id.
    """
    if limit is None:
        everything: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            everything[item.group].append(item)
        return _sorted(everything.values())
    # Per group a heap with the item that leaves next on top.
    kept: dict[str, list[tuple[float, int, Item]]] = {}
    ranks: list[tuple[float, str]] = []
    most = max(limit // 4, 1)
    gone: set[str] = set()
    total = 0
    for number, item in enumerate(items):
        if item.group in gone:
            continue
        if item.group not in kept:
            heapq.heappush(ranks, (-rank(item.group, seed), item.group))
            kept[item.group] = []
        entry = (-rank(item.id, seed), number, item)
        if len(kept[item.group]) < most:
            heapq.heappush(kept[item.group], entry)
            total += 1
        else:
            heapq.heappushpop(kept[item.group], entry)
        while total > limit and total - len(kept[ranks[0][1]]) >= limit:
            _, last = heapq.heappop(ranks)
            total -= len(kept.pop(last))
            gone.add(last)
    return _sorted(
        [item for _, _, item in sorted(group, key=itemgetter(1))]
        for group in kept.values()
    )


def _sorted(groups: Iterable[Sequence[Item]]) -> list[Item]:
    return sorted(
        (item for group in groups for item in group),
        key=lambda item: (item.group, item.id),
    )


def rank(name: str, seed: int) -> float:
    """Return a number in [0, 1) by which names are drawn."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
