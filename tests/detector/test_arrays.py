import io

import numpy as np
import pytest

from detector.arrays import read_arrays

ARRAYS = {
    "table_0": np.arange(12, dtype=np.float16).reshape(4, 3),
    "by_column": np.asfortranarray(np.arange(6).reshape(2, 3)),
    "name_ä": np.array(7),
    "empty": np.empty((0, 2)),
}


def packed(save, **arrays):
    buffer = io.BytesIO()
    save(buffer, **arrays)
    return memoryview(buffer.getvalue())


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_are_what_numpy_reads(save):
    file = packed(save, **ARRAYS)
    found = read_arrays(file)
    assert list(found) == list(np.load(io.BytesIO(file)).files)
    for name, expected in ARRAYS.items():
        assert found[name].dtype == expected.dtype
        assert found[name].tolist() == expected.tolist()


def test_stored_arrays_are_views_of_the_file():
    file = packed(np.savez, **ARRAYS)
    assert np.shares_memory(read_arrays(file)["table_0"], np.frombuffer(file, np.uint8))


def test_an_archive_may_be_empty():
    assert read_arrays(packed(np.savez)) == {}


def test_objects_are_refused():
    with pytest.raises(ValueError, match="allow_pickle=False"):
        read_arrays(packed(np.savez, a=np.array([{}], dtype=object)))


@pytest.mark.parametrize("kept", [0, 10, 40, 100, 200])
def test_what_is_cut_off_is_refused(kept):
    with pytest.raises(ValueError, match=r"archive|buffer|read|magic|header"):
        read_arrays(packed(np.savez, **ARRAYS)[:kept])


def test_what_is_no_archive_is_refused():
    with pytest.raises(ValueError, match="no archive as numpy writes it"):
        read_arrays(memoryview(b"Der Hafen bleibt gesperrt." * 9))


def test_another_archive_is_refused():
    file = bytearray(packed(np.savez, **ARRAYS))
    file[6] |= 8  # sizes behind the content
    with pytest.raises(ValueError, match="no archive as numpy writes it"):
        read_arrays(memoryview(bytes(file)))
