"""Training on own labels of lines."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from detector.cli.app import main
from detector.store import load
from detector.training.recipe import read_recipe
from detector.training.tasks.own_lines import folds_for

CONTENT = [
    "Rat Nummer {} beschließt den Haushalt der Stadt",
    "Der Rat hat am Montag zum {}. Mal getagt und den Haushalt lange beraten.",
    "Nach Angaben der Verwaltung kostet der Umbau {} Millionen Euro in diesem Jahr.",
    "Die Kämmerin verwies am Abend auf {} offene Rechnungen aus dem Vorjahr.",
    "Am Ende stimmten {} Mitglieder des Rates dem Entwurf der Verwaltung zu.",
]
LEFT = ["Teilen", "Newsletter abonnieren", "Lesen Sie auch: Rat {}", "Anzeige", "Mehr"]


def page(number):
    lines = [
        {"text": form.format(number), "label": label}
        for content, left in zip(CONTENT, LEFT, strict=True)
        for form, label in ((content, "content"), (left, "boilerplate"))
    ]
    return {"id": f"p{number}", "site": f"s{number % 6}", "lines": lines}


def write(path, made):
    path.write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def trained(table, out, *more):
    return run("train", "--task", "boilerplate", "--corpus", table, "--language", "de",
               "--out", out, *more)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with ``pages.jsonl`` and the model ``mine``."""
    folder = tmp_path_factory.mktemp("lines")
    table = write(folder / "pages.jsonl", map(page, range(24)))
    done = trained(table, folder / "mine", "--group", "site")
    assert done.exit_code == 0, done.stderr
    assert "learnt from all groups: AUROC" in done.stdout
    return folder


def test_the_model_measures_itself_on_sites_left_out(folder):
    facts = load(folder / "mine").facts
    assert facts["groups"] == 6
    assert facts["metrics"]["pages"]["auroc"]["value"] > 0.9
    assert "pages" in (folder / "mine" / "CARD.md").read_text()


def test_its_recipe_names_the_road_and_the_columns(folder):
    recipe = read_recipe(folder / "mine")
    assert (recipe.task, recipe.folds) == ("boilerplate", 4)
    assert recipe.options["builder"] == "own_lines"
    assert (recipe.options["lines"], recipe.options["group"]) == ("lines", "site")


def test_it_scores_each_line_of_a_text(folder, tmp_path):
    texts = [line["text"] for line in page(40)["lines"]]
    (tmp_path / "a.txt").write_text("\n".join(texts), encoding="utf-8")
    done = run("score", "--model", folder / "mine", tmp_path / "a.txt")
    lines = done.stdout.splitlines()[1:]
    assert [line[0] == "-" for line in lines] == [False, True] * 5
    done = run("score", "--model", folder / "mine", tmp_path / "a.txt", "--format",
               "json")  # fmt: skip
    assert [x["leftover"] for x in json.loads(done.stdout)["lines"]] == [
        False,
        True,
    ] * 5


def test_it_is_evaluated_on_lines(folder, tmp_path):
    table = write(tmp_path / "test.jsonl", map(page, range(50, 54)))
    out = tmp_path / "said.jsonl"
    done = run("evaluate", folder / "mine", "--corpus", table, "--predictions", out)
    assert "40 labelled lines" in done.stdout
    assert "leftover: 20 positive" in done.stdout
    first = json.loads(out.read_text().splitlines()[0])
    assert first["group"] == "s2"
    assert first["target"] == [0.0, 1.0] * 5


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ([page(1)], "1 pages, at least 20 needed"),
        ([{"text": "a", "site": "s"}], "no column 'lines'"),
        ([{**page(1), "lines": "a"}], "row 1: column 'lines' holds no list of lines"),
        ([{**page(1), "lines": [{"text": "a", "label": "x"}]}], "content or boilerp"),
        ([{**page(1), "text": "one line"}], "10 labelled lines, 1 in the text"),
        (
            [{**page(n), "lines": page(n)["lines"][::2]} for n in range(24)],
            "0 lines are boilerplate, at least 100 needed",
        ),
        ([{**page(n), "site": "s"} for n in range(24)], "1 groups are too few"),
        ([{"lines": page(n)["lines"]} for n in range(24)], "no column 'site'"),
    ],
)
def test_pages_that_cannot_carry_a_model_are_refused(tmp_path, made, message):
    table = write(tmp_path / "pages.jsonl", made)
    done = trained(table, tmp_path / "out", "--group", "site")
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_lines_of_one_label_cannot_be_evaluated(folder, tmp_path):
    made = [{**page(n), "lines": page(n)["lines"][::2]} for n in range(4)]
    table = write(tmp_path / "test.jsonl", made)
    done = run("evaluate", folder / "mine", "--corpus", table)
    assert done.exit_code == 2
    assert "of both labels" in done.stderr


def test_folds_shrink_until_every_fit_sees_both_labels():
    groups = [f"g{n // 4}" for n in range(40)]
    assert folds_for(np.arange(40) % 2.0, groups, 1) == 5
    assert folds_for(np.zeros(40), groups, 1) == 0
    alone = np.array([float(group == "g0") for group in groups])
    assert folds_for(alone, groups, 1) == 0
    assert folds_for(np.arange(8) % 2.0, [f"g{n // 2}" for n in range(8)], 1) == 2
