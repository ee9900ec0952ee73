import subprocess
import sys

import numpy as np
import pytest

from features.distinct import among, distinct


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


def test_a_report_needs_no_masked_arrays():
    """Which ``numpy.unique`` loads; they cost more than the report."""
    program = (
        "import sys; from detector import Detector;"
        "Detector().score('Der Hafen bleibt zu.\\nWeiterlesen\\n' * 60).to_json();"
        "sys.exit('numpy.ma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
