"""Files whose writer was killed."""

import gzip
from pathlib import Path

import pytest

from detector.batch.torn import cut_torn_end

LINES = [b"eins\n", b"zwei\n", b"drei\n"]


@pytest.mark.parametrize("length", range(16))
def test_what_stands_behind_the_last_line_end_is_cut(
    tmp_path: Path, length: int
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"".join(LINES)[:length])
    whole = cut_torn_end(path)
    count = length // 5
    assert path.read_bytes() == b"".join(LINES[:count])
    assert whole.lines == count
    assert whole.first == (LINES[0] if count else b"")
    assert whole.last == (LINES[count - 1] if count else b"")


def test_a_torn_gzip_member_is_cut(tmp_path: Path) -> None:
    members = [gzip.compress(b"eins\nzwei\n", mtime=0), gzip.compress(b"drei\n")]
    path = tmp_path / "x.gz"
    for length in range(len(members[0]), len(b"".join(members)) + 1):
        path.write_bytes(b"".join(members)[:length])
        whole = cut_torn_end(path, compressed=True)
        complete = length == len(b"".join(members))
        assert whole.lines == (3 if complete else 2)
        assert (whole.first, whole.last) == (
            b"eins\n",
            b"drei\n" if complete else b"zwei\n",
        )
        assert path.read_bytes() == b"".join(members if complete else members[:1])


def test_rubbish_behind_a_gzip_member_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"eins\n") + b"no gzip")
    assert cut_torn_end(path, compressed=True).lines == 1
    assert gzip.decompress(path.read_bytes()) == b"eins\n"
