"""``lesart train``: from a recipe to a model folder, and the check that it stays so."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from detector.errors import ModelError
from detector.model import Model
from detector.store import load, save
from detector.training.card import render_card
from detector.training.linear import with_facts
from detector.training.recipe import Recipe, read_recipe
from detector.training.tasks import builder

CARD = "CARD.md"
_WRITTEN = ("model.json", "arrays.npz", CARD)


def train(folder: Path, data: Path) -> Model:
    """Train the model of a folder and rewrite it.

    Parameters
    ----------
    folder : Path
        A model folder with ``recipe.toml``.
    data : Path
        Folder of the corpora.

    Returns
    -------
    Model
        As a reader of the folder gets it.
    """
    recipe = read_recipe(folder)
    return _write(build(recipe, data), recipe, folder)


def build(recipe: Recipe, data: Path) -> Model:
    """Return the model of a recipe, with its corpora among the facts."""
    model = builder(recipe.options.get("builder", recipe.task))(recipe, data)
    corpora: list[dict[str, Any]] = [
        {"path": entry.path, "sha256": entry.sha256, "weight": entry.weight}
        for entry in recipe.corpora
    ]
    return with_facts(model, {"corpora": corpora})


def check(folder: Path, data: Path) -> None:
    """Train the model of a folder elsewhere and compare every byte.

    Raises
    ------
    ModelError
        If a file differs from what the recipe gives; the message names it.
    """
    recipe = read_recipe(folder)
    with tempfile.TemporaryDirectory() as elsewhere:
        again = Path(elsewhere) / folder.name
        _write(build(recipe, data), recipe, again)
        for name in _WRITTEN:
            kept = folder / name
            if not kept.is_file() or kept.read_bytes() != (again / name).read_bytes():
                raise ModelError(
                    f"{kept}: not what the recipe gives now; "
                    f"retrain: lesart train {folder}"
                )


def _write(model: Model, recipe: Recipe, folder: Path) -> Model:
    save(model, folder)
    written = load(folder)
    card = render_card(written, recipe)
    (folder / CARD).write_text(card, encoding="utf-8", newline="\n")
    return written
