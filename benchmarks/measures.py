"""From predictions to measures, each with its bootstrap interval.

What a kind of task is measured by stands in one function a kind; all of them give
``Drawn``: the value and the values of the draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import weighted
from benchmarks.counts import page_counts, span_counts
from benchmarks.draws import draw, summary
from benchmarks.items import Kind
from benchmarks.predictions import Row
from detector.training import metrics

Floats = NDArray[np.float64]
SEED = 20260101
_SIDE = 1 / 3


@dataclass(frozen=True, eq=False)
class Drawn:
    """A measure of a system on a corpus.

    Attributes
    ----------
    value : float
    drawn : ndarray of float64, shape (draws,)
    n : int
        Rows behind it.
    """

    value: float
    drawn: Floats
    n: int

    def as_dict(self) -> dict[str, float]:
        """Return ``value``, ``low``, ``high``, ``n``."""
        return summary(self.value, self.drawn, self.n)


# True positives above the limits of a row, in their order.
AT_LIMITS = ("tpr_at_1_percent_reference_fpr", "tpr_at_5_percent_reference_fpr")
# What a table shows first, per kind; the others follow in the JSON.
HEADLINE: Mapping[Kind, tuple[str, ...]] = {
    "binary": (
        "auroc",
        "tpr_at_1_percent_reference_fpr",
        "tpr_at_1_percent_fpr",
        "recent_news_above",  # beside the reference news, see ``reference``
        "f1",
        "false_positive_rate",
    ),
    "labels": ("micro_f1", "macro_f1", "auroc"),
    "tone": ("macro_f1", "auroc_negative", "auroc_positive"),
    "spans": ("f1", "overlap_f1", "precision", "recall"),
    "lines": ("f1", "best_f1", "auroc"),
    "page": ("token_f1", "precision", "recall"),
}


def measure(rows: Sequence[Row], kind: Kind) -> dict[str, Drawn]:
    """Return the measures of a kind on rows; empty for no rows."""
    return _KINDS[kind](rows) if rows else {}


def _binary(rows: Sequence[Row]) -> dict[str, Drawn]:
    targets = np.array([row.target for row in rows], float)
    scores = np.array([row.prediction for row in rows], float)
    flags = np.array(
        [row.prediction >= 0.5 if row.flag is None else row.flag for row in rows], float
    )
    weights = draw([row.group for row in rows], seed=SEED)
    return {
        **_flat(targets, scores, flags, weights),
        **_at_limits(rows, targets, scores, weights),
    }


def _at_limits(
    rows: Sequence[Row], targets: Floats, scores: Floats, weights: Floats
) -> dict[str, Drawn]:
    """Return the true positives above the limits of the rows that have some."""
    places = [
        place
        for place, row in enumerate(rows)
        if row.limits is not None and targets[place] > 0.5
    ]
    if not places:
        return {}
    n = len(places)
    limits = np.array([rows[place].limits for place in places], float)
    every = np.vstack([np.ones(n), weights[:, places]])
    return {
        name: _split(weighted.flagged(np.zeros(n), hits.astype(float), every), n)
        for name, hits in zip(AT_LIMITS, (scores[places, None] > limits).T, strict=True)
    }


def _flat(
    targets: Floats, scores: Floats, flags: Floats, weights: Floats
) -> dict[str, Drawn]:
    n = len(targets)
    found = {
        "false_positive_rate": _of(weighted.flagged, targets, flags, weights),
        "f1": _of(weighted.f1, targets, flags, weights),
        "macro_f1": _of(weighted.macro_f1, targets, flags, weights),
    }
    if len(np.unique(targets)) < 2:
        return {"false_positive_rate": found["false_positive_rate"]}
    scaled = scores.min() >= 0 and scores.max() <= 1
    values: dict[str, tuple[float, weighted.Weighted]] = {
        "auroc": (metrics.auroc(targets, scores), weighted.auroc),
        "average_precision": (
            metrics.average_precision(targets, scores),
            weighted.average_precision,
        ),
        "tpr_at_1_percent_fpr": (
            metrics.tpr_at_fpr(targets, scores, 0.01),
            weighted.tpr_at_fpr(0.01),
        ),
        "tpr_at_5_percent_fpr": (
            metrics.tpr_at_fpr(targets, scores, 0.05),
            weighted.tpr_at_fpr(0.05),
        ),
    }
    if scaled:
        values["brier"] = (metrics.brier(targets, scores), weighted.brier)
        error = metrics.calibration_error(targets, scores)
        values["calibration_error"] = (error, weighted.calibration_error)
    drawn = {
        name: Drawn(value, function(targets, scores, weights), n)
        for name, (value, function) in values.items()
    }
    return {**drawn, **found}


def _of(
    function: weighted.Weighted, targets: Floats, flags: Floats, weights: Floats
) -> Drawn:
    once = function(targets, flags, np.ones((1, len(targets))))[0]
    return Drawn(float(once), function(targets, flags, weights), len(targets))


def _lines(rows: Sequence[Row]) -> dict[str, Drawn]:
    """Lines of all documents; a group is a site, as the rows have it."""
    targets = np.array([t for row in rows for t in row.target], float)
    scores = np.array([p for row in rows for p in row.prediction], float)
    own = [
        [p >= 0.5 for p in row.prediction] if row.flag is None else row.flag
        for row in rows
    ]
    flags = np.array([flag for line_flags in own for flag in line_flags], float)
    groups = [row.group for row in rows for _ in row.target]
    weights = draw(groups, seed=SEED)
    found = _flat(targets, scores, flags, weights)
    if len(np.unique(targets)) < 2:
        return found
    best = _threshold_of_best_f1(targets, scores)
    at_best = (scores >= best).astype(float)
    return {**found, "best_f1": _of(weighted.f1, targets, at_best, weights)}


def _threshold_of_best_f1(targets: Floats, scores: Floats) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(targets[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + targets.sum())
    return float(scores[order][int(np.argmax(f1))])


def _labels(rows: Sequence[Row]) -> dict[str, Drawn]:
    names = sorted({label for row in rows for label in row.target})
    targets = np.array([[float(x in row.target) for x in names] for row in rows])
    scores = np.array([[row.prediction.get(x, 0.0) for x in names] for row in rows])
    flags = (scores >= 0.5).astype(float)
    weights = draw([row.group for row in rows], seed=SEED)
    every = np.vstack([np.ones(len(rows)), weights])
    per_label = np.array(
        [weighted.f1(targets[:, i], flags[:, i], every) for i in range(len(names))]
    )
    areas = np.array(
        [weighted.auroc(targets[:, i], scores[:, i], every) for i in range(len(names))]
    )
    micro = 2 * (every @ (targets * flags)).sum(axis=1)
    micro = micro / np.maximum((every @ (targets + flags)).sum(axis=1), 1e-12)
    with np.errstate(invalid="ignore"):
        mean_area = _nanmean(areas)
    return {
        "micro_f1": _split(micro, len(rows)),
        "macro_f1": _split(per_label.mean(axis=0), len(rows)),
        "auroc": _split(mean_area, len(rows)),
    }


def _tone(rows: Sequence[Row]) -> dict[str, Drawn]:
    targets = np.array([row.target for row in rows], float)
    scores = np.array([row.prediction for row in rows], float)
    cut = np.where(scores >= _SIDE, 1.0, np.where(scores <= -_SIDE, -1.0, 0.0))
    flags = [
        c if row.flag is None else row.flag for c, row in zip(cut, rows, strict=True)
    ]
    called = np.array(flags, float)
    every = np.vstack([np.ones(len(rows)), draw([r.group for r in rows], seed=SEED)])
    classes = [
        weighted.f1((targets == x).astype(float), (called == x).astype(float), every)
        for x in (-1.0, 0.0, 1.0)
    ]
    n = len(rows)
    return {
        "macro_f1": _split(np.mean(classes, axis=0), n),
        "auroc_negative": _split(weighted.auroc(targets < 0, -scores, every), n),
        "auroc_positive": _split(weighted.auroc(targets > 0, scores, every), n),
    }


def _spans(rows: Sequence[Row]) -> dict[str, Drawn]:
    return _counted(rows, span_counts, ("f1", "overlap_f1", "untyped_f1"))


def _pages(rows: Sequence[Row]) -> dict[str, Drawn]:
    return _counted(rows, page_counts, ("token_f1",))


def _counted(
    rows: Sequence[Row],
    count: Callable[[Row], Mapping[str, tuple[float, float, float]]],
    names: tuple[str, ...],
) -> dict[str, Drawn]:
    """F1 of each way to count (hits, found, true), summed over the rows."""
    every = np.vstack([np.ones(len(rows)), draw([r.group for r in rows], seed=SEED)])
    counted = [count(row) for row in rows]
    result = {}
    for name in names:
        sums = every @ np.array([row[name] for row in counted], float)
        hits, found, true = sums.T
        result[name] = _split(_share(2 * hits, found + true), len(rows))
        if name == names[0]:
            result["precision"] = _split(_share(hits, found), len(rows))
            result["recall"] = _split(_share(hits, true), len(rows))
    return result


def _share(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros(above.shape), where=below > 0)


def _nanmean(values: Floats) -> Floats:
    known = ~np.isnan(values)
    total = np.where(known, values, 0).sum(axis=0)
    return np.divide(
        total,
        known.sum(axis=0),
        out=np.full(total.shape, np.nan),
        where=known.any(axis=0),
    )


def _split(values: Floats, n: int) -> Drawn:
    return Drawn(float(values[0]), values[1:], n)


_KINDS: Mapping[Kind, Callable[[Sequence[Row]], dict[str, Drawn]]] = {
    "binary": _binary,
    "labels": _labels,
    "tone": _tone,
    "spans": _spans,
    "lines": _lines,
    "page": _pages,
}
