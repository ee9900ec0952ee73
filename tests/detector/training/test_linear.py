"""Fitting, calibrating and writing a model on a corpus made in the test."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack

from detector.store import load, save
from detector.training.card import render_card
from detector.training.examples import Examples, vectorise
from detector.training.fit import fit, fit_output
from detector.training.linear import out_of_fold, train_linear
from detector.training.recipe import CorpusEntry, Recipe
from features.document import parse
from features.ngrams import Family

FAMILIES = (Family("word", 1, 2, 10), Family("character", 2, 3, 10))
RECIPE = Recipe(
    task="loaded",
    language="de",
    version="1.0",
    licence="open",
    intended_use="A test.",
    limits="Everything else.",
    corpora=(CorpusEntry("made/here.jsonl", "0" * 64),),
    dense=("word_length", "lix"),
    families=FAMILIES,
    folds=4,
)
PLAIN = "Der Rat der Stadt {} hat am Montag den Haushalt {} beschlossen."
LOADED = "Ein beschämendes Versagen der Stadt {}, wie dreist man {} belügt!"


@pytest.fixture(scope="module")
def examples():
    generator = np.random.default_rng(3)
    texts, targets, groups = [], [], []
    for number in range(80):
        loaded = number % 2
        names = generator.integers(0, 30, 2)
        form = LOADED if loaded else PLAIN
        texts.append(form.format(f"Ort{names[0]}", f"Wort{names[1]}"))
        targets.append(float(loaded if number % 10 else 1 - loaded))
        groups.append(f"outlet{number % 8}")
    documents = [parse(text, language="de") for text in texts]
    dense, ngrams = vectorise(
        documents, dense=RECIPE.dense, families=FAMILIES, language="de"
    )
    dense[::7, 1] = np.nan
    return Examples(
        dense=dense,
        ngrams=ngrams,
        targets=np.array(targets)[:, None],
        groups=np.array(groups),
        weights=np.ones(80),
        outputs=("loaded",),
    )


def test_numbers_predict_what_scikit_learn_predicts(examples):
    fitted = fit(examples, RECIPE)
    design = hstack(
        [csr_matrix(fitted.dense.standardise(examples.dense)), *examples.ngrams],
        format="csr",
    )
    recipe = Recipe(**{**RECIPE.__dict__, "idf": False, "min_count": 0})
    estimator = fit_output(examples, recipe, np.ones(80, bool), design, 0)
    numbers = fit(examples, recipe)
    coefficients = np.concatenate(
        [numbers.dense.weights[:, 0], *(table[:, 0] for table in numbers.tables)]
    )
    assert coefficients == pytest.approx(estimator.coef_[0], abs=2e-3)
    estimator.coef_ = coefficients[None, :].astype(float)
    assert numbers.decide(examples.dense, examples.ngrams)[:, 0] == pytest.approx(
        estimator.decision_function(design), abs=1e-9
    )


def test_the_saved_model_predicts_what_the_fitted_one_does(examples, tmp_path):
    model, _ = train_linear(examples, RECIPE)
    save(model, tmp_path)
    again = load(tmp_path)
    document = parse(LOADED.format("Ort3", "Wort4"), language="de")
    whole = np.array([0]), np.array([len(document.folded)])
    values = np.array([[5.0, np.nan]])
    assert again.decide(values, again.ngrams(document, *whole)) == pytest.approx(
        model.decide(values, model.ngrams(document, *whole)), abs=1e-9
    )


def test_training_twice_gives_the_same_bytes(examples, tmp_path):
    for name in ("one", "two"):
        save(train_linear(examples, RECIPE)[0], tmp_path / name)
    for name in ("model.json", "arrays.npz"):
        first = (tmp_path / "one" / name).read_bytes()
        assert first == (tmp_path / "two" / name).read_bytes()


def test_decisions_come_from_models_that_did_not_see_the_group(examples):
    decisions = out_of_fold(examples, RECIPE)
    shuffled = examples.targets.copy()
    held_out = examples.groups == "outlet0"
    shuffled[held_out] = 1 - shuffled[held_out]
    flipped = Examples(**{**examples.__dict__, "targets": shuffled})
    assert out_of_fold(flipped, RECIPE)[held_out] == pytest.approx(decisions[held_out])


def test_a_card_names_data_measures_and_heaviest_features(examples):
    model, _ = train_linear(examples, RECIPE)
    card = render_card(model, RECIPE)
    assert "| made/here.jsonl | 1 |" in card
    assert "auroc" in card
    assert "| word_length |" in card
    assert "A test." in card
