"""The measures of TextDescriptives with logistic regression, trained in the run.

It measures and does not judge; so its measures get the same folds and the same
classifier as our n-grams. Needs spaCy, no language model.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogue import Corpus
from benchmarks.items import Item
from benchmarks.systems.base import Unavailable
from benchmarks.systems.learned import Learned
from benchmarks.systems.peers import imported

NAME = "textdescriptives"
_PARTS = ("descriptive_stats", "readability")


def textdescriptives() -> Learned:
    """Return the system; Unavailable where spaCy or TextDescriptives is not there."""
    try:
        number = version(NAME)
    except PackageNotFoundError:
        raise Unavailable(f"{NAME} is not installed") from None
    spacy, describe = imported("spacy"), imported(NAME)

    pipes = {language: _pipe(spacy, language) for language in ("de", "en")}

    @cache
    def measured(text: str, language: str) -> list[float]:
        return _numbers(describe.extract_dict(pipes[language](text))[0])

    def represent(
        corpus: Corpus,  # noqa: ARG001
        units: Sequence[Item],
        training: NDArray[np.int64],
    ) -> NDArray[np.float64]:
        rows = [measured(unit.text, _language(unit)) for unit in units]
        return standardised(np.array(rows, float), training)

    made = Learned(NAME, "peer", represent)
    made.protocol = f"{number}; {made.protocol}"
    return made


def standardised(
    values: NDArray[np.float64], training: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return columns with mean 0 and spread 1 in the training rows; NaN becomes 0."""
    known = np.where(np.isfinite(values), values, np.nan)
    counts = np.isfinite(known[training]).sum(axis=0)
    filled = np.nan_to_num(known[training])
    mean = filled.sum(axis=0) / np.maximum(counts, 1)
    gaps = np.where(np.isfinite(known), known - mean, 0.0)
    spread = np.sqrt((gaps[training] ** 2).sum(axis=0) / np.maximum(counts, 1))
    return np.asarray(gaps / np.where(spread > 0, spread, 1.0))


def _pipe(spacy: Any, language: str) -> Any:
    pipe = spacy.blank(language)
    pipe.add_pipe("sentencizer")
    for part in _PARTS:
        pipe.add_pipe(f"textdescriptives/{part}")
    return pipe


def _numbers(found: dict[str, Any]) -> list[float]:
    return [float(x) for _, x in sorted(found.items()) if isinstance(x, (int, float))]


def _language(unit: Item) -> str:
    return "en" if unit.language == "en" else "de"
