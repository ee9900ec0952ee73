"""Inputs of every kind."""

import gzip
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from detector.batch import extras
from detector.batch.records import Reading, article_of
from detector.batch.sources import input_format, open_source
from detector.errors import InputError

LINES = b"".join(
    json.dumps({"id": name, "text": f"Text {name}."}).encode() + b"\n" for name in "abc"
)
TABLE = b"id,text\na,Text a.\nb,Text b.\nc,Text c.\n"


def _ids(path: Path | str, form: str | None = None) -> list[str]:
    with open_source(str(path), Reading(name=str(path)), form) as source:  # type: ignore[arg-type]
        return [article_of(raw, source.reading).id for raw in source.raws]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jsonl", "jsonl"),
        ("a.jsonl.zst", "jsonl"),
        ("a.CSV", "csv"),
        ("a.csv.gz", "csv"),
        ("a.tsv", "csv"),
        ("a.parquet", "parquet"),
        ("a", "jsonl"),
        (".", "folder"),
    ],
)
def test_the_name_tells_the_format(name: str, form: str) -> None:
    assert input_format(name) == form


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", LINES),
        ("a.jsonl.gz", gzip.compress(LINES, mtime=0)),
        (
            "named_wrongly.jsonl",
            gzip.compress(LINES[:50], mtime=0) + gzip.compress(LINES[50:], mtime=0),
        ),
        ("a.csv", TABLE),
        ("a.csv.gz", gzip.compress(TABLE, mtime=0)),
    ],
)
def test_packed_and_plain_files_are_read_alike(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert _ids(tmp_path / name) == ["a", "b", "c"]


def test_zstandard_is_read(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    frames = [zstandard.compress(part) for part in (LINES[:50], LINES[50:])]
    (tmp_path / "a.jsonl.zst").write_bytes(b"".join(frames))
    assert _ids(tmp_path / "a.jsonl.zst") == ["a", "b", "c"]
    (tmp_path / "torn.jsonl.zst").write_bytes(frames[0] + b"no frame")
    with pytest.raises(InputError, match=r"torn.jsonl.zst: cannot be read after rec"):
        _ids(tmp_path / "torn.jsonl.zst")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.jsonl.zst",
            b"\x28\xb5\x2f\xfd",
            r"a.jsonl.zst: Zstandard needs zstandard; install it: pip install "
            r"'lesart\[zst\]'",
        ),
        (
            "a.parquet",
            b"PAR1",
            r"a.parquet: Parquet needs pyarrow; install it: pip install "
            r"'lesart\[parquet\]'",
        ),
    ],
)
def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes,
    message: str,
) -> None:
    def missing(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(extras, "import_module", missing)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        _ids(tmp_path / name)


def test_a_damaged_file_is_refused_with_how_far_it_could_be_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINES, mtime=0)[:-12])
    with pytest.raises(InputError, match=r"a.jsonl.gz: cannot be read after record"):
        _ids(path)


def test_the_standard_input_is_read_in_the_format_that_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = io.BufferedReader(io.BytesIO(gzip.compress(TABLE, mtime=0)))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    assert _ids("-", "csv") == ["a", "b", "c"]


def test_parquet_is_not_read_from_a_pipe() -> None:
    with pytest.raises(InputError, match=r"stdin: Parquet cannot be read from a pipe"):
        _ids("-", "parquet")


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match=r"fehlt.csv: cannot be read: No such file"):
        _ids("fehlt.csv")


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".x.txt", "c.md", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Ein Satz.")
    assert _ids(tmp_path) == ["a/10.txt", "a/2.txt", "b.txt"]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Ein Satz.")
    with pytest.raises(InputError, match=r"holds no \.txt or \.html file"):
        _ids(tmp_path)


def test_a_web_page_in_a_folder_is_a_record_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><p>Ein Satz.</p></html>")
    (tmp_path / "b.txt").write_text("Ein Satz.")
    with open_source(str(tmp_path), Reading(name=str(tmp_path))) as source:
        assert [raw.number for raw in source.raws] == [1, 2]


@pytest.mark.parametrize(
    ("name", "data", "size"), [("a.jsonl", LINES, len(LINES)), ("a.csv", TABLE, 38)]
)
def test_a_source_knows_how_far_it_has_come(
    tmp_path: Path, name: str, data: bytes, size: int
) -> None:
    (tmp_path / name).write_bytes(data)
    with open_source(str(tmp_path / name), Reading(name=name)) as source:
        assert (source.size, source.position()) == (size, 0)
        assert len(list(source.raws)) == 3
        assert source.position() == size


def test_a_folder_counts_its_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ein Satz.")
    with open_source(str(tmp_path), Reading(name=str(tmp_path))) as source:
        next(source.raws)
        assert (source.position(), source.size) == (1, 2)
