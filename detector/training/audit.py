"""What a reviewer would ask of a labelled corpus, answered before training.

Duplicates, pairs and groups that cross a split, shortcuts for the label, languages,
lengths and repeated lines by class.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from detector.errors import CorpusError
from detector.training.labelled import column, is_missing, read_rows, texts
from detector.training.shortcuts import Shortcut, shortcuts
from features.document import parse
from features.tokens import hash_text

FEWEST_ROWS = 10
_SHINGLE = 5
_SKETCH = 8
_OVERLAP = 0.6
_REPEATED = 3
_LANGUAGE_CHARACTERS = 600
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns hold what; None where the corpus has none."""

    text: str = "text"
    label: str = "label"
    group: str | None = None
    split: str = "split"
    pair: str = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The answers.

    Attributes
    ----------
    rows : int
    classes : dict of str to dict
        Per label: ``n``, ``median_words``, ``low_words`` and ``high_words``
        (10 % and 90 %), ``languages`` and ``repeated`` (share of the texts with a
        line or sentence that stands in three or more texts).
    duplicates, near_duplicates : int
        Pairs of texts that are the same, or share 60 % of their word 5-grams.
    crossing : dict of str to int
        Of these pairs those with another split, another label; and the pairs and
        groups that lie in several splits.
    shortcuts : dict of str to list of Shortcut
        Per label against all others: what alone separates it, AUROC from 0.65.
    unlabelled : int
        Rows without a label.
    """

    rows: int
    classes: dict[str, dict[str, Any]]
    duplicates: int
    near_duplicates: int
    crossing: dict[str, int]
    shortcuts: dict[str, list[Shortcut]] = field(default_factory=dict)
    unlabelled: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the answers as plain dictionaries and lists."""
        return asdict(self)


def audit(path: Path, columns: Columns | None = None) -> Audit:
    """Read a corpus and answer.

    Raises
    ------
    CorpusError
        If the file is unusable, a column that was named is missing, or there are
        fewer than ten rows or two classes.
    """
    names = columns or Columns()
    rows = read_rows(path)
    bodies = texts(rows, names.text, path)
    raw = column(rows, names.label, path)
    labels = ["" if is_missing(value) else str(value) for value in raw]
    if names.group is not None:
        column(rows, names.group, path)
    _refuse_too_little(labels, path)
    pairs, near = _copies(bodies)
    splits = [str(row.get(names.split)) for row in rows]
    both = [*pairs, *near]
    return Audit(
        rows=len(rows),
        classes=_classes(bodies, labels),
        duplicates=len(pairs),
        near_duplicates=len(near),
        crossing={
            "copies across splits": sum(splits[a] != splits[b] for a, b in both),
            "copies with another label": sum(labels[a] != labels[b] for a, b in both),
            "pairs across splits": _crossing(rows, names.pair, splits),
            "groups across splits": _crossing(rows, names.group, splits),
        },
        shortcuts=_shortcuts(bodies, labels),
        unlabelled=labels.count(""),
    )


def near_duplicates(bodies: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of texts, exact copies included, that share most 5-grams.

    Candidates share one of the smallest hashes of their shingles, so the work grows
    with the number of texts, not of pairs.
    """
    sketches = [_shingles(body) for body in bodies]
    buckets: dict[int, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sketches):
        for value in sorted(shingles)[:_SKETCH]:
            buckets[value].append(number)
    candidates = {
        (a, b)
        for members in buckets.values()
        for position, b in enumerate(members)
        for a in members[max(0, position - 10) : position]
    }
    return sorted(
        (a, b) for a, b in candidates if _overlap(sketches[a], sketches[b]) >= _OVERLAP
    )


def _refuse_too_little(labels: Sequence[str], path: Path) -> None:
    if len(labels) < FEWEST_ROWS:
        raise CorpusError(f"{path}: {len(labels)} rows, at least {FEWEST_ROWS} needed")
    classes = sorted(set(labels) - {""})
    if len(classes) < 2:
        found = repr(classes[0]) if classes else "none"
        raise CorpusError(f"{path}: two classes are needed, the labels are {found}")


def _copies(bodies: Sequence[str]) -> tuple[list[tuple[int, int]], ...]:
    same: dict[str, int] = {}
    exact = []
    for number, body in enumerate(bodies):
        form = " ".join(body.lower().split())
        if form in same:
            exact.append((same[form], number))
        same.setdefault(form, number)
    known = set(exact)
    return exact, [pair for pair in near_duplicates(bodies) if pair not in known]


def _shingles(body: str) -> frozenset[int]:
    words = re.findall(r"\w+", body.lower())
    last = max(len(words) - _SHINGLE + 1, 1)
    return frozenset(
        hash_text(" ".join(words[start : start + _SHINGLE])) for start in range(last)
    )


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _crossing(
    rows: Sequence[dict[str, Any]], name: str | None, splits: Sequence[str]
) -> int:
    found: dict[str, set[str]] = defaultdict(set)
    for row, split in zip(rows, splits, strict=True):
        if name is not None and not is_missing(row.get(name)):
            found[str(row[name])].add(split)
    return sum(len(members) > 1 for members in found.values())


def _classes(bodies: Sequence[str], labels: Sequence[str]) -> dict[str, dict[str, Any]]:
    repeated = _repeated_parts(bodies)
    result = {}
    for label in sorted(set(labels) - {""}):
        own = [
            body for body, given in zip(bodies, labels, strict=True) if given == label
        ]
        lengths = np.array([len(body.split()) for body in own])
        hits = [any(part in repeated for part in _parts(body)) for body in own]
        result[label] = {
            "n": len(own),
            "median_words": float(np.median(lengths)),
            "low_words": float(np.quantile(lengths, 0.1)),
            "high_words": float(np.quantile(lengths, 0.9)),
            "languages": dict(Counter(_language(body) for body in own).most_common()),
            "repeated": float(np.mean(hits)),
        }
    return result


def _language(body: str) -> str:
    return parse(body[:_LANGUAGE_CHARACTERS]).language


def _repeated_parts(bodies: Sequence[str]) -> set[str]:
    counts: Counter[str] = Counter()
    for body in bodies:
        counts.update(set(_parts(body)))
    return {part for part, n in counts.items() if n >= _REPEATED}


def _parts(body: str) -> Iterator[str]:
    """Yield lines and sentences of three words or more."""
    for found in _SENTENCE.finditer(body):
        part = " ".join(found.group().split())
        if part.count(" ") >= 2:
            yield part


def _shortcuts(
    bodies: Sequence[str], labels: Sequence[str]
) -> dict[str, list[Shortcut]]:
    names = sorted(set(labels) - {""})
    if len(names) < 2 or len(names) > 20:  # more are no classes, but free text
        return {}
    chosen = names[:1] if len(names) == 2 else names
    return {
        name: shortcuts(
            bodies, np.array([np.nan if x == "" else float(x == name) for x in labels])
        )
        for name in chosen
    }
