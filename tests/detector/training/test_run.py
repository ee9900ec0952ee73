"""Training a folder from its recipe, and checking that it stays what it was."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from detector.errors import ModelError
from detector.training import run, tasks
from detector.training.corpus import read_corpus
from detector.training.examples import Examples, vectorise
from detector.training.linear import train_linear
from detector.training.run import check, train
from features.document import parse

RECIPE = """
task = "made"
language = "de"
version = "1.0"
licence = "open"
intended_use = "A test."
limits = "Everything else."
corpora = [{{ path = "made.jsonl", sha256 = "{digest}" }}]

[features]
dense = ["lix"]
families = [{{ name = "word", low = 1, high = 1, bits = 8 }}]

[fit]
folds = 2
"""


def build(recipe, data):
    records = read_corpus(recipe.corpora[0], data)
    documents = [parse(record["text"], language="de") for record in records]
    dense, ngrams = vectorise(
        documents, dense=recipe.dense, families=recipe.families, language="de"
    )
    examples = Examples(
        dense=dense,
        ngrams=ngrams,
        targets=np.array([[record["label"]] for record in records], float),
        groups=np.array([record["outlet"] for record in records]),
        weights=np.ones(len(records)),
        outputs=("made",),
    )
    return train_linear(examples, recipe)[0]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "builder", {"made": build}.__getitem__)
    lines = [
        json.dumps({"text": f"{word} {n}", "label": label, "outlet": f"o{n % 4}"})
        for n in range(12)
        for label, word in enumerate(("Sachlich gesagt", "Dreist gelogen"))
    ]
    corpus = tmp_path / "made.jsonl"
    corpus.write_text("\n".join(lines))
    digest = hashlib.sha256(corpus.read_bytes()).hexdigest()
    (tmp_path / "made_de").mkdir()
    recipe = tmp_path / "made_de" / "recipe.toml"
    recipe.write_text(RECIPE.format(digest=digest))
    return tmp_path / "made_de"


def test_a_trained_folder_holds_model_arrays_and_card(folder):
    model = train(folder, folder.parent)
    assert {path.name for path in folder.iterdir()} == {
        "recipe.toml",
        "model.json",
        "arrays.npz",
        "CARD.md",
    }
    assert model.facts["corpora"][0]["path"] == "made.jsonl"
    assert model.facts["metrics"]["made"]["auroc"]["value"] == 1.0


def test_a_folder_as_trained_passes_the_check(folder):
    train(folder, folder.parent)
    check(folder, folder.parent)


@pytest.mark.parametrize("name", ["model.json", "arrays.npz", "CARD.md"])
def test_a_changed_file_fails_the_check(folder, name):
    train(folder, folder.parent)
    path = Path(folder / name)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match=f"{name}: not what the recipe gives now"):
        check(folder, folder.parent)


def test_the_known_tasks_are_named_when_one_is_not():
    with pytest.raises(ModelError, match="unknown task 'bias'; known: ai_likelihood"):
        tasks.builder("bias")
