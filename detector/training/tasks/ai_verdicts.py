"""What turns AI scores into verdicts: length calibration, thresholds, rates.

All on scores of models that did not see the outlet. The interval of the rate of
false alarms draws whole outlets, since outlets differ more than their articles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detector.experts import BANDS, band_name, band_of
from detector.model import Model
from detector.training import metrics
from detector.training.linear import with_facts
from detector.training.recipe import Recipe
from detector.training.tasks.ai_units import Units

Floats = NDArray[np.float64]
_FEWEST_OF_AN_OUTLET = 100
_LEAST_LIKELY = 0.5  # probability below which nothing is called likely
_FEWEST_POSITIVES = 100


def calibrate_lengths(model: Model, units: Units, log_odds: Floats) -> Model:
    """Fit one slope and offset a length band, corpora and classes weighing alike.

    A band with few positive texts takes those of all lengths together.
    """
    target = unit_targets(units)
    band, corpus = band_of(units.words), units.corpus[units.text]
    known = ~np.isnan(target) & ~np.isnan(log_odds)
    lines = []
    for number in range(len(BANDS)):
        used = known & (band == number)
        if target[used].sum() < _FEWEST_POSITIVES:
            used = known
        weights = _even(target[used], corpus[used])
        line = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10)
        line.fit(log_odds[used, None], target[used], sample_weight=weights)
        lines.append((float(line.coef_[0, 0]), float(line.intercept_[0])))
    slopes, offsets = zip(*lines, strict=True)
    return replace(model, parameters={"slope": slopes, "offset": offsets})


def unit_targets(units: Units) -> Floats:
    """Return 1 for a unit that is positive for any output, 0 for a human one.

    Texts of the other language are NaN.
    """
    known = ~np.isnan(units.targets)
    highest = np.where(known, units.targets, -1.0).max(axis=1)
    silent = (highest < 0) | units.borrowed
    return np.where(silent, np.nan, highest)[units.text]


def set_thresholds(model: Model, units: Units, scores: Floats, recipe: Recipe) -> Model:
    """Set the probability from which a text is ``likely``, one a length band.

    At most a share ``false_positive_rate`` of all left-out human news reaches it,
    and at most ``worst_outlet_rate`` of any outlet with 100 texts or more.
    """
    thresholds: dict[str, float] = {"unlikely": float(recipe.options["unlikely"])}
    rates: dict[str, Any] = {}
    news = unit_targets(units) == 0
    news &= np.isin(units.corpus[units.text], recipe.options["threshold_corpora"])
    for band, least in enumerate(BANDS):
        used = np.flatnonzero(news & (band_of(units.words) == band))
        used = used if len(used) else np.flatnonzero(news)
        outlets = units.group[units.text][used]
        limit = _threshold(scores[used], float(recipe.options["false_positive_rate"]))
        for name, count in zip(*np.unique(outlets, return_counts=True), strict=True):
            if count >= _FEWEST_OF_AN_OUTLET:
                own = scores[used[outlets == name]]
                worst = _threshold(own, float(recipe.options["worst_outlet_rate"]))
                limit = max(limit, worst)
        limit = max(limit, _LEAST_LIKELY)
        thresholds[f"likely_{least}"] = limit
        hits = (scores[used] >= limit).astype(float)
        rates[band_name(band)] = metrics.interval(_rate, hits, hits, outlets)
    facts = {
        "false_positives": rates,
        "false_positives_on": recipe.options["false_positives_on"],
    }
    return with_facts(model, facts, thresholds=thresholds)


def flagged(model: Model, units: Units, scores: Floats) -> NDArray[np.bool_]:
    """Return which units reach the threshold of their length band."""
    limits = np.array([model.thresholds[f"likely_{least}"] for least in BANDS])
    return np.asarray(scores >= limits[band_of(units.words)])


def measures(model: Model, units: Units, scores: Floats) -> Model:
    """Add the measures of the card, on out-of-fold scores of whole texts."""
    target, whole = unit_targets(units), units.kind == 0
    corpus, part = units.corpus[units.text], units.part[units.text]
    outlet, group = units.outlet[units.text], units.group[units.text]
    high = flagged(model, units, scores)
    called: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name in np.unique(corpus).tolist():
        here = whole & (corpus == name)
        human, machine = here & (target == 0), here & (target == 1)
        if human.any():
            called[name] = metrics.wilson(int(high[human].sum()), int(human.sum()))
        for mode in np.unique(part[machine]).tolist():
            one = machine & (part == mode)
            found[f"{name} {mode}"] = metrics.wilson(
                int(high[one].sum()), int(one.sum())
            )
    for name in np.unique(outlet[outlet != ""]).tolist():
        human = whole & (outlet == name) & (target == 0)
        if human.sum() >= _FEWEST_OF_AN_OUTLET:
            called[f"outlet {name}"] = metrics.wilson(
                int(high[human].sum()), int(human.sum())
            )
    auroc = {
        name: metrics.interval(metrics.auroc, target[one], scores[one], group[one])
        for name in np.unique(corpus).tolist()
        for one in [whole & (corpus == name) & ~np.isnan(target)]
        if len(np.unique(target[one])) == 2
    }
    known = whole & ~np.isnan(target)
    error = metrics.calibration_error(target[known], scores[known])
    return with_facts(
        model,
        {
            "texts": len(units.corpus),
            "auroc_by_corpus": auroc,
            "human_texts_called_likely": called,
            "ai_texts_called_likely": found,
            "calibration_error": error,
        },
    )


def _threshold(scores: Floats, rate: float) -> float:
    """Return the smallest score that at most a share of ``rate`` reaches."""
    return float(np.nextafter(np.quantile(scores, 1 - rate, method="higher"), 2.0))


def _rate(hits: Floats, _: Floats) -> float:
    return float(hits.mean())


def _even(target: Floats, corpus: NDArray[np.str_]) -> Floats:
    weights = np.zeros(len(target))
    for value in (0.0, 1.0):
        for name in np.unique(corpus):
            cell = (target == value) & (corpus == name)
            if cell.any():
                weights[cell] = 1.0 / np.sqrt(cell.sum())
        weights[target == value] *= 0.5 / weights[target == value].sum()
    return weights * len(target)
