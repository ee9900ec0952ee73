"""Parquet in and out, through pyarrow of the extra ``parquet``.

Imports the columns of an input and of a report's row.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from detector.batch.columns import chosen_columns
from detector.batch.extras import load_extra
from detector.batch.records import Raw, Reading
from detector.errors import InputError
from detector.render.table import Column

_ROWS_READ = 128
_BYTES_BUFFERED = 1_000_000  # without it a column of a row group is read as a whole
_ROWS_WRITTEN = 8_192
_BYTES_WRITTEN = 8_000_000


class ParquetRows:
    """The rows of a Parquet file as records.

    Attributes
    ----------
    size : int
        Number of rows.
    position : int
        Rows read so far.

    Raises
    ------
    InputError
        If the file is not Parquet or lacks a column that is needed.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        parquet = load_arrow(str(path))
        with _readable(path):
            self._file = parquet.ParquetFile(
                path, buffer_size=_BYTES_BUFFERED, pre_buffer=False
            )
        self._path = path
        self._chosen = chosen_columns(self._file.schema_arrow.names, reading)
        self.size: int = self._file.metadata.num_rows
        self.position = 0

    def __iter__(self) -> Iterator[Raw]:
        """Yield the rows with their numbers from 1."""
        columns = [column for _, column in self._chosen]
        batches = self._file.iter_batches(_ROWS_READ, columns=columns)
        while (batch := self._next(batches)) is not None:
            for row in batch.to_pylist():
                self.position += 1
                record = {field: _plain(row[name]) for field, name in self._chosen}
                record.setdefault("id", self.position)
                yield Raw(self.position, record)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _next(self, batches: Iterator[Any]) -> Any:
        with _readable(self._path):
            return next(batches, None)


def load_arrow(name: str) -> Any:
    """Import the Parquet part of pyarrow."""
    return load_extra("pyarrow.parquet", "parquet", f"{name}: Parquet")


def write_parquet(rows: Iterator[bytes], path: Path, columns: Sequence[Column]) -> None:
    """Write rows that are JSON arrays, one a line, as a Parquet file."""
    parquet, arrow = load_arrow(str(path)), load_extra("pyarrow", "parquet", str(path))
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    schema = arrow.schema([(c.name, types[c.kind]) for c in columns])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while block := _block(rows):
            cells = zip(*map(json.loads, block), strict=True)
            arrays = [
                arrow.array(c, t) for c, t in zip(cells, schema.types, strict=True)
            ]
            writer.write_table(arrow.table(arrays, schema=schema))


def _block(rows: Iterator[bytes]) -> list[bytes]:
    """Return the rows of the next row group, bounded in number and size."""
    block, size = [], 0
    for row in rows:
        block.append(row)
        size += len(row)
        if len(block) >= _ROWS_WRITTEN or size >= _BYTES_WRITTEN:
            break
    return block


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Refuse what pyarrow cannot read, in one line."""
    try:
        yield
    except (OSError, ValueError, NotImplementedError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path}: cannot be read as Parquet: {reason}") from None


def _plain(value: object) -> object:
    """Return dates as text; what else is no text the article refuses by itself."""
    return value.isoformat() if isinstance(value, date) else value
