"""Our scores beside those of peers, as a page."""

import pytest

from benchmarks import peers
from benchmarks.peers import main
from benchmarks.run import Outcome

MEASURE = {"value": 0.9, "low": 0.8, "high": 0.95, "n": 40}


def results(*families):
    return {
        "run": {"lesart": "0.1.0", "seed": 1},
        "corpora": [
            {"key": "c.ai", "name": "c", "task": "ai", "kind": "binary", "n": 40}
        ],
        "rows": [
            {"corpus": "c.ai", "task": "ai", "kind": "binary", "system": family,
             "family": family, "protocol": "as installed", "n": 40,
             "measures": {"auroc": MEASURE}, "slices": {}}
            for family in families
        ],
        "held_out": [],
        "differences": [],
        "skipped": [{"what": "lmscan", "why": "is not installed"}],
    }  # fmt: skip


@pytest.fixture
def asked(monkeypatch):
    """Return what the run is asked for; it finds the families of ``found``."""
    seen = {"found": ("ours", "peer")}

    def run(corpora, settings, progress):
        seen.update(corpora=corpora, settings=settings, progress=progress)
        return Outcome(results(*seen["found"]), {})

    monkeypatch.setattr(peers, "run", run)
    monkeypatch.setattr(peers, "write_outputs", lambda *_: None)
    return seen


def test_all_systems_see_the_same_sample_of_the_tasks_of_peers(asked, tmp_path):
    assert main(["-o", str(tmp_path), "--results", str(tmp_path)]) == 0
    assert asked["settings"].systems == ("ours", "peers")
    assert asked["settings"].limit == asked["settings"].peer_limit
    assert {corpus.task for corpus in asked["corpora"]} == {"ai", "tone", "boilerplate"}
    text = (tmp_path / "peers.md").read_text()
    assert "| c | 40 | 0.900 (0.80-0.95) | 0.900 (0.80-0.95) |" in text
    assert "- lmscan: is not installed" in text


def test_without_peers_nothing_is_written(asked, tmp_path, capsys):
    asked["found"] = ("ours",)
    assert main(["-o", str(tmp_path), "--results", str(tmp_path)]) == 1
    assert "install 'lesart[peers]'" in capsys.readouterr().err
    assert not (tmp_path / "peers.md").exists()


def test_an_unknown_corpus_is_one_line(tmp_path, capsys):
    assert main(["-o", str(tmp_path), "--only", "nothing"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("benchmarks.peers: unknown 'nothing'")
    assert message.count("\n") == 1
