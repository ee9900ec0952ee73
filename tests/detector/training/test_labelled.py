"""Reading labelled tables of any origin."""

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from detector.errors import CorpusError
from detector.training.labelled import (
    binary_targets,
    column,
    labels_of,
    read_rows,
    texts,
)

HERE = Path("corpus.csv")


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _write


def _gz(text):
    """Return a packed text, the same bytes at any time."""
    return gzip.compress(text.encode(), mtime=0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"text": "Größe, ja", "label": "ai"}\n'),
        ("a.json", '[{"text": "Größe, ja", "label": "ai"}]'),
        ("a.csv", 'text,label\n"Größe, ja",ai\n'),
        ("a.csv", "text;label\nGröße, ja;ai\n"),
        ("a.tsv", "text\tlabel\nGröße, ja\tai\n"),
        ("a.jsonl.gz", _gz('{"text": "Größe, ja", "label": "ai"}')),
        ("a.csv.gz", _gz("\ufefftext;label\nGröße, ja;ai\n")),
    ],
)
def test_a_row_comes_out_of_every_form(write, name, content):
    assert read_rows(write(name, content)) == [{"text": "Größe, ja", "label": "ai"}]


def test_a_row_comes_out_of_parquet(tmp_path):
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
    path = tmp_path / "a.parquet"
    rows = [{"text": "Ja", "label": "ai", "frames": ["a", "b"]}]
    parquet.write_table(arrow.Table.from_pylist(rows), path)
    assert read_rows(path) == rows


def test_a_broken_parquet_file_is_refused_in_one_line(write):
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    with pytest.raises(CorpusError, match="not a Parquet file") as caught:
        read_rows(write("a.parquet", b"PAR1 no more"))
    assert "\n" not in str(caught.value)


def test_parquet_without_pyarrow_says_what_to_install(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CorpusError, match="Parquet needs pyarrow; pip install"):
        read_rows(write("a.parquet", b"PAR1"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", '{"text": "a"}\n{"text": ', "line 2"),
        ("a.jsonl", "", "holds no row"),
        ("a.jsonl", "[1]\n", "a JSON object expected"),
        ("a.csv", b"text\n\xff\xfe\xfd", "is not UTF-8"),
        ("a.txt", "text", "expected"),
        ("a.jsonl.gz", b"no gzip", "not a complete gzip"),
    ],
)
def test_an_unusable_file_is_refused_in_one_line(write, name, content, message):
    with pytest.raises(CorpusError, match=message) as caught:
        read_rows(write(name, content))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="cannot be read"):
        read_rows(tmp_path / "none.csv")


def test_a_missing_column_is_refused_with_those_there_are():
    with pytest.raises(CorpusError, match="no column 'body'; there are: label, text"):
        column([{"text": "a", "label": 1}], "body", HERE)


def test_a_row_without_text_is_named():
    with pytest.raises(CorpusError, match="row 2: column 'text' holds no text"):
        texts([{"text": "a"}, {"text": " "}], "text", HERE)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["ai", "human"], [1, 0]),
        ([1, 0, None], [1, 0, np.nan]),
        (["1", "0", ""], [1, 0, np.nan]),
        ([True, False], [1, 0]),
        (["Biased", "Non-biased"], [1, 0]),
    ],
)
def test_the_positive_class_says_so_by_its_name(values, expected):
    np.testing.assert_array_equal(binary_targets(values, HERE), expected)


def test_named_classes_leave_the_rest_out():
    found = binary_targets(["a", "b", "c"], HERE, positive=["a"], negative=["b"])
    np.testing.assert_array_equal(found, [1, 0, np.nan])


def test_without_named_negatives_the_rest_is_negative():
    found = binary_targets(["a", "b", "c"], HERE, positive=["a"])
    np.testing.assert_array_equal(found, [1, 0, 0])


@pytest.mark.parametrize("values", [["x", "y"], ["ai", "human", "mixed"]])
def test_an_unclear_positive_class_is_asked_for(values):
    with pytest.raises(CorpusError, match=r"which label is the positive class\?"):
        binary_targets(values, HERE)


@pytest.mark.parametrize("values", [["ai", "ai"], [1, None]])
def test_one_class_is_refused(values):
    with pytest.raises(CorpusError, match="two classes are needed"):
        binary_targets(values, HERE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        ("a; b", ["a", "b"]),
        ("['a'|'b']", ["a", "b"]),
        (None, []),
        ("", []),
    ],
)
def test_labels_of_a_cell(value, expected):
    assert labels_of(value) == expected


def test_a_json_array_of_numbers_is_refused(write):
    with pytest.raises(CorpusError, match="row 1: a JSON object expected"):
        read_rows(write("a.json", json.dumps([1, 2])))
