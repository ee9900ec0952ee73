"""Opens an input: JSON Lines, CSV, Parquet, a folder of texts, the standard input.

A source is read once, from its begin, and knows how far it has come. Compression is
told by the first bytes. Imports the readers of the formats.
"""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal, cast

from detector.batch.csv_rows import read_csv
from detector.batch.extras import load_extra
from detector.batch.json_lines import read_json_lines
from detector.batch.parquet import ParquetRows
from detector.batch.records import Raw, Reading
from detector.batch.utf16 import as_utf8
from detector.errors import InputError

InputFormat = Literal["jsonl", "csv", "parquet", "folder"]
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WINDOW = 2**31  # what ``zstd --long=31`` may ask for
_FORMATS: dict[str, InputFormat] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_COMPRESSED = (".gz", ".zst")
_TEXTS = (".txt", ".html", ".htm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input that is open.

    Attributes
    ----------
    raws
        Its records, in order, to be gone through once.
    reading
        How to make articles of them.
    size
        How much there is to read, in the unit of ``position``; None if unknown.
    position
        How much has been read.
    """

    raws: Iterator[Raw]
    reading: Reading
    size: int | None
    position: Callable[[], int]


def input_format(path: str) -> InputFormat:
    """Return the format of an input by its name; JSON Lines where it tells nothing."""
    if Path(path).is_dir():
        return "folder"
    name = Path(path.lower())
    return _FORMATS.get(_without_compression(name).suffix, "jsonl")


@contextmanager
def open_source(
    path: str, reading: Reading, form: InputFormat | None = None
) -> Iterator[Source]:
    """Open an input; ``-`` is the standard input.

    Parameters
    ----------
    path : str
        A file, a folder or ``-``.
    reading : Reading
        The names of its columns; its unit is settled here.
    form : {"jsonl", "csv", "parquet", "folder"} or None
        The format, where the name does not tell it.

    Raises
    ------
    InputError
        If it cannot be read as what it claims to be.
    """
    form = form or input_format(path)
    with ExitStack() as stack:
        if form == "folder":
            yield _folder(path, replace(reading, unit="file"))
        elif form == "parquet":
            yield _parquet(path, replace(reading, unit="row"), stack)
        else:
            unit = "row" if form == "csv" else "line"
            yield _stream(path, replace(reading, unit=unit), stack)


def _stream(path: str, reading: Reading, stack: ExitStack) -> Source:
    stream = _opened(path, stack)
    size = None
    if path != "-" and Path(path).is_file():
        size = os.fstat(stream.fileno()).st_size
    raws = _records(_decompressed(stream, reading.name), reading)
    return Source(
        raws=_until_damage(raws, reading.name),
        reading=reading,
        size=size,
        position=stream.tell if size is not None else lambda: 0,
    )


def _records(stream: BinaryIO, reading: Reading) -> Iterator[Raw]:
    plain = as_utf8(stream)
    by_row = reading.unit == "row"
    yield from read_csv(plain, reading) if by_row else read_json_lines(plain)


def _opened(path: str, stack: ExitStack) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(path).open("rb"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _decompressed(stream: BinaryIO, name: str) -> BinaryIO:
    peek = getattr(stream, "peek", None)
    start: bytes = peek(len(_ZSTD)) if peek else b""
    if start.startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    if start.startswith(_ZSTD):
        zstd = load_extra("zstandard", "zst", f"{name}: Zstandard")
        reader = zstd.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(
            stream, read_across_frames=True, closefd=False
        )
        return cast(BinaryIO, io.BufferedReader(reader))
    return stream


def _until_damage(raws: Iterator[Raw], name: str) -> Iterator[Raw]:
    """Yield records; refuse in one line where the input cannot be read further."""
    number = 0
    while True:
        try:
            raw = next(raws, None)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(_damage(name, number, error)) from None
        except Exception as error:
            # The errors of zstandard have a class of their own.
            if type(error).__module__.partition(".")[0] != "zstandard":
                raise
            raise InputError(_damage(name, number, error)) from None
        if raw is None:
            return
        number = raw.number
        yield raw


def _damage(name: str, number: int, error: Exception) -> str:
    return f"{name}: cannot be read after record {number:,}: {error}"


def _parquet(path: str, reading: Reading, stack: ExitStack) -> Source:
    if path == "-":
        raise InputError("stdin: Parquet cannot be read from a pipe; name a file")
    rows = ParquetRows(Path(path), reading)
    stack.callback(rows.close)
    return Source(
        raws=iter(rows),
        reading=reading,
        size=rows.size,
        position=lambda: rows.position,
    )


def _folder(path: str, reading: Reading) -> Source:
    size = sum(1 for _ in _files(path))
    if not size:
        raise InputError(f"{path}: holds no .txt or .html file")
    read = [0]

    def raws() -> Iterator[Raw]:
        for number, file in enumerate(_files(path), 1):
            read[0] = number
            yield Raw(number, file)

    return Source(raws=raws(), reading=reading, size=size, position=lambda: read[0])


def _files(folder: str) -> Iterator[Path]:
    """Yield the texts of a folder and the folders in it, in the order of names."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.name.lower().endswith(_TEXTS):
            yield Path(entry.path)


def _without_compression(name: Path) -> Path:
    return name.with_suffix("") if name.suffix in _COMPRESSED else name
