"""What comes in: one article, from a string, a file or a record.

Every refusal is an ``InputError`` of one line. Offsets of a report refer to
``Article.text``: the decoded text as given, its line ends included. Imports the
decoder and the errors.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import BinaryIO, Literal

from detector.decoding import decode
from detector.errors import InputError

MEGABYTE = 1_000_000
SIZE_LIMIT = 100 * MEGABYTE

GivenLanguage = Literal["de", "en"]
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.I)
_TAG = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|strong|em|b|i)>", re.I)
_TAGS_OF_MARKUP = 5
_LOOK_AHEAD = 20_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPTIONAL = ("title", "url", "source", "site", "author", "date")
_STRINGS = ("text", "id", *_OPTIONAL)
_LANGUAGES: dict[str | None, GivenLanguage] = {"de": "de", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as plain text, with what is known about it.

    Attributes
    ----------
    text : str
        The text as given. Lone surrogates, which no encoding can carry, are replaced
        one by one with U+FFFD here and in the other fields, so that offsets hold.
    id : str
        Any name; empty when there is none.
    title : str or None
        The headline, where it is known from elsewhere than the text.
    url, source, site, author, date : str or None
        Carried into the report as given.
    language : {"de", "en"} or None
        Overrides the language found in the text.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    source: str | None = None
    site: str | None = None
    author: str | None = None
    date: str | None = None
    language: GivenLanguage | None = None

    def __post_init__(self) -> None:
        """Replace what cannot be encoded."""
        for name in _STRINGS:
            value: str | None = getattr(self, name)
            if value and _SURROGATE.search(value):
                object.__setattr__(self, name, _SURROGATE.sub("\ufffd", value))


def read_article(
    path: str | Path,
    *,
    title: str | None = None,
    language: GivenLanguage | None = None,
) -> Article:
    """Read a text file; ``-`` is the standard input.

    Parameters
    ----------
    path : str or Path
        UTF-8, UTF-16 or Windows-1252, at most 100 MB.
    title : str or None
        The headline, where it does not stand in the text.
    language : {"de", "en"} or None
        Overrides the language found in the text.

    Returns
    -------
    Article
        Its ``id`` is the path as given, or ``stdin``.

    Raises
    ------
    InputError
        If the file is missing, empty, too large, binary, HTML or cannot be decoded.
    """
    name = "stdin" if str(path) == "-" else str(path)
    data = _read_stream(sys.stdin.buffer, name) if name == "stdin" else _read_file(path)
    text = decode(data, name)
    _refuse_unreadable(text, name)
    return Article(text=text, id=name, title=title, language=language)


def article_from_record(record: object, where: str) -> Article:
    """Make an article from a decoded JSON record.

    Parameters
    ----------
    record : object
        An object with ``id`` (string or integer) and ``text``; ``title``, ``url``,
        ``source``, ``site``, ``author``, ``date`` and ``language`` ("de" or "en") are
        optional, other fields are ignored.
    where : str
        The place to name in a refusal, such as ``line 7``.

    Returns
    -------
    Article

    Raises
    ------
    InputError
        If a field is missing or of the wrong type.
    """
    if not isinstance(record, Mapping):
        found = _json_type(record)
        raise InputError(f"{where}: an object with id and text expected, found {found}")
    text = _text_of(record, where)
    return Article(
        text=text,
        id=_id_of(record, where),
        language=_language_of(record, where),
        **{name: _string_or_none(record, name, where) for name in _OPTIONAL},
    )


def _read_file(path: str | Path) -> bytes:
    path = Path(path)
    try:
        _refuse_early(path)
        with path.open("rb") as stream:
            return _read_stream(stream, str(path))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the path") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _refuse_early(path: Path) -> None:
    status = path.stat()
    if S_ISDIR(status.st_mode):
        raise InputError(f"{path}: is a directory; name the files in it")
    if status.st_size > SIZE_LIMIT:
        raise InputError(_too_large(str(path), status.st_size))


def _read_stream(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise InputError(_too_large(name, None))
    return data


def _too_large(name: str, size: int | None) -> str:
    found = "more" if size is None else f"{size / MEGABYTE:,.0f} MB"
    limit = SIZE_LIMIT // MEGABYTE
    return f"{name}: at most {limit} MB expected, found {found}; split the file"


def _refuse_unreadable(text: str, where: str) -> None:
    if not text.strip():
        raise InputError(f"{where}: is empty; a text is needed")
    start = text[:_LOOK_AHEAD]
    if _PAGE.match(start) or len(_TAG.findall(start)) >= _TAGS_OF_MARKUP:
        raise InputError(
            f"{where}: plain text expected, found HTML; copy the article out of the "
            "browser, or take it out of the page with an extractor first"
        )


def _text_of(record: Mapping[str, object], where: str) -> str:
    text = record.get("text")
    if text is None:
        hint = "; extract it from the HTML first" if record.get("html") else ""
        raise InputError(f'{where}: field "text" is missing{hint}')
    if not isinstance(text, str):
        raise InputError(_wrong_type(where, "text", "a string", text))
    if len(text) > SIZE_LIMIT:
        raise InputError(_too_large(f'{where}: field "text"', len(text)))
    _refuse_unreadable(text, f'{where}: field "text"')
    return text


def _id_of(record: Mapping[str, object], where: str) -> str:
    if "id" not in record:
        raise InputError(f'{where}: field "id" is missing')
    given = record["id"]
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InputError(_wrong_type(where, "id", "a string or an integer", given))
    return str(given)


def _string_or_none(record: Mapping[str, object], name: str, where: str) -> str | None:
    given = record.get(name)
    if given is not None and not isinstance(given, str):
        raise InputError(_wrong_type(where, name, "a string", given))
    return given


def _language_of(record: Mapping[str, object], where: str) -> GivenLanguage | None:
    return _LANGUAGES.get(_string_or_none(record, "language", where))


def _wrong_type(where: str, name: str, expected: str, found: object) -> str:
    return f'{where}: field "{name}": {expected} expected, found {_json_type(found)}'


def _json_type(value: object) -> str:
    names = {
        type(None): "null",
        bool: "a boolean",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "an object",
    }
    return names.get(type(value), type(value).__name__)
