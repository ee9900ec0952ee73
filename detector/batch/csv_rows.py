"""The rows of a CSV file as records. Imports the columns and the errors."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from detector.article import SIZE_LIMIT
from detector.batch.columns import chosen_columns
from detector.batch.json_lines import bounded_lines
from detector.batch.records import Columns, Raw, Reading
from detector.errors import InputError

_DELIMITERS = (",", ";", "\t")
_BYTES_A_CHARACTER = 4


def read_csv(stream: BinaryIO, reading: Reading) -> Iterator[Raw]:
    """Yield the rows below the header, with their numbers from 1.

    Comma, semicolon and tab are told apart by the header. A line that is not UTF-8 is
    read as Windows-1252: German text in the one is almost never valid in the other.

    Raises
    ------
    InputError
        If there is no header or it lacks a column that is needed.
    """
    csv.field_size_limit(SIZE_LIMIT)
    lines = bounded_lines(stream, _BYTES_A_CHARACTER * SIZE_LIMIT)
    first = next(lines, b"")
    if b"\0" in first:
        raise InputError(
            f"{reading.name}: CSV in UTF-8 or Windows-1252 expected, found zero bytes; "
            "save it as UTF-8"
        )
    line = _text(first.removeprefix(b"\xef\xbb\xbf"))
    delimiter = max(_DELIMITERS, key=line.count)
    rows = csv.reader(chain([line], map(_text, lines)), delimiter=delimiter)
    header = next(rows, [])
    chosen = chosen_columns(header, reading)
    for number, row in enumerate(_rows(rows), 1):
        yield Raw(number, _content(row, header, chosen, reading.where(number), number))


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("windows-1252", errors="replace")


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Yield rows that are not blank, and errors in the place of broken ones."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if row:
            yield row


def _content(
    row: list[str] | csv.Error,
    header: list[str],
    chosen: Columns,
    where: str,
    number: int,
) -> dict[str, object] | InputError:
    if isinstance(row, csv.Error):
        return InputError(f"{where}: CSV expected; {row}")
    if len(row) != len(header):
        return InputError(f"{where}: {len(header)} fields expected, found {len(row)}")
    cells = dict(zip(header, row, strict=True))
    record: dict[str, object] = {
        field: cells[column] or None for field, column in chosen
    }
    if not record.get("text") and not record.get("html"):
        record["text"] = ""  # an empty cell says nothing, except that there is no text
    record.setdefault("id", number)
    return record
