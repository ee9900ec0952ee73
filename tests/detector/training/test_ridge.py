import numpy as np
import pytest
from scipy.sparse import csr_matrix

from detector.training.ridge import Lessons, fit_ridge, inverse_frequencies, joined

GENERATOR = np.random.default_rng(3)
X = GENERATOR.random((12, 5))
Y = GENERATOR.normal(size=(12, 2))
W = GENERATOR.random((12, 2)) + 0.5


def lessons(x=X, y=Y, w=W):
    return Lessons((csr_matrix(x),), y, w)


def closed_form(x, y, w, penalty):
    design = np.hstack((x, np.ones((len(x), 1))))
    left = design.T @ (w[:, None] * design) + penalty * np.eye(design.shape[1])
    return np.linalg.solve(left, design.T @ (w * y))


@pytest.mark.parametrize("output", [0, 1])
def test_weights_are_the_closed_form_of_ridge_regression(output):
    fitted = fit_ridge(lessons(), penalty=0.7)
    expected = closed_form(X, Y[:, output], W[:, output], 0.7)
    # tables are kept in half precision
    assert fitted.tables[0][:, output] == pytest.approx(
        expected[:-1], rel=2e-3, abs=1e-3
    )
    assert fitted.intercept[output] == pytest.approx(expected[-1], rel=1e-3)


def test_a_row_without_a_target_teaches_nothing_on_that_output():
    unknown = Y.copy()
    unknown[3, 0] = np.nan
    fitted = fit_ridge(lessons(y=unknown), penalty=1.0)
    without = fit_ridge(
        lessons(np.delete(X, 3, 0), np.delete(Y, 3, 0), np.delete(W, 3, 0)), penalty=1.0
    )
    assert fitted.tables[0][:, 0].tolist() == without.tables[0][:, 0].tolist()


def test_the_same_lessons_give_the_same_weights():
    first, second = (fit_ridge(lessons(), penalty=1.0) for _ in range(2))
    assert first.tables[0].tobytes() == second.tables[0].tobytes()
    assert first.intercept.tolist() == second.intercept.tolist()


def test_scales_are_folded_into_the_table():
    scale = np.array([1.0, 2.0, 0.5, 1.0, 0.0])
    fitted = fit_ridge(lessons(), penalty=1.0, scales=[scale])
    plain = fit_ridge(lessons(x=X * scale), penalty=1.0)
    assert fitted.tables[0] == pytest.approx(plain.tables[0] * scale[:, None], abs=2e-3)
    assert fitted.tables[0][4].tolist() == [0.0, 0.0]


def test_rare_places_get_no_weight():
    matrix = csr_matrix(np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0]]))
    factor = inverse_frequencies([matrix], least=2)[0]
    # the common place: ln(4 / 4) + 1 = 1, and rows of length 1 on average
    assert factor.tolist() == [1.0, 0.0]


def test_lessons_are_joined_below_each_other():
    both = joined([lessons(), lessons().take(np.array([0, 2]))])
    assert both.ngrams[0].shape == (14, 5)
    assert both.targets[12:].tolist() == Y[[0, 2]].tolist()
