"""From one raw record of an input to an article, or to the reason why not.

Decoding happens where the scoring happens, so that several processes share it. Imports
the article and the errors.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from detector.article import SIZE_LIMIT, Article, article_from_record, read_article
from detector.errors import InputError

FIELDS = (
    "id",
    "text",
    "html",
    "title",
    "url",
    "source",
    "site",
    "author",
    "date",
    "language",
)
# An escaped umlaut takes six bytes of JSON.
LINE_LIMIT = 6 * SIZE_LIMIT

Columns = tuple[tuple[str, str], ...]


class Raw(NamedTuple):
    """A record as the input has it.

    Attributes
    ----------
    number : int
        Of the line, row or file, from 1.
    content : bytes, mapping, Path or InputError
        A line of JSON, the fields of a table's row, a file, or what is wrong with it.
    """

    number: int
    content: bytes | Mapping[str, object] | Path | InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read the records of an input.

    Attributes
    ----------
    name
        What to call the input in a refusal.
    unit
        What a record is there: ``line``, ``row`` or ``file``.
    columns
        Pairs of a field of the article and its name in the input, where they differ.
    """

    name: str
    unit: str = "line"
    columns: Columns = ()

    def where(self, number: int) -> str:
        """Return the place of a record, to name in a refusal."""
        return f"{self.name} {self.unit} {number:,}"


def article_of(raw: Raw, reading: Reading) -> Article:
    """Make an article from a raw record.

    Raises
    ------
    InputError
        If the record is not an article.
    """
    content, where = raw.content, reading.where(raw.number)
    if isinstance(content, InputError):
        raise content
    if isinstance(content, Path):
        article = read_article(content)
        return replace(article, id=content.relative_to(reading.name).as_posix())
    if isinstance(content, bytes):
        record = _decoded(content, where)
        return article_from_record(_renamed(record, reading.columns, where), where)
    return article_from_record(content, where)


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


def _renamed(record: object, columns: Columns, where: str) -> object:
    """Give the fields of a record the names that an article has for them."""
    if not columns or not isinstance(record, Mapping):
        return record
    renamed = dict(record)
    for field, column in columns:
        if field in ("id", "text", "html") and column not in record:
            raise InputError(f'{where}: field "{column}" is missing')
        renamed[field] = record.get(column)
    return renamed
