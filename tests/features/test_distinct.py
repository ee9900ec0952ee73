import itertools
import subprocess
import sys

import numpy as np
import pytest

from features.distinct import among, changes, distinct, medians, run_lengths


@pytest.mark.parametrize("values", [[], [7], [3, 1, 3, 2, 1], [5, 5, 5]])
@pytest.mark.parametrize("kind", [np.int64, np.uint64])
def test_values_stand_once_and_in_order(values, kind):
    found = distinct(np.array(values, kind))
    assert found.dtype == kind
    assert found.tolist() == sorted(set(values))


@pytest.mark.parametrize("known", [[], [2], [1, 3, 9]])
def test_known_values_are_told(known):
    found = among(np.array([0, 1, 2, 3, 3, 10]), np.array(known, np.int64))
    assert found.tolist() == [value in known for value in (0, 1, 2, 3, 3, 10)]


@pytest.mark.parametrize("values", [[], [4], [4, 4, 1, 1, 1, 4]])
def test_runs_begin_where_the_value_changes_and_fill_the_array(values):
    begins = changes(np.array(values, np.int64))
    lengths = run_lengths(begins, len(values))
    of_runs = [values[begin] for begin in begins]
    assert np.repeat(np.array(of_runs, np.int64), lengths).tolist() == values
    assert all(a != b for a, b in itertools.pairwise(of_runs))


@pytest.mark.parametrize("rows", [1, 2, 3, 8])
def test_medians_are_those_of_numpy(rows):
    values = np.random.default_rng(rows).normal(size=(rows, 3))
    assert medians(values).tolist() == np.median(values, axis=0).tolist()


def test_a_report_needs_no_masked_arrays():
    """Which ``numpy.unique`` and others load; they cost more than the report."""
    program = (
        "import sys; from detector import Detector;"
        "text = ' '.join(f'Der Hafen {n} bleibt am Montag zu.' for n in range(60));"
        "assert Detector().score(text + '\\nWeiterlesen\\n').ai.windows;"
        "sys.exit('numpy.ma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
