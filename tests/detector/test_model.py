import numpy as np
import pytest

from detector.model import expit, logit
from features.document import parse
from tests.detector.models import small_model


def test_a_decision_adds_intercept_dense_and_ngrams():
    model = small_model()
    document = parse("Hund", language="de")
    counted = model.ngrams(document, np.array([0]), np.array([4]))
    dense = np.array([[0.8, 40.0]])
    by_hand = (
        0.5 + 2.0 * 1.0 + (-1.0) * (-2.0) + model.tables[0][counted[0].column[0], 0]
    )
    assert model.decide(dense, counted)[0, 0] == pytest.approx(by_hand)


def test_an_undefined_feature_takes_its_imputed_value():
    standardised = small_model().dense.standardise(np.array([[np.nan, 60.0]]))
    assert standardised[0] == pytest.approx([1.0, 1.0])


def test_a_logistic_output_is_calibrated_by_slope_and_offset():
    probability = small_model().probability(np.array([[1.5]]))
    assert probability[0, 0] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_softmax_outputs_add_up_to_one():
    model = small_model(link="softmax", slope=np.ones(3), offset=np.zeros(3))
    probability = model.probability(np.array([[1.0, 2.0, 800.0]]))
    assert probability.sum() == pytest.approx(1.0)
    assert probability[0, 2] == pytest.approx(1.0)


def test_expit_of_huge_values_neither_warns_nor_overflows():
    assert expit(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def test_logit_undoes_expit():
    values = np.array([-3.0, 0.0, 2.5])
    assert logit(expit(values)) == pytest.approx(values)
