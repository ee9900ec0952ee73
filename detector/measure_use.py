"""What the named measures of a text add to its AI score, and who writes so.

``measures.npz`` holds, for each language and side, the hundredths of the distribution
of each measure over human and AI news; ``python -m detector.training.measure_use``
makes it. Imports the model, the trees and the report.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from detector.arrays import read_arrays
from detector.construction_use import CLEARLY_MORE
from detector.experts import within_range
from detector.model import Floats, Model
from detector.report import Evidence, Reach, Share
from detector.trees import Trees
from features.registry import FEATURES

FILE = Path(__file__).with_name("measures.npz")
MOST = 3
_UNITS = {feature.name: feature.unit for feature in FEATURES}
_LEAST = 0.1  # log-odds a measure must add to be worth showing


class Reference(NamedTuple):
    """How the measures of human and AI news are distributed.

    Attributes
    ----------
    names : tuple of str
    human, machine : ndarray of float64, shape (n_measures, 101)
        Hundredths of each side, in order.
    articles : tuple of (int, int)
        Human and AI articles that were measured.
    """

    names: tuple[str, ...]
    human: Floats
    machine: Floats
    articles: tuple[int, int]


def added_by_measures(model: Model, trees: Trees, values: Floats) -> Floats:
    """Return what each measure adds to the log-odds of a text.

    How far the score of the trees would fall if the measure alone were that of the
    average human text.

    Parameters
    ----------
    model : Model
    trees : Trees
        Over the standardised measures of the model.
    values : ndarray of float64, shape (n_features,)

    Returns
    -------
    ndarray of float64, shape (n_features,)
    """
    row = model.dense.standardise(within_range(values, model.dense))
    without = np.tile(row, (len(row) + 1, 1))
    np.fill_diagonal(without, 0.0)
    score = trees.decide(without)
    return np.asarray(score[-1] - score[:-1])


def measure_evidence(
    model: Model, trees: Trees, values: Floats
) -> tuple[Evidence, ...]:
    """Return the measures that speak most for AI text, strongest first.

    Those in which AI news is not clearly farther out come last.

    Parameters
    ----------
    model : Model
    trees : Trees
    values : ndarray of float64, shape (n_features,)
        Of ``model.dense.names``; one that is NaN is no evidence.
    """
    added = np.where(np.isnan(values), 0.0, added_by_measures(model, trees, values))
    strongest = [at for at in np.argsort(-added, kind="stable") if added[at] >= _LEAST]
    found = [
        Evidence(
            feature=model.dense.names[at],
            value=float(values[at]),
            contribution=float(added[at]),
            reach=reach_of(model.language, model.dense.names[at], float(values[at])),
        )
        for at in strongest[:MOST]
    ]
    return tuple(sorted(found, key=_is_common))


def _is_common(item: Evidence) -> bool:
    return item.reach is not None and not item.reach.counted


def reach_of(language: str, measure: str, value: float) -> Reach | None:
    """Return how much human and AI news reaches a value of a measure.

    Parameters
    ----------
    language : {"de", "en"}
    measure : str
    value : float

    Returns
    -------
    Reach or None
        None for a measure without a distribution.
    """
    reference = references().get(language)
    if reference is None or measure not in reference.names:
        return None
    at = reference.names.index(measure)
    high = bool(value > reference.human[at, 50])
    human, ai = (
        _share(hundredths[at], articles, value, high)
        for hundredths, articles in zip(
            (reference.human, reference.machine), reference.articles, strict=True
        )
    )
    # Below one article in a hundred the hundredths cannot tell rates apart.
    clearly = ai.value >= CLEARLY_MORE * max(human.value, 0.01)
    side: Literal["low", "high"] = "high" if high else "low"
    return Reach(_UNITS[measure], side, human, ai, counted=clearly)


def _share(hundredths: Floats, articles: int, value: float, high: bool) -> Share:
    if high:
        reached = 100 - int(hundredths.searchsorted(value, "left"))
    else:
        reached = int(hundredths.searchsorted(value, "right"))
    return Share.from_counts(
        round(min(max(reached, 0), 100) / 100 * articles), articles
    )


@cache
def references() -> dict[str, Reference]:
    """Read the shipped distributions, by language."""
    arrays = read_arrays(memoryview(FILE.read_bytes()))
    names = tuple(bytes(arrays["names"]).decode().split())
    return {
        language: Reference(
            names,
            arrays[f"{language}_human"].astype(float),
            arrays[f"{language}_machine"].astype(float),
            (int(human), int(machine)),
        )
        for language in ("de", "en")
        for human, machine in [arrays[f"{language}_articles"]]
    }
