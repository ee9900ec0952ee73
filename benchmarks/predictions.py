"""Predictions on disk: what a system said of each item, from which all else follows.

One JSON object a line: ``id, group, language, slices, target, prediction, flag,
limits``. ``flag`` is the system's own verdict at its own threshold, where it has one;
``limits`` are the scores that 1 % and 5 % of reference news exceed, see ``reference``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.items import Item
from detector.errors import CorpusError

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Said:
    """What a system said of one item.

    Attributes
    ----------
    prediction : object
        In the form of the kind; see ``items``.
    flag : object
        The verdict at the system's own threshold: true or false, for lines one each.
        None where it has none.
    limits : list of float or None
        Scores that 1 % and 5 % of the reference news exceed.
    """

    prediction: Any
    flag: Any = None
    limits: list[float] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An item without its text, with what a system said of it."""

    id: str
    group: str
    language: str
    slices: Mapping[str, str]
    target: Any
    prediction: Any
    flag: Any
    limits: Any = None


def rows_of(items: Sequence[Item], said: Sequence[Said]) -> list[Row]:
    """Join items with what was said of them; ValueError on another number."""
    return [
        Row(
            id=item.id,
            group=item.group,
            language=item.language,
            slices=item.slices,
            target=item.target,
            prediction=rounded(answer.prediction),
            flag=answer.flag,
            limits=answer.limits,
        )
        for item, answer in zip(items, said, strict=True)
    ]


def file_name(system: str) -> str:
    """Return the name of a system as files have it."""
    return system.replace("/", "_").replace(" ", "-")


def write(rows: Sequence[Row], path: Path) -> None:
    """Write predictions; the same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Row]:
    """Read predictions; CorpusError where the file is not of this form."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [Row(**json.loads(line)) for line in lines]
    except (OSError, TypeError, ValueError) as error:
        raise CorpusError(f"{path}: no predictions ({error})") from None


def rounded(value: Any) -> Any:
    """Return a prediction with its floats to nine digits, as plain Python."""
    if isinstance(value, Mapping):
        return {str(key): rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    return float(f"{float(value):.{_DIGITS}g}")
