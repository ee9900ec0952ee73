"""Figures of a run, drawn from the predictions on disk and the results.

Vector graphics with fixed ids and no date: the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import roc_curve

from benchmarks.measures import HEADLINE
from benchmarks.predictions import Row, read
from benchmarks.tables import name_of
from detector.errors import CorpusError

STYLE = {
    "svg.hashsalt": "lesart",
    "svg.fonttype": "none",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.25,
}
_COLOURS = ("#0b5394", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555")
_LOWEST_RATE = 1e-3
_BARS = 25


def draw_all(results: Mapping[str, Any], folder: Path) -> list[Path]:
    """Draw every figure that the results allow into ``folder/figures``.

    Returns
    -------
    list of Path
        The SVG files, in the order of a report.
    """
    target = folder / "figures"
    target.mkdir(parents=True, exist_ok=True)
    written = []
    with mpl.rc_context(STYLE):
        for name, figure in _figures(results, folder):
            path = target / f"{name}.svg"
            figure.savefig(path, metadata={"Date": None})
            written.append(path)
    return written


def roc(said: Mapping[str, Sequence[Row]], title: str) -> Figure:
    """Draw ROC curves with the low false-positive end stretched (log axis)."""
    figure, axes = _axes(title)
    for colour, (name, rows) in zip(_cycle(len(said)), said.items(), strict=True):
        targets, scores = _numbers(rows)
        false, true, _ = roc_curve(targets, scores)
        axes.step(np.maximum(false, _LOWEST_RATE), true, color=colour, label=name,
                  where="post")  # fmt: skip
    axes.set(xscale="log", xlim=(_LOWEST_RATE, 1), ylim=(0, 1.01))
    axes.set(xlabel="false-positive rate (log)", ylabel="true-positive rate")
    axes.axvline(0.01, color="#999999", lw=0.8, ls=":")
    axes.legend(fontsize=7, frameon=False)
    return figure


def reliability(said: Mapping[str, Sequence[Row]], title: str) -> Figure:
    """Draw what happened against what was predicted, in ten bins of equal mass."""
    figure, axes = _axes(title)
    axes.plot([0, 1], [0, 1], color="#999999", lw=0.8)
    for colour, (name, rows) in zip(_cycle(len(said)), said.items(), strict=True):
        targets, scores = _numbers(rows)
        order = np.argsort(scores, kind="stable")
        bins = [part for part in np.array_split(order, 10) if len(part)]
        axes.plot(
            [scores[part].mean() for part in bins],
            [targets[part].mean() for part in bins],
            marker="o", ms=3, color=colour, label=name,
        )  # fmt: skip
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="predicted", ylabel="share of positives")
    axes.legend(fontsize=7, frameon=False)
    return figure


def bars(values: Mapping[str, Mapping[str, Any]], title: str, label: str) -> Figure:
    """Draw a measure by slice with its interval, largest first."""
    known = [(n, m) for n, m in values.items() if m.get("value") is not None]
    known.sort(key=lambda pair: (-pair[1]["value"], pair[0]))
    known = known[:_BARS][::-1]
    figure, axes = _axes(title, height=1.2 + 0.22 * len(known))
    middle = np.array([measure["value"] for _, measure in known])
    low = np.array([_or(measure.get("low"), measure["value"]) for _, measure in known])
    high = np.array(
        [_or(measure.get("high"), measure["value"]) for _, measure in known]
    )
    names = [f"{name} ({measure['n']:,})" for name, measure in known]
    axes.barh(names, middle, color=_COLOURS[0], alpha=0.75)
    errors = np.maximum([middle - low, high - middle], 0)
    axes.errorbar(middle, names, xerr=errors, fmt="none", ecolor="#333333", lw=0.8)
    axes.set(xlabel=label, xlim=(0, max(1e-3, float(high.max()) * 1.05)))
    return figure


def speed(points: Sequence[tuple[str, float, float]], title: str, label: str) -> Figure:
    """Draw accuracy over milliseconds a text; each point is a system."""
    figure, axes = _axes(title)
    for colour, (name, milliseconds, value) in zip(
        _cycle(len(points)), points, strict=True
    ):
        axes.plot([milliseconds], [value], "o", color=colour)
        axes.annotate(name, (milliseconds, value), xytext=(4, 3), fontsize=7,
                      textcoords="offset points")  # fmt: skip
    axes.set(xscale="log", xlabel="milliseconds a text, training included (log)")
    axes.set(ylabel=label)
    return figure


def learning_curve(points: Sequence[Mapping[str, Any]], title: str) -> Figure:
    """Draw a measure with its interval over the share of the groups learnt from."""
    figure, axes = _axes(title)
    shares = [100 * point["share"] for point in points]
    values = np.array([point["value"] for point in points], float)
    low = np.array([_or(p["low"], p["value"]) for p in points], float)
    high = np.array([_or(p["high"], p["value"]) for p in points], float)
    axes.fill_between(shares, low, high, color=_COLOURS[0], alpha=0.15, lw=0)
    axes.plot(shares, values, marker="o", color=_COLOURS[0])
    axes.set(xscale="log", xlabel="groups learnt from, per cent (log)")
    axes.set_xticks(shares, [f"{share:g}" for share in shares])
    axes.minorticks_off()
    axes.set(ylabel=name_of(points[0]["measure"]))
    return figure


def _figures(results: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, Figure]]:
    for corpus in results["corpora"]:
        key = corpus["key"]
        if corpus["kind"] == "binary" and 0 < corpus["positives"] < corpus["n"]:
            said = _said(results, key, folder)
            yield f"roc-{key}", roc(said, f"{key}: ROC")
            ours = {n: rows for n, rows in said.items() if n.startswith("ours")}
            if ours:
                yield f"reliability-{key}", reliability(ours, f"{key}: reliability")
    yield from _slice_figures(results)
    yield from _speed_figures(results, folder)
    yield from _curve_figures(results)


def _slice_figures(results: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
    wanted = {"source": "false_positive_rate", "site": "false_positive_rate"}
    for row in results["rows"]:
        if row["family"] != "ours" or row["kind"] != "binary":
            continue
        held = "tpr_at_1_percent_reference_fpr" in row["measures"]
        tpr = f"tpr_at_1_percent_{'reference_' if held else ''}fpr"
        of_ai = dict.fromkeys(("generator", "attack", "mode"), tpr)
        for name, values in row["slices"].items():
            measure = {**wanted, **of_ai}.get(name)
            found = {
                value: measures[measure]
                for value, measures in values.items()
                if measure in measures and measures[measure]["value"] is not None
            }
            if found:
                system = row["system"].replace(", ", "-")
                title = f"{row['corpus']}, {row['system']}: by {name}"
                file = f"{name}-{row['corpus']}-{system}"
                yield file, bars(found, title, name_of(str(measure)))


def _speed_figures(
    results: Mapping[str, Any], folder: Path
) -> Iterator[tuple[str, Figure]]:
    import json

    path = folder / "timing.json"
    if not path.is_file():
        return
    timing = json.loads(path.read_text(encoding="utf-8"))
    for task in dict.fromkeys(row["task"] for row in results["rows"]):
        rows = [row for row in results["rows"] if row["task"] == task]
        measure = HEADLINE[rows[0]["kind"]][0]
        points = []
        for system in dict.fromkeys(row["system"] for row in rows):
            own = [
                r for r in rows if r["system"] == system and measure in r["measures"]
            ]
            values = [r["measures"][measure]["value"] for r in own]
            spent = [timing[r["corpus"]][system]["ms_per_item"] for r in own]
            if own and None not in values:
                points.append((system, float(np.mean(spent)), float(np.mean(values))))
        if points:
            title = f"{task}: speed and {name_of(measure)}, mean of the corpora"
            yield f"speed-{task}", speed(points, title, name_of(measure))


def _curve_figures(results: Mapping[str, Any]) -> Iterator[tuple[str, Figure]]:
    for key, points in results.get("curves", {}).items():
        known = [point for point in points if point["value"] is not None]
        if known:
            yield f"learning-{key}", learning_curve(known, f"{key}: learning curve")


def _said(results: Mapping[str, Any], key: str, folder: Path) -> dict[str, list[Row]]:
    found = {}
    for row in results["rows"]:
        if row["corpus"] == key:
            name = row["system"].replace("/", "_").replace(" ", "-")
            path = folder / "predictions" / key / f"{name}.jsonl"
            if not path.is_file():
                raise CorpusError(f"{path}: the predictions are not there; run again")
            found[row["system"]] = read(path)
    return found


def _axes(title: str, height: float = 3.4) -> tuple[Figure, Any]:
    figure = Figure(figsize=(5.2, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=9, loc="left")
    return figure, axes


def _cycle(count: int) -> list[str]:
    return [_COLOURS[index % len(_COLOURS)] for index in range(count)]


def _numbers(rows: Sequence[Row]) -> tuple[Any, Any]:
    targets = np.array([row.target for row in rows], float)
    return targets, np.array([row.prediction for row in rows], float)


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
