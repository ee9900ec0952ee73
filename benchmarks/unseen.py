"""The product's AI score by models that saw neither a text's outlet nor its story.

The shipped models learnt from most of the labelled texts there are. A text is scored
here on the product's road (lines set apart, windows, thresholds) with the weights of
a model of the same recipe whose fold left its group out; calibration and thresholds
are the shipped ones, which were fitted on decisions of such models. A text of a
group that no fold knows is scored by the shipped model, which never saw it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from detector.ai_likelihood import AiModels, score_ai
from detector.boilerplate import LineModels, load_line_models, score_lines
from detector.errors import DetectorError
from detector.report import AiLikelihood
from detector.store import MODELS
from detector.training.recipe import Recipe, read_recipe
from detector.training.split import grouped_folds
from detector.training.tasks.ai_likelihood import fit_experts
from detector.training.tasks.ai_units import Units, read_units
from features.document import parse

Language = Literal["de", "en"]
SEED = 20260101


@dataclass(frozen=True, eq=False)
class Unseen:
    """Models of a language, none of which saw the texts it is asked about.

    Attributes
    ----------
    language : {"de", "en"}
    lines : LineModels
        The shipped ones.
    shipped : AiModels
    folds : tuple of AiModels
        Each saw every group but those of its fold.
    fold_of : mapping of str to int
        Fold of each group (outlet or story), and of each story inside an outlet.
    """

    language: Language
    lines: LineModels
    shipped: AiModels
    folds: tuple[AiModels, ...]
    fold_of: Mapping[str, int]

    def fold(self, *names: str) -> int | None:
        """Return the fold of the first name that is known; None for new ones."""
        known = (self.fold_of[name] for name in names if name in self.fold_of)
        return next(known, None)

    def asked(self, *names: str) -> AiModels:
        """Return models that did not see the outlet or story of these names."""
        fold = self.fold(*names)
        return self.shipped if fold is None else self.folds[fold]

    def score(self, text: str, *names: str) -> AiLikelihood:
        """Score a text as the product does, by models that did not see it."""
        document = parse(text)
        content = document.keep(score_lines(document, self.lines).content)
        known = document.language == self.language
        return score_ai(content, self.asked(*names) if known else None)


def refit(language: Language, data: Path) -> Unseen:
    """Fit the shipped recipe once a fold of its groups.

    Raises
    ------
    CorpusError
        If a corpus of the recipe is missing or another edition.
    """
    recipe = read_recipe(MODELS / f"ai_likelihood_{language}")
    shipped = AiModels.load(language)
    return unseen(read_units(recipe, data), recipe, shipped, load_line_models(language))


def unseen(
    units: Units, recipe: Recipe, shipped: AiModels, lines: LineModels
) -> Unseen:
    """Fit a recipe on units already read, once a fold."""
    folds = grouped_folds(units.group.tolist(), recipe.folds, recipe.seed)
    fitted = [
        fit_experts(units, recipe, (folds != fold)[units.text])
        for fold in range(recipe.folds)
    ]
    likelihoods = [one.within(shipped.likelihood) for one in fitted]
    stories = dict(zip(units.pair.tolist(), folds.tolist(), strict=True))
    groups = dict(zip(units.group.tolist(), folds.tolist(), strict=True))
    return Unseen(
        language="en" if recipe.language == "en" else "de",
        lines=lines,
        shipped=shipped,
        folds=tuple(replace(shipped, likelihood=one) for one in likelihoods),
        fold_of=stories | groups,
    )


def rank(name: str) -> str:
    """Return a hash by which texts are drawn, whatever the order of their file."""
    return hashlib.sha256(f"{SEED}:{name}".encode()).hexdigest()


def tables_of(
    command: str,
    title: str,
    measured: Callable[[Language, Unseen, Path], Iterable[str]],
    arguments: Sequence[str] | None,
) -> int:
    """Run a command that prints, or writes, a section of tables for each language.

    Parameters
    ----------
    command, title : str
    measured : callable
        Gives the lines of a section from the language, its models and the folder of
        the corpora.
    arguments : sequence of str or None

    Returns
    -------
    int
        Exit code; 2 where a corpus is missing or another edition.
    """
    parser = argparse.ArgumentParser(prog=f"benchmarks.{command}", description=title)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--language", choices=("de", "en"), action="append")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    lines = [f"# {title}\n"]
    try:
        for language in given.language or ("de", "en"):
            lines += measured(language, refit(language, given.data), given.data)
    except DetectorError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    text = "\n".join(lines)
    if given.output:
        given.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    return 0
