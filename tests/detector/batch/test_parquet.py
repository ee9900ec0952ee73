"""Parquet in and out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detector.batch.encode import Encoding
from detector.batch.output import Files
from detector.batch.parquet import ParquetRows, write_parquet
from detector.batch.records import Raw, Reading, article_of
from detector.batch.work import Task, score_all
from detector.errors import InputError
from detector.render.table import table_columns
from tests.detector.batch.stub import scorer

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
READING = Reading(name="x.parquet", unit="row")


def _written(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(arrow.table(columns), path, row_group_size=2)
    return path


def test_rows_become_articles(tmp_path: Path) -> None:
    path = _written(
        tmp_path / "x.parquet",
        id=[1, 2, 3],
        text=["Eins.", "Zwei.", "Drei."],
        date=[date(2026, 5, 1), None, date(2026, 5, 3)],
        other=[[1], [2], [3]],
    )
    rows = ParquetRows(path, READING)
    articles = [article_of(raw, READING) for raw in rows]
    rows.close()
    assert [(a.id, a.text, a.date) for a in articles] == [
        ("1", "Eins.", "2026-05-01"),
        ("2", "Zwei.", None),
        ("3", "Drei.", "2026-05-03"),
    ]
    assert (rows.size, rows.position) == (3, 3)


def test_a_row_without_text_is_refused_alone(tmp_path: Path) -> None:
    path = _written(tmp_path / "x.parquet", text=["Eins.", None])
    good, bad = ParquetRows(path, READING)
    assert article_of(good, READING).id == "1"
    with pytest.raises(InputError, match=r'x.parquet row 2: field "text" is missing'):
        article_of(bad, READING)


def test_a_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"id,text\n" * 10)
    with pytest.raises(InputError, match=r"x.parquet: cannot be read as Parquet: Par"):
        ParquetRows(path, READING)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read as Parquet"):
        ParquetRows(tmp_path / "x.parquet", READING)


def _files(path: Path, *, resume: bool = False) -> Files:
    return Files(path, Encoding(form="parquet"), unit="row", resume=resume)


def _score(files: Files, texts: list[str]) -> None:
    task = Task(reading=READING, encoding=Encoding(form="parquet"), scorer=scorer)
    raws = [
        Raw(n, json.dumps({"id": n, "text": text}).encode())
        for n, text in enumerate(texts, 1)
    ]
    for outcome in score_all(raws, task, first=files.progress.records):
        files.write(outcome)


def test_a_cut_off_run_leaves_a_readable_file_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    files = _files(path)
    _score(files, ["Eins.", "Zwei."])
    assert files.leave() == tmp_path / "out.parquet.part"
    assert parquet.read_table(tmp_path / "out.parquet.part").num_rows == 2
    files = _files(path, resume=True)
    assert files.progress.records == 2
    _score(files, ["Drei."])
    files.finish()
    assert [file.name for file in tmp_path.iterdir()] == ["out.parquet"]
    table = parquet.read_table(path)
    assert table.column_names == [column.name for column in table_columns()]
    assert table.column("ai_verdict").to_pylist() == ["unclear"] * 3
    assert table.column("frame_economic").to_pylist() == [None] * 3
    assert table.schema.field("words").type == arrow.int64()
    assert table.schema.field("undisclosed").type == arrow.bool_()


def test_row_groups_are_bounded_in_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detector.batch.parquet._BYTES_WRITTEN", 20)
    columns = table_columns()[:2]
    rows = iter([b'["a", "dpa"]\n'] * 5)
    write_parquet(rows, tmp_path / "x.parquet", columns)
    assert parquet.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3
