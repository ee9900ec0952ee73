"""Training on own labels, and measuring what comes out."""

import json

import pytest
from click.testing import CliRunner

from detector.cli.app import main
from detector.errors import CorpusError, ModelError
from detector.own_labels import score_text
from detector.store import load
from detector.training.own import Order, train_own
from detector.training.run import check

CALM = ["Der Rat tagt am {}. Mai", "Die Kasse zählt {} Euro", "Der Zug hält {} Mal"]
LOUD = ["Der dreiste Rat schwänzt {} Mal", "Die feige Kasse klaut {} Euro",
        "Der dumme Zug trödelt {} Mal"]  # fmt: skip


def rows(n=48):
    made = []
    for number in range(n):
        forms = LOUD if number % 2 else CALM
        text = forms[number // 2 % 3].format(number + 10)
        made.append(
            {"text": text, "label": number % 2, "outlet": f"o{number // 2 % 6}"}
        )
    return made


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "mine.jsonl", rows())


def write(path, made):
    path.write_text("\n".join(json.dumps(row) for row in made), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def order(corpus, **changes):
    given = {"task": "loaded", "corpus": corpus, "group": "outlet", "language": "de"}
    return Order(**{**given, **changes})


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A model folder ``mine``, with the corpus it learnt from beside it."""
    folder = tmp_path_factory.mktemp("own")
    train_own(order(write(folder / "mine.jsonl", rows())), folder / "mine")
    return folder / "mine"


def test_a_folder_with_recipe_model_arrays_and_card_comes_out(mine):
    names = {path.name for path in mine.iterdir()}
    assert names == {"recipe.toml", "model.json", "arrays.npz", "CARD.md"}


def test_the_model_tells_the_classes_apart(mine):
    model = load(mine)
    loud = score_text(model, "Der dreiste Rat klaut")["loaded"]
    assert loud > 0.5 > score_text(model, "Der Rat tagt")["loaded"]


def test_the_recipe_gives_the_same_bytes_again(mine):
    check(mine, mine.parent)


def test_the_card_has_the_learning_curve(mine):
    card = (mine / "CARD.md").read_text(encoding="utf-8")
    assert "## Learning curve" in card
    assert "| all groups | 48 |" in card


def test_several_labels_a_text_give_an_output_each(tmp_path):
    made = [
        {**row, "frames": ["loud"] if row["label"] else ["calm", "news"]}
        for row in rows()
    ]
    path = write(tmp_path / "mine.jsonl", made)
    outcome = train_own(order(path, task="frames", label="frames"), tmp_path / "mine")
    assert outcome.model.outputs == ("calm", "loud", "news")


def test_training_without_groups_warns(corpus, tmp_path):
    outcome = train_own(order(corpus, group=None), tmp_path / "mine")
    assert "without --group" in outcome.warnings[0]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (rows(5), "5 labelled rows, at least 40 needed"),
        ([{**row, "label": 1} for row in rows()], "two classes are needed"),
        (
            [{**row, "label": int(n < 3)} for n, row in enumerate(rows())],
            "the smaller class has 3 rows",
        ),
        ([{**row, "outlet": "o"} for row in rows()], "one group only"),
        (
            [{**row, "text": row["text"] + "!" * row["label"]} for row in rows()],
            r"told apart by .*exclamation marks \(AUROC 1.00\)",
        ),
        ([{"text": "a", "label": 1}], "no column 'outlet'"),
    ],
)
def test_data_that_cannot_carry_a_model_are_refused(tmp_path, made, message):
    path = write(tmp_path / "mine.jsonl", made)
    with pytest.raises(CorpusError, match=message):
        train_own(order(path), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_shortcuts_are_allowed_on_request(tmp_path):
    made = [{**row, "text": row["text"] + "!" * row["label"]} for row in rows()]
    path = write(tmp_path / "mine.jsonl", made)
    outcome = train_own(order(path, allow_shortcuts=True), tmp_path / "out")
    assert "exclamation marks (AUROC 1.00)" in outcome.warnings[0]


@pytest.mark.parametrize(
    ("task", "message"), [("hedges", "found by rules"), ("bias", "these can: ai")]
)
def test_a_task_that_cannot_be_trained_is_refused(corpus, tmp_path, task, message):
    with pytest.raises(ModelError, match=message):
        train_own(order(corpus, task=task), tmp_path / "out")


def test_a_folder_of_something_else_is_left_alone(corpus, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("keep")
    with pytest.raises(ModelError, match="no model folder"):
        train_own(order(corpus), tmp_path / "out")


def test_the_command_trains_and_evaluates(corpus, tmp_path):
    out = tmp_path / "mine"
    done = run("train", "--task", "loaded", "--corpus", corpus, "--group", "outlet",
               "--language", "de", "--out", out)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "learnt from all groups: AUROC" in done.stdout
    predictions = tmp_path / "predictions.jsonl"
    done = run("evaluate", out, "--corpus", corpus, "--predictions", predictions)
    assert "loaded: 24 positive" in done.stdout
    first = json.loads(predictions.read_text().splitlines()[0])
    assert set(first) == {"id", "group", "target", "probability"}


def test_evaluation_gives_json_on_request(mine, corpus):
    done = run("evaluate", mine, "--corpus", corpus, "--format", "json")
    measured = json.loads(done.stdout)["measures"]["loaded"]
    assert measured["auroc"]["value"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (rows(5), "5 labelled rows, at least 10 needed"),
        ([{**row, "label": 1} for row in rows()], "two classes are needed"),
        ([{"text": "a"}], "no column 'label'"),
    ],
)
def test_a_table_that_cannot_be_measured_on_ends_with_two(
    mine, tmp_path, made, message
):
    path = write(tmp_path / "test.jsonl", made)
    out = tmp_path / "predictions.jsonl"
    done = run("evaluate", mine, "--corpus", path, "--predictions", out)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("extra", [[], ["--group", "outlet", "--no-group"]])
def test_groups_or_none_must_be_said(corpus, tmp_path, extra):
    done = run("train", "--task", "loaded", "--corpus", corpus, "--out",
               tmp_path / "out", *extra)  # fmt: skip
    assert done.exit_code == 2
    assert "--no-group" in done.stderr
    assert not (tmp_path / "out").exists()


def test_train_without_anything_asks_for_a_folder():
    done = run("train")
    assert done.exit_code == 2
    assert "name a FOLDER" in done.stderr


def test_a_changed_table_fails_the_recipe(mine, tmp_path):
    write(tmp_path / "mine.jsonl", rows(44))
    with pytest.raises(CorpusError, match="expected by the recipe"):
        check(mine, tmp_path)
