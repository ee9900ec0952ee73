"""Quantiles and means from bins."""

import pytest

from detector.distribution import Distribution


def _counted(values: list[float], low: float = 0, high: float = 1) -> Distribution:
    distribution = Distribution(low, high)
    for value in values:
        distribution.add(value)
    return distribution


def test_quantiles_are_exact_to_half_a_bin() -> None:
    distribution = _counted([0.1, 0.2, 0.3, 0.4, 0.9])
    assert distribution.quantile(0.5) == pytest.approx(0.3, abs=0.0026)
    assert distribution.quantile(0.2) == pytest.approx(0.1, abs=0.0026)
    assert distribution.quantile(1) == pytest.approx(0.9, abs=0.0026)
    assert distribution.quantile(0) == pytest.approx(0.1, abs=0.0026)


def test_the_mean_is_exact() -> None:
    assert _counted([0.25, 0.5, 0.75, 1.0]).mean == 0.625


def test_undefined_numbers_are_not_counted() -> None:
    assert _counted([float("nan"), float("inf"), 0.5]).n == 1


def test_numbers_beyond_the_range_count_at_its_ends() -> None:
    distribution = _counted([-3, 5], low=-1, high=1)
    assert distribution.quantile(0.1) == pytest.approx(-1, abs=0.01)
    assert distribution.quantile(0.9) == pytest.approx(1, abs=0.01)


def test_without_numbers_there_is_no_quantile_and_no_mean() -> None:
    empty = Distribution(0, 1)
    assert empty.mean != empty.mean
    assert empty.quantile(0.5) != empty.quantile(0.5)
