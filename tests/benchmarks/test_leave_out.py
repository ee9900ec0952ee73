"""Refits without one corpus."""

import gzip
import hashlib
import json
from dataclasses import replace

import pytest

from benchmarks import leave_out
from benchmarks.leave_out import left_out, measurable, table_of, without
from benchmarks.loaders.files import json_lines
from detector.errors import CorpusError
from detector.training.recipe import CorpusEntry, Recipe

RECIPE = Recipe(
    task="ai_likelihood",
    language="de",
    version="1.0",
    licence="open",
    intended_use="",
    limits="",
    corpora=(),
    dense=(),
    families=(),
)


def entry(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(record) + "\n" for record in records)
    path.write_bytes(gzip.compress(lines.encode()))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return CorpusEntry(f"{path.parent.name}/{path.name}", digest)


@pytest.fixture
def recipe(tmp_path):
    data = tmp_path / "data"
    entries = (
        entry(data / "ai" / "made.jsonl.gz", [{"id": "g", "pair": "h1"}]),
        entry(data / "news" / "human.jsonl.gz", [{"id": "h1"}, {"id": "h2"}]),
        entry(data / "news" / "other.jsonl.gz", [{"id": "h3"}]),
    )
    return replace(RECIPE, corpora=entries)


def test_the_corpus_and_its_human_partners_leave(recipe, tmp_path):
    rest = tmp_path / "rest"
    found = without(recipe, "ai/made.jsonl.gz", tmp_path / "data", rest)
    assert [e.path for e in found.corpora] == [
        "news/human.jsonl.gz",
        "news/other.jsonl.gz",
    ]
    kept = [record["id"] for record in json_lines(rest / "news" / "human.jsonl.gz")]
    assert kept == ["h2"]


def test_the_recipe_names_the_files_as_they_now_are(recipe, tmp_path):
    rest = tmp_path / "rest"
    found = without(recipe, "ai/made.jsonl.gz", tmp_path / "data", rest)
    for entry_ in found.corpora:
        digest = hashlib.sha256((rest / entry_.path).read_bytes()).hexdigest()
        assert digest == entry_.sha256


def test_a_corpus_of_the_recipe_is_found_in_the_catalogue():
    assert measurable(RECIPE, "ai/mindner_de.jsonl.gz").key == "mindner_de.ai"
    assert measurable(RECIPE, "ai/mindner_en.jsonl.gz") is None
    assert measurable(RECIPE, "news/gnad.jsonl.gz") is None


def test_a_refit_that_fails_gives_its_reason(tmp_path, monkeypatch):
    path = "ai/mindner_de.jsonl.gz"
    recipe = replace(RECIPE, corpora=(CorpusEntry(path, "0"),))
    monkeypatch.setattr(leave_out, "read_recipe", lambda _: recipe)

    def fails(*_):
        raise CorpusError("nothing is left")

    monkeypatch.setattr(leave_out, "_scored", fails)
    found = list(left_out(tmp_path, tmp_path, None))
    assert [(p, rows) for p, rows, _ in found] == [(path, "nothing is left")]


def test_the_table_has_a_row_a_corpus(tmp_path):
    measured = {"auroc": {"value": 0.9, "low": 0.8, "high": 1.0, "n": 5}}
    made = table_of(tmp_path / "ai_likelihood_de", {"ai/x.jsonl.gz": measured})
    assert made.header == ("corpus left out", "AUROC")
    assert made.rows == (("ai/x.jsonl.gz", "0.900 (0.80-1.00)"),)
