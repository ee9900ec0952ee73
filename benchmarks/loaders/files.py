"""Opening the files of a corpus: plain or gzip, in the order of their names."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from detector.errors import CorpusError

_FIELD_LIMIT = 2**31 - 1


def opened(path: Path) -> TextIO:
    """Open a text file, plain or gzip, UTF-8 with or without byte order mark."""
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
        return path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; CorpusError where it is broken."""
    with opened(path) as stream:
        try:
            return json.load(stream)
        except ValueError as error:
            raise CorpusError(f"{path}: {error}") from None


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file one by one."""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise CorpusError(f"{path}, line {number}: {error}") from None


def delimited(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with a header one by one."""
    csv.field_size_limit(_FIELD_LIMIT)
    with opened(path) as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)


def below(path: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that fit a pattern, sorted; a file is itself."""
    if path.is_file():
        return [path]
    found = sorted(path.glob(pattern))
    if not found:
        raise CorpusError(f"{path}: no file {pattern}")
    return found


def field(record: dict[str, Any], name: str, path: Path) -> Any:
    """Return a field that every record of a format has; CorpusError without it."""
    if name not in record:
        known = ", ".join(map(str, record))
        raise CorpusError(f"{path}: no column {name!r}; there are: {known}")
    return record[name]
