"""Units, experts and thresholds of the AI models, on a corpus of a few texts."""

import gzip
import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from detector.experts import combined, probability
from detector.training.recipe import CorpusEntry, Recipe
from detector.training.tasks import ai_units
from detector.training.tasks.ai_likelihood import (
    build,
    calibrate,
    fit_experts,
    out_of_fold,
    unit_weights,
)
from detector.training.tasks.ai_units import excerpt, read_units, without_marks
from detector.training.tasks.ai_verdicts import unit_targets
from features.document import parse
from features.ngrams import Family

HUMAN = ("Am Kai lag ein Boot.", "Keiner kam.", "Na ja, so ist das eben hier.")
MACHINE = ("Darüber hinaus spielt der Hafen eine Rolle.", "Dies zeigt sich deutlich.")


def text_of(sentences, number):
    """Return about 150 words, every text a little different."""
    return " ".join(f"{s} Platz {number}." for s in sentences * 10)


def write(folder, name, records):
    path = folder / name
    lines = "\n".join(json.dumps(record) for record in records)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def records(label, sentences, count, **more):
    return [
        {
            "id": f"{label}-{n}",
            "pair": f"story-{n}",
            "label": label,
            "lang": "de",
            "text": text_of(sentences, n),
            **more,
        }
        for n in range(count)
    ]


@pytest.fixture
def corpora(tmp_path):
    """A corpus of stories and the news behind half of them."""
    return corpora_of(tmp_path, stories=8)


def corpora_of(tmp_path, stories):
    """Write the corpora; return their digests by name."""
    human, ai = (records("human", HUMAN, stories), records("ai", MACHINE, stories))
    stories = human + [{**record, "mode": "brief"} for record in ai]
    news = [
        {"id": f"story-{n}", "source": f"blatt{n % 4}.de", "text": text_of(HUMAN, n)}
        for n in range(4, 20)
    ]
    english = records("ai", ("It is also worth noting this point.",), 6)
    english += records("human", ("Nobody came. So what?",), 6)
    english = [{**record, "lang": "en"} for record in english]
    return {
        "stories.jsonl.gz": write(tmp_path, "stories.jsonl.gz", stories),
        "news.jsonl.gz": write(tmp_path, "news.jsonl.gz", news),
        "english.jsonl.gz": write(tmp_path, "english.jsonl.gz", english),
    }


def recipe_of(corpora, **changes):
    positive = {"output": "current", "label": "ai"}
    options = {
        "stories.jsonl.gz": {
            "positives": [positive],
            "negatives": ["current"],
            "bands": True,
        },
        "news.jsonl.gz": {"negatives": ["current"], "outlets": True},
        "english.jsonl.gz": {
            "language": "en",
            "positives": [positive],
            "negatives": ["current"],
        },
    }
    fields = {
        "task": "ai_likelihood",
        "language": "de",
        "version": "1.0",
        "licence": "open",
        "intended_use": "Tests.",
        "limits": "None.",
        "corpora": tuple(
            CorpusEntry(name, digest, options=options[name])
            for name, digest in corpora.items()
        ),
        "dense": ("sentence_length", "commas"),
        "families": (Family("word", 1, 2, 12),),
        "folds": 2,
        "options": {
            "outputs": ["current"],
            "measure_share": [0.1],
            "shifts": [0.0],
            "threshold_corpora": ["stories", "news"],
            "false_positives_on": "texts of this test",
            "false_positive_rate": 0.01,
            "worst_outlet_rate": 0.02,
            "unlikely": 0.2,
            "excerpt_weight": 1.0,
        },
    }
    return Recipe(**{**fields, **changes})


def test_a_story_that_stands_in_both_corpora_is_read_once(corpora, tmp_path):
    units = read_units(recipe_of(corpora), tmp_path)
    # 16 texts of the stories; of the 16 news texts 4 are partners of stories
    assert np.count_nonzero(units.corpus == "stories") == 16
    assert np.count_nonzero(units.corpus == "news") == 12


