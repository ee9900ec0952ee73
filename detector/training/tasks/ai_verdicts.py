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
Mask = NDArray[np.bool_]
_FEWEST_OF_AN_OUTLET = 100
_LEAST_LIKELY = 0.5  # probability below which nothing is called likely
_FEWEST_POSITIVES = 100
_LONG = BANDS.index(150)


def calibrate_lengths(model: Model, units: Units, log_odds: Floats) -> Model:
    """Fit one slope and offset a length band, corpora and classes weighing alike.

    Texts of 150 words and more share theirs: most articles are there, and a step
    among them would cost more than it gives. A band with few positive texts takes
    those of all lengths together.
    """
    target = unit_targets(units)
    band, corpus = band_of(units.words), units.corpus[units.text]
    known = ~np.isnan(target) & ~np.isnan(log_odds)
    lines = []
    for number in range(len(BANDS)):
        used = known & (np.minimum(band, _LONG) == min(number, _LONG))
        if target[used].sum() < _FEWEST_POSITIVES:
            used = known
        weights = even_weights(target[used], corpus[used])
        line = LogisticRegression(C=1e6, solver="newton-cholesky", tol=1e-10)
        line.fit(log_odds[used, None], target[used], sample_weight=weights)
        lines.append((float(line.coef_[0, 0]), float(line.intercept_[0])))
    slopes, offsets = zip(*lines, strict=True)
    lengths = {"slope": slopes, "offset": offsets}
    return replace(model, parameters={**model.parameters, **lengths})


def unit_targets(units: Units, *, borrowed: bool = False) -> Floats:
    """Return 1 for a unit that is positive for any output, 0 for a human one.

    Texts of the other language are NaN, unless they are asked for.
    """
    known = ~np.isnan(units.targets)
    highest = np.where(known, units.targets, -1.0).max(axis=1)
    silent = (highest < 0) | (units.borrowed & (not borrowed))
    return np.where(silent, np.nan, highest)[units.text]


def set_thresholds(model: Model, units: Units, scores: Floats, recipe: Recipe) -> Model:
    """Set the probability from which a text is ``likely``, one a length band.

    At most a share ``false_positive_rate`` of all left-out human news reaches it,
    ``worst_outlet_rate`` of any outlet with 100 texts or more, and of the human
    texts of other corpora what ``corpus_rates`` allows.
    """
    thresholds: dict[str, float] = {"unlikely": float(recipe.options["unlikely"])}
    rates: dict[str, Any] = {}
    human = unit_targets(units) == 0
    news = human & np.isin(
        units.corpus[units.text], recipe.options["threshold_corpora"]
    )
    for band, least in enumerate(BANDS):
        here = band_of(units.words) == band
        here = here if (news & here).any() else np.ones_like(here)
        limits = _limits(units, scores, recipe, (news & here, human & here))
        thresholds[f"likely_{least}"] = max(_LEAST_LIKELY, *limits)
        hits = (scores >= thresholds[f"likely_{least}"])[news & here].astype(float)
        outlets = units.group[units.text][news & here]
        rates[band_name(band)] = metrics.interval(_rate, hits, hits, outlets)
    facts = {
        "false_positives": rates,
        "false_positives_on": recipe.options["false_positives_on"],
    }
    return with_facts(model, facts, thresholds=thresholds)


def _limits(
    units: Units, scores: Floats, recipe: Recipe, masks: tuple[Mask, Mask]
) -> list[float]:
    """Return the thresholds that news, single outlets and other corpora ask for."""
    news, human = masks
    options, group = recipe.options, units.group[units.text]
    limits = [_threshold(scores[news], float(options["false_positive_rate"]))]
    for name, count in zip(*np.unique(group[news], return_counts=True), strict=True):
        if count >= _FEWEST_OF_AN_OUTLET:
            own = scores[news & (group == name)]
            limits.append(_threshold(own, float(options["worst_outlet_rate"])))
    for name, rate in options.get("corpus_rates", {}).items():
        own = scores[human & (units.corpus[units.text] == name)]
        if len(own):
            limits.append(_threshold(own, float(rate)))
    return limits


def flagged(model: Model, units: Units, scores: Floats) -> NDArray[np.bool_]:
    """Return which units reach the threshold of their length band."""
    limits = np.array([model.thresholds[f"likely_{least}"] for least in BANDS])
    return np.asarray(scores >= limits[band_of(units.words)])


def measures(model: Model, units: Units, scores: Floats) -> Model:
    """Add the measures of the card, on out-of-fold scores of whole texts."""
    target, whole = unit_targets(units), units.kind == 0
    known = whole & ~np.isnan(target)
    corpus, group = units.corpus[units.text], units.group[units.text]
    auroc = {
        name: metrics.interval(metrics.auroc, target[one], scores[one], group[one])
        for name in np.unique(corpus).tolist()
        for one in [known & (corpus == name)]
        if len(np.unique(target[one])) == 2
    }
    high = flagged(model, units, scores)
    facts = {
        "texts": len(units.corpus),
        "auroc_by_corpus": auroc,
        "human_texts_called_likely": _called(units, high, whole & (target == 0)),
        "ai_texts_called_likely": _found(units, high, whole & (target == 1)),
        "calibration_error": metrics.calibration_error(target[known], scores[known]),
    }
    return with_facts(model, facts)


def _called(units: Units, high: Mask, human: Mask) -> dict[str, Any]:
    """Return the rate of false alarms by corpus and by larger outlet."""
    corpus, outlet = units.corpus[units.text], units.outlet[units.text]
    parts = {name: human & (corpus == name) for name in np.unique(corpus).tolist()}
    for name in np.unique(outlet[outlet != ""]).tolist():
        own = human & (outlet == name)
        if own.sum() >= _FEWEST_OF_AN_OUTLET:
            parts[f"outlet {name}"] = own
    return _hits(high, parts)


def _found(units: Units, high: Mask, machine: Mask) -> dict[str, Any]:
    """Return the rate of AI texts found by corpus and kind of text."""
    corpus, kind = units.corpus[units.text], units.part[units.text]
    pairs = sorted(
        set(zip(corpus[machine].tolist(), kind[machine].tolist(), strict=True))
    )
    return _hits(
        high,
        {
            f"{name} {part}": machine & (corpus == name) & (kind == part)
            for name, part in pairs
        },
    )


def _hits(high: Mask, parts: dict[str, Mask]) -> dict[str, Any]:
    return {
        name: metrics.wilson(int(high[part].sum()), int(part.sum()))
        for name, part in parts.items()
        if part.any()
    }


def _threshold(scores: Floats, rate: float) -> float:
    """Return the smallest score that at most a share of ``rate`` reaches."""
    return float(np.nextafter(np.quantile(scores, 1 - rate, method="higher"), 2.0))


def _rate(hits: Floats, _: Floats) -> float:
    return float(hits.mean())


def even_weights(target: Floats, corpus: NDArray[np.str_]) -> Floats:
    """Return weights: square root of a corpus's size, classes equal, mean 1."""
    weights = np.zeros(len(target))
    for value in (0.0, 1.0):
        for name in np.unique(corpus):
            cell = (target == value) & (corpus == name)
            if cell.any():
                weights[cell] = 1.0 / np.sqrt(cell.sum())
        weights[target == value] *= 0.5 / weights[target == value].sum()
    return weights * len(target)
