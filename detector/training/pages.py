"""Labelled pages as line examples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from detector.boilerplate import KIND_CHARACTERS
from detector.errors import CorpusError
from detector.training.composed import compose
from detector.training.corpus import Record, read_corpus
from detector.training.examples import Examples, as_matrix
from detector.training.recipe import CorpusEntry, Recipe
from features.document import Document, parse
from features.line_form import Language
from features.lines import line_features
from features.ngrams import rows

Integers = NDArray[np.int64]

# Corpora name a kind that the product does not have, or mean another thing by it.
_KIND_HERE = {"heading": "nav", "title": "headline"}
_UNCLEAR = {"disclosure"}  # in pages as found: affiliate and register lines
_SECOND_LEVEL = {"co", "com", "org", "ac", "gov", "net"}
_ALL = 1 << 40  # characters of a line
_ORDER = ("span", "trafilatura_recall", "newspaper4k", "readability")


@dataclass(frozen=True, eq=False)
class Lines:
    """Labelled lines, page after page; arrays of shape (n_lines,).

    Attributes
    ----------
    examples : Examples
        One target: 1 for a leftover.
    kinds : ndarray of str
        Kind of each leftover, "" where unknown or content.
    documents : ndarray of int64
        Number of the page variant that a line stands in.
    distinct : ndarray of bool
        False where the same line of the same page was seen in an earlier variant.
    """

    examples: Examples
    kinds: NDArray[np.str_]
    documents: Integers
    distinct: NDArray[np.bool_]

    def without(self, lines: NDArray[np.bool_]) -> Lines:
        """Return all but some lines; whole pages are meant to go."""
        kept = ~lines
        return Lines(
            _taken(self.examples, kept),
            self.kinds[kept],
            self.documents[kept],
            self.distinct[kept],
        )

    def with_kinds(self) -> Lines:
        """Return the leftovers whose kind is known, each line of a page once."""
        return self.without((self.kinds == "") | ~self.distinct)


@dataclass(frozen=True, eq=False)
class Page:
    """A labelled page.

    Attributes
    ----------
    document : Document
    labels : list of dict
        ``text``, ``label``, ``kind`` of each line.
    entry : CorpusEntry
    record : Record
    """

    document: Document
    labels: list[dict[str, Any]]
    entry: CorpusEntry
    record: Record

    @property
    def language(self) -> Language:
        """Language of the page, as its corpus says."""
        return "en" if self.record["lang"] == "en" else "de"


def read_pages(recipe: Recipe, data: Path) -> list[Page]:
    """Read the corpora of a recipe.

    Options of a corpus: ``variants`` (those taken; all by default), ``name`` (in
    tables), ``content_share`` and ``leftover_share`` (share of the lines of each
    label that are learnt from, drawn by hash; the others keep their place),
    ``language`` (of pages in the other language, which lend their measures, not
    their words).
    """
    pages: list[Page] = []
    for entry in recipe.corpora:
        records = read_corpus(entry, data)
        if "pages" in entry.options:
            records = _composed(records, entry, pages, recipe)
        pages += _pages(entry, records, recipe.language_of(entry))
    return pages


def measured_lines(pages: list[Page], recipe: Recipe) -> Lines:
    """Return the lines of pages as examples, page after page."""
    dense, ngrams = _measured(pages, recipe)
    labels = [(page, label) for page in pages for label in page.labels]
    examples = Examples(
        dense=dense,
        ngrams=ngrams,
        targets=np.array(
            [[line["label"] == "boilerplate"] for _, line in labels], float
        ),
        groups=_groups(pages),
        weights=np.array([_weight(page, line) for page, line in labels]),
        outputs=("leftover",),
        slices={
            "corpus": np.array([page_name(page.entry) for page, _ in labels]),
            "variant": np.array([page.record.get("variant", "") for page, _ in labels]),
            "inside": np.array([str(bool(x.get("in_article"))) for _, x in labels]),
        },
    )
    sizes = [len(page.labels) for page in pages]
    return Lines(
        examples,
        np.array([_kind(page, line) for page, line in labels]),
        np.repeat(np.arange(len(pages)), sizes),
        _distinct(pages),
    )


def _composed(
    records: list[Record], entry: CorpusEntry, pages: list[Page], recipe: Recipe
) -> list[Record]:
    sources = entry.options.get("sources")
    articles = [r for r in records if not sources or r["source"] in sources]
    hosts = [
        page.record
        for page in pages
        if page.record.get("variant", "span") == "span"
        and not page.record.get("weak")
        and page.language == recipe.language
    ]
    return compose(
        articles,
        hosts,
        language=recipe.language,
        pages=int(entry.options["pages"]),
        seed=recipe.seed,
    )


def _taken(examples: Examples, kept: NDArray[np.bool_]) -> Examples:
    return replace(
        examples,
        dense=examples.dense[kept],
        ngrams=tuple(matrix[kept] for matrix in examples.ngrams),
        targets=examples.targets[kept],
        groups=examples.groups[kept],
        weights=examples.weights[kept],
        slices={name: values[kept] for name, values in examples.slices.items()},
    )


def _pages(
    entry: CorpusEntry, records: Iterable[Record], language: Language
) -> Iterator[Page]:
    variants = entry.options.get("variants")
    for record in records:
        if record["lang"] != language:
            continue
        if variants and record.get("variant") not in variants:
            continue
        document = parse(_text(record), language=language)
        if len(document.lines) != len(record["lines"]):
            raise CorpusError(
                f"{entry.path}, {record['id']}: {len(record['lines'])} labelled lines, "
                f"{len(document.lines)} in the text"
            )
        yield Page(document, record["lines"], entry, record)


def _text(record: Record) -> str:
    """Return the text as a person has it, or the lines one below the other."""
    if "text" in record:
        return str(record["text"])
    return "\n".join(" ".join(line["text"].split()) for line in record["lines"])


def _measured(
    pages: list[Page], recipe: Recipe
) -> tuple[NDArray[np.float64], tuple[csr_matrix, ...]]:
    dense = []
    tables: list[list[csr_matrix]] = [[] for _ in recipe.families]
    most = KIND_CHARACTERS if recipe.task == "line_kinds" else _ALL
    for page in pages:
        document, lines = page.document, page.document.lines
        dense.append(line_features(document, page.language).values)
        ends = np.minimum(lines.ends, lines.starts + most)
        if page.language != recipe.language:
            ends = lines.starts  # its words are those of another language
        for table, family in zip(tables, recipe.families, strict=True):
            counted = rows(
                document, family, lines.starts, ends, language=recipe.language
            )
            table.append(as_matrix(counted))
    return np.concatenate(dense), tuple(vstack(table, "csr") for table in tables)


def _weight(page: Page, line: dict[str, Any]) -> float:
    label = "leftover" if line["label"] == "boilerplate" else "content"
    share = float(page.entry.options.get(f"{label}_share", 1.0))
    drawn = hashlib.sha256(line["text"].encode()).digest()[0] < 256 * share
    return page.entry.weight if drawn else 0.0


def _kind(page: Page, line: dict[str, Any]) -> str:
    kind = line["kind"] or ""
    if line["label"] != "boilerplate" or ("url" in page.record and kind in _UNCLEAR):
        return ""
    return _KIND_HERE.get(kind, kind)


def page_name(entry: CorpusEntry) -> str:
    """Return the name of a corpus in tables."""
    return str(entry.options.get("name", entry.path.split("/")[-1].split(".")[0]))


def _distinct(pages: list[Page]) -> NDArray[np.bool_]:
    """Mark each line of a page once, in the variant that comes first in ``_ORDER``."""
    seen: dict[tuple[str, str, str], tuple[int, int]] = {}
    number = 0
    for page in pages:
        variant = page.record.get("variant")
        rank = _ORDER.index(variant) if variant in _ORDER else len(_ORDER)
        where = page.record.get("url") or page.record["id"]
        for line in page.labels:
            key = (page_name(page.entry), where, line["text"])
            seen[key] = min(seen.get(key, (rank, number)), (rank, number))
            number += 1
    marks = np.zeros(number, np.bool_)
    marks[[place for _, place in seen.values()]] = True
    return marks


def _groups(pages: list[Page]) -> NDArray[np.str_]:
    """Return the house of each line: sites that share a domain are one house."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    names = [_site(page.record) for page in pages]
    for site, domain in names:
        parent[root(site)] = root(domain)
    sizes = [len(page.labels) for page in pages]
    return np.repeat(np.array([root(site) for site, _ in names]), sizes)


def _site(record: Record) -> tuple[str, str]:
    if "url" not in record:
        return f"page {record['id']}", f"page {record['id']}"
    parts = urlparse(record["url"]).netloc.split(":")[0].split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else 2
    return f"site {record['site']}", ".".join(parts[-keep:])