def test_an_ai_text_is_grouped_with_the_outlet_of_its_story(corpora, tmp_path):
    units = read_units(recipe_of(corpora), tmp_path)
    story = (units.corpus == "stories") & (units.pair == "story-5")
    assert set(units.group[story]) == {"blatt1.de"}


def test_texts_of_the_other_language_lend_measures_but_no_ngrams(corpora, tmp_path):
    units = read_units(recipe_of(corpora), tmp_path)
    borrowed = units.borrowed[units.text]
    assert set(units.corpus[units.borrowed]) == {"english_en"}
    assert units.ngrams[0][borrowed].nnz == 0
    assert not np.isnan(units.dense[borrowed]).any()
    assert np.isnan(unit_targets(units)[borrowed]).all()


def test_classes_weigh_the_same_and_corpora_by_the_root_of_their_size(
    corpora, tmp_path
):
    units = read_units(recipe_of(corpora), tmp_path)
    target = np.where(units.kind < 2, units.targets[units.text, 0], np.nan)
    weights = unit_weights(units, target, 0)
    assert weights[target == 0].sum() == pytest.approx(weights[target == 1].sum())
    corpus = units.corpus[units.text]
    total = {
        name: weights[(target == 0) & (corpus == name)].sum()
        for name in ("stories", "news")
    }
    count = {name: np.count_nonzero((target == 0) & (corpus == name)) for name in total}
    assert total["news"] / total["stories"] == pytest.approx(
        np.sqrt(count["news"] / count["stories"])
    )


def test_left_out_units_have_decisions_and_borrowed_ones_none(corpora, tmp_path):
    recipe = recipe_of(corpora)
    units = read_units(recipe, tmp_path)
    decisions = out_of_fold(units, recipe)
    assert (np.isnan(decisions[:, 0]) == units.borrowed[units.text]).all()


def test_an_output_whose_ai_texts_are_left_out_says_nothing(corpora, tmp_path):
    recipe = recipe_of(corpora)
    two = {
        "outputs": ["current", "gone"],
        "measure_share": [0.1] * 2,
        "shifts": [0] * 2,
    }
    recipe = replace(recipe, options={**recipe.options, **two})
    units = read_units(recipe, tmp_path)
    known = units.targets[:, 0]
    human_alone = np.column_stack((known, np.where(known == 1, np.nan, known)))
    units = replace(units, targets=human_alone)
    decisions = out_of_fold(units, recipe)
    model = calibrate(units, recipe, decisions, fit_experts(units, recipe))
    seen = decisions[~np.isnan(decisions).any(axis=1)]
    louder = seen + np.array([0.0, 100.0])
    assert combined(model, louder) == pytest.approx(combined(model, seen))
    likely = seen[:, 0] * model.slope[0] + model.offset[0] > 0
    assert ((combined(model, seen) > 0) == likely).all()


TREES = {"trees": {"trees": 20, "leaves": 4, "least": 10, "share": 0.5}}


def with_trees(recipe):
    """Return the recipe with trees over its measures."""
    return replace(recipe, options={**recipe.options, **TREES})


def test_trees_may_borrow_texts_of_the_other_language(corpora, tmp_path):
    recipe = with_trees(recipe_of(corpora))
    units = read_units(recipe, tmp_path)
    asked = ~units.borrowed[units.text]

    def said(**more):
        grown = {**TREES["trees"], **more}
        changed = replace(recipe, options={**recipe.options, "trees": grown})
        return fit_experts(units, changed).decide(units, asked)

    alone, beside = said(), said(borrowed=2.0)
    assert alone[:, 0].tolist() == beside[:, 0].tolist()
    assert alone[:, 1].tolist() != beside[:, 1].tolist()
    assert alone.tolist() == said(borrowed=0.0).tolist()


@pytest.mark.parametrize("changed", [lambda recipe: recipe, with_trees])
def test_the_shipped_model_decides_as_the_fitted_one(corpora, tmp_path, changed):
    recipe = changed(recipe_of(corpora))
    units = read_units(recipe, tmp_path)
    fitted = fit_experts(units, recipe)
    model = build(recipe, tmp_path)
    own = ~units.borrowed[units.text]
    expected = probability(
        model, combined(model, fitted.decide(units, own)), units.words[own]
    )
    target = unit_targets(units)[own]
    assert expected[target == 1].min() > expected[target == 0].max()
    assert model.outputs == ("current",)


