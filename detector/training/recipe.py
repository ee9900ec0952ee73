"""A ``Recipe``: everything that decides how a model comes out, as TOML."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from detector.errors import ModelError
from features.ngrams import Family

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "recipe.toml"


@dataclass(frozen=True)
class CorpusEntry:
    """One corpus of a recipe.

    Attributes
    ----------
    path : str
        File below the folder of corpora.
    sha256 : str
        Digest of that file; training refuses another one.
    weight : float
        Weight of its examples.
    options : mapping
        Further keys of the entry, for the task.
    """

    path: str
    sha256: str
    weight: float = 1.0
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipe:
    """How a model is made.

    Attributes
    ----------
    task, language, version : str
        What the model scores, in which language, and its version.
    licence : {"open", "research"}
        What the corpora allow for the weights.
    intended_use, limits : str
        Sentences for the card.
    corpora : tuple of CorpusEntry
    dense : tuple of str
        Names of the dense features.
    families : tuple of Family
        Hashed n-grams.
    folds, seed : int
        Number of grouped folds, and the seed of every random choice.
    C : float
        Inverse strength of the L2 penalty.
    idf : bool
        Weigh n-grams by their inverse document frequency while fitting.
    min_count : int
        N-grams seen in fewer examples get no weight.
    options : mapping
        Section ``[task]``, for the task.
    """

    task: str
    language: Literal["de", "en"]
    version: str
    licence: Literal["open", "research"]
    intended_use: str
    limits: str
    corpora: tuple[CorpusEntry, ...]
    dense: tuple[str, ...]
    families: tuple[Family, ...]
    folds: int = 5
    seed: int = 20260101
    C: float = 1.0
    idf: bool = True
    min_count: int = 2
    options: Mapping[str, Any] = field(default_factory=dict)

    def language_of(self, entry: CorpusEntry) -> Literal["de", "en"]:
        """Return the language of a corpus; the recipe's own unless it says so."""
        return "en" if entry.options.get("language", self.language) == "en" else "de"


def read_recipe(folder: Path) -> Recipe:
    """Read ``recipe.toml`` of a model folder.

    Raises
    ------
    ModelError
        If it is missing or malformed; the message names the field.
    """
    path = folder / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _recipe(content)
    except FileNotFoundError:
        raise ModelError(f"{path}: no recipe; a model folder begins with one") from None
    except KeyError as error:
        raise ModelError(f"{path}: field {error} is missing") from None
    except (OSError, TypeError, ValueError) as error:
        raise ModelError(f"{path}: {error}") from None


def _recipe(content: dict[str, Any]) -> Recipe:
    features = content.get("features", {})
    return Recipe(
        task=content["task"],
        language=content["language"],
        version=content["version"],
        licence=content["licence"],
        intended_use=content["intended_use"],
        limits=content["limits"],
        corpora=tuple(_corpus(entry) for entry in content["corpora"]),
        dense=tuple(features.get("dense", ())),
        families=tuple(Family(**family) for family in features.get("families", ())),
        options=content.get("task_options", {}),
        **content.get("fit", {}),
    )


def _corpus(entry: dict[str, Any]) -> CorpusEntry:
    rest = {key: entry[key] for key in entry if key not in {"path", "sha256", "weight"}}
    return CorpusEntry(
        entry["path"], entry["sha256"], float(entry.get("weight", 1.0)), rest
    )
