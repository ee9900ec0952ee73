"""Many articles: JSON Lines in, one report each out, in order, in constant memory.

Imports the article, the errors and the report.
"""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from detector.article import SIZE_LIMIT, Article, article_from_record
from detector.errors import InputError
from detector.report import Report

# An escaped umlaut takes six bytes of JSON.
LINE_LIMIT = 6 * SIZE_LIMIT


def score_records(
    stream: BinaryIO, score: Callable[[Article], Report], *, name: str = "input"
) -> Iterator[Report | InputError]:
    """Score the records of a JSON Lines stream one by one.

    Parameters
    ----------
    stream : binary stream
        One JSON object a line, in UTF-8; blank lines are passed over.
    score : callable
        From an article to its report.
    name : str
        What to call the stream in a refusal.

    Yields
    ------
    Report or InputError
        For each record in turn its report, or why there is none.
    """
    for record in read_records(stream, name=name):
        if isinstance(record, InputError):
            yield record
            continue
        try:
            yield score(record)
        except InputError as error:
            yield error


def read_records(
    stream: BinaryIO, *, name: str = "input"
) -> Iterator[Article | InputError]:
    """Read the records of a JSON Lines stream one by one.

    Yields
    ------
    Article or InputError
        For each line that is not blank the article, or what is wrong with the line.
    """
    for number, line in enumerate(_lines(stream), 1):
        where = f"{name} line {number:,}"
        if line.isspace():
            continue
        try:
            yield article_from_record(_decoded(line, where), where)
        except InputError as error:
            yield error


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines of at most a byte more than the limit, passing over the rest."""
    while line := stream.readline(LINE_LIMIT + 1):
        yield line
        while len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            line = stream.readline(LINE_LIMIT + 1)


def _decoded(line: bytes, where: str) -> object:
    if len(line) > LINE_LIMIT:
        limit = LINE_LIMIT // 1_000_000
        raise InputError(f"{where}: at most {limit} MB expected, found more")
    try:
        record: object = json.loads(line.rstrip(b"\r\n").decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: UTF-8 expected, found 0x{line[error.start]:02X} at byte "
            f"{error.start:,}"
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: JSON expected; column {error.colno}: {error.msg}"
        ) from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, 5,000 brackets
        raise InputError(f"{where}: JSON of ordinary size and depth expected") from None
    return record
