"""Tasks ``boilerplate`` and ``line_kinds``: the lines of pages, labelled.

Both read the same corpora and the same measures. ``boilerplate`` is fitted twice
over: a linear first pass, then trees that read its out-of-fold log-odds. Everything
measured is measured on sites that neither pass has seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detector.boilerplate import second_pass
from detector.line_limits import is_sentence, line_limits
from detector.model import Model
from detector.training.boosting import Growth, fit_trees
from detector.training.calibrate import platt
from detector.training.examples import Examples
from detector.training.fit import cross_decisions, fit
from detector.training.linear import assemble, binary_metrics, with_facts
from detector.training.pages import Lines, measured_lines, read_pages
from detector.training.recipe import Recipe
from detector.training.split import grouped_folds
from detector.trees import Trees
from features.lines import LINE_FEATURES

Floats = NDArray[np.float64]
_GRID = tuple(percent / 100 for percent in range(50, 100))
_CURVE = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)


def build(recipe: Recipe, data: Path) -> Model:
    """Return the trained model of a recipe of either task."""
    recipe = replace(recipe, dense=LINE_FEATURES)
    lines = measured_lines(read_pages(recipe, data), recipe)
    if recipe.task == "line_kinds":
        return _build_kinds(lines, recipe)
    return build_leftover(lines, recipe)


def held_out_decisions(
    lines: Lines, recipe: Recipe, learnt: NDArray[np.bool_] | None = None
) -> Floats:
    """Return decisions on each line by both passes fitted on other sites.

    With a mask ``learnt``, shape (n_lines,), only those lines are learnt from.
    """
    folds = grouped_folds(lines.examples.groups.tolist(), recipe.folds, recipe.seed)
    decisions = np.empty(len(lines.examples))
    for fold in np.unique(folds):
        held_out = folds == fold
        known = lines.without(held_out if learnt is None else held_out | ~learnt)
        first, trees = _fit_passes(known, recipe)
        rest = lines.without(~held_out)
        opinion = first.decide(rest.examples.dense, rest.examples.ngrams)[:, 0]
        decisions[held_out] = trees.decide(_second_values(rest, opinion))
    return decisions


def thresholds_for(
    lines: Lines, probabilities: Floats, recipe: Recipe
) -> dict[str, float]:
    """Return the thresholds of sentences and of other lines.

    For sentences the lowest that keeps the share ``sentences_kept`` of those of the
    article, as the mean over the sites of the corpora in the option ``measured``;
    for other lines, beside it, the one of the highest F0.5 (precision counts twice), as
    the mean over these corpora.
    """
    corpus = lines.examples.slices["corpus"]
    where = np.isin(corpus, recipe.options["measured"]) & lines.distinct
    sentences = is_sentence(lines.examples.dense)
    true = lines.examples.targets[:, 0] > 0.5
    content = where & sentences & ~true
    site = np.unique(lines.examples.groups[content], return_inverse=True)[1]
    sizes = np.bincount(site)
    for sentence in _GRID:
        stays = (probabilities[content] < sentence).astype(float)
        kept = np.bincount(site, stays) / sizes
        if kept.mean() >= float(recipe.options["sentences_kept"]):
            break
    scores = []
    for other in _GRID:
        cut = probabilities >= np.where(sentences, sentence, other)
        parts = [where & (corpus == name) for name in recipe.options["measured"]]
        scores.append(np.mean([_f_score(cut[p], true[p], beta=0.5) for p in parts]))
    best = _GRID[int(np.argmax(scores))]
    return {"leftover": float(best), "sentence": float(sentence)}


def _f_score(
    cut: NDArray[np.bool_], true: NDArray[np.bool_], *, beta: float = 1.0
) -> float:
    weight = beta**2
    total = float(np.sum(cut) + weight * np.sum(true))
    return (1 + weight) * float(np.sum(cut & true)) / max(total, 1.0)


def build_leftover(lines: Lines, recipe: Recipe) -> Model:
    """Fit both passes, calibrate and measure them on sites left out."""
    decisions = held_out_decisions(lines, recipe)
    examples = lines.examples
    calibration = platt(decisions[:, None], examples.targets, examples.weights)
    first, trees = _fit_passes(lines, recipe)
    model = assemble(first, recipe, ("leftover",), calibration)
    probabilities = model.probability(decisions[:, None])[:, 0]
    thresholds = thresholds_for(lines, probabilities, recipe)
    limits = line_limits(examples.dense, thresholds)
    return with_facts(
        model,
        {
            "examples": int((examples.weights > 0).sum()),
            "groups": len(np.unique(examples.groups)),
            "metrics": dict(_by_corpus(lines, probabilities)),
            "at_threshold": dict(_at_threshold(lines, probabilities >= limits)),
            "at_one_threshold_for_all_lines": dict(
                _curve(lines, probabilities, recipe.options["measured"])
            ),
        },
        thresholds=thresholds,
        parameters=trees.as_parameters(),
    )


def _fit_passes(lines: Lines, recipe: Recipe) -> tuple[Any, Trees]:
    examples = lines.examples
    folds = grouped_folds(examples.groups.tolist(), recipe.folds, recipe.seed + 1)
    inner = cross_decisions(examples, recipe, folds)[:, 0]
    used = examples.weights > 0
    trees = fit_trees(
        _second_values(lines, inner)[used],
        examples.targets[used, 0],
        examples.weights[used],
        Growth(trees=int(recipe.options["trees"])),
        recipe.seed,
    )
    return fit(examples, recipe), trees


def _second_values(lines: Lines, decisions: Floats) -> Floats:
    starts = np.flatnonzero(np.diff(lines.documents, prepend=-1))
    bounds = [*starts.tolist(), len(decisions)]
    parts = [
        second_pass(lines.examples.dense[a:b], decisions[a:b])
        for a, b in pairwise(bounds)
    ]
    return np.concatenate(parts)


def _by_corpus(
    lines: Lines, probabilities: Floats
) -> Iterator[tuple[str, dict[str, Any]]]:
    examples = lines.examples
    for name, where in _slices(lines):
        yield (
            name,
            binary_metrics(
                examples.targets[:, 0], probabilities, examples.groups, where=where
            ),
        )


def _at_threshold(
    lines: Lines, cut: NDArray[np.bool_]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Give precision, recall, F1 and what is kept of the article."""
    for name, where in _slices(lines):
        yield name, _kept_and_found(lines, cut, where)


