"""The models in ``trained_models``: complete, loadable, and above their floors.

The measures are those that training took on groups left out (outlets, sites,
stories) and wrote into ``model.json``; ``lesart train --check`` shows that the folder
is what its recipe gives.
"""

import json
from pathlib import Path

import pytest

from detector.store import MODELS, load
from detector.training.card import render_card
from detector.training.recipe import read_recipe

FOLDERS = sorted(path.parent for path in MODELS.glob("*/recipe.toml"))
# Cross-validated in groups; the floors that the first versions had to pass.
FLOORS = [
    ("ai_likelihood_de", ("auroc_by_corpus", "newsroom", "value"), 0.95),
    ("ai_likelihood_en", ("auroc_by_corpus", "newsroom", "value"), 0.95),
    ("boilerplate_de", ("metrics", "fundus", "average_precision", "value"), 0.94),
    ("boilerplate_de", ("at_threshold", "fundus", "f1"), 0.86),
    ("boilerplate_en", ("metrics", "fundus", "average_precision", "value"), 0.90),
    ("loaded_de", ("metrics", "loaded", "auroc", "value"), 0.74),
    ("loaded_en_research", ("metrics", "loaded", "macro_f1_at_0.5", "value"), 0.74),
    ("opinion_de", ("metrics", "opinion", "auroc", "value"), 0.76),
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_is_complete_and_its_card_is_that_of_the_model(folder: Path) -> None:
    model = load(folder)
    assert folder.name.startswith(f"{model.task}_{model.language}")
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert card == render_card(model, read_recipe(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_model_was_trained_on_the_corpora_of_its_recipe(folder: Path) -> None:
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert [corpus["sha256"] for corpus in content["facts"]["corpora"]] == [
        entry.sha256 for entry in read_recipe(folder).corpora
    ]


@pytest.mark.parametrize(("name", "path", "floor"), FLOORS)
def test_a_measure_on_groups_left_out_holds_its_floor(
    name: str, path: tuple[str, ...], floor: float
) -> None:
    found = json.loads((MODELS / name / "model.json").read_text(encoding="utf-8"))[
        "facts"
    ]
    for step in path:
        found = found[step]
    assert found >= floor


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_more_than_one_human_article_in_a_hundred_is_called_likely(
    language: str,
) -> None:
    rates = load(MODELS / f"ai_likelihood_{language}").facts["false_positives"]
    assert isinstance(rates, dict)
    for band, rate in rates.items():
        assert rate["value"] <= 0.01, band
        assert rate["n"] >= 500, band
