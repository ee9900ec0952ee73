import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from detector.errors import CorpusError
from detector.training import distil
from detector.training.distil import Places, Taught, read_taught, texts_at, write_taught
from detector.training.recipe import CorpusEntry, Recipe


def taught():
    places = Places(
        np.array([0, 0], np.uint8),
        np.array([0, 1], np.int32),
        np.array([0, 5], np.int32),
        np.array([4, 10], np.int32),
    )
    return Taught(places, np.array([[[0.5], [-9.0]], [[1.0], [4.0]]]))


def recipe(corpora=(), **options):
    return Recipe(
        "loaded", "de", "1.0", "open", "", "", corpora, (), (), options=options
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(distil, "MODELS", tmp_path)
    (tmp_path / "loaded_de").mkdir()
    return tmp_path / "loaded_de"


def test_log_odds_are_kept_in_steps_of_one_31st_and_within_4(folder):
    digest = write_taught(taught(), folder / "teacher.npz")
    read = read_taught(recipe(teacher_sha256=digest))
    assert read.logits[:, :, 0] == pytest.approx(
        np.array([[0.5, -4.0], [1.0, 4.0]]), abs=1 / 62
    )
    assert read.places.end.tolist() == [4, 10]


def test_what_is_said_of_labelled_texts_is_kept_and_nothing_stays_nothing(folder):
    gold = np.array([[[1.0], [np.nan]]])
    told = replace(taught(), gold=gold)
    digest = write_taught(told, folder / "teacher.npz")
    read = read_taught(recipe(teacher_sha256=digest))
    assert read.gold == pytest.approx(gold, nan_ok=True)
    digest = write_taught(taught(), folder / "teacher.npz")
    assert read_taught(recipe(teacher_sha256=digest)).gold is None


def test_the_file_holds_numbers_only(folder):
    write_taught(taught(), folder / "teacher.npz")
    with np.load(folder / "teacher.npz", allow_pickle=False) as archive:
        assert {archive[name].dtype.kind for name in archive.files} <= {"i", "u"}


def test_another_file_than_the_recipe_names_is_refused(folder):
    write_taught(taught(), folder / "teacher.npz")
    with pytest.raises(CorpusError, match="SHA-256 0000 expected by the recipe"):
        read_taught(recipe(teacher_sha256="0000"))


@pytest.mark.usefixtures("folder")
def test_a_missing_file_is_named():
    with pytest.raises(CorpusError, match=r"teacher\.npz: cannot be read"):
        read_taught(recipe(teacher_sha256="0000"))


def test_a_recipe_may_do_without_a_teacher():
    assert read_taught(recipe()) is None


def test_the_sentences_come_back_from_the_corpora_with_their_outlets(tmp_path):
    records = [
        {"text": "Eins. Zwei.", "source": "a"},
        {"text": "Drei Vier.", "source": "b"},
    ]
    packed = "\n".join(map(json.dumps, records)).encode()
    (tmp_path / "news.jsonl").write_bytes(packed)
    entry = CorpusEntry("news.jsonl", hashlib.sha256(packed).hexdigest())
    texts, outlets = texts_at(taught().places, recipe((entry,)), tmp_path)
    assert texts == ["Eins", "Vier."]
    assert outlets.tolist() == ["a", "b"]


def test_research_models_have_a_folder_of_their_own():
    research = Recipe("loaded", "en", "1.0", "research", "", "", (), (), ())
    assert distil.folder_of(research).name == "loaded_en_research"
    assert distil.folder_of(recipe()).name == "loaded_de"
