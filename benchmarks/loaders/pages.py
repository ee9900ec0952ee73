"""Corpora of web pages with the article in them, as published.

Records: ``text`` (the HTML), ``reference`` (the article as plain text, or segments
that must and must not be kept), ``site`` and ``id``.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.loaders.files import below, field, json_lines, read_json
from detector.errors import CorpusError


def extraction_benchmark(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of the article-extraction-benchmark folder.

    ``ground-truth.json`` has the body of each page in ``html/<id>.html.gz``. Source:
    Scrapinghub (2020), MIT.
    """
    for name, truth in sorted(read_json(path / "ground-truth.json").items()):
        yield {
            "id": name,
            "text": _page(path / "html" / f"{name}.html.gz"),
            "lang": "en",
            "reference": field(truth, "articleBody", path),
            "site": urlsplit(truth.get("url", "")).netloc,
        }


def trafilatura(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of trafilatura's evaluation (its folder ``tests``).

    ``evaldata.json`` has segments ``with`` and ``without``; the pages are in
    ``cache`` or ``eval``. Source: Barbaresi (2021), ACL demonstrations.
    """
    for url, truth in sorted(read_json(path / "evaldata.json").items()):
        name = truth.get("file", "")
        file = next(
            (path / d / name for d in ("cache", "eval") if (path / d / name).is_file()),
            None,
        )
        if name and file is not None:
            site = urlsplit(url).netloc.removeprefix("www.")
            yield {
                "id": name,
                "text": _page(file),
                "lang": "de" if site.endswith((".de", ".at", ".ch")) else "en",
                "reference": {
                    "with": truth.get("with", []),
                    "without": truth.get("without", []),
                },
                "site": site,
            }


def fundus(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the test pages of fundus (``tests/resources/parser/test_data``).

    The newest page of a publisher belongs to its last expected output: summary, then
    headline and paragraphs of each section. Source: Dallabetta et al. (2024), ACL.
    """
    for file in below(path, "*/*.json"):
        pages = sorted(file.parent.glob(f"{file.stem}_[0-9]*.html.gz"))
        pages = pages or sorted(file.parent.glob(f"{file.stem}.html.gz"))
        bodies = [truth.get("body") for truth in read_json(file).values()]
        if pages and bodies and bodies[-1]:
            yield {
                "id": f"{file.parent.name}-{file.stem}",
                "text": _page(pages[-1]),
                "lang": "de" if file.parent.name in {"de", "at", "ch"} else "en",
                "reference": _plain(bodies[-1]),
                "site": file.stem,
            }


def pairs(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of a folder with ``pairs.jsonl.gz`` beside them.

    The reference is ``title`` and ``paragraphs``, or segments ``with`` and
    ``without``.
    """
    for row in json_lines(path / "pairs.jsonl.gz"):
        if "paragraphs" in row:
            reference: Any = "\n".join([row.get("title") or "", *row["paragraphs"]])
        else:
            reference = {"with": row["with"], "without": row["without"]}
        yield {**row, "text": _page(path / row["file"]), "reference": reference}


def _plain(body: dict[str, Any]) -> str:
    parts = list(body.get("summary", []))
    for section in body.get("sections", []):
        parts += section.get("headline", []) + section.get("paragraphs", [])
    return "\n".join(parts)


def _page(path: Path) -> str:
    try:
        packed = path.read_bytes()
        plain = gzip.decompress(packed) if path.suffix == ".gz" else packed
    except (OSError, EOFError) as error:
        raise CorpusError(f"{path}: cannot be read ({error})") from None
    return plain.decode("utf-8", errors="replace")
