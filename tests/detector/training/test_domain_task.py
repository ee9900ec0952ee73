"""The domain model: usual n-grams, thresholds and rates, on a corpus of a few texts."""

import gzip
import hashlib
import json

import numpy as np
import pytest

from detector.training.recipe import CorpusEntry, Recipe
from detector.training.tasks.ai_units import read_units
from detector.training.tasks.domain import build, fit_domain, left_out_values
from features.ngrams import Family

NEWS = ("Am Kai lag gestern ein Boot.", "Keiner kam am Abend an Land.")
VERSE = ("Wogend wallt der Nebel.", "Ach, so ferne, ferne Ufer!")


def news(number):
    """Return about 110 words of news, the n-th text a little different."""
    body = " ".join(f"{s} Platz {number}." for s in NEWS * 8)
    return {"id": f"a{number}", "source": f"blatt{number % 6}.de", "text": body}


@pytest.fixture
def recipe(tmp_path):
    lines = "\n".join(json.dumps(news(number)) for number in range(48))
    packed = gzip.compress(lines.encode(), mtime=0)
    (tmp_path / "news.jsonl.gz").write_bytes(packed)
    options = {"negatives": ["known"], "outlets": True, "bands": True}
    digest = hashlib.sha256(packed).hexdigest()
    return Recipe(
        task="domain",
        language="de",
        version="1.0",
        licence="open",
        intended_use="Tests.",
        limits="None.",
        corpora=(CorpusEntry("news.jsonl.gz", digest, options=options),),
        dense=(),
        families=(Family("skeleton", 1, 2, 12), Family("character", 2, 3, 12)),
        folds=2,
        options={
            "outputs": ["known"],
            "threshold_corpora": ["news"],
            "below": {"style": 0.1, "spelling": 0.05},
        },
    )


def test_texts_of_the_corpus_are_more_usual_than_others(recipe, tmp_path):
    units = read_units(recipe, tmp_path)
    everything = np.ones(len(units.text), np.bool_)
    fitted = fit_domain(units, recipe, everything)
    other = dict(news(0), text=" ".join(VERSE * 12))
    lines = gzip.compress(json.dumps(other).encode(), mtime=0)
    (tmp_path / "news.jsonl.gz").write_bytes(lines)
    entry = CorpusEntry(
        "news.jsonl.gz",
        hashlib.sha256(lines).hexdigest(),
        options=recipe.corpora[0].options,
    )
    changed = Recipe(**{**vars(recipe), "corpora": (entry,)})
    verse = read_units(changed, tmp_path)
    known = fitted.decide(np.zeros((len(units.text), 0)), list(units.ngrams))
    unknown = fitted.decide(np.zeros((len(verse.text), 0)), list(verse.ngrams))
    assert (known.min(axis=0) > unknown.max(axis=0)).all()


def test_the_values_of_a_group_do_not_depend_on_its_own_texts(recipe, tmp_path):
    units = read_units(recipe, tmp_path)
    everything = np.ones(len(units.text), np.bool_)
    fitted = fit_domain(units, recipe, everything)
    seen = fitted.decide(np.zeros((len(units.text), 0)), list(units.ngrams))
    assert (left_out_values(units, recipe) != seen).any()


def test_the_thresholds_are_quantiles_of_windows_of_groups_left_out(recipe, tmp_path):
    model = build(recipe, tmp_path)
    units = read_units(recipe, tmp_path)
    windows = left_out_values(units, recipe)[units.kind == 3]
    assert len(windows) == model.facts["windows_of_human_news"] > 20
    assert model.thresholds["style"] == np.quantile(windows[:, 0], 0.1)
    assert model.thresholds["spelling"] == np.quantile(windows[:, 1], 0.05)


def test_the_card_counts_the_windows_below_the_thresholds(recipe, tmp_path):
    model = build(recipe, tmp_path)
    low = model.facts["windows_of_unlike_style"]["news, human"]
    units = read_units(recipe, tmp_path)
    windows = left_out_values(units, recipe)[units.kind == 3]
    below = np.count_nonzero(windows[:, 0] < model.thresholds["style"])
    assert low["n"] == len(windows)
    assert low["value"] == pytest.approx(below / len(windows))
