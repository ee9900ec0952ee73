"""Training on a few sentences written for the tests."""

import gzip
import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from detector.training import distil
from detector.training.distil import Places, Taught, write_taught
from detector.training.recipe import CorpusEntry, Recipe
from detector.training.tasks.framing import build, fair_thresholds, micro_f1, teach
from detector.training.tasks.framing_course import prepare
from detector.training.tasks.framing_gold import FRAMES, read_gold, seed_words
from features.ngrams import Family

LOADED = ("Dieser Irrsinn muss enden.", "Welch ein Irrsinn das ist.", "Reiner Irrsinn!")
NEUTRAL = (
    "Der Rat tagt am Montag.",
    "Der Zug kam um acht Uhr.",
    "Die Stadt baut eine Halle.",
)
FAMILIES = (Family("character", 2, 3, 10), Family("word", 1, 1, 10))


def corpus(path, records, **options):
    packed = gzip.compress("\n".join(map(json.dumps, records)).encode(), mtime=0)
    path.write_bytes(packed)
    return CorpusEntry(path.name, hashlib.sha256(packed).hexdigest(), 1.0, options)


def sentence(text, label, outlet, **fields):
    return {
        "id": text,
        "text": text,
        "lang": "de",
        "l": label,
        "source": outlet,
        **fields,
    }


@pytest.fixture
def recipe(tmp_path):
    records = [
        sentence(
            f"{text} {outlet}",
            int(text in LOADED),
            outlet,
            loaded=[{"start": text.find("Irrsinn"), "end": text.find("Irrsinn") + 7}]
            if text in LOADED
            else [],
            tone=-2.0 if text in LOADED else 0.0,
            labels=["economic"] if text in LOADED else ["political"],
        )
        for outlet in ("Nord", "Süd", "West")
        for text in (*LOADED, *NEUTRAL)
    ]
    records.append(sentence("An English sentence.", 1, "Nord") | {"lang": "en"})
    entry = corpus(
        tmp_path / "a.jsonl.gz", records, field="l", positive=[1], group="source"
    )
    return Recipe(
        "loaded",
        "de",
        "1.0",
        "open",
        "",
        "",
        (entry,),
        (),
        FAMILIES,
        folds=3,
        idf=False,
    )


def test_a_student_of_gold_labels_tells_the_classes_apart(recipe, tmp_path):
    model = build(recipe, tmp_path)
    assert model.outputs == ("loaded",)
    assert model.facts["examples"] == 18
    assert model.facts["groups"] == 3
    assert model.facts["metrics"]["loaded"]["auroc"]["value"] == 1.0
    assert 0 < model.thresholds["loaded"] < 1


def test_marked_words_get_higher_scores(recipe, tmp_path):
    of_word, _, _ = build(recipe, tmp_path).parameters["word"]
    assert of_word > 0


def test_the_same_recipe_gives_the_same_tables(recipe, tmp_path):
    first, second = build(recipe, tmp_path), build(recipe, tmp_path)
    for one, other in zip(first.tables, second.tables, strict=True):
        assert one.tobytes() == other.tobytes()
    assert first.slope.tolist() == second.slope.tolist()


def test_frames_have_14_outputs_and_tone_excludes(recipe, tmp_path):
    entry = replace(recipe.corpora[0], options={"group": "source", "field": "tone"})
    with_labels = [
        {"labels": [FRAMES[i % 14]], "text": f"Wort{i} Wort{i}.", "lang": "de", "id": i}
        for i in range(56)
    ]
    frames_entry = corpus(tmp_path / "f.jsonl.gz", with_labels)
    frames = build(
        replace(recipe, task="frames", corpora=(frames_entry,), idf=True), tmp_path
    )
    assert frames.outputs == FRAMES
    three = [
        sentence(f"{text} {i}", 0, f"o{i}", tone=tone)
        for i in range(3)
        for text, tone in zip(("Schlimm", "Rund", "Schön"), (-1, 0, 1), strict=True)
    ]
    tone_entry = corpus(tmp_path / "t.jsonl.gz", three, **entry.options)
    tone = build(replace(recipe, task="tone", corpora=(tone_entry,)), tmp_path)
    assert tone.link == "softmax"
    assert tone.facts["summary"]["macro_f1"] == pytest.approx(1.0)


