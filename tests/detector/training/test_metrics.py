import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from detector.training import metrics

TARGETS = np.array([0.0, 0.0, 1.0, 1.0])
SCORES = np.array([0.1, 0.4, 0.35, 0.8])


def test_auroc_is_the_share_of_pairs_in_order():
    assert metrics.auroc(TARGETS, SCORES) == pytest.approx(3 / 4)


def test_auroc_of_one_class_is_undefined():
    assert np.isnan(metrics.auroc(np.ones(3), SCORES[:3]))


def test_tpr_at_fpr_takes_its_threshold_from_the_negatives():
    targets = np.r_[np.zeros(100), np.ones(4)]
    scores = np.r_[np.arange(100) / 100, [0.5, 0.985, 0.995, 2.0]]
    assert metrics.tpr_at_fpr(targets, scores) == pytest.approx(3 / 4)


def test_tpr_without_negatives_is_undefined():
    assert np.isnan(metrics.tpr_at_fpr(np.ones(3), SCORES[:3]))


def test_f1_at_a_threshold():
    assert metrics.f1_at(0.5)(TARGETS, SCORES) == pytest.approx(2 / 3)


def test_macro_f1_is_the_mean_of_both_classes():
    assert metrics.macro_f1_at(0.5)(TARGETS, SCORES) == pytest.approx(
        (2 / 3 + 4 / 5) / 2
    )


def test_best_f1_looks_at_every_threshold():
    assert metrics.best_f1(TARGETS, SCORES) == pytest.approx(4 / 5)


def test_brier_score_is_the_mean_squared_error():
    assert metrics.brier(np.array([1.0, 0.0]), np.array([0.7, 0.1])) == pytest.approx(
        0.05
    )


def test_calibration_error_of_a_constant_is_its_distance_from_the_rate():
    targets = np.tile([0.0, 1.0], 50)
    assert metrics.calibration_error(targets, np.full(100, 0.8)) == pytest.approx(0.3)


def test_average_precision_without_positives_is_undefined():
    assert np.isnan(metrics.average_precision(np.zeros(3), SCORES[:3]))


def test_an_interval_holds_its_value_and_is_the_same_twice():
    generator = np.random.default_rng(1)
    targets = generator.integers(0, 2, 200).astype(float)
    scores = targets + generator.normal(size=200)
    groups = [f"g{number % 40}" for number in range(200)]
    first = metrics.interval(metrics.auroc, targets, scores, groups)
    assert first["low"] < first["value"] < first["high"]
    assert first["n"] == 200
    assert first == metrics.interval(metrics.auroc, targets, scores, groups)


def test_wilson_interval_of_no_hits():
    rate = metrics.wilson(0, 100)
    assert rate["value"] == 0.0
    assert rate["low"] == pytest.approx(0.0)
    assert rate["high"] == pytest.approx(0.0370, abs=1e-4)


def test_wilson_interval_without_trials_is_everything():
    rate = metrics.wilson(0, 0)
    assert (rate["low"], rate["high"], rate["n"]) == (0.0, 1.0, 0)


@pytest.mark.parametrize("seed", range(8))
def test_measures_are_those_of_scikit_learn(seed):
    generator = np.random.default_rng(seed)
    targets = generator.integers(0, 2, 40).astype(float)
    scores = generator.integers(0, 12, 40) / 12  # with ties
    found = scores >= 0.5
    same = pytest.approx(roc_auc_score(targets, scores), rel=1e-13)
    assert metrics.auroc(targets, scores) == same
    same = pytest.approx(average_precision_score(targets, scores), rel=1e-13)
    assert metrics.average_precision(targets, scores) == same
    assert metrics.f1_at(0.5)(targets, scores) == pytest.approx(
        f1_score(targets, found)
    )
    assert metrics.macro_f1_at(0.5)(targets, scores) == pytest.approx(
        f1_score(targets, found, average="macro")
    )


def test_f1_of_nothing_wanted_and_nothing_found_is_zero():
    assert metrics.f1_at(0.5)(np.zeros(3), np.zeros(3)) == 0.0
    assert metrics.macro_f1_at(0.5)(np.zeros(3), np.zeros(3)) == 1.0
