"""Everything again: the benchmark, the tables of the README, the cards."""

import json
from pathlib import Path

import pytest

from benchmarks import reproduce
from benchmarks.reproduce import cards, main
from benchmarks.run import Outcome
from benchmarks.tables import Table
from detector.errors import CorpusError, ModelError

RESULTS = {
    "run": {"lesart": "0", "seed": 1},
    "corpora": [],
    "rows": [],
    "held_out": [],
    "differences": [],
    "skipped": [{"what": "gone.ai", "why": "not there"}],
}


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
    monkeypatch.setattr(
        reproduce, "tutorial", lambda _: [Table("T", ("x",), (("own",),))]
    )
    marked = "<!-- benchmark: T -->\nold\n<!-- benchmark: end -->\n"
    (tmp_path / "README.md").write_text(marked)
    return [
        "--output", str(tmp_path / "out"), "--models", str(models),
        "--texts", str(tmp_path / "README.md"), "--suite", "shipped",
        "--results", str(tmp_path / "results"),
    ]  # fmt: skip


def test_texts_and_results_are_rewritten_without_training_models(
    arguments, tmp_path, monkeypatch
):
    monkeypatch.setattr(reproduce, "cards", lambda *_: pytest.fail("models trained"))
    assert main([*arguments, "--no-models"]) == 0
    assert "| own |" in (tmp_path / "README.md").read_text()
    tables = (tmp_path / "results" / "tables.md").read_text()
    assert "gone.ai: not there" in tables


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
