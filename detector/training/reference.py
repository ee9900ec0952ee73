"""Making ``percentiles.json``: how human news articles score on the framing measures.

Run again whenever a framing model or a rule of quotation and hedging changes::

    python -m detector.training.reference --data CORPORA

Articles are drawn by a hash of their names, the same number from each corpus, from 150
words on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detector.article import Article
from detector.percentiles import FILE, MEASURES
from detector.report import Framing
from detector.scoring import Detector

_SOURCES = {
    "de": ("German news articles", ("gnad", "fang_covid")),
    "en": ("English news articles", ("article_bias",)),
}
_ARTICLES = 2_000
_FEWEST_WORDS = 150
_DIGITS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--articles", type=int, default=_ARTICLES, help="a language")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    detector = Detector()
    content: dict[str, Any] = {}
    for language, (name, corpora) in _SOURCES.items():
        each = given.articles // len(corpora)
        rows = [
            measured(detector.score(Article(text=text, title=title)).framing)
            for corpus in corpora
            for text, title in _drawn(given.data / "news" / f"{corpus}.jsonl.gz", each)
        ]
        content[language] = {
            "corpus": name,
            "corpora": list(corpora),
            "n": len(rows),
            "hundredths": _hundredths(rows),
        }
    given.out.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def measured(framing: Framing) -> dict[str, float]:
    """Return the values that have a percentile."""
    return {
        "loaded": framing.loaded.share.value,
        "opinion": framing.opinion.share.value,
        "quotes": framing.quotes.share.value,
        "hedging": framing.hedging.per_100_words,
        "tone": framing.tone.mean,
    }


def _drawn(path: Path, count: int) -> Iterator[tuple[str, str | None]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records = [r for r in records if len(r["text"].split()) >= _FEWEST_WORDS]
    records.sort(key=lambda r: hashlib.sha256(str(r["id"]).encode()).digest())
    for record in records[:count]:
        yield record["text"], record.get("title")


def _hundredths(rows: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    shares = np.arange(101) / 100
    values = {name: np.array([row[name] for row in rows]) for name in MEASURES}
    return {
        name: np.nanquantile(column, shares).round(_DIGITS).tolist()
        for name, column in values.items()
    }


if __name__ == "__main__":
    main()
