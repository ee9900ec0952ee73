"""A second step on top of a student: its decision beside a few named measures.

The student's decisions come from folds that did not see the example, so the second
step learns what the student is worth on new outlets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detector.model import Dense
from detector.training.fit import Fitted

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Second:
    """The second step of each output.

    Attributes
    ----------
    of_student : ndarray of float64, shape (n_outputs,)
        Factor of the student's decision.
    dense : Dense
        Weights of the standardised measures.
    offset : ndarray of float64, shape (n_outputs,)
    """

    of_student: Floats
    dense: Dense
    offset: Floats

    def decide(self, decisions: Floats, dense: Floats) -> Floats:
        """Return decisions of both steps, shape (n, n_outputs)."""
        measured = self.dense.standardise(dense) @ self.dense.weights
        return decisions * self.of_student + measured + self.offset

    def joined_to(self, student: Fitted) -> Fitted:
        """Return both steps as one linear model."""
        factors = self.of_student
        tables = tuple(
            (table * factors).astype(np.float16).astype(np.float32)
            for table in student.tables
        )
        intercept = student.intercept * factors + self.offset
        return replace(student, dense=self.dense, tables=tables, intercept=intercept)


def fit_second(
    decisions: Floats, dense: Floats, targets: Floats, names: tuple[str, ...]
) -> Second:
    """Fit the second step, both classes of each output weighing the same."""
    mean, spread = dense.mean(axis=0), dense.std(axis=0)
    scale = np.where(spread > 1e-12, spread, 1.0)
    standard = (dense - mean) / scale
    outputs = targets.shape[1]
    of_student, weights = np.empty(outputs), np.empty((dense.shape[1], outputs))
    offset = np.empty(outputs)
    for output in range(outputs):
        estimator = LogisticRegression(
            solver="liblinear", class_weight="balanced", tol=1e-6, max_iter=1000
        )
        columns = np.column_stack((decisions[:, output], standard))
        estimator.fit(columns, targets[:, output])
        of_student[output] = estimator.coef_[0, 0]
        weights[:, output] = estimator.coef_[0, 1:]
        offset[output] = estimator.intercept_[0]
    impute = np.median(dense, axis=0)
    return Second(of_student, Dense(names, impute, mean, scale, weights), offset)
