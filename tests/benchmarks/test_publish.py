"""What of a run goes into the repository."""

import json

from benchmarks.publish import headlines, publish

MEASURE = {"value": 0.9, "low": 0.8, "high": 0.95, "n": 40}
RESULTS = {
    "run": {"lesart": "0.1.0", "seed": 1},
    "corpora": [
        {"key": "c.ai", "name": "c", "task": "ai", "kind": "binary", "version": "1",
         "sha256": "0" * 64, "n": 40, "groups": 9},
    ],
    "rows": [
        {"corpus": "c.ai", "task": "ai", "kind": "binary", "system": "length",
         "family": "baseline", "protocol": "folds", "n": 40,
         "measures": {"auroc": MEASURE, "brier": MEASURE},
         "slices": {"language": {}}},
    ],
    "held_out": [],
    "differences": [],
    "skipped": [
        {"what": "public_hc3.ai", "why": "is not there"},
        {"what": "d.ai", "why": "another version"},
    ],
}  # fmt: skip


def test_only_headline_measures_are_kept():
    (row,) = headlines(RESULTS)["rows"]
    assert row["measures"] == {"auroc": MEASURE}
    assert "slices" not in row


def test_tables_numbers_and_chosen_figures_are_written(tmp_path):
    figures = tmp_path / "run" / "figures"
    figures.mkdir(parents=True)
    (figures / "roc-newsroom.ai.svg").write_text("<svg/>")
    (figures / "roc-other.ai.svg").write_text("<svg/>")
    target = tmp_path / "results"
    written = {path.name for path in publish(RESULTS, tmp_path / "run", target)}
    assert written == {path.name for path in target.iterdir()}
    assert "roc-newsroom.ai.svg" in written
    assert "roc-other.ai.svg" not in written
    text = (target / "tables.md").read_text()
    assert "| c | 40 | 0.900 (0.80-0.95) |" in text
    assert "d.ai: another version" in text
    assert "public_hc3" not in text
    assert json.loads((target / "tables.json").read_text())["rows"]


def test_false_positives_by_outlet_come_from_the_cards(tmp_path):
    publish(RESULTS, tmp_path, tmp_path / "results")
    drawn = (tmp_path / "results" / "outlets-de.svg").read_text()
    assert "journalistenwatch.com" in drawn
    publish(RESULTS, tmp_path, tmp_path / "none", models=tmp_path)
    assert not (tmp_path / "none" / "outlets-de.svg").exists()
