"""Which texts are edited, and what is measured of them."""

import numpy as np
import pytest

from benchmarks import attacks
from benchmarks.attacks import Scored, Text, chosen, hits, row, with_human
from benchmarks.unseen import Unseen

LONG = " ".join(f"Der Satz Nummer {n} steht heute hier im Text." for n in range(60))


@pytest.fixture
def models():
    return Unseen("de", None, "shipped", ("first", "second"), {"a": 0, "b": 1})


def texts(*kinds):
    return [Text(f"{kind} {n}", "a", 0, kind == "ai") for n, kind in enumerate(kinds)]


def test_a_text_is_asked_of_models_that_did_not_see_it(models):
    assert models.asked("new", "b") == "second"
    assert models.asked("a", "b") == "first"
    assert models.asked("new") == "shipped"


def test_human_texts_are_cropped_and_short_ones_left_out(models):
    records = [
        {"id": "1", "source": "a", "text": LONG},
        {"id": "2", "source": "b", "text": "Zu kurz."},
        {"id": "3", "source": "new", "text": LONG},
    ]
    (found,) = chosen(records, models, machine=False)
    assert (found.group, found.fold) == ("a", 0)
    assert 150 < len(found.text.split()) < 400
    assert chosen(records, models, machine=False) == [found]


def test_no_fold_gives_more_than_its_share(models, monkeypatch):
    monkeypatch.setattr(attacks, "_MACHINE", 2)
    records = [{"id": str(n), "pair": "b", "text": LONG} for n in range(5)]
    found = chosen(records, models, machine=True)
    assert len(found) == 2
    assert found == chosen(records[::-1], models, machine=True)


def test_as_much_human_text_follows():
    given = texts("ai", "human", "human")
    made = with_human(given)
    assert made[0] in ("ai 0 human 1", "ai 0 human 2")
    assert made[1] == "human 1 human 2"


def test_the_threshold_comes_from_plain_human_texts_of_the_fold():
    machine = np.array([False] * 100 + [True] * 2 + [False] * 100 + [True])
    fold = np.array([0] * 102 + [1] * 101)
    plain = np.concatenate([np.full(100, 0.4), [1, 1], np.full(100, 0.8), [1.0]])
    edited = plain.copy()
    edited[machine] = [0.5, 0.3, 0.7]
    assert hits(plain, plain, machine, fold) == 1.0
    assert hits(edited, plain, machine, fold) == pytest.approx(1 / 3)


def test_a_row_states_the_loss_and_the_human_texts_called_likely():
    given = texts("human", "human", "ai", "ai")
    plain = Scored(np.array([0.1, 0.2, 0.9, 0.8]), np.array([0, 0, 1, 1]) > 0)
    now = Scored(np.array([0.9, 0.2, 0.9, 0.1]), np.array([1, 0, 1, 0]) > 0)
    made = row("edit", given, now, plain)
    assert made.startswith("| edit | 0.625 | 0.500 | +50.0 | 0.500 | 0.5000 |")


def test_a_missing_corpus_is_told_in_one_line(tmp_path, capsys):
    assert attacks.main(["--data", str(tmp_path), "--language", "de"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("benchmarks.attacks: ")
    assert error.count("\n") == 1
