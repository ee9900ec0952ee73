import hashlib
import json

import numpy as np
import pytest

from detector.training.recipe import CorpusEntry, Recipe
from detector.training.teacher import Embeddings, ask, draw

WORDS = ("Haus", "Baum", "Boot")


@pytest.fixture
def cache(tmp_path):
    """Embeddings that say in one dimension whether a sentence holds 'Irrsinn'."""
    texts = [
        f"{opening} {word} {number} und dann noch einmal {word}."
        for opening in ("Irrsinn", "Ruhe")
        for word in WORDS
        for number in range(4)
    ]
    vectors = np.random.default_rng(0).normal(size=(len(texts), 384)).astype(np.float16)
    vectors[: len(texts) // 2, 0] += 30
    keys = [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts]
    np.savez(tmp_path / "cache.npz", k=np.array(keys), v=vectors)
    return texts


def corpus(path, records, **options):
    packed = "\n".join(map(json.dumps, records)).encode()
    path.write_bytes(packed)
    return CorpusEntry(path.name, hashlib.sha256(packed).hexdigest(), 1.0, options)


@pytest.fixture
def recipe(tmp_path, cache):
    gold = [
        {"text": text, "l": int("Irrsinn" in text), "source": text.split()[1]}
        for text in cache
    ]
    press = [{"text": f"{cache[0]}\n{cache[-1]}", "source": s} for s in ("a", "b")]
    corpora = (
        corpus(tmp_path / "g.jsonl", gold, field="l", positive=[1], group="source"),
        corpus(tmp_path / "p.jsonl", press, role="pool"),
    )
    return Recipe("loaded", "de", "1.0", "open", "", "", corpora, (), (), folds=3)


def test_sentences_are_drawn_from_each_outlet_in_turn(recipe, tmp_path):
    places = draw(recipe, tmp_path, 2)
    assert sorted(places.record.tolist()) == [0, 1]
    assert places.corpus.tolist() == [1, 1]


def test_the_same_seed_draws_the_same_sentences(recipe, tmp_path):
    first, second = (draw(recipe, tmp_path, 3) for _ in range(2))
    assert first.start.tolist() == second.start.tolist()


def test_there_is_a_teacher_for_each_fold_and_one_of_everything(recipe, tmp_path):
    places = draw(recipe, tmp_path, 4)
    taught = ask(recipe, tmp_path, places, Embeddings(tmp_path / "cache.npz"))
    assert taught.logits.shape == (4, 4, 1)
    loaded = places.start == 0
    assert (taught.logits[loaded] > 0).all()
    assert (taught.logits[~loaded] < 0).all()


def test_embeddings_know_a_text_by_what_it_says(tmp_path, cache):
    known = Embeddings(tmp_path / "cache.npz")
    plain, hyphenated = known.of([cache[0], cache[0].replace("Haus", "Ha\u00adus")])
    assert plain.tolist() == hyphenated.tolist()


def test_no_text_needs_no_package(tmp_path):
    assert Embeddings(tmp_path / "none.npz").of([]).shape == (0, 384)
