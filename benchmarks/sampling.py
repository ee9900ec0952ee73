"""A sample of a corpus by whole groups, the same whatever the order of the file."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable

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
    kept: dict[str, list[Item]] = defaultdict(list)
    if limit is None:
        for item in items:
            kept[item.group].append(item)
        return _sorted(kept)
    ranks: list[tuple[float, str]] = []
    most = max(limit // 4, 1)
    gone: set[str] = set()
    total = 0
    for item in items:
        if item.group in gone:
            continue
        if item.group not in kept:
            heapq.heappush(ranks, (-_rank(item.group, seed), item.group))
        group = kept[item.group]
        group.append(item)
        total += 1
        if len(group) > most:
            group.remove(max(group, key=lambda i: _rank(i.id, seed)))
            total -= 1
        while total > limit and total - len(kept[ranks[0][1]]) >= limit:
            _, last = heapq.heappop(ranks)
            total -= len(kept.pop(last))
            gone.add(last)
    return _sorted(kept)


def _sorted(kept: dict[str, list[Item]]) -> list[Item]:
    return sorted(
        (item for group in kept.values() for item in group),
        key=lambda item: (item.group, item.id),
    )


def _rank(name: str, seed: int) -> float:
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
