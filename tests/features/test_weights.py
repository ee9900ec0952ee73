import numpy as np
import pytest

from features.ngrams import Rows
from features.weights import Halves, SideBySide

NUMBERS = np.random.default_rng(3).normal(size=(64, 5)).astype(np.float16)


def unaligned(numbers):
    """Return the same numbers at an odd address, as an archive may have them."""
    memory = bytearray(numbers.nbytes + 1)
    memory[1:] = numbers.tobytes()
    found = np.frombuffer(memory, np.float16, numbers.size, offset=1)
    assert not found.flags.aligned
    return found.reshape(numbers.shape)


def test_places_are_read_from_any_address():
    table = Halves.of(unaligned(NUMBERS))
    places = np.array([3, 60, 3])
    assert table.shape == (64, 5)
    assert table.take(places).tolist() == NUMBERS[places].astype(float).tolist()
    assert np.asarray(table).tolist() == NUMBERS.astype(np.float32).tolist()


def test_rows_times_halves_are_rows_times_numbers():
    rows = Rows(
        np.array([0, 0, 2]), np.array([1, 5, 63]), np.array([0.6, 0.8, 1.0]), (3, 64)
    )
    for outputs in (1, 5):
        halves = Halves.of(unaligned(NUMBERS[:, :outputs].copy()))
        expected = rows.dot(NUMBERS[:, :outputs].astype(np.float32))
        assert rows.dot(halves).tolist() == expected.tolist()


def test_tables_side_by_side_are_one_table():
    one, other = NUMBERS[:, :2].copy(), NUMBERS[:, 2:].astype(np.float32)
    table = SideBySide((Halves.of(one), other))
    places = np.arange(10)
    assert table.shape == (64, 5)
    for _ in range(9):  # 90 weights of 64: they are joined on the way
        assert table.take(places).tolist() == NUMBERS[places].astype(float).tolist()


def test_a_table_of_a_file_is_no_array_without_a_copy():
    with pytest.raises(ValueError, match="only by a copy"):
        Halves.of(NUMBERS).__array__(copy=False)
