"""From a report to the bytes of a line of the output.

A line is complete in itself in every format: line breaks inside a field of CSV become
blanks, and rows on their way to Parquet wait as JSON arrays. Imports the flat row.
"""

import csv
import gzip
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detector.article import SIZE_LIMIT
from detector.render.table import Cell, Column, row, table_columns
from detector.report import SCHEMA, Report

OutputFormat = Literal["jsonl", "csv", "parquet"]
_LEVEL = 4  # of gzip: half the time of the default for a few per cent of size


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """What the lines of the output look like.

    Attributes
    ----------
    with_text
        Carry the texts.
    compressed
        Write gzip, one member a chunk, so that a torn file can be cut between two.
    """

    form: OutputFormat = "jsonl"
    with_text: bool = False
    compressed: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a flat output."""
        return table_columns(with_text=self.with_text)

    def header(self) -> bytes:
        """Return what stands before the first line."""
        return self.packed(self._names()) if self.form == "csv" else b""

    def line(self, report: Report) -> bytes:
        """Return the line of a report, its line end included."""
        if self.form == "jsonl":
            return report.to_json(with_text=self.with_text).encode() + b"\n"
        cells = row(report, self.columns)
        return _csv_line(cells) if self.form == "csv" else _json_line(cells)

    def packed(self, lines: bytes) -> bytes:
        """Return lines as they are written."""
        if not self.compressed or not lines:
            return lines
        return gzip.compress(lines, _LEVEL, mtime=0)

    def wrote(self, line: bytes) -> bool:
        """Say whether the first line of a file is one that this encoding writes."""
        if self.form == "csv":
            return line == self._names()
        try:
            found = json.loads(line)
        except ValueError:
            return False
        if self.form == "parquet":
            return isinstance(found, list) and len(found) == len(self.columns)
        is_report = isinstance(found, dict) and found.get("schema") == SCHEMA
        return is_report and ("text" in found["article"] or not self.with_text)

    def digest(self, line: bytes) -> str:
        """Return the digest of the text that a line reports on."""
        if self.form == "jsonl":
            return str(json.loads(line)["article"]["sha256"])
        if self.form == "parquet":
            cells = json.loads(line)
        else:
            csv.field_size_limit(SIZE_LIMIT)
            cells = next(csv.reader([line.decode()]))
        place = [column.name for column in self.columns].index("sha256")
        return str(cells[place])

    def _names(self) -> bytes:
        return _csv_line([column.name for column in self.columns])


def _json_line(cells: Sequence[Cell]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _csv_line(cells: Sequence[Cell]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(map(_csv_cell, cells))
    return line.getvalue().encode()


def _csv_cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return " ".join(cell.splitlines()) if not cell.isprintable() else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell
