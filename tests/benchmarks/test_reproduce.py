"""Everything again: the benchmark, the tables of the README, the cards."""

import json
from pathlib import Path

import pytest

from benchmarks import reproduce
from benchmarks.reproduce import cards, main
from benchmarks.run import Outcome
from detector.errors import CorpusError, ModelError

RESULTS = {"run": {}, "corpora": [], "rows": [], "differences": [], "skipped": []}


@pytest.fixture
def models(tmp_path):
    for name in ("loaded_de", "no_recipe"):
        (tmp_path / "models" / name).mkdir(parents=True)
    (tmp_path / "models" / "loaded_de" / "recipe.toml").write_text("")
    return tmp_path / "models"


def test_each_model_with_a_recipe_is_checked(models, monkeypatch):
    checked = []
    monkeypatch.setattr(
        reproduce, "check", lambda folder, _: checked.append(folder.name)
    )
    assert cards(sorted(models.iterdir()), models) == []
    assert checked == ["loaded_de"]


def test_a_model_that_differs_is_named(models, monkeypatch):
    def differs(folder, _):
        raise ModelError(f"{folder.name}: not what the recipe gives now")

    monkeypatch.setattr(reproduce, "check", differs)
    assert cards(sorted(models.iterdir()), models) == [
        "loaded_de: not what the recipe gives now"
    ]


@pytest.fixture
def arguments(models, tmp_path, monkeypatch):
    monkeypatch.setattr(reproduce, "run", lambda *_, **__: Outcome(RESULTS))
    monkeypatch.setattr(
        reproduce, "write_outputs", lambda results, _: json.dumps(results)
    )
    (tmp_path / "README.md").write_text("No marks.")
    return [
        "--output", str(tmp_path / "out"), "--models", str(models),
        "--readme", str(tmp_path / "README.md"), "--suite", "shipped",
    ]  # fmt: skip


@pytest.mark.parametrize(("reason", "code"), [(None, 0), ("differs", 1)])
def test_the_command_fails_where_a_card_differs(arguments, monkeypatch, reason, code):
    monkeypatch.setattr(reproduce, "_differs", lambda *_: reason)
    assert main(arguments) == code


def test_the_command_ends_with_two_where_nothing_can_be_run(
    arguments, monkeypatch, capsys
):
    def nothing(*_, **__):
        raise CorpusError("nothing is there")

    monkeypatch.setattr(reproduce, "run", nothing)
    assert main(arguments) == 2
    assert "nothing is there" in capsys.readouterr().err
    assert Path(arguments[1]).name == "out"
