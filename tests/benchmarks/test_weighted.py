"""The weighted measures against scikit-learn and a naive second way."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from benchmarks import weighted
from benchmarks.draws import difference, draw, summary
from detector.training import metrics

GENERATOR = np.random.default_rng(7)
TARGETS = GENERATOR.integers(0, 2, 60).astype(float)
# Rounded, so that there are ties.
SCORES = np.round(np.clip(TARGETS * 0.3 + GENERATOR.random(60) * 0.7, 0, 1), 1)
WEIGHTS = GENERATOR.integers(0, 4, (5, 60)).astype(float)
ONES = np.ones((1, 60))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (weighted.auroc, roc_auc_score),
        (weighted.average_precision, average_precision_score),
    ],
)
def test_weights_mean_what_they_mean_in_scikit_learn(ours, theirs):
    expected = [theirs(TARGETS, SCORES, sample_weight=row) for row in WEIGHTS]
    assert ours(TARGETS, SCORES, WEIGHTS) == pytest.approx(expected)


def test_f1_equals_that_of_scikit_learn():
    flags = (SCORES >= 0.5).astype(float)
    expected = [f1_score(TARGETS, flags, sample_weight=row) for row in WEIGHTS]
    assert weighted.f1(TARGETS, flags, WEIGHTS) == pytest.approx(expected)


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_a_weight_of_two_is_a_row_twice(rate):
    measure = weighted.tpr_at_fpr(rate)
    for row in WEIGHTS:
        repeated = np.repeat(np.arange(60), row.astype(int))
        expected = metrics.tpr_at_fpr(TARGETS[repeated], SCORES[repeated], rate)
        assert measure(TARGETS, SCORES, row[None])[0] == pytest.approx(expected)


def test_brier_score_of_equal_weights():
    expected = np.mean((SCORES - TARGETS) ** 2)
    assert weighted.brier(TARGETS, SCORES, ONES)[0] == pytest.approx(expected)


def test_calibration_error_of_a_constant_is_its_distance_from_the_rate():
    targets = np.tile([0.0, 1.0], 50)
    found = weighted.calibration_error(targets, np.full(100, 0.8), np.ones((1, 100)))
    assert found[0] == pytest.approx(0.3)


def test_false_positives_are_a_share_of_the_negatives():
    targets, flags = np.array([0.0, 0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    assert weighted.flagged(targets, flags, np.ones((1, 4)))[0] == pytest.approx(1 / 3)


def test_macro_f1_is_the_mean_of_both_classes():
    targets, flags = np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 0.0, 0.0, 1.0])
    found = weighted.macro_f1(targets, flags, np.ones((1, 4)))[0]
    assert found == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_one_class_has_no_auroc():
    assert np.isnan(weighted.auroc(np.ones(4), np.arange(4.0), np.ones((1, 4)))[0])
    assert np.isnan(
        weighted.tpr_at_fpr(0.1)(np.ones(4), np.arange(4.0), np.ones((1, 4)))[0]
    )


def test_rows_of_a_group_are_drawn_together():
    weights = draw(["a", "b", "a", "c"], seed=1)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()


def test_the_same_seed_draws_the_same():
    np.testing.assert_array_equal(draw("abcd", seed=3), draw("abcd", seed=3))


def test_an_interval_is_of_the_known_draws():
    found = summary(0.5, np.array([0.4, np.nan, 0.6]), 7)
    assert found == {"value": 0.5, "low": 0.405, "high": 0.595, "n": 7}


def test_a_difference_on_one_side_of_zero_has_the_smallest_p():
    found = difference(np.full(200, 0.9), np.full(200, 0.8))
    assert found["p"] == 1 / 200
    assert found["low"] == pytest.approx(0.1)


def test_no_difference_has_p_one():
    assert difference(np.ones(50), np.ones(50))["p"] == 1.0


def test_a_difference_of_undefined_draws_is_undefined():
    assert np.isnan(difference(np.array([np.nan]), np.array([1.0]))["p"])
