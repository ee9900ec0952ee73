"""Labelled tables of any origin: JSON Lines, CSV, TSV or Parquet, as named values.

What researchers have on disk; the corpora of our own recipes are read by ``corpus``.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from detector.errors import CorpusError
from detector.training.corpus import Record, parse_records, read_bytes

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
# Names that say by themselves which class is the positive one.
_POSITIVE = {
    "1", "1.0", "true", "yes", "ai", "machine", "generated", "llm", "gpt", "chatgpt",
    "loaded", "biased", "opinion", "subjective", "subj", "assisted", "translated",
    "boilerplate", "positive", "fake", "hyperpartisan", "clickbait",
}  # fmt: skip


def read_rows(path: Path) -> list[Record]:
    """Return the rows of a table, each a mapping of column to value.

    Parameters
    ----------
    path : Path
        ``.jsonl``, ``.json`` (one array, or one object a line), ``.csv``, ``.tsv``,
        each also as ``.gz``, or ``.parquet``.

    Raises
    ------
    CorpusError
        If the file cannot be read as what its name says, or holds no row.
    """
    packed = read_bytes(path)
    form = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    if form == ".parquet":
        rows = _parquet(packed, path)
    elif form in _DELIMITERS:
        rows = _delimited(packed, path, _DELIMITERS[form])
    elif form in {".jsonl", ".json", ".ndjson"}:
        rows = _json(packed, path)
    else:
        raise CorpusError(
            f"{path}: .jsonl, .json, .csv, .tsv (also .gz) or .parquet expected"
        )
    if not rows:
        raise CorpusError(f"{path}: holds no row")
    return rows


def column(rows: Sequence[Record], name: str, path: Path) -> list[Any]:
    """Return the values of a column; CorpusError where no row has it."""
    if not any(name in row for row in rows):
        known = ", ".join(sorted({str(key) for row in rows[:100] for key in row}))
        raise CorpusError(f"{path}: no column {name!r}; there are: {known}")
    return [row.get(name) for row in rows]


def texts(rows: Sequence[Record], name: str, path: Path) -> list[str]:
    """Return a column of texts; CorpusError names the first row without one."""
    values = column(rows, name, path)
    for number, value in enumerate(values, 1):
        if not isinstance(value, str) or not value.strip():
            raise CorpusError(f"{path}, row {number}: column {name!r} holds no text")
    return values


def is_missing(value: Any) -> bool:
    """Tell whether a cell says nothing."""
    return (
        value is None or value == "" or (isinstance(value, float) and math.isnan(value))
    )


def binary_targets(
    values: Sequence[Any],
    path: Path,
    *,
    positive: Sequence[str] = (),
    negative: Sequence[str] = (),
) -> list[float]:
    """Return 1 for the positive class, 0 for the other, NaN for what is neither.

    Parameters
    ----------
    values : sequence
        The labels as they stand in the table.
    path : Path
        For messages.
    positive, negative : sequence of str
        Labels of each class. Without ``positive`` one label must say so by its name
        (1, ai, biased, ...); without ``negative`` every other label is negative.

    Raises
    ------
    CorpusError
        If the positive class cannot be told, or a class has no row.
    """
    names = [None if is_missing(value) else str(value) for value in values]
    counts = Counter(name for name in names if name is not None)
    chosen = set(positive) or {name for name in counts if name.lower() in _POSITIVE}
    others = set(negative) or set(counts) - chosen
    if not chosen or (not positive and len(counts) > 2 and not negative):
        raise CorpusError(
            f"{path}: which label is the positive class? There are {_listed(counts)}; "
            "say --positive LABEL (and --negative LABEL to leave the rest out)"
        )
    result = [
        math.nan if name is None else 1.0 if name in chosen
        else 0.0 if name in others else math.nan
        for name in names
    ]  # fmt: skip
    if 1.0 not in result or 0.0 not in result:
        raise CorpusError(
            f"{path}: two classes are needed, the labels are {_listed(counts)}"
        )
    return result


def labels_of(value: Any) -> list[str]:
    """Return the labels of a multi-label cell: a list, or a string with ``;`` or ``|``.

    >>> labels_of("economic; morality")
    ['economic', 'morality']
    """
    if is_missing(value):
        return []
    if isinstance(value, str):
        parts = value.replace("|", ";").strip("[]").split(";")
        return [part.strip().strip("'\"") for part in parts if part.strip()]
    return [str(part) for part in value]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name!r} ({n:,})" for name, n in counts.most_common(6)) or "none"


def _plain(packed: bytes, path: Path) -> bytes:
    try:
        return gzip.decompress(packed) if path.suffix == ".gz" else packed
    except (OSError, EOFError) as error:
        raise CorpusError(f"{path}: not a complete gzip file ({error})") from None


def _json(packed: bytes, path: Path) -> list[Record]:
    import json

    plain = _plain(packed, path)
    if plain.lstrip().startswith(b"["):
        try:
            rows = json.loads(plain)
        except ValueError as error:
            raise CorpusError(f"{path}: {error}") from None
    else:
        rows = parse_records(plain, Path(path.name.removesuffix(".gz")))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise CorpusError(f"{path}, row {number}: a JSON object expected")
    return list(rows)


def _delimited(packed: bytes, path: Path, delimiter: str) -> list[Record]:
    try:
        text = _plain(packed, path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8 ({error.reason})") from None
    header = text.partition("\n")[0]
    if delimiter == "," and header.count(";") > header.count(","):
        delimiter = ";"  # what spreadsheets write in German, and BABE
    csv.field_size_limit(2**31 - 1)
    try:
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CorpusError(f"{path}: {error}") from None


def _parquet(packed: bytes, path: Path) -> list[Record]:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise CorpusError(
            f"{path}: Parquet needs pyarrow; pip install 'lesart[parquet]'"
        ) from None
    try:
        return list(parquet.read_table(io.BytesIO(packed)).to_pylist())
    except (arrow.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise CorpusError(f"{path}: not a Parquet file ({reason})") from None
