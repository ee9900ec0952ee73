import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from detector.training.boosting import export
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
