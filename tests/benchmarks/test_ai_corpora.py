"""Thresholds of the recipes' cross-validation: whose news, and which genre's."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import ai_corpora
from benchmarks.ai_corpora import above_reference, hit_rows, left_out, main
from detector.training.split import grouped_folds
from detector.training.tasks.ai_units import Units

RECIPE = SimpleNamespace(folds=2, seed=1)


def units(corpora):
    """Two groups of a human and an AI text for each corpus, one whole unit a text."""
    rows = [(c, g, t) for c in corpora for g in "ab" for t in (0.0, 1.0)]
    n = len(rows)
    names = np.array([f"{g}" for _, g, _ in rows])
    return Units(
        ngrams=(),
        dense=np.zeros((n, 0)),
        text=np.arange(n),
        words=np.full(n, 200),
        kind=np.zeros(n, np.int64),
        targets=np.array([[t] for _, _, t in rows]),
        corpus=np.array([c for c, _, _ in rows]),
        group=names,
        outlet=names,
        pair=names,
        identity=names,
        part=np.full(n, "brief"),
        topic=names,
        weight=np.ones((n, 1)),
        borrowed=np.zeros(n, np.bool_),
    )


def test_a_text_is_held_against_the_news_of_its_own_fold_alone():
    made = units(["gnad", "imbd"])
    folds = grouped_folds(made.group.tolist(), 2, 1)
    machine = made.targets[:, 0] == 1
    scores = np.where(machine, 0.5, np.where(folds == 0, 0.4, 0.6))
    high = above_reference(made, RECIPE, scores)
    assert high[machine & (folds == 0)].all()
    assert not high[machine & (folds == 1)].any()


def test_a_corpus_leaves_with_its_sister_of_the_other_language():
    made = units(["mindner_de", "gnad", "mindner_en_en", "imbd_en"])
    made = replace(
        made,
        borrowed=np.char.endswith(made.corpus, "_en"),
        identity=np.arange(len(made.text)).astype(str),
    )
    out, scored = left_out(made, "mindner_de")
    assert set(made.corpus[out]) == {"mindner_de", "mindner_en_en"}
    assert set(made.corpus[scored]) == {"mindner_de"}


@pytest.mark.parametrize(("corpus", "found"), [("webroom", False), ("imbd", True)])
def test_web_genres_are_held_against_web_pages_and_others_against_news(corpus, found):
    made = units(["gnad", "webroom", corpus])
    human = np.where(made.corpus == "webroom", 0.9, 0.1)
    scores = np.where(made.targets[:, 0] == 1, 0.5, human)
    machine = (made.targets[:, 0] == 1) & (made.corpus == corpus)
    high = above_reference(made, RECIPE, scores)[machine]
    assert high.tolist() == [found] * len(high)


def test_every_corpus_has_a_row_and_newsroom_one_a_mode():
    made = units(["newsroom", "imbd"])
    scores = np.where(made.targets[:, 0] == 1, 0.5, 0.1)
    rows = {row.name.split(",")[0]: row for row in hit_rows(made, RECIPE, scores)}
    assert {"imbd", "newsroom", "newsroom brief", "newsroom evade"} <= set(rows)
    assert (rows["imbd"].value, rows["imbd"].n) == (1.0, 2)
    assert rows["newsroom brief"].n == 2


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ([], ["outlets", "stories"]),
        (["--leave-out"], ["outlets", "stories", "left out ()"]),
        (["--leave-out", "imbd", "l2r"], ["left out ('imbd', 'l2r')"]),
    ],
)
def test_named_corpora_are_left_out_and_nothing_else_is_done(
    given, printed, monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(ai_corpora, "read_units", lambda *_: None)
    monkeypatch.setattr(ai_corpora, "outlet_rows", lambda *_: ["outlets"])
    monkeypatch.setattr(ai_corpora, "story_rows", lambda *_: ["stories"])
    monkeypatch.setattr(
        ai_corpora,
        "leave_out_rows",
        lambda *_, names: [f"left out {tuple(names)}"],
    )
    main(["--data", str(tmp_path), "--language", "en", *given])
    assert capsys.readouterr().out.splitlines()[5:] == printed


@pytest.mark.parametrize("given", [["--leave-out", "nonsense"], []])
def test_unknown_names_and_missing_corpora_are_one_line(given, capsys, tmp_path):
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "--language", "en", *given])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("benchmarks.ai_corpora: ")
    assert ("unknown 'nonsense'; known: newsroom, " in message) is bool(given)
    assert message.count("\n") == 1
