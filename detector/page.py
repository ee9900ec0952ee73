"""From a web page to its article: main text, what the page says of it, AI metadata.

trafilatura takes the text and the facts out of the page; it was chosen by
``python -m benchmarks.extraction``. The line model cleans what it leaves. Imported only
when a page comes: a plain text pays nothing for it. Imports the decoder, the errors and
the metadata statements.

References
----------
Barbaresi (2021), Trafilatura: a web scraping library and command-line tool for text
discovery and extraction, ACL system demonstrations.
"""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura

from detector.decoding import decode
from detector.errors import InputError
from detector.page_metadata import metadata_statements

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from detector.report import MetadataStatement

MEGABYTE = 1_000_000
SIZE_LIMIT = 30 * MEGABYTE
# Extraction costs more than linear time: this many elements take about ten seconds.
# A page of news has a few thousand.
ELEMENT_LIMIT = 40_000
_ELEMENT = re.compile(r"<[a-zA-Z]")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_HEAD = 4_096
# What browsers read when a page declares one of these (WHATWG Encoding Standard).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page holds.

    Attributes
    ----------
    text : str
        The main text, one paragraph a line, without the headline.
    title, author, date, site, url : str or None
        What the page says of its article; the date as ISO 8601, the address canonical.
    metadata : tuple of MetadataStatement
        Statements on AI use that readers do not see.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    url: str | None = None
    metadata: tuple[MetadataStatement, ...] = ()


def read_page(html: str | bytes, where: str) -> Page:
    """Take the article out of a web page.

    Parameters
    ----------
    html : str or bytes
        The page. Bytes are decoded as browsers do it, except that valid UTF-8 wins
        over what the page declares.
    where : str
        Its name, for the message of a refusal.

    Returns
    -------
    Page

    Raises
    ------
    InputError
        If the page is too large, cannot be decoded or holds no article.
    """
    source = decode_page(html, where) if isinstance(html, bytes) else html
    _refuse_large(source, where)
    tree = _tree(source)
    if tree is None:
        raise InputError(f"{where}: no HTML that can be read; save the page again")
    metadata = metadata_statements(tree)  # before the extractor takes it apart
    found = _extracted(tree)
    title = _headline(found) if found is not None else None
    text = _without_title(found.text or "", title) if found is not None else ""
    if found is None or not text.strip():
        raise InputError(
            f"{where}: no article found in the page; scripts may load it, so save the "
            "page from the browser or copy its text"
        )
    return Page(
        text=text,
        title=title,
        author=_one_line(found.author),
        date=_one_line(found.date),
        site=_one_line(found.sitename or found.hostname),
        url=_one_line(found.url),
        metadata=metadata,
    )


def decode_page(data: bytes, where: str) -> str:
    """Return the source of a page: UTF-8 if it is, else as declared, else by rule.

    Raises
    ------
    InputError
        If the bytes are no text.
    """
    declared = _DECLARED.search(data[:_HEAD])
    if declared and b"\0" not in data and not _is_utf8(data):
        try:
            name = codecs.lookup(declared[1].decode("ascii", "replace")).name
            if not name.startswith("utf"):
                return data.decode(_WIDER.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass  # no such encoding, or the page is not in it
    return decode(data, where)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_large(source: str, where: str) -> None:
    if len(source) > SIZE_LIMIT:
        raise InputError(
            f"{where}: a page of at most {SIZE_LIMIT / MEGABYTE:g} MB expected, found "
            f"{len(source) / MEGABYTE:,.0f} MB; save the article alone"
        )
    elements = sum(1 for _ in _ELEMENT.finditer(source))
    if elements > ELEMENT_LIMIT:
        raise InputError(
            f"{where}: a page of at most {ELEMENT_LIMIT:,} elements expected, found "
            f"{elements:,}; save the article alone"
        )


def _tree(source: str) -> HtmlElement | None:
    with _Silence():
        return trafilatura.load_html(source)


def _extracted(tree: HtmlElement) -> trafilatura.settings.Document | None:
    with _Silence():
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False
        )
    return None if isinstance(found, dict) else found


class _Silence:
    """Keep the libraries' warnings on odd pages out of the terminal."""

    def __enter__(self) -> None:
        self._before = logging.root.manager.disable
        logging.disable(logging.CRITICAL)

    def __exit__(self, *_: object) -> None:
        logging.disable(self._before)


def _headline(found: trafilatura.settings.Document) -> str | None:
    """Return the headline, without the site that pages often name behind it."""
    title, site = _one_line(found.title), _one_line(found.sitename)
    if title is None or site is None:
        return title
    headline, sign, behind = title.rpartition(" | ")
    return headline if sign and site.casefold() in behind.casefold() else title


def _without_title(text: str, title: str | None) -> str:
    """Leave out the lines that only repeat the headline."""
    if not title:
        return text
    same = _letters(title)
    return "\n".join(line for line in text.splitlines() if _letters(line) != same)


def _letters(line: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", line)).casefold()


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
