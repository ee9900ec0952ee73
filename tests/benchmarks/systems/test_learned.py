"""Systems that are trained in the run."""

import numpy as np
import pytest

from benchmarks.items import BESIDE, Item
from benchmarks.systems.learned import Learned, baselines, own_refitted
from tests.benchmarks.made import corpus


def test_tfidf_learns_what_it_has_not_seen(items):
    words = next(s for s in baselines() if s.name == "TF-IDF words")
    said = words.predict(corpus(), items)
    assert all(
        (s.prediction > 0.5) == (i.target > 0) for s, i in zip(said, items, strict=True)
    )


def test_our_ngrams_learn_too_and_are_kept(items, tmp_path):
    first = own_refitted().predict(corpus(), items)
    assert any((tmp_path / "cache").rglob("output.pkl"))
    again = own_refitted().predict(corpus(), items)
    assert [s.prediction for s in first] == [s.prediction for s in again]
    assert all(
        (s.prediction > 0.5) == (i.target > 0)
        for s, i in zip(first, items, strict=True)
    )


def test_majority_says_the_same_of_all(items):
    majority = baselines()[0].predict(corpus(), [*items, *items[::2]])
    assert {said.prediction for said in majority} == {0.0}


def test_no_item_is_judged_by_a_model_that_saw_its_group(items):
    asked = []

    def represent(_, units, training):
        groups = np.array([unit.group for unit in units])
        others = np.delete(groups, training)
        asked.append(set(groups[training]) & set(others))
        return np.ones((len(units), 1))

    Learned("x", "baseline", represent).predict(corpus(), items)
    assert asked == [set()] * 3


def test_one_group_alone_gets_no_answer(items):
    alone = [Item(i.id, i.text, "de", i.target, "g") for i in items]
    said = baselines()[1].predict(corpus(), alone)
    assert {answer.prediction for answer in said} == {0.5}


def test_lines_are_judged_one_by_one():
    pages = [
        Item(str(n), "Der Rat tagte lange\nTeilen", "de", [0, 1], f"s{n}")
        for n in range(6)
    ]
    made = corpus(task="boilerplate", kind="lines")
    said = next(s for s in baselines() if s.name == "TF-IDF words").predict(made, pages)
    assert [len(answer.prediction) for answer in said] == [2] * 6
    assert said[0].prediction[1] > said[0].prediction[0]


def test_labels_have_a_probability_each(items):
    made = [
        Item(i.id, i.text, "de", ["x"] if i.target else ["y"], i.group) for i in items
    ]
    said = baselines()[3].predict(corpus(task="frames", kind="labels"), made)
    assert set(said[0].prediction) == {"x", "y"}


def test_tone_is_positive_less_negative(items):
    made = [Item(i.id, i.text, "de", i.target * 2 - 1, i.group) for i in items]
    said = baselines()[3].predict(corpus(task="tone", kind="tone"), made)
    signs = [np.sign(answer.prediction) for answer in said]
    assert signs == [item.target for item in made]


@pytest.mark.parametrize("kind", ["spans", "page"])
def test_what_has_no_classes_is_left_to_others(kind):
    assert not baselines()[0].handles(corpus(kind=kind))


def test_a_corpus_of_one_class_is_left_to_others():
    assert not baselines()[0].handles(corpus(options={"constant": 0.0}))


def test_texts_without_a_common_word_still_get_an_answer():
    words = ["ab", "cd", "ef", "gh", "ij", "kl"]
    odd = [
        Item(str(n), word, "de", float(n % 2), str(n)) for n, word in enumerate(words)
    ]
    said = baselines()[3].predict(corpus(), odd)
    assert len(said) == 6


def test_a_share_of_the_groups_is_learnt_from(items):
    asked = []

    def represent(_, units, training):
        asked.append(len({units[place].group for place in training}))
        return np.ones((len(units), 1))

    Learned("x", "baseline", represent).predict(corpus(), items, share=1 / 3)
    assert sum(asked) == 2 * 3  # each of three groups is left out once


@pytest.mark.parametrize("learner", [baselines()[0], baselines()[3], own_refitted()])
def test_every_fit_scores_the_texts_beside_and_learns_nothing_from_them(items, learner):
    beside = [
        Item(
            f"n{n}", f"Servus Mensch, Nachricht {n}!", "de", 0.0, "o", {BESIDE: "news"}
        )
        for n in range(4)
    ]
    said, fold_of, scores = learner.predict_beside(corpus(), items, beside)
    assert [s.prediction for s in said] == [
        s.prediction for s in learner.predict(corpus(), items)
    ]
    assert scores.shape == (3, 4)
    assert set(fold_of) == {0, 1, 2}
    assert (scores < 0.5).all()
