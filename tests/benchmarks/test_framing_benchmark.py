import gzip
import json

import pytest

from benchmarks import framing
from benchmarks.framing import Elsewhere, elsewhere
from tests.detector.framing_models_by_hand import framing_models

MODEL = framing_models(irrsinn={"loaded": 20.0}).loaded
TEXTS = {"Das ist Irrsinn.": "biased", "Das ist ein Rat.": "neutral"}


@pytest.fixture
def rows(tmp_path, monkeypatch):
    monkeypatch.setattr(framing, "load", lambda _: MODEL)
    records = [
        {"text": text, "label": label, "lang": "de"} for text, label in TEXTS.items()
    ]
    records.append({"text": "English.", "label": "biased", "lang": "en"})
    packed = gzip.compress("\n".join(map(json.dumps, records)).encode())
    (tmp_path / "c.jsonl.gz").write_bytes(packed)
    test = Elsewhere("loaded_de", "c", "de", "label", ("biased",))
    return {row.measure: row for row in elsewhere(test, tmp_path)}


def test_a_model_is_measured_on_texts_of_its_language(rows):
    assert rows["auroc"].n == 2
    assert rows["auroc"].value == 1.0


def test_the_shipped_threshold_and_equal_priors_are_both_reported(rows):
    assert rows["macro F1 at the shipped threshold"].value == 1.0
    assert rows["macro F1 at equal priors"].value == 1.0


def test_any_label_of_a_list_counts():
    test = Elsewhere("loaded_en", "c", "en", "labels", ("lexical",))
    assert framing._is_positive(["informational", "lexical"], test) == 1.0
    assert framing._is_positive([], test) == 0.0
