import numpy as np
import pytest

from detector.training.softmax import softmax_scaling


def test_equal_priors_undo_the_share_of_a_class():
    # the decision says nothing; 3 of 4 examples are of the first class
    decisions = np.zeros((40, 2))
    targets = np.array([[1.0, 0.0]] * 30 + [[0.0, 1.0]] * 10)
    _, offset = softmax_scaling(decisions, targets)
    assert offset[0] == pytest.approx(offset[1], abs=1e-6)


def test_calibrated_probabilities_match_the_shares():
    # decision +1 for the first class is right in 8 of 10 examples, and -1 likewise
    decisions = np.array([[1.0, 0.0]] * 10 + [[0.0, 1.0]] * 10)
    targets = np.array(([[1.0, 0.0]] * 8 + [[0.0, 1.0]] * 2) * 2)
    targets[10:] = targets[10:, ::-1]
    slope, offset = softmax_scaling(decisions, targets)
    odds = np.exp(slope[0] + offset[0] - offset[1])
    assert odds == pytest.approx(4.0, rel=1e-4)
    assert slope[0] == slope[1]
