"""Training on own labels: from a table to a model folder, by way of a recipe.

The recipe that is written trains the same model again (``lesart train FOLDER``).
Data that cannot carry a model are refused before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detector.errors import CorpusError, ModelError
from detector.model import Model
from detector.training.corpus import Record, read_bytes
from detector.training.labelled import column, read_rows, texts
from detector.training.own_pages import lines_column, pages_recipe
from detector.training.recipe import FILE
from detector.training.run import train
from detector.training.shortcuts import SEPARATES_ALONE, Shortcut, shortcuts
from detector.training.tasks.own import MULTI_LABEL, Labelled, read_labels
from features.document import parse
from features.registry import FEATURES

TASKS = ("ai", "assisted", "boilerplate", "loaded", "opinion", "frames", "tone")
_BY_RULE = ("hedges", "quotation")
_FEWEST_ROWS = 40
_FEWEST_OF_A_CLASS = 10
_LONG_TEXT = 80
_GUESSED_FROM = 200
# Style for who wrote it, words for what it says; chosen on our own corpora.
_STYLE = (("skeleton", 1, 4), ("character", 2, 5))
_WORDS = (("word", 1, 2), ("character", 3, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be trained.

    Attributes
    ----------
    task : str
        One of ``TASKS``.
    corpus : Path
    group : str or None
        Column of what must not be split; None trains with random folds.
    text, label : str
        Columns. For ``boilerplate`` the label is a list of labelled lines, in the
        column ``lines`` unless another is named.
    positive, negative : tuple of str
        Labels of the classes, where they do not say it by their names.
    language : {"de", "en"} or None
        None: the one most texts are in.
    allow_shortcuts : bool
        Train although typography or length alone give the label away.
    """

    task: str
    corpus: Path
    group: str | None
    text: str = "text"
    label: str = "label"
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    language: str | None = None
    allow_shortcuts: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The model, and what was noticed on the way."""

    model: Model
    warnings: tuple[str, ...]


def train_own(order: Order, out: Path) -> Outcome:
    """Check the data, write a recipe, train it, and put the folder in its place.

    Raises
    ------
    CorpusError
        If the data cannot carry a model; nothing is written.
    ModelError
        If the task cannot be trained, or ``out`` is in use for something else.
    """
    _refuse(order, out)
    rows = read_rows(order.corpus)
    make = _of_lines if order.task == "boilerplate" else _of_texts
    recipe, found = make(order, rows)
    with tempfile.TemporaryDirectory() as elsewhere:
        folder = Path(elsewhere) / out.name
        folder.mkdir()
        (folder / FILE).write_text(recipe, encoding="utf-8")
        model = train(folder, order.corpus.parent)
        out.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, out, dirs_exist_ok=True)
    return Outcome(model, _warnings(order, found))


def _of_texts(order: Order, rows: Sequence[Record]) -> tuple[str, list[Shortcut]]:
    """Return the recipe for whole texts, and what alone tells something."""
    bodies = texts(rows, order.text, order.corpus)
    if order.group is not None:
        column(rows, order.group, order.corpus)
    labelled = read_labels(rows, _options(order), order.corpus)
    _check_size(labelled, order.corpus)
    found = _shortcuts(bodies, labelled)
    _refuse_shortcuts(found, order)
    head = _recipe_head(order, order.language or _language(bodies))
    return head + _texts_recipe(order, bodies, labelled), found


def _of_lines(order: Order, rows: Sequence[Record]) -> tuple[str, list[Shortcut]]:
    """Return the recipe for the lines of pages; how a line looks is no shortcut."""
    options = {"lines": lines_column(order.label), "group": order.group}
    known = {name: value for name, value in options.items() if value is not None}
    language = order.language or _language([str(row.get("text", row)) for row in rows])
    body = pages_recipe(rows, order.corpus, known, language)
    return _recipe_head(order, language) + body, []


def _recipe_head(order: Order, language: str) -> str:
    digest = hashlib.sha256(read_bytes(order.corpus)).hexdigest()
    corpus = json.dumps(order.corpus.name)
    return f"""# Written by lesart train; change it and run: lesart train FOLDER