def _curve(
    lines: Lines, probabilities: Floats, measured: Sequence[str]
) -> Iterator[tuple[str, dict[str, float]]]:
    """Give the same for other thresholds, over the corpora that decide."""
    slices = dict(_slices(lines))
    where = np.logical_or.reduce([slices[name] for name in measured])
    for threshold in _CURVE:
        yield f"{threshold}", _kept_and_found(lines, probabilities >= threshold, where)


def _kept_and_found(
    lines: Lines, cut: NDArray[np.bool_], where: NDArray[np.bool_]
) -> dict[str, float]:
    true = lines.examples.targets[:, 0] > 0.5
    hits = int((cut & true & where).sum())
    content = where & ~true
    sentences = content & is_sentence(lines.examples.dense)
    return {
        "precision": hits / max(int((cut & where).sum()), 1),
        "recall": hits / max(int((true & where).sum()), 1),
        "f1": _f_score(cut[where], true[where]),
        "content_kept": float(np.mean(~cut[content])),
        "sentences_kept": float(np.mean(~cut[sentences])),
    }


def _slices(lines: Lines) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    corpus = lines.examples.slices["corpus"]
    for name in sorted(set(corpus.tolist())):
        where = (corpus == name) & lines.distinct
        if len(set(lines.examples.targets[where, 0].tolist())) == 2:
            yield name, where


def held_out_kinds(lines: Lines, recipe: Recipe) -> tuple[Lines, NDArray[np.str_]]:
    """Return the leftovers of known kind, and how a model of other sites names them."""
    known, examples = _kind_examples(lines)
    folds = grouped_folds(examples.groups.tolist(), recipe.folds, recipe.seed)
    decisions = cross_decisions(examples, recipe, folds) + _prior(examples, recipe)
    return known, np.array(examples.outputs)[decisions.argmax(axis=1)]


def _prior(examples: Examples, recipe: Recipe) -> Floats:
    """Return half the prior log-odds of each kind, on the corpora ``measured``.

    The fit weighs all kinds alike; half of the way back was best on pages left out.
    """
    where = np.isin(examples.slices["corpus"], recipe.options["measured"])
    share = np.clip(examples.targets[where].mean(axis=0), 0.003, 0.9)
    return np.asarray(0.5 * np.log(share / (1 - share)))


def _build_kinds(lines: Lines, recipe: Recipe) -> Model:
    known, named = held_out_kinds(lines, recipe)
    right = named == known.kinds
    examples = _kind_examples(lines)[1]
    outputs = examples.outputs
    calibration = np.ones(len(outputs)), _prior(examples, recipe)
    fitted = fit(examples, recipe)
    model = assemble(fitted, recipe, outputs, calibration, link="softmax")
    facts = {"examples": len(examples), "accuracy": dict(_accuracy(examples, right))}
    return with_facts(model, facts)


def _kind_examples(lines: Lines) -> tuple[Lines, Examples]:
    known = lines.with_kinds()
    names = tuple(sorted(set(known.kinds.tolist())))
    targets = np.stack([(known.kinds == name).astype(float) for name in names], axis=1)
    return known, replace(known.examples, targets=targets, outputs=names)


def _accuracy(
    examples: Examples, right: NDArray[np.bool_]
) -> Iterator[tuple[str, dict[str, float]]]:
    corpus = examples.slices["corpus"]
    for name in sorted(set(corpus.tolist())):
        where = corpus == name
        yield name, {"accuracy": float(right[where].mean()), "n": int(where.sum())}
