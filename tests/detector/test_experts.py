"""Combining experts and calibrating by length."""

import numpy as np
import pytest

from detector.errors import ModelError
from detector.experts import (
    band_name,
    band_of,
    combined,
    measuring_trees,
    noisy_or,
    probability,
    within_range,
)
from detector.model import expit, logit
from tests.detector.models import small_model, stump


def test_noisy_or_is_one_minus_the_chance_that_no_claim_holds():
    log_odds = logit(np.array([[0.5, 0.2], [0.9, 0.9]]))
    expected = np.array([1 - 0.5 * 0.8, 1 - 0.1 * 0.1])
    assert expit(noisy_or(log_odds)) == pytest.approx(expected)


def test_noisy_or_of_one_claim_is_the_claim():
    claim = np.array([[-30.0], [0.0], [30.0]])
    assert noisy_or(claim) == pytest.approx(claim[:, 0])


def test_noisy_or_of_extreme_claims_is_finite():
    assert np.isfinite(noisy_or(np.array([[-800.0, -900.0], [800.0, 900.0]]))).all()


def test_what_measures_say_is_added_to_what_the_outputs_say():
    model = small_model()  # slope 2, offset -1
    assert combined(model, np.array([[0.5, 3.0]])) == pytest.approx([3.0])
    assert combined(model, np.array([[0.5]])) == pytest.approx([0.0])


def test_a_model_without_tree_numbers_has_no_trees():
    assert measuring_trees(small_model()) is None


def test_trees_of_which_a_part_is_missing_are_refused_by_name():
    damaged = small_model(parameters={"tree_feature": [0.0] * 31})
    with pytest.raises(ModelError, match=r"loaded_de.*tree_threshold.*reinstall"):
        measuring_trees(damaged)


def test_trees_that_ask_for_a_measure_that_is_not_there_are_refused():
    beyond = stump(0.0, -1.0, 1.0, column=2)  # the model names two
    with pytest.raises(ModelError, match="a measure that is not there"):
        measuring_trees(small_model(parameters=beyond.as_parameters()))


def test_a_length_band_begins_at_its_lower_limit():
    words = np.array([40, 79, 80, 149, 150, 299, 300, 5000])
    assert band_of(words).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_bands_are_named_by_their_words():
    assert [band_name(0), band_name(3)] == ["40-79 words", "300 or more words"]


def test_each_length_band_has_its_own_slope_and_offset():
    model = small_model(
        parameters={"slope": [1.0, 2.0, 3.0, 4.0], "offset": [0.0, 0.5, 0.0, 0.0]}
    )
    found = probability(model, np.array([1.0, 1.0]), np.array([50, 100]))
    assert found == pytest.approx(expit(np.array([1.0, 2.5])))


def test_a_measure_is_held_within_four_standard_deviations():
    dense = small_model().dense  # means 0.6 and 50, deviations 0.1 and 10
    values = np.array([[0.6, 500.0], [-3.0, 45.0]])
    assert within_range(values, dense) == pytest.approx(
        np.array([[0.6, 90.0], [0.2, 45.0]])
    )


def test_an_undefined_measure_stays_undefined():
    found = within_range(np.array([[np.nan, 50.0]]), small_model().dense)
    assert np.isnan(found[0, 0])