task = "{order.task}"
language = "{language}"
version = "1.0"
licence = "research"
intended_use = "Trained on own labels: {order.task}."
limits = "Knows only texts like those of its corpus."
corpora = [{{ path = {corpus}, sha256 = "{digest}" }}]

"""


def _texts_recipe(order: Order, bodies: Sequence[str], labelled: Labelled) -> str:
    families = _STYLE if order.task in {"ai", "assisted"} else _WORDS
    long = np.median([len(body.split()) for body in bodies]) >= _LONG_TEXT
    dense = [feature.name for feature in FEATURES] if long else []
    folds = min(5, len(set(labelled.groups)))
    made = ", ".join(
        f'{{ name = "{name}", low = {low}, high = {high}, bits = 17 }}'
        for name, low, high in families
    )
    options = "\n".join(f"{k} = {json.dumps(v)}" for k, v in _options(order).items())
    return f"""[features]
dense = {json.dumps(dense)}
families = [{made}]

[fit]
folds = {folds}

[task_options]
builder = "own"
{options}
"""


def _options(order: Order) -> dict[str, Any]:
    given = {
        "text": order.text,
        "label": order.label,
        "group": order.group,
        "output": order.task,
        "positive": list(order.positive),
        "negative": list(order.negative),
        "kind": "multi_label" if order.task in MULTI_LABEL else "binary",
    }
    return {name: value for name, value in given.items() if value is not None}


def _refuse(order: Order, out: Path) -> None:
    if order.task in _BY_RULE:
        raise ModelError(f"{order.task} is found by rules; there is nothing to train")
    if order.task not in TASKS:
        raise ModelError(
            f"task {order.task!r} cannot be trained on a table of texts; "
            f"these can: {', '.join(TASKS)}"
        )
    if out.exists() and (
        not out.is_dir() or (any(out.iterdir()) and not _is_ours(out))
    ):
        raise ModelError(f"{out}: is there already and no model folder; name another")


def _is_ours(folder: Path) -> bool:
    return (folder / FILE).is_file() and (folder / "model.json").is_file()


def _check_size(labelled: Labelled, path: Path) -> None:
    n, groups = len(labelled.targets), len(set(labelled.groups))
    if n < _FEWEST_ROWS:
        raise CorpusError(f"{path}: {n} labelled rows, at least {_FEWEST_ROWS} needed")
    for name, column_ in zip(labelled.outputs, labelled.targets.T, strict=True):
        known = column_[~np.isnan(column_)]
        fewest = int(min(known.sum(), len(known) - known.sum()))
        if fewest < _FEWEST_OF_A_CLASS:
            raise CorpusError(
                f"{path}: {name!r}: the smaller class has {fewest} rows, "
                f"at least {_FEWEST_OF_A_CLASS} needed"
            )
    if groups < 2:
        raise CorpusError(f"{path}: one group only; two or more are needed to measure")


def _shortcuts(bodies: Sequence[str], labelled: Labelled) -> list[Shortcut]:
    if len(labelled.outputs) > 1:
        return []
    return shortcuts(bodies, labelled.all_targets[:, 0])


def _refuse_shortcuts(found: Sequence[Shortcut], order: Order) -> None:
    alone = [shortcut for shortcut in found if shortcut.auroc >= SEPARATES_ALONE]
    if alone and not order.allow_shortcuts:
        raise CorpusError(
            f"{order.corpus}: without reading, the classes are told apart by "
            f"{_named(alone)}; make the classes alike (lesart audit), "
            "or say --allow-shortcuts"
        )


def _warnings(order: Order, found: Sequence[Shortcut]) -> tuple[str, ...]:
    notes = []
    if order.group is None:
        notes.append(
            "without --group the same outlet or source is on both sides of a fold: "
            "the measures are higher than on new ones"
        )
    if found:
        notes.append(f"measures that alone tell something: {_named(found)}")
    return tuple(notes)


def _named(found: Sequence[Shortcut]) -> str:
    return ", ".join(
        f"{shortcut.name} (AUROC {shortcut.auroc:.2f})" for shortcut in found
    )


def _language(bodies: Sequence[str]) -> str:
    step = max(1, len(bodies) // _GUESSED_FROM)
    counts = Counter(parse(body[:600]).language for body in bodies[::step])
    return "en" if counts["en"] > counts["de"] else "de"
