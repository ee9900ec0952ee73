"""What the measures of a text add to its AI score, and who writes so."""

import gzip
import json

import numpy as np
import pytest

from detector import measure_use
from detector.measure_use import (
    Reference,
    added_by_measures,
    measure_evidence,
    reach_of,
    references,
)
from detector.render.words import measure_in_words, reach_in_words, value_in_words
from detector.report import Evidence
from detector.store import MODELS, load
from detector.training.measure_use import distributions, main, write
from tests.detector.models import small_model, stump

PEOPLE = "Gestern kam er heim, müde und nass, und schlief bis zum Mittag. Es war spät."
MACHINE = "Zudem gilt der Schritt als Zeichen. Das ist klar. Es war spät. Er kam heim."


@pytest.fixture
def reference(monkeypatch):
    """Return a distribution of lix: human 0 to 100, AI texts 50 to 150."""
    human = np.arange(101.0)[None, :]
    made = Reference(("lix",), human, human + 50, (1_000, 500))
    monkeypatch.setattr(measure_use, "references", lambda: {"de": made})
    return made


def test_a_measure_adds_what_the_trees_lose_without_it():
    model = small_model()  # mattr_50 and lix; the stump asks lix
    trees = stump(1.0, -0.5, 2.0)
    high = np.array([0.9, 70.0])  # lix two deviations above the mean
    assert added_by_measures(model, trees, high).tolist() == [0.0, 2.5]
    assert added_by_measures(model, trees, np.array([0.9, 50.0])).tolist() == [0, 0]


def test_an_extreme_value_counts_as_one_of_four_deviations():
    model, trees = small_model(), stump(4.5, -0.5, 2.0)
    assert added_by_measures(model, trees, np.array([0.9, 1e6])).tolist() == [0, 0]


@pytest.mark.usefixtures("reference")
def test_evidence_names_the_measure_its_value_and_who_stands_there():
    (item,) = measure_evidence(small_model(), stump(1.0, 0, 2), np.array([0.6, 80.0]))
    assert (item.feature, item.value, item.contribution) == ("lix", 80.0, 2.0)
    assert item.spans == ()
    assert item.reach.side == "high"
    assert (item.reach.human.count, item.reach.ai.count) == (200, 350)
    assert item.reach.counted


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("value", [50.0, float("nan")])
def test_what_adds_nothing_or_is_undefined_is_no_evidence(value):
    found = measure_evidence(small_model(), stump(1.0, 0, 2), np.array([0.6, value]))
    assert found == ()


@pytest.mark.usefixtures("reference")
def test_a_low_value_is_told_from_the_other_side():
    reach = reach_of("de", "lix", 10.0)
    assert (reach.side, reach.human.count, reach.ai.count) == ("low", 110, 0)
    assert not reach.counted
    assert "people write so about as often" in reach_in_words(reach)


@pytest.mark.usefixtures("reference")
def test_unknown_measures_and_languages_have_no_reach():
    assert reach_of("de", "mtld", 1.0) is None
    assert reach_of("other", "lix", 1.0) is None


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sentence_length_deviation", 4.123, "spread of sentence lengths 4.12 words"),
        ("long_words", 0.25, "long words 25 %"),
        ("mtld", 1234.5, "variety of words (MTLD) 1,234 words"),
        ("lix", 52.14, "readability (LIX) 52.1"),
    ],
)
def test_measures_are_told_in_plain_words(name, value, told):
    item = Evidence(name, value, 0.5, reach=reach_of("de", name, value))
    assert f"{measure_in_words(name)} {value_in_words(item)}" == told


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_shipped_distributions_cover_the_measures_of_the_trees(language):
    reference = references()[language]
    names = load(MODELS / f"ai_likelihood_{language}").dense.names
    assert set(names) <= set(reference.names)
    assert min(reference.articles) > 400
    for hundredths in (reference.human, reference.machine):
        assert hundredths.shape == (len(reference.names), 101)
        assert (np.diff(hundredths, axis=1) >= 0).all()


def test_distributions_are_measured_by_side_and_read_as_written(tmp_path, monkeypatch):
    texts = [(PEOPLE, False)] * 2 + [(MACHINE, True)]
    made = distributions(texts, "de", ("sentence_length", "commas"))
    assert made.articles == (2, 1)
    assert made.human[0, 50] == 7.5  # 12 and 3 words
    assert made.machine[1, 50] == 0  # no comma
    path = tmp_path / "measures.npz"
    write({"de": made, "en": made}, path)
    monkeypatch.setattr(measure_use, "FILE", path)
    references.cache_clear()
    read = references()["en"]
    references.cache_clear()
    assert read.names == made.names
    assert read.human == pytest.approx(made.human)


def test_both_sides_are_needed():
    with pytest.raises(ValueError, match="by people and by models"):
        distributions([(PEOPLE, False)], "de", ("commas",))


def test_the_command_reads_the_corpus(tmp_path):
    folder = tmp_path / "ai"
    folder.mkdir()
    with gzip.open(folder / "newsroom.jsonl.gz", "wt", encoding="utf-8") as lines:
        for language in ("de", "en"):
            for text, label in ((PEOPLE, "human"), (MACHINE, "ai"), (PEOPLE, "mixed")):
                whole = f"{text} " * 8  # some measures need fifty words
                record = {"text": whole, "label": label, "lang": language}
                lines.write(json.dumps(record) + "\n")
    out = tmp_path / "measures.npz"
    main(["--data", str(tmp_path), "--out", str(out)])
    with np.load(out) as arrays:
        assert arrays["de_articles"].tolist() == [1, 1]
        assert arrays["en_human"].shape[1] == 101


def test_a_folder_without_the_corpus_is_one_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "--out", str(tmp_path / "measures.npz")])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("detector.training.measure_use: ")
    assert message.count("\n") == 1
    assert not list(tmp_path.iterdir())
