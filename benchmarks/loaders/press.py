"""Corpora of press articles by outlet, as published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.loaders.files import below, field, read_json


def fang_covid(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of FANG-COVID (a folder ``articles`` of JSON files).

    Source: Mattern et al. (2021), FEVER.
    """
    for file in below(
        path, "articles/*.json" if (path / "articles").is_dir() else "*.json"
    ):
        row = read_json(file)
        yield {
            "id": f"fang-{file.stem}",
            "text": field(row, "article", file),
            "title": row.get("header"),
            "lang": "de",
            "label": row.get("label"),
            "source": row.get("source"),
            "date": row.get("date"),
        }


def article_bias(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of Article-Bias-Prediction (``data/jsons/*.json``).

    Source: Baly et al. (2020), EMNLP.
    """
    for file in below(
        path, "data/jsons/*.json" if (path / "data").is_dir() else "*.json"
    ):
        row = read_json(file)
        yield {
            "id": row.get("ID", file.stem),
            "text": row.get("content_original") or field(row, "content", file),
            "title": row.get("title"),
            "lang": "en",
            "label": row.get("bias_text"),
            "source": row.get("source"),
            "topic": row.get("topic"),
        }
