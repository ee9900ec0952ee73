"""Cuts the torn end off a file that was being written when its process was killed.

Imports nothing of ours.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_BLOCK = 1_000_000
_GZIP_WINDOW = 31  # a gzip header and trailer around each member


class Whole(NamedTuple):
    """What is whole in a file.

    Attributes
    ----------
    first, last : bytes
        The first and the last line; empty where there is none.
    lines : int
        How many lines there are.
    """

    first: bytes
    last: bytes
    lines: int


class _Piece(NamedTuple):
    """Whole lines, and where they end in the file."""

    lines: list[bytes]
    end: int


def cut_torn_end(path: Path, *, compressed: bool = False) -> Whole:
    """Cut a file behind its last whole line, or gzip member, and say what is left."""
    first, last, lines, end = b"", b"", 0, 0
    with path.open("r+b") as stream:
        for found in _members(stream) if compressed else _lines(stream):
            first, last = first or found.lines[0], found.lines[-1]
            lines, end = lines + len(found.lines), found.end
        stream.truncate(end)
    return Whole(first, last, lines)


def _lines(stream: BinaryIO) -> Iterator[_Piece]:
    """Yield whole lines and where they end."""
    end = 0
    for line in stream:
        if line.endswith(b"\n"):
            end += len(line)
            yield _Piece([line], end)


def _members(stream: BinaryIO) -> Iterator[_Piece]:
    """Yield what is in each whole gzip member, and where the member ends."""
    rest, end = b"", 0
    while True:
        inflate, plain = zlib.decompressobj(_GZIP_WINDOW), b""
        while not inflate.eof:
            block = rest or stream.read(_BLOCK)
            if not block:
                return
            try:
                plain += inflate.decompress(block)
            except zlib.error:
                return
            rest = inflate.unused_data
            end += len(block) - len(rest)
        if plain:
            yield _Piece(plain.splitlines(keepends=True), end)