def test_trees_see_the_measures_alone_and_add_their_share(tmp_path):
    recipe = with_trees(recipe_of(corpora_of(tmp_path, stories=60)))
    units = read_units(recipe, tmp_path)
    blind = replace(units, ngrams=tuple(matrix * 0 for matrix in units.ngrams))
    own = ~units.borrowed[units.text]
    share, whole = (
        fit_experts(one, replace(recipe, options={**recipe.options, "trees": option}))
        for one, option in (
            (units, TREES["trees"]),
            (blind, {**TREES["trees"], "share": 1.0}),
        )
    )
    added = share.decide(units, own)[:, 1]
    assert added == pytest.approx(whole.decide(blind, own)[:, 1] / 2)
    assert np.ptp(added) > 0


def test_training_twice_gives_the_same_numbers(corpora, tmp_path):
    first, second = (build(recipe_of(corpora), tmp_path) for _ in range(2))
    assert (first.tables[0] == second.tables[0]).all()
    assert first.thresholds == second.thresholds
    assert first.parameters == second.parameters


def test_nothing_is_likely_below_one_half(corpora, tmp_path):
    model = build(recipe_of(corpora), tmp_path)
    likely = [v for name, v in model.thresholds.items() if name != "unlikely"]
    assert min(likely) >= 0.5


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Wien – Der Rat hat entschieden.", "Der Rat hat entschieden."),
        ("Graz (APA) - Es regnet.", "Es regnet."),
        (
            "Der Gemeinderat will über den Hafen entscheiden. Wien – Er tagt heute.",
            "Der Gemeinderat will über den Hafen entscheiden. Er tagt heute.",
        ),
        ("Es regnet. (APA, 2.3.2016)", "Es regnet."),
        ("Er kam spät – zu spät.", "Er kam spät – zu spät."),
    ],
)
def test_datelines_and_agency_marks_are_cut(given, kept):
    assert without_marks(given) == kept


def test_an_excerpt_is_whole_sentences_of_the_wanted_length():
    document = parse("Das Boot lag lange am Kai. " * 40, language="de")  # 6 words each
    found = excerpt(document, (60, 60), np.random.default_rng(3))
    assert found is not None
    taken = document.folded[slice(*found)]
    assert taken.startswith("Das Boot")
    assert taken.endswith("Kai.")
    assert len(taken.split()) == 60


def test_excerpts_of_the_length_bands_may_be_openings(corpora, tmp_path, monkeypatch):
    asked = []

    def watched(document, limits, generator, *, opening=False):
        asked.append((limits == ai_units.TRAINED, opening))
        return excerpt(document, limits, generator, opening=opening)

    monkeypatch.setattr(ai_units, "excerpt", watched)
    recipe = recipe_of(corpora)
    stories = recipe.corpora[0]
    options = {**stories.options, "bands": "openings"}
    changed = replace(stories, options=options)
    read_units(replace(recipe, corpora=(changed, *recipe.corpora[1:])), tmp_path)
    assert set(asked) == {(True, False), (False, True)}


def test_an_opening_begins_with_the_text_and_draws_as_an_excerpt_does():
    text = " ".join(f"Das Boot {number} lag lange am Kai." for number in range(40))
    document = parse(text, language="de")
    drawn, taken = np.random.default_rng(3), np.random.default_rng(3)
    anywhere = excerpt(document, (60, 60), drawn)
    opening = excerpt(document, (60, 60), taken, opening=True)
    assert anywhere[0] > 0
    assert opening[0] == 0
    assert drawn.random() == taken.random()


def test_a_text_shorter_than_the_excerpt_has_none():
    document = parse("Das Boot lag lange am Kai.", language="de")
    assert excerpt(document, (40, 80), np.random.default_rng(0)) is None
