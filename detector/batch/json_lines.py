"""JSON Lines as they come, undecoded. Imports the records."""

from collections.abc import Iterator
from typing import BinaryIO

from detector.batch.records import LINE_LIMIT, Raw


def read_json_lines(stream: BinaryIO, limit: int = LINE_LIMIT) -> Iterator[Raw]:
    """Yield the lines that are not blank, with their numbers.

    A line over the limit is cut one byte after it, which tells it from others.
    """
    for number, line in enumerate(bounded_lines(stream, limit), 1):
        if not line.isspace():
            yield Raw(number, line)


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield lines, each cut one byte after the limit."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
