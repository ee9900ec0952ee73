"""Floors that no change may fall below: ``python -m benchmarks.gate``.

``floors.json`` holds, for each measure of our shipped models on a corpus, the lowest
value allowed and the digest of the corpus it was taken on. The shipped corpora are
checked always, those below ``--data`` where they are there. ``--update`` raises
floors and takes new corpora in; it lowers none without ``--allow-regression``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.catalogue import HERE, Corpus, catalogue, load
from benchmarks.measures import HEADLINE, measure
from benchmarks.predictions import rows_of
from benchmarks.systems.base import Unavailable
from benchmarks.systems.ours import Ours
from detector.errors import CorpusError

FLOORS = HERE / "floors.json"
LIMIT = 300
# Room for what differs between machines in the last digits, and nothing else.
_ROOM = 0.002
_DIGITS = 4
_LOWER_IS_BETTER = {"false_positive_rate"}

Floors = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes
    ----------
    failures : tuple of str
        One line for each value beyond its floor, and each corpus that changed.
    checked, absent : int
        Corpora with a floor that were measured, and that are not there.
    """

    failures: tuple[str, ...]
    checked: int
    absent: int


def measured(corpus: Corpus, data: Path, ours: Ours) -> dict[str, float]:
    """Return the headline measures of our shipped models on a corpus."""
    items = load(corpus, data, LIMIT)
    found = measure(rows_of(items, ours.predict(corpus, items)), corpus.kind)
    return {
        name: round(found[name].value, _DIGITS)
        for name in HEADLINE[corpus.kind]
        if name in found and found[name].value == found[name].value
    }


def check(
    floors: Mapping[str, Any],
    values: Mapping[str, Mapping[str, float]],
    digests: Mapping[str, str | None],
) -> Verdict:
    """Compare measured values with floors.

    Parameters
    ----------
    floors : mapping
        Per corpus and task: ``sha256`` and ``floors``.
    values : mapping
        Measured values of the corpora that are there.
    digests : mapping
        Digest of each corpus as the catalogue has it.
    """
    failures = []
    for key, entry in floors.items():
        if key not in digests:
            failures.append(f"{key}: has a floor and is no corpus any more")
        elif digests[key] != entry["sha256"]:
            failures.append(f"{key}: the corpus changed; run with --update")
        elif key in values:
            failures += _beyond(key, entry["floors"], values[key])
    there = [key for key in floors if key in values]
    return Verdict(tuple(failures), len(there), len(floors) - len(there))


def updated(
    floors: Mapping[str, Any],
    values: Mapping[str, Mapping[str, float]],
    digests: Mapping[str, str | None],
    *,
    allow_regression: bool = False,
) -> Floors:
    """Return floors with the new values; one that got worse stays as it was.

    A floor is replaced where its corpus changed, or when a regression is allowed.
    """
    result: Floors = {key: dict(entry) for key, entry in floors.items()}
    for key, found in values.items():
        old = result.get(key, {"sha256": None, "floors": {}})
        same = old["sha256"] == digests[key]
        kept = old["floors"] if same and not allow_regression else {}
        merged = {
            name: _better(name, value, kept.get(name, value))
            for name, value in found.items()
        }
        lost = {} if allow_regression else {n: kept[n] for n in kept if n not in merged}
        result[key] = {"sha256": digests[key], "floors": {**lost, **merged}}
    return dict(sorted(result.items()))


def main(
    arguments: Sequence[str] | None = None,
    *,
    path: Path = FLOORS,
    values_of: Callable[[Path], dict[str, dict[str, float]]] | None = None,
) -> int:
    """Check or update the floors; 0 where all hold, 1 where one does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args(arguments)
    floors: Floors = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    wanted = None if options.update else set(floors)
    values = values_of(options.data) if values_of else all_values(options.data, wanted)
    digests = {corpus.key: corpus.sha256 for corpus in catalogue()}
    if options.update:
        floors = updated(
            floors, values, digests, allow_regression=options.allow_regression
        )
        text = json.dumps(floors, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    verdict = check(floors, values, digests)
    for failure in verdict.failures:
        print(f"gate: {failure}", file=sys.stderr)
    print(
        f"gate: {verdict.checked} corpora checked, {verdict.absent} not there, "
        f"{len(verdict.failures)} failures"
    )
    return 1 if verdict.failures else 0


def all_values(
    data: Path, wanted: set[str] | None = None
) -> dict[str, dict[str, float]]:
    """Return the measures of every corpus that has a digest and is there.

    Parameters
    ----------
    data : Path
        Folder of the corpora that do not ship.
    wanted : set of str, optional
        Corpora and tasks to measure; all that our models can score by default.
    """
    ours = Ours()
    values = {}
    for corpus in catalogue():
        there = corpus.sha256 is not None and corpus.file(data).is_file()
        there = there and corpus.options.get("gate", True)
        there = there and (wanted is None or corpus.key in wanted)
        if there and ours.handles(corpus) and _is_complete(corpus, data):
            try:
                values[corpus.key] = measured(corpus, data, ours)
            except Unavailable as reason:
                print(f"gate: {corpus.key} left out: {reason}", file=sys.stderr)
                continue
            print(f"gate: {corpus.key} {values[corpus.key]}", file=sys.stderr)
    return values


def _is_complete(corpus: Corpus, data: Path) -> bool:
    return all((data / other["path"]).is_file() for other in corpus.also)


def _beyond(
    key: str, floors: Mapping[str, float], values: Mapping[str, float]
) -> list[str]:
    failures = []
    for name, floor in floors.items():
        value = values.get(name)
        if value is None:
            failures.append(f"{key}: {name} is not measured any more")
        elif name in _LOWER_IS_BETTER and value > floor + _ROOM:
            failures.append(f"{key}: {name} {value:.4f}, at most {floor:.4f} allowed")
        elif name not in _LOWER_IS_BETTER and value < floor - _ROOM:
            failures.append(f"{key}: {name} {value:.4f}, at least {floor:.4f} needed")
    return failures


def _better(name: str, one: float, other: float) -> float:
    return min(one, other) if name in _LOWER_IS_BETTER else max(one, other)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CorpusError as error:
        print(f"gate: {error}", file=sys.stderr)
        sys.exit(2)
