"""Fixtures: a folder with a corpus, its items, and a cache that ends with the test."""

import json

import pytest

from benchmarks.items import Item
from tests.benchmarks.made import records


@pytest.fixture
def made(tmp_path):
    """A folder of corpora with ``made.jsonl`` in it."""
    path = tmp_path / "data" / "made.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(map(json.dumps, records())), encoding="utf-8")
    return path.parent


@pytest.fixture
def items():
    return [
        Item(r["id"], r["text"], "de", float(r["label"] == "ai"), r["pair"])
        for r in records()
    ]


@pytest.fixture(autouse=True)
def _cache(tmp_path, monkeypatch):
    """Keep matrices in a folder of the test."""
    from benchmarks.systems import matrices

    monkeypatch.setenv("LESART_CACHE", str(tmp_path / "cache"))
    matrices._kept.cache_clear()
    yield
    matrices._kept.cache_clear()
