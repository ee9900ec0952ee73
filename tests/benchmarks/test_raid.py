"""The submission file for RAID."""

import json

import pytest

from benchmarks.raid import main, write_submission
from detector.errors import CorpusError


def test_a_submission_has_an_id_and_a_score_a_row(tmp_path):
    rows = [{"id": "x", "generation": "a!"}, {"id": "y", "generation": "b"}]
    told = []
    count = write_submission(
        rows, lambda text: text.count("!"), tmp_path, progress=told.append
    )
    assert count == 2
    assert json.loads((tmp_path / "predictions.json").read_text()) == [
        {"id": "x", "score": 1},
        {"id": "y", "score": 0},
    ]
    assert "detector_name" in json.loads((tmp_path / "metadata.json").read_text())
    assert told == [1, 2]


def test_no_rows_are_refused(tmp_path):
    with pytest.raises(CorpusError, match="no row to predict"):
        write_submission([], len, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", ["id,generation\n", "name,text\n1,a\n"])
def test_the_command_ends_with_two_on_another_file(tmp_path, capsys, content):
    path = tmp_path / "test.csv"
    path.write_text(content)
    assert main([str(path), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
