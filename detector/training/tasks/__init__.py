"""One module a task: what its examples are and what its verdicts need.

Each has ``build(recipe, data) -> Model``: read the corpora named in the recipe
from the folder ``data``, and return the trained model.
"""

from importlib import import_module
from pathlib import Path
from typing import Protocol

from detector.errors import ModelError
from detector.model import Model
from detector.training.recipe import Recipe

TASKS = {
    "ai_likelihood": "detector.training.tasks.ai_likelihood",
    "assisted": "detector.training.tasks.ai_likelihood",
    "domain": "detector.training.tasks.domain",
    "boilerplate": "detector.training.tasks.boilerplate",
    "line_kinds": "detector.training.tasks.boilerplate",
    "loaded": "detector.training.tasks.framing",
    "opinion": "detector.training.tasks.framing",
    "frames": "detector.training.tasks.framing",
    "tone": "detector.training.tasks.framing",
    "semantic": "detector.training.tasks.semantic_heads",
    "own": "detector.training.tasks.own",
    "own_lines": "detector.training.tasks.own_lines",
}


class Build(Protocol):
    """Makes a model from a recipe and a folder of corpora."""

    def __call__(self, recipe: Recipe, data: Path) -> Model:
        """Return the trained model."""
        ...


def builder(task: str) -> Build:
    """Return the ``build`` function of a task; ModelError names the known ones."""
    if task not in TASKS:
        raise ModelError(f"unknown task {task!r}; known: {', '.join(sorted(TASKS))}")
    build: Build = import_module(TASKS[task]).build
    return build
