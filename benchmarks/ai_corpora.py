"""How the AI models fare on texts, outlets and corpora they were not fitted on.

    python -m benchmarks.ai_corpora --data PATH [--language de] [--leave-out [NAME ...]]

The recipes of ``trained_models/ai_likelihood_*`` are fitted again and again:

- outlets left out: every text is scored by a model that saw neither its outlet nor
  its story; the threshold of a fold is the 99 % quantile of the human news of the
  outlets left out in that fold, as the benchmark has it for systems trained in a run;
- stories left out: the same with newsroom's pairs as groups;
- with ``--leave-out``, whole corpora left out, with all human texts joined to them,
  in both languages: neither fitted, calibrated nor tuned on. With names, these alone.

Prints one table a language as Markdown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.reference import NEWS, threshold
from detector.errors import CorpusError, DetectorError
from detector.experts import probability
from detector.model import Model
from detector.store import MODELS
from detector.training import metrics
from detector.training.recipe import Recipe, read_recipe
from detector.training.split import grouped_folds
from detector.training.tasks.ai_likelihood import (
    calibrate,
    fit_experts,
    log_odds,
    out_of_fold,
)
from detector.training.tasks.ai_units import Units, read_units
from detector.training.tasks.ai_verdicts import unit_targets

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
MODES = ("brief", "rewrite", "feed", "evade", "default")
_RATE = 0.01
_WEB = "Web"  # category of 10kGNAD
_WEB_GENRES = ("webroom", "wild_tech")
_HALVES = 2  # folds that calibrate where a corpus is left out: enough for two numbers
_FEWEST = 40  # texts a class; smaller corpora count in the mean, not as the worst


@dataclass(frozen=True)
class Row:
    """A line of the table: a measure with its interval or count."""

    name: str
    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """Return the row as Markdown."""
        return (
            f"| {self.name} | {self.value:.3f} | {self.low:.3f}-{self.high:.3f} "
            f"| {self.n} |"
        )


def scores_of(model: Model, units: Units, decisions: Floats) -> Floats:
    """Return the probabilities of decisions."""
    return probability(model, log_odds(model, decisions), units.words)


def outlet_rows(units: Units, recipe: Recipe) -> Iterator[Row]:
    """Yield the measures with outlets (and other groups) left out."""
    decisions = out_of_fold(units, recipe)
    scores = scores_of(
        calibrate(units, recipe, decisions, fit_experts(units, recipe)),
        units,
        decisions,
    )
    target, whole = unit_targets(units), units.kind == 0
    yield from _auroc_rows(units, scores, "outlets left out")
    yield from hit_rows(units, recipe, scores)
    known = whole & ~np.isnan(target)
    yield _row(
        "calibration error, all corpora",
        metrics.interval(
            metrics.calibration_error,
            target[known],
            scores[known],
            units.group[units.text][known],
        ),
    )


def _auroc_rows(units: Units, scores: Floats, what: str) -> Iterator[Row]:
    target, corpus = unit_targets(units), units.corpus[units.text]
    for name in np.unique(corpus).tolist():
        one = (units.kind == 0) & (corpus == name) & ~np.isnan(target)
        if len(np.unique(target[one])) == 2:
            groups = units.group[units.text][one]
            yield _row(
                f"{name}, AUROC, {what}",
                metrics.interval(metrics.auroc, target[one], scores[one], groups),
            )


def hit_rows(units: Units, recipe: Recipe, scores: Floats) -> Iterator[Row]:
    """Yield the true positives at 1 % false positives, newsroom's by mode as well."""
    high = above_reference(units, recipe, scores)
    corpus, part = units.corpus[units.text], units.part[units.text]
    machine = (units.kind == 0) & (unit_targets(units) == 1)
    parts = {name: corpus == name for name in np.unique(corpus[machine]).tolist()}
    for mode in MODES:
        parts[f"newsroom {mode}"] = (corpus == "newsroom") & (part == mode)
    for name, where in parts.items():
        one = machine & where
        found = metrics.wilson(int(high[one].sum()), int(one.sum()))
        yield _row(f"{name}, TPR at 1 % FPR, outlets left out", found)


def above_reference(units: Units, recipe: Recipe, scores: Floats) -> Mask:
    """Return which whole texts score higher than 99 % of the reference news.

    The news (newsroom's own human articles are of it) is that of the outlets left out
    in the fold of a text; for genres of the web it is human web pages left out.
    """
    target, corpus = unit_targets(units), units.corpus[units.text]
    folds = grouped_folds(units.group.tolist(), recipe.folds, recipe.seed)[units.text]
    web = np.isin(corpus, _WEB_GENRES)
    high = np.zeros(len(scores), np.bool_)
    for genre, human in ((web, web), (~web, np.isin(corpus, (*NEWS, "newsroom")))):
        for fold in range(recipe.folds):
            here = (units.kind == 0) & (folds == fold)
            known = scores[here & human & (target == 0)]
            if len(known):
                asked = here & genre
                high[asked] = scores[asked] > threshold(known, _RATE)
    return high


