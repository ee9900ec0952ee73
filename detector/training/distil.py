"""What a teacher said of unlabelled press sentences, kept without their texts.

``teacher.npz`` in a model folder names each sentence by corpus, record and offsets,
and holds the teacher's log-odds: one column per fold, by teachers that never saw the
held-out groups, and a last one by the teacher of everything. Of the labelled texts
it may hold the same, each text by a teacher that saw neither it nor the held-out
groups. ``teacher`` makes it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.errors import CorpusError
from detector.store import MODELS
from detector.training.corpus import Record, read_corpus
from detector.training.recipe import Recipe

Floats = NDArray[np.float64]
FILE = "teacher.npz"
# Log-odds are kept within +-4 in steps of 1/31: one signed byte.
LIMIT = 4.0
_STEPS = 31.0
_NOTHING = -128  # the byte of NaN


@dataclass(frozen=True, eq=False)
class Places:
    """Where unlabelled sentences stand in the corpora of a recipe.

    Attributes
    ----------
    corpus : ndarray of uint8
        Index among the recipe's corpora.
    record, start, end : ndarray of int32
        Record of that corpus, and characters of its text.
    """

    corpus: NDArray[np.uint8]
    record: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.record)

    def take(self, rows: NDArray[np.int64]) -> Places:
        """Return some of the places."""
        return Places(
            self.corpus[rows], self.record[rows], self.start[rows], self.end[rows]
        )


@dataclass(frozen=True, eq=False)
class Taught:
    """Sentences with what a teacher said of them.

    Attributes
    ----------
    places : Places
    logits : ndarray of float64, shape (n, folds + 1, n_outputs)
    gold : ndarray of float64, shape (n_gold, folds + 1, n_outputs), or None
        Of the labelled texts, in the order of the recipe; NaN where it says nothing.
    """

    places: Places
    logits: Floats
    gold: Floats | None = None


def folder_of(recipe: Recipe) -> Path:
    """Return the folder of the shipped model of a recipe."""
    suffix = "_research" if recipe.licence == "research" else ""
    return MODELS / f"{recipe.task}_{recipe.language}{suffix}"


def read_taught(recipe: Recipe) -> Taught | None:
    """Return the teacher's file of a recipe, None where it names none.

    Raises
    ------
    CorpusError
        If the file is missing or not the one that the recipe names.
    """
    wanted = recipe.options.get("teacher_sha256")
    if wanted is None:
        return None
    path = folder_of(recipe) / FILE
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    digest = hashlib.sha256(packed).hexdigest()
    if digest != wanted:
        raise CorpusError(
            f"{path}: SHA-256 {wanted} expected by the recipe, found {digest}; "
            "restore that file, or put the new digest into the recipe"
        )
    with np.load(io.BytesIO(packed), allow_pickle=False) as archive:
        places = Places(
            *(archive[name] for name in ("corpus", "record", "start", "end"))
        )
        gold = _unpacked(archive["gold"]) if "gold" in archive else None
        return Taught(places, archive["logits"] / _STEPS, gold)


def write_taught(taught: Taught, path: Path) -> str:
    """Write a teacher's file and return its SHA-256."""
    buffer = io.BytesIO()
    places = taught.places
    arrays: dict[str, Any] = {
        "corpus": places.corpus,
        "record": places.record,
        "start": places.start,
        "end": places.end,
        "logits": _packed(taught.logits),
    }
    if taught.gold is not None:
        arrays["gold"] = _packed(taught.gold)
    np.savez_compressed(buffer, **arrays)
    path.write_bytes(buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def _packed(logits: Floats) -> NDArray[np.int8]:
    steps = np.round(np.clip(logits, -LIMIT, LIMIT) * _STEPS)
    return np.where(np.isnan(steps), _NOTHING, steps).astype(np.int8)


def _unpacked(steps: NDArray[np.int8]) -> Floats:
    return np.where(steps == _NOTHING, np.nan, steps / _STEPS)


def texts_at(
    places: Places, recipe: Recipe, data: Path
) -> tuple[list[str], NDArray[np.str_]]:
    """Return the sentences at some places, and the outlet of each."""
    pools: dict[int, list[Record]] = {}
    texts, groups = [], []
    for corpus, record, start, end in zip(
        places.corpus.tolist(),
        places.record.tolist(),
        places.start.tolist(),
        places.end.tolist(),
        strict=True,
    ):
        if corpus not in pools:
            pools[corpus] = read_corpus(recipe.corpora[corpus], data)
        found: Mapping[str, Any] = pools[corpus][record]
        texts.append(found["text"][start:end])
        groups.append(str(found.get("source", "")))
    return texts, np.array(groups, np.str_)


def is_pool(options: Mapping[str, Any]) -> bool:
    """Tell whether a corpus of a recipe is read without labels."""
    return options.get("role") == "pool"


def pools_of(recipe: Recipe) -> Sequence[int]:
    """Return the indices of the recipe's corpora that are read without labels."""
    return [i for i, entry in enumerate(recipe.corpora) if is_pool(entry.options)]
