import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from detector.training import teacher
from detector.training.recipe import CorpusEntry, Recipe
from detector.training.split import grouped_folds
from detector.training.tasks.framing_gold import read_gold
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


def test_labelled_texts_are_judged_by_teachers_that_saw_neither_them_nor_the_fold(
    recipe, tmp_path, monkeypatch
):
    places = draw(recipe, tmp_path, 4)
    cache = Embeddings(tmp_path / "cache.npz")
    gold = read_gold(recipe, tmp_path)
    turned = replace(gold, targets=gold.targets.copy())
    turned.targets[0] = 1 - gold.targets[0]
    said = []
    for labels in (gold, turned):
        monkeypatch.setattr(
            teacher,
            "read_gold",
            lambda *_, roles, labels=labels: (
                labels if roles == ("gold",) else read_gold(recipe, tmp_path, roles=())
            ),
        )
        said.append(ask(recipe, tmp_path, places, cache).gold)
    fold_of = grouped_folds(gold.groups.tolist(), 3, recipe.seed)
    own = fold_of[0]
    others = np.flatnonzero(fold_of != own)
    # its own label moves nothing that is said of it, nor anything said without its fold
    assert said[0].shape == (24, 4, 1)
    assert said[1][fold_of == own] == pytest.approx(
        said[0][fold_of == own], nan_ok=True
    )
    assert said[1][others, own] == pytest.approx(said[0][others, own], nan_ok=True)
    assert (said[1][others, -1] != said[0][others, -1]).all()
    for fold in range(3):
        assert np.isnan(said[0][fold_of == fold, fold]).all()


def test_without_a_pool_the_labelled_texts_alone_are_asked(recipe, tmp_path):
    alone = replace(recipe, corpora=recipe.corpora[:1])
    places = draw(alone, tmp_path, 0)
    taught = ask(alone, tmp_path, places, Embeddings(tmp_path / "cache.npz"))
    assert taught.logits.shape == (0, 4, 1)
    assert not np.isnan(taught.gold[:, -1]).any()


def test_embeddings_know_a_text_by_what_it_says(tmp_path, cache):
    known = Embeddings(tmp_path / "cache.npz")
    plain, hyphenated = known.of([cache[0], cache[0].replace("Haus", "Ha\u00adus")])
    assert plain.tolist() == hyphenated.tolist()


def test_no_text_needs_no_package(tmp_path):
    assert Embeddings(tmp_path / "none.npz").of([]).shape == (0, 384)