def story_rows(units: Units, recipe: Recipe) -> Iterator[Row]:
    """Yield newsroom's AUROC with stories left out, outlets seen."""
    groups = np.where(units.corpus == "newsroom", units.pair, units.group)
    by_story = replace(units, group=groups)
    decisions = out_of_fold(by_story, recipe)
    fitted = fit_experts(by_story, recipe)
    scores = scores_of(
        calibrate(by_story, recipe, decisions, fitted), by_story, decisions
    )
    for row in _auroc_rows(by_story, scores, "stories left out"):
        if row.name.startswith("newsroom,"):
            yield row


def left_out(units: Units, name: str) -> tuple[Mask, Mask]:
    """Return which texts leave with a corpus, and which of them are scored."""
    target = np.nanmax(np.nan_to_num(units.targets, nan=-1.0), axis=1)
    known = (target >= 0) & ~units.borrowed
    stem = name.removesuffix("_de").removesuffix("_en")
    sisters = units.borrowed & np.char.startswith(units.corpus, stem)
    out = (units.corpus == name) | sisters
    scored = known & (units.corpus == name)
    if name == "wild_tech":
        human = known & (target == 0)
        web = human & ((units.corpus == "webroom") | (units.topic == _WEB))
        out, scored = out | web, scored | web
    return out | np.isin(units.identity, units.pair[out]), scored


def leave_out_rows(
    units: Units, recipe: Recipe, names: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the AUROC of every corpus with AI texts, or of some, itself left out."""
    machine = (np.nan_to_num(units.targets).max(axis=1) == 1) & ~units.borrowed
    if names:
        machine &= np.isin(units.corpus, names)
    values: dict[str, float] = {}
    small: list[str] = []
    for name in np.unique(units.corpus[machine]).tolist():
        out, scored = left_out(units, name)
        kept = ~out[units.text]
        asked = scored[units.text] & (units.kind == 0)
        fitted = fit_experts(units, recipe, kept)
        halves = out_of_fold(units, replace(recipe, folds=_HALVES), kept)
        model = calibrate(units, recipe, halves, fitted)
        decisions = np.full_like(halves, np.nan)
        decisions[asked] = fitted.decide(units, asked)
        scores = scores_of(model, units, decisions)[asked]
        target = unit_targets(units)[asked]
        groups = units.group[units.text][asked]
        row = _row(
            f"{name} left out, AUROC",
            metrics.interval(metrics.auroc, target, scores, groups),
        )
        if min((target == 0).sum(), (target == 1).sum()) < _FEWEST:
            small.append(name)
        if name != "newsroom":
            values[name] = row.value
        yield row
    if names:
        return
    worst = min(value for name, value in values.items() if name not in small)
    mean = float(np.mean(list(values.values())))
    yield Row("mean of the others left out", mean, worst, max(values.values()), 0)


def refuse_unknown(names: Sequence[str], recipe: Recipe) -> None:
    """Raise CorpusError for a name that is no corpus with AI texts of the recipe."""
    known = [
        Path(entry.path).name.split(".")[0]
        for entry in recipe.corpora
        if entry.options.get("positives")
        and recipe.language_of(entry) == recipe.language
    ]
    for name in names:
        if name not in known:
            raise CorpusError(f"unknown {name!r}; known: {', '.join(known)}")


def _row(name: str, found: dict[str, float]) -> Row:
    return Row(name, found["value"], found["low"], found["high"], int(found["n"]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", choices=("de", "en"), action="append")
    parser.add_argument(
        "--leave-out",
        nargs="*",
        metavar="CORPUS",
        help="leave each corpus out in turn as well, or do nothing but leave out these",
    )
    given = parser.parse_args(arguments)
    for language in given.language or ("de", "en"):
        recipe = read_recipe(MODELS / f"ai_likelihood_{language}")
        try:
            refuse_unknown(given.leave_out or (), recipe)
            units = read_units(recipe, given.data)
        except DetectorError as error:
            parser.exit(2, f"benchmarks.ai_corpora: {error}\n")
        print(f"\n## {language}\n\n| measure | value | 95 % interval | n |")
        print("|---|---|---|---|")
        tables = [] if given.leave_out else [outlet_rows, story_rows]
        if given.leave_out is not None:
            tables.append(partial(leave_out_rows, names=given.leave_out))
        for rows in tables:
            for row in rows(units, recipe):
                print(row, flush=True)


if __name__ == "__main__":
    main()
