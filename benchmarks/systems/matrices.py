"""Our n-gram matrices of the items of a corpus, kept between runs.

Counting them is most of the work of a run, and they change only with the texts and the
feature schema: these are the key under which joblib keeps them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from joblib import Memory
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from benchmarks.catalogue import Corpus
from benchmarks.items import BESIDE, Item
from detector.store import MODELS
from detector.training.examples import vectorise
from features.document import parse
from features.ngrams import Family
from features.registry import schema_digest

STYLE = (Family("skeleton", 1, 4, 17), Family("character", 2, 5, 17))
WORDS = (Family("word", 1, 2, 17), Family("character", 3, 5, 17))
_BY_STYLE = {"ai", "assisted"}


def cache_folder() -> Path:
    """Return where matrices are kept: ``LESART_CACHE``, or the user's cache."""
    given = os.environ.get("LESART_CACHE")
    if given:
        return Path(given)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "lesart" / "benchmark"


def own_ngrams(
    corpus: Corpus, units: Sequence[Item], training: NDArray[np.int64]
) -> csr_matrix:
    """Return our n-grams, weighed by document frequency in the training folds.

    Texts beside the corpus, behind its own, are the same for many corpora and kept
    apart.
    """
    families = families_of(corpus)
    parts = [
        _kept()(_key(part), families, part)
        for part in (
            [unit for unit in units if BESIDE not in unit.slices],
            [unit for unit in units if BESIDE in unit.slices],
        )
        if part
    ]
    blocks = []
    for matrix in (_stacked(of_family) for of_family in zip(*parts, strict=True)):
        seen = np.bincount(matrix[training].indices, minlength=matrix.shape[1])
        factor = np.log((1 + len(training)) / (1 + seen)) + 1
        blocks.append(matrix @ diags(np.where(seen > 1, factor, 0.0)))
    return hstack(blocks, format="csr")


def families_of(corpus: Corpus) -> tuple[Family, ...]:
    """Return the n-grams of a task: those of its shipped model, where it has one."""
    for language in corpus.languages:
        path = MODELS / f"{corpus.task}_{language}" / "model.json"
        if path.is_file():
            table = json.loads(path.read_text(encoding="utf-8"))["families"]
            return tuple(Family(**family) for family in table)
    return STYLE if corpus.task in _BY_STYLE else WORDS


@cache
def _kept() -> Any:
    memory = Memory(cache_folder(), verbose=0)
    return memory.cache(_counted, ignore=["units"])


def _counted(
    key: str,  # noqa: ARG001  # what the result is kept under
    families: tuple[Family, ...],
    units: Sequence[Item],
) -> tuple[csr_matrix, ...]:
    parts: list[tuple[csr_matrix, ...]] = []
    order: list[int] = []
    languages: tuple[Literal["de", "en"], ...] = ("de", "en")
    for language in languages:
        own = [
            i for i, u in enumerate(units) if (u.language == "en") == (language == "en")
        ]
        if own:
            documents = [parse(units[i].text, language=language) for i in own]
            _, tables = vectorise(
                documents, dense=(), families=families, language=language
            )
            parts.append(tables)
            order += own
    back = np.argsort(order)
    return tuple(
        _stacked([part[i] for part in parts])[back] for i in range(len(families))
    )


def _stacked(matrices: Sequence[csr_matrix]) -> csr_matrix:
    from scipy.sparse import vstack

    return vstack(matrices, format="csr")


def _key(units: Sequence[Item]) -> str:
    total = hashlib.sha256(schema_digest().encode())
    for unit in units:
        total.update(f"{unit.id}\0{unit.language}\0{unit.text}\0".encode())
    return total.hexdigest()
