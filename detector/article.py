"""What comes in: one article, from a string, a web page, a file or a record.

Every refusal is an ``InputError`` of one line. Offsets of a report refer to
``Article.text``: the decoded text as given, its line ends included, or the main text
of the page. Imports the decoder and the errors, and the reader of pages when one comes.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISDIR
from typing import BinaryIO, Literal

from detector.decoding import decode
from detector.errors import InputError
from detector.report import MetadataStatement

MEGABYTE = 1_000_000
# A report costs about 4 s of CPU and 70 MB of memory a megabyte of text.
SIZE_LIMIT = 30 * MEGABYTE

GivenLanguage = Literal["de", "en"]
_PAGES = (".html", ".htm", ".xhtml")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
_TAG = re.compile(r"</(?:p|div|span|a|li|ul|h[1-6]|strong|em|b|i)>", re.I)
_TAGS_OF_MARKUP = 5
_LOOK_AHEAD = 20_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRINGS = ("text", "id", "title", "url", "source", "site", "author", "date")
_LANGUAGES: dict[str | None, GivenLanguage] = {"de": "de", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article, as plain text or as a web page, with what is known about it.

    Attributes
    ----------
    text : str
        The text as given. Lone surrogates, which no encoding can carry, are replaced
        one by one with U+FFFD here and in the other fields, so that offsets hold.
        Without it, the main text of ``html``.
    id : str
        Any name; empty when there is none.
    title : str or None
        The headline, where it is known from elsewhere than the text.
    url, source, site, author, date : str or None
        Carried into the report as given.
    language : {"de", "en"} or None
        Overrides the language found in the text.
    html : str, bytes or None
        The page that the article stands in. Without ``text``, its main text is scored;
        title, author, date, site and address come from it where they are not given.
    metadata : tuple of MetadataStatement
        What the page's metadata state on AI use.

    Raises
    ------
    InputError
        If no article can be taken out of the page.
    """

    text: str = ""
    id: str = ""
    title: str | None = None
    url: str | None = None
    source: str | None = None
    site: str | None = None
    author: str | None = None
    date: str | None = None
    language: GivenLanguage | None = None
    html: str | bytes | None = field(default=None, repr=False)
    metadata: tuple[MetadataStatement, ...] = ()

    def __post_init__(self) -> None:
        """Take the article out of its page; replace what cannot be encoded."""
        if self.html is not None and not self.text:
            self._read_page(self.html)
        for name in _STRINGS:
            value: str | None = getattr(self, name)
            if value and _SURROGATE.search(value):
                object.__setattr__(self, name, _SURROGATE.sub("\ufffd", value))

    def _read_page(self, html: str | bytes) -> None:
        from detector.page import read_page

        page = read_page(html, self.id or "the page")
        object.__setattr__(self, "text", page.text)
        object.__setattr__(self, "metadata", page.metadata)
        for name in ("title", "author", "date", "site", "url"):
            if getattr(self, name) is None:
                object.__setattr__(self, name, getattr(page, name))


def read_article(
    path: str | Path,
    *,
    title: str | None = None,
    language: GivenLanguage | None = None,
) -> Article:
    """Read a text file or a web page; ``-`` is the standard input.

    Parameters
    ----------
    path : str or Path
        A text in UTF-8, UTF-16 or Windows-1252, at most 30 MB, or a page of HTML: told
        by ``.html``, ``.htm``, ``.xhtml`` or by how it begins.
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
        If the file is missing, empty, too large, binary or cannot be decoded, or is a
        page without an article.
    """
    name = "stdin" if str(path) == "-" else str(path)
    data = _read_stream(sys.stdin.buffer, name) if name == "stdin" else _read_file(path)
    if Path(name).suffix.lower() in _PAGES or _PAGE.match(_start(data)):
        return Article(html=data, id=name, title=title, language=language)
    text = decode(data, name)
    _refuse_empty(text, name)
    if _is_html(text):
        return Article(html=text, id=name, title=title, language=language)
    return Article(text=text, id=name, title=title, language=language)


def article_from_record(record: object, where: str) -> Article:
    """Make an article from a decoded JSON record.

    Parameters
    ----------
    record : object
        An object with ``id`` (string or integer) and ``text`` or ``html``; ``title``,
        ``url``, ``source``, ``site``, ``author``, ``date`` and ``language`` ("de" or
        "en") are optional, other fields are ignored.
    where : str
        The place to name in a refusal, such as ``line 7``.

    Returns
    -------
    Article

    Raises
    ------
    InputError
        If a field is missing or of the wrong type, or the page holds no article.
    """
    if not isinstance(record, Mapping):
        found = _json_type(record)
        raise InputError(f"{where}: an object with id and text expected, found {found}")
    is_page = record.get("text") is None and record.get("html") is not None
    article = Article(
        text="" if is_page else _text_of(record, where),
        id=_id_of(record, where),
        title=_string_or_none(record, "title", where),
        url=_string_or_none(record, "url", where),
        source=_string_or_none(record, "source", where),
        site=_string_or_none(record, "site", where),
        author=_string_or_none(record, "author", where),
        date=_string_or_none(record, "date", where),
        language=_language_of(record, where),
    )
    if not is_page:
        return article
    try:
        return replace(article, html=_string_or_none(record, "html", where))
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


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


def _start(data: bytes) -> str:
    return data[:_LOOK_AHEAD].decode("utf-8-sig", "replace").replace("\0", "")


def _refuse_empty(text: str, where: str) -> None:
    if not text.strip():
        raise InputError(f"{where}: is empty; a text is needed")


def _is_html(text: str) -> bool:
    start = text[:_LOOK_AHEAD]
    return bool(_PAGE.match(start)) or len(_TAG.findall(start)) >= _TAGS_OF_MARKUP


def _text_of(record: Mapping[str, object], where: str) -> str:
    text = record.get("text")
    if text is None:
        raise InputError(f'{where}: field "text" is missing, and so is "html"')
    if not isinstance(text, str):
        raise InputError(_wrong_type(where, "text", "a string", text))
    if len(text) > SIZE_LIMIT:
        raise InputError(_too_large(f'{where}: field "text"', len(text)))
    _refuse_empty(text, f'{where}: field "text"')
    if _is_html(text):
        raise InputError(
            f'{where}: field "text": plain text expected, found HTML; name the field '
            '"html" to have the article taken out of the page'
        )
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
