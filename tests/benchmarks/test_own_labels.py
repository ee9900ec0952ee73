"""The tables of the tutorial on own labels."""

from benchmarks import own_labels
from benchmarks.own_labels import babe_table, curve_table, main

MEASURE = {"value": 0.7, "low": 0.6, "high": 0.8, "n": 100}
FACTS = {"metrics": {"loaded": {"macro_f1_at_0.5": MEASURE, "auroc": MEASURE}}}


def test_the_papers_stand_below_ours():
    made = babe_table({"random folds": FACTS})
    assert made.rows[0] == ("random folds", "0.700 (0.60-0.80)", "0.700 (0.60-0.80)")
    assert made.rows[1][0].startswith("BERT, distant supervision, Spinde et al. (2021)")


def test_a_curve_has_a_row_a_share():
    facts = {
        "learning_curve": {"12.5% of the groups": {"examples": 1000, "auroc": 0.8}}
    }
    assert curve_table(facts).rows == (("12.5% of the groups", "1,000", "0.800"),)


def test_a_missing_corpus_ends_with_two(tmp_path, capsys):
    (tmp_path / "a.md").write_text("")
    assert main(["--data", str(tmp_path), str(tmp_path / "a.md")]) == 2
    assert "babe.jsonl.gz" in capsys.readouterr().err


def test_marked_tables_are_filled(tmp_path, monkeypatch):
    monkeypatch.setattr(own_labels, "_facts", lambda _: {**FACTS, "learning_curve": {}})
    path = tmp_path / "a.md"
    path.write_text("<!-- benchmark: BABE, own labels -->\n<!-- benchmark: end -->\n")
    assert main(["--data", str(tmp_path), str(path)]) == 0
    assert "0.700 (0.60-0.80)" in path.read_text()
