"""Reading corpora as their makers publish them: one small function a format.

Each takes the path of a file or folder and yields records, with ``text`` and
whatever else the format holds, under the names of the format where these are plain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.loaders import generated, pages, press, sentences
from detector.errors import CorpusError
from detector.training.labelled import read_rows

Record = dict[str, Any]
Loader = Callable[[Path], Iterator[Record]]


def table(path: Path) -> Iterator[Record]:
    """Yield the rows of JSON Lines, CSV, TSV or Parquet, as they are."""
    yield from read_rows(path)


FORMATS: Mapping[str, Loader] = {
    "table": table,
    "article_bias": press.article_bias,
    "babe": sentences.babe,
    "checkthat": sentences.checkthat,
    "detectrl": generated.detectrl,
    "extraction_benchmark": pages.extraction_benchmark,
    "fang_covid": press.fang_covid,
    "fundus": pages.fundus,
    "ghostbuster": generated.ghostbuster,
    "gvfc": sentences.gvfc,
    "hc3": generated.hc3,
    "m4": generated.m4,
    "mage": generated.mage,
    "mbic": sentences.mbic,
    "newsmtsc": sentences.newsmtsc,
    "pairs": pages.pairs,
    "raid": generated.raid,
    "sb10k": sentences.sb10k,
    "semeval8": generated.semeval8,
    "trafilatura": pages.trafilatura,
}


def loader(name: str) -> Loader:
    """Return the loader of a format; CorpusError names the known ones."""
    if name not in FORMATS:
        raise CorpusError(f"unknown format {name!r}; known: {', '.join(FORMATS)}")
    return FORMATS[name]
