"""``lesart score --model``: a text under one model alone."""

import json

import pytest
from click.testing import CliRunner

from detector.cli.app import main
from detector.store import save
from tests.detector.models import small_model


@pytest.fixture
def folder(tmp_path):
    save(small_model(), tmp_path / "mine")
    (tmp_path / "a.txt").write_text("Der Rat tagt.", encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


def test_each_output_has_its_probability(folder):
    done = run("--model", folder / "mine", folder / "a.txt")
    assert done.stdout.startswith(f"{folder / 'a.txt'}: loaded ")
    assert done.stdout.endswith("(loaded_de 1.0)\n")


def test_json_carries_the_model(folder):
    done = run("--model", folder / "mine", folder / "a.txt", "--format", "json")
    found = json.loads(done.stdout)
    assert found["model"] == "loaded_de 1.0"
    assert 0 < found["probabilities"]["loaded"] < 1


def test_a_file_that_is_not_there_is_passed_over(folder):
    done = run("--model", folder / "mine", folder / "none.txt", folder / "a.txt")
    assert done.exit_code == 1
    assert "no such file" in done.stderr
    assert done.stdout.count("\n") == 1


def test_a_folder_without_a_model_ends_with_two(folder):
    done = run("--model", folder / "none", folder / "a.txt")
    assert done.exit_code == 2
    assert "no such model" in done.stderr


def test_a_report_of_one_model_has_no_page(folder):
    done = run(
        "--model", folder / "mine", "--html", folder / "r.html", folder / "a.txt"
    )
    assert done.exit_code == 2
    assert "--model goes with" in done.stderr