def test_the_teacher_of_the_pool_is_heard(recipe, tmp_path, monkeypatch):
    monkeypatch.setattr(distil, "MODELS", tmp_path)
    (tmp_path / "loaded_de").mkdir()
    text = "Der Hafen ist ein Hafen am Hafen."
    pool = corpus(
        tmp_path / "p.jsonl.gz", [{"text": text, "source": "Ost"}], role="pool"
    )
    place = np.array([0], np.int32)
    places = Places(np.array([1], np.uint8), place, place, place + len(text))
    logits = np.full((1, 4, 1), 4.0)
    digest = write_taught(
        Taught(places, logits), tmp_path / "loaded_de" / "teacher.npz"
    )
    taught = replace(
        recipe,
        corpora=(*recipe.corpora, pool),
        options={"teacher_sha256": digest, "pool_weight": 50.0},
    )
    alone, with_teacher = build(recipe, tmp_path), build(taught, tmp_path)
    change = with_teacher.tables[1] - alone.tables[1]
    assert change.max() > 0.5
    assert with_teacher.facts["unlabelled sentences"] == 1


def test_labels_are_softened_by_what_the_teacher_says(recipe, tmp_path, monkeypatch):
    monkeypatch.setattr(distil, "MODELS", tmp_path)
    (tmp_path / "loaded_de").mkdir()
    pool = corpus(tmp_path / "p.jsonl.gz", [{"text": "Ja."}], role="pool")
    place = np.array([0], np.int32)
    places = Places(np.array([1], np.uint8), place, place, place + 3)
    doubts = np.full((18, 4, 1), -4.0)
    doubts[0] = np.nan
    path = tmp_path / "loaded_de" / "teacher.npz"
    digest = write_taught(Taught(places, np.zeros((1, 4, 1)), doubts), path)
    deaf = replace(
        recipe,
        corpora=(*recipe.corpora, pool),
        options={"teacher_sha256": digest},
    )
    softened = replace(deaf, options={**deaf.options, "soften": 0.5})
    course = prepare(softened, tmp_path)
    first, last = (teach(course, one, None) for one in (deaf, softened))
    # wanted of loaded sentences: 0.5 * 1.5 - 0.5 * 4; of the others -2.75
    assert last.intercept[0] < first.intercept[0]
    inside = last.decide(np.empty((18, 0)), course.labelled.ngrams)[:, 0]
    assert inside[0] == max(inside)  # nothing is said of it: its label stands


def test_texts_of_other_languages_are_left_out(recipe, tmp_path):
    assert len(read_gold(recipe, tmp_path).records) == 18


def test_corpora_for_the_teacher_alone_are_not_gold(recipe, tmp_path):
    entry = replace(
        recipe.corpora[0], options={**recipe.corpora[0].options, "role": "teacher"}
    )
    recipe = replace(recipe, corpora=(entry,))
    assert len(read_gold(recipe, tmp_path, roles=("gold",)).records) == 0
    assert len(read_gold(recipe, tmp_path, roles=("teacher",)).records) == 19


def test_a_seed_word_speaks_for_its_frames_and_against_the_others(recipe):
    frames = replace(recipe, task="frames", options={"seeds": {"list": "frames"}})
    words, wanted = seed_words(frames)
    row = wanted[words.index(" gericht ")]
    assert row[FRAMES.index("legality_constitutionality")] == 2.5
    assert (row == -2.5).sum() == 13


def test_seed_words_of_other_tasks_have_the_value_of_their_section(recipe):
    values = {"loaded": [1.0], "opinion": [0.0], "neutral": [-1.0]}
    words, wanted = seed_words(
        replace(recipe, options={"seeds": {"list": "loaded", "values": values}})
    )
    assert wanted[words.index(" propaganda ")].tolist() == [1.0]
    assert wanted[words.index(" montag ")].tolist() == [-1.0]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_frame_list_has_a_section_for_each_frame(recipe, language):
    frames = replace(
        recipe, task="frames", language=language, options={"seeds": {"list": "frames"}}
    )
    _, wanted = seed_words(frames)
    assert ((wanted > 0).sum(axis=0) >= 25).all()


def test_micro_f1_counts_all_outputs_together():
    targets = np.array([[1.0, 0.0], [1.0, 1.0]])
    found = np.array([[True, True], [False, True]])
    # 2 hits, 3 found, 3 wanted
    assert micro_f1(targets, found) == pytest.approx(2 / 3)


def test_fair_thresholds_are_one_probability_at_the_observed_shares():
    targets = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    limits = fair_thresholds(targets, np.array([[0.9, 0.9]] * 4))
    odds = limits / (1 - limits) * np.array([1.0, 1 / 3])
    assert odds[0] == pytest.approx(odds[1])
