"""The submission file for RAID."""

import json

import pytest

from benchmarks.raid import main, write_submission
from detector.errors import CorpusError


def test_a_submission_has_an_id_and_a_score_a_row(tmp_path):
    rows = [{"id": "x", "generation": "a!"}, {"id": "y", "generation": "b"}]
    count = write_submission(rows, lambda text: text.count("!"), tmp_path)
    assert count == 2
    assert json.loads((tmp_path / "predictions.json").read_text()) == [
        {"id": "x", "score": 1},
        {"id": "y", "score": 0},
    ]
    assert "detector_name" in json.loads((tmp_path / "metadata.json").read_text())


def test_no_rows_are_refused(tmp_path):
    with pytest.raises(CorpusError, match="no row to predict"):
        write_submission([], len, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("id,generation\n", "no row to predict"),
        ("name,text\n1,a\n", "'id'"),
        ("id,text\n1,a\n", "'generation'"),
    ],
)
def test_the_command_ends_with_two_on_another_file(tmp_path, capsys, content, reason):
    path = tmp_path / "test.csv"
    path.write_text(content)
    assert main([str(path), "-o", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert reason in told
    assert told.count("\n") == 1
    assert "column" in told or "row" in told
    assert not (tmp_path / "out").exists()
