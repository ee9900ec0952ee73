"""How well leftover lines are told from the article, on houses never trained on.

    python -m benchmarks.lines --data CORPORA [--language de|en]

``CORPORA`` is the folder that the recipes in ``trained_models`` name their corpora
from. Both passes of the line model are fitted again without each fifth of the
houses; each distinct line of a page counts once over its variants. "model" is the
probability alone, "road" the decision with the rules for copies and statements.
"kinds" is the share of leftovers that the model names rightly, "kinds, as in reports"
the same with copies and statements named by the rules.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.boilerplate import Settled, line_models, score_lines, settle
from detector.line_limits import is_sentence, line_limits
from detector.model import expit
from detector.store import MODELS, load
from detector.training.calibrate import platt
from detector.training.metrics import average_precision, best_f1
from detector.training.pages import Lines, Page, measured_lines, page_name, read_pages
from detector.training.recipe import Recipe, read_recipe
from detector.training.tasks.boilerplate import (
    held_out_decisions,
    held_out_kinds,
    thresholds_for,
)
from features.document import parse
from features.lines import LINE_FEATURES, line_features

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_Line = tuple[str, str, str, int]  # corpus, page, variant, number

_KEPT = 0.995
_RUNS = 20


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--language", choices=("de", "en"), default="de")
    given = parser.parse_args(arguments)
    recipe = _recipe(f"boilerplate_{given.language}")
    pages = read_pages(recipe, given.data)
    lines = measured_lines(pages, recipe)
    decisions = held_out_decisions(lines, recipe)
    probabilities = _calibrated(lines, decisions)
    thresholds = thresholds_for(lines, probabilities, recipe)
    limits = line_limits(lines.examples.dense, thresholds)
    settled = _settled(pages, probabilities, limits)
    road = np.concatenate([page.leftover for page in settled])
    print("default thresholds", thresholds)
    for name, where in _slices(lines):
        print(name, _row(lines, where, probabilities, road, limits))
    kinds = _recipe(f"line_kinds_{given.language}")
    alone, reported = _kinds(kinds, given.data, _named_by_rules(pages, settled))
    print("kinds", alone)
    print("kinds, as in reports", reported)
    print(f"lines per CPU second {_speed(pages, given.language):,.0f}")


def _recipe(folder: str) -> Recipe:
    return replace(read_recipe(MODELS / folder), dense=LINE_FEATURES)


def _calibrated(lines: Lines, decisions: Floats) -> Floats:
    examples = lines.examples
    column = decisions[:, None]
    slope, offset = platt(column, examples.targets, examples.weights)
    return np.asarray(expit(decisions * slope[0] + offset[0]))


def _settled(pages: list[Page], probabilities: Floats, limits: Floats) -> list[Settled]:
    result, first = [], 0
    for page in pages:
        last = first + len(page.labels)
        measures = line_features(page.document, page.language)
        given = probabilities[first:last]
        result.append(settle(page.document, measures, given, limits[first:last]))
        first = last
    return result


def _slices(lines: Lines) -> Iterator[tuple[str, Bools]]:
    names = lines.examples.slices
    corpus = names["corpus"]
    for name in dict.fromkeys(corpus.tolist()):
        yield name, (corpus == name) & lines.distinct
        inside = (corpus == name) & lines.distinct & (names["inside"] == "True")
        if len(set(lines.examples.targets[inside, 0].tolist())) == 2:
            yield f"{name}, inside the article", inside
    recall = names["variant"] == "trafilatura_recall"
    yield "fundus, after trafilatura-recall", (corpus == "fundus") & recall


def _row(
    lines: Lines, where: Bools, probabilities: Floats, road: Bools, limits: Floats
) -> dict[str, float]:
    targets = lines.examples.targets[where, 0]
    given, cut = probabilities[where], road[where]
    true = targets > 0.5
    most = np.quantile(given[~true], _KEPT)
    sentences = is_sentence(lines.examples.dense[where])
    kept = _kept_by_site(lines.examples.groups[where], ~cut, true)
    measures = {
        "lines": len(targets),
        "leftovers": int(targets.sum()),
        "average_precision": average_precision(targets, given),
        "best_f1": best_f1(targets, given),
        "model_f1": _f1(given >= limits[where], true),
        "road_f1": _f1(cut, true),
        "recall_at_99.5_percent_kept": float(np.mean(given[true] > most)),
        "content_kept": float(np.mean(~cut[~true])),
        "sentences_kept": float(np.mean(~cut[~true & sentences])),
        "content_kept_by_site": float(np.mean(kept)),
        "content_kept_median_site": float(np.median(kept)),
    }
    return {name: round(value, 4) for name, value in measures.items()}


def _f1(cut: Bools, true: Bools) -> float:
    return float(2 * np.sum(cut & true) / max(np.sum(cut) + np.sum(true), 1))


def _kept_by_site(groups: NDArray[np.str_], kept: Bools, true: Bools) -> list[float]:
    sites = np.unique(groups[~true])
    return [float(kept[(groups == site) & ~true].mean()) for site in sites]


def _named_by_rules(pages: list[Page], settled: list[Settled]) -> dict[_Line, str]:
    """Return the kinds that need no model: of copies and statements."""
    kinds: dict[_Line, str] = {}
    for page, found in zip(pages, settled, strict=True):
        name = _page(page)
        kinds |= {(*name, line): kind for line, kind in found.states.items()}
        for line in np.flatnonzero(found.duplicate_of >= 0).tolist():
            kinds[(*name, line)] = "duplicate"
    return kinds


def _page(page: Page) -> tuple[str, str, str]:
    record = page.record
    return page_name(page.entry), str(record["id"]), str(record.get("variant", ""))


def _kinds(
    recipe: Recipe, data: Path, rules: dict[_Line, str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share of right kinds on houses left out: model alone, with rules."""
    pages = read_pages(recipe, data)
    lines = measured_lines(pages, recipe)
    known, named = held_out_kinds(lines, recipe)
    places = [(*_page(p), line) for p in pages for line in range(len(p.labels))]
    leftovers = np.flatnonzero((lines.kinds != "") & lines.distinct).tolist()
    reported = [
        rules.get(places[line], kind)
        for line, kind in zip(leftovers, named.tolist(), strict=True)
    ]
    corpus = known.examples.slices["corpus"]
    return (
        _right(named == known.kinds, corpus),
        _right(np.array(reported) == known.kinds, corpus),
    )


def _right(right: Bools, corpus: NDArray[np.str_]) -> dict[str, float]:
    return {
        name: round(float(right[corpus == name].mean()), 4)
        for name in dict.fromkeys(corpus.tolist())
    }


def _speed(pages: list[Page], language: Any) -> float:
    """Return the lines scored per CPU second, parsing apart, on portal pages."""
    models = line_models(
        load(MODELS / f"boilerplate_{language}"),
        load(MODELS / f"line_kinds_{language}"),
    )
    chosen = [page for page in pages if page_name(page.entry) == "portal_pages"]
    spent = 0.0
    for _ in range(_RUNS):
        fresh = [parse(page.document.text, language=language) for page in chosen]
        begin = time.process_time()
        for document in fresh:
            score_lines(document, models)
        spent += time.process_time() - begin
    return _RUNS * sum(len(page.labels) for page in chosen) / spent


if __name__ == "__main__":
    main()
