import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from detector.training.boosting import (
    Growth,
    export,
    fit_trees,
    shared_directions,
)
from detector.trees import LEAVES, Trees
from tests.detector.models import stump


def test_a_value_up_to_the_threshold_goes_left():
    values = np.array([[9.0, 1.0], [9.0, 2.0], [9.0, 2.5]])
    decisions = stump(2.0, left=-1.0, right=3.0).decide(values)
    assert decisions.tolist() == [-0.75, -0.75, 3.25]


def test_no_rows_give_no_decisions():
    assert stump(2.0, -1.0, 3.0).decide(np.empty((0, 2))).shape == (0,)


def test_parameters_are_read_back_as_they_were_written():
    trees = stump(2.0, -1.0, 3.0)
    again = Trees.from_parameters(trees.as_parameters())
    values = np.array([[0.0, 1.0], [0.0, 3.0]])
    assert again.decide(values).tolist() == trees.decide(values).tolist()


@pytest.mark.parametrize("leaves", [2, 7, LEAVES])
def test_exported_trees_decide_like_scikit_learn(leaves):
    generator = np.random.default_rng(3)
    values = generator.normal(size=(600, 4))
    targets = (values[:, 0] * values[:, 1] + values[:, 2] > 0).astype(int)
    estimator = HistGradientBoostingClassifier(
        max_iter=12, max_leaf_nodes=leaves, early_stopping=False
    ).fit(values, targets)
    decisions = export(estimator).decide(values)
    assert decisions == pytest.approx(estimator.decision_function(values), abs=1e-5)


def test_many_rows_are_decided_like_few():
    values = np.random.default_rng(5).normal(2.0, 1.0, (1000, 2))
    trees = stump(2.0, -1.0, 3.0)
    one_by_one = [trees.decide(row[None, :])[0] for row in values]
    assert trees.decide(values).tolist() == one_by_one


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tree_value": [0.0] * 5}, "lengths that do not belong together"),
        ({"tree_mask": [1.0] * 2}, "lengths that do not belong together"),
        ({"tree_base": None}, "no tree_base among the parameters"),
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(change, message):
    numbers = stump(2.0, -1.0, 3.0).as_parameters() | change
    kept = {name: listed for name, listed in numbers.items() if listed is not None}
    with pytest.raises(ValueError, match=message):
        Trees.from_parameters(kept)


def lessons_of(seed):
    """Return values of which the first speaks for 1, with chance in it, and targets."""
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(400, 3))
    targets = (values[:, 0] + generator.normal(size=400) > 0).astype(float)
    return values, targets


def test_a_direction_holds_for_every_step_of_every_tree():
    steps = np.column_stack((np.linspace(-2, 2, 50), np.zeros((50, 2))))
    free, bound = (
        np.diff(fit_trees(*lessons_of(1), np.ones(400), growth, 0).decide(steps))
        for growth in (
            Growth(trees=20, leaves=8, least=5, directions=given)
            for given in (None, np.array([1, 0, 0]))
        )
    )
    assert (free < 0).any()
    assert (bound >= 0).all()
    assert (bound > 0).any()


def test_only_directions_that_no_corpus_contradicts_are_shared():
    (one, first), (other, second) = lessons_of(1), lessons_of(2)
    values = np.vstack((one, other))
    values[:, 1] = -values[:, 0]
    values[:400, 2], values[400:, 2] = one[:, 0], -other[:, 0]
    targets = np.concatenate((first, second))
    corpora = np.repeat(["one", "other"], 400)
    assert shared_directions(values, targets, corpora).tolist() == [1, -1, 0]


def test_one_corpus_alone_and_corpora_of_one_class_say_nothing():
    values, targets = lessons_of(1)
    corpora = np.where(targets > 0, "ai", "human")
    for names in (corpora, np.full(400, "one")):
        found = shared_directions(values, targets, names)
        assert found.tolist() == [0, 0, 0]
