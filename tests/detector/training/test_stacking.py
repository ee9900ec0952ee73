import numpy as np
import pytest

from detector.model import Dense
from detector.training.fit import Fitted
from detector.training.stacking import Second, fit_second

GENERATOR = np.random.default_rng(5)
DECISIONS = GENERATOR.normal(size=(60, 1))
DENSE = GENERATOR.normal(size=(60, 2))
TARGETS = ((DECISIONS + DENSE[:, :1]) > 0).astype(float)


def test_both_steps_are_one_linear_model():
    second = fit_second(DECISIONS, DENSE, TARGETS, ("a", "b"))
    ones = np.ones(1)
    empty = Dense((), *[np.empty(0)] * 3, np.empty((0, 1)))
    table = np.array([[0.5], [-1.0]], np.float32)
    student = Fitted(empty, (table,), 0.25 * ones)
    joined = second.joined_to(student)
    ngrams = GENERATOR.random((60, 2))
    in_one = joined.decide(DENSE, [ngrams])
    in_two = second.decide(student.decide(np.empty((60, 0)), [ngrams]), DENSE)
    assert in_one == pytest.approx(in_two, abs=5e-3)  # half precision
    assert joined.dense.names == ("a", "b")


def test_a_measure_that_tells_the_classes_apart_gets_weight():
    second = fit_second(DECISIONS, DENSE, TARGETS, ("a", "b"))
    useful, useless = np.abs(second.dense.weights[:, 0])
    assert useful > 4 * useless
    assert second.of_student[0] > 0


def test_the_second_step_adds_student_measures_and_offset():
    dense = Dense(("a",), np.zeros(1), np.ones(1), np.array([2.0]), np.array([[3.0]]))
    second = Second(np.array([2.0]), dense, np.array([0.5]))
    # 2 * 1.5 + 3 * (5 - 1) / 2 + 0.5
    assert second.decide(np.array([[1.5]]), np.array([[5.0]])).tolist() == [[9.5]]
