"""How well the article is taken out of a web page, and what that costs.

    python -m benchmarks.extraction --data CORPORA

Reads ``CORPORA/boilerplate/html``. F1 is that of the article-extraction-benchmark
(Scrapinghub 2020): precision and recall of 4-word shingles as multisets, each averaged
over the pages, and their harmonic mean. The reference is the body without the headline.
"ours" is the whole road; its line models learnt from lines of most of these pages, so
that its gain over the extractor alone is the upper end of what to expect.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from detector.cleaning import clean
from detector.errors import InputError
from detector.page import read_page

_SHINGLE = 4
_WORD = re.compile(r"\w+")
_SETS = {
    "fundus de": ("fundus", "de", None),
    "fundus en": ("fundus", "en", None),
    "cleanportaleval en": ("cleanportaleval", "en", None),
    "wcxb en, dev": ("wcxb_articles", "en", "dev"),
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-word shingles of a text, case and punctuation aside."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    last = max(1, len(found) - _SHINGLE + 1) if found else 0
    return Counter(tuple(found[at : at + _SHINGLE]) for at in range(last))


def precision_and_recall(reference: str, said: str) -> tuple[float, float]:
    """Return both over shingles; NaN where there is nothing to measure."""
    wanted, given = shingles(reference), shingles(said)
    shared = (wanted & given).total()
    precision = shared / given.total() if given else float("nan")
    return precision, shared / wanted.total() if wanted else float("nan")


def harmonic(pairs: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return mean precision, mean recall and their F1."""
    precision, recall = np.nanmean(np.array(pairs), axis=0).tolist()
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one row for each corpus and system."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    given = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    folder = given.data / "boilerplate" / "html"
    pairs = _pairs(folder)
    print("| pages | system | precision | recall | F1 | pages a CPU second |")
    print("|---|---|---|---|---|---|")
    for name, wanted in _SETS.items():
        chosen = [pair for pair in pairs if _is_of(pair, wanted)]
        pages = [_html(folder / pair["file"]) for pair in chosen]
        bodies = ["\n".join(pair["paragraphs"]) for pair in chosen]
        for system, extract in _systems().items():
            begin = time.process_time()
            said = [extract(page) for page in pages]
            rate = len(pages) / (time.process_time() - begin)
            measured = map(precision_and_recall, bodies, said)
            numbers = " | ".join(f"{value:.3f}" for value in harmonic(list(measured)))
            print(f"| {name} ({len(pages)}) | {system} | {numbers} | {rate:.0f} |")
    for module in ("trafilatura", "resiliparse.extract.html2text"):
        print(f"import {module}: {_import_seconds(module):.2f} CPU s")


def _pairs(folder: Path) -> list[dict[str, Any]]:
    with gzip.open(folder / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _is_of(pair: dict[str, Any], wanted: tuple[str, str, str | None]) -> bool:
    source, language, split = wanted
    fits = (pair["source"], pair["lang"]) == (source, language)
    return fits and split in (None, pair["split"])


def _html(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as page:
        return page.read()


def _systems() -> dict[str, Callable[[str], str]]:
    extract = import_module("trafilatura").extract

    def trafilatura(page: str, **mode: bool) -> str:
        return extract(page, include_comments=False, **mode) or ""

    systems: dict[str, Callable[[str], str]] = {
        "trafilatura": trafilatura,
        "trafilatura, recall": lambda page: trafilatura(page, favor_recall=True),
        "trafilatura, precision": lambda page: trafilatura(page, favor_precision=True),
        "ours, without the line model": _extracted,
        "ours": _cleaned,
    }
    try:
        plain = import_module("resiliparse.extract.html2text").extract_plain_text
    except ImportError:
        print("resiliparse: not installed, see the extra peers")
    else:
        systems["resiliparse"] = lambda page: plain(page, main_content=True)
    return systems


def _extracted(page: str) -> str:
    try:
        return read_page(page, "page").text
    except InputError:
        return ""


def _cleaned(page: str) -> str:
    try:
        return clean(html=page).text
    except InputError:
        return ""


def _import_seconds(module: str) -> float:
    code = f"import {module}, time; print(time.process_time())"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    return float(told.stdout or "nan")


if __name__ == "__main__":
    main()
