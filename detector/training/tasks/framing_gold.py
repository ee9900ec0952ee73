"""Labelled sentences and passages of the framing tasks, and their seed words.

A corpus of a recipe says how to read its labels: ``field`` (name of the label),
``positive`` (values that count as 1), ``group`` (field that must not be split),
``measured = false`` for corpora that help but are not measured on, ``teaches =
false`` for those that the teacher does not read, ``role = "teacher"`` for those that
only the teacher reads, ``role = "further"`` for those that only the first step of a
semantic head reads, ``lang`` where the records wanted are not in the recipe's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from detector.report import FrameName
from detector.training.corpus import Record, read_corpus
from detector.training.recipe import CorpusEntry, Recipe
from features.wordlists import sections

Floats = NDArray[np.float64]
FRAMES: tuple[str, ...] = get_args(FrameName)
TONES = ("negative", "neutral", "positive")
_TONE_LIMIT = 0.5
_SEED = 2.5


@dataclass(frozen=True, eq=False)
class Gold:
    """Labelled texts.

    Attributes
    ----------
    records : list of dict
    targets : ndarray of float64, shape (n, n_outputs)
        1 or 0.
    groups, corpora : ndarray of str, shape (n,)
    weights : ndarray of float64, shape (n,)
    measured, teaches : ndarray of bool, shape (n,)
    """

    records: list[Record]
    targets: Floats
    groups: NDArray[np.str_]
    corpora: NDArray[np.str_]
    weights: Floats
    measured: NDArray[np.bool_]
    teaches: NDArray[np.bool_]


def outputs_of(task: str) -> tuple[str, ...]:
    """Return the outputs of a framing task."""
    return {"frames": FRAMES, "tone": TONES}.get(task, (task,))


def read_gold(recipe: Recipe, data: Path, *, roles: Sequence[str] = ("gold",)) -> Gold:
    """Return the labelled texts of a recipe.

    Parameters
    ----------
    recipe : Recipe
    data : Path
        Folder of the corpora.
    roles : sequence of str
        Which corpora: ``gold`` (the language of the recipe), ``teacher`` (any).
    """
    records: list[Record] = []
    entries: list[CorpusEntry] = []
    for entry in recipe.corpora:
        role = entry.options.get("role", "gold")
        if role in roles:
            found = [
                r for r in read_corpus(entry, data) if _is_wanted(r, entry, recipe)
            ]
            records += found
            entries += [entry] * len(found)
    pairs = list(zip(records, entries, strict=True))
    read = _LABELS.get(recipe.task, _binary)
    return Gold(
        records=records,
        targets=np.array([read(r, e) for r, e in pairs], float),
        groups=np.array([_group(r, e) for r, e in pairs], np.str_),
        corpora=np.array([Path(e.path).name.split(".")[0] for e in entries], np.str_),
        weights=np.array([e.weight for e in entries], float),
        measured=np.array([e.options.get("measured", True) for e in entries], np.bool_),
        teaches=np.array([e.options.get("teaches", True) for e in entries], np.bool_),
    )


def seed_words(recipe: Recipe) -> tuple[list[str], Floats]:
    """Return the seed words of a recipe and the log-odds wanted for each.

    ``[task_options.seeds]``: ``list`` is the word list; of a list with a section a
    frame, each word speaks for its frames and against the others; of another list,
    ``values`` gives the log-odds of each section.
    """
    options: Mapping[str, Any] = recipe.options.get("seeds", {})
    outputs = outputs_of(recipe.task)
    wanted: dict[str, Floats] = {}
    values: Mapping[str, Sequence[float]] = options.get("values", {})
    lists = sections(recipe.language, options["list"]) if options else {}
    for section, words in lists.items():
        for word in words:
            if recipe.task == "frames":
                row = wanted.setdefault(word, np.full(len(outputs), -_SEED))
                row[outputs.index(section)] = _SEED
            else:
                wanted.setdefault(word, np.array(values[section], float))
    # Blanks on both sides: the n-grams of a word inside a sentence.
    words_around = [f" {word} " for word in wanted]
    return words_around, np.array(list(wanted.values())).reshape(-1, len(outputs))


def _is_wanted(record: Record, entry: CorpusEntry, recipe: Recipe) -> bool:
    foreign = entry.options.get("role") == "teacher"
    wanted = entry.options.get("lang", recipe.language)
    return foreign or record.get("lang", wanted) == wanted


def _group(record: Record, entry: CorpusEntry) -> str:
    field = entry.options.get("group", "id")
    return f"{'' if field == 'source' else entry.path + ':'}{record[field]}"


def _binary(record: Record, entry: CorpusEntry) -> list[float]:
    value = record[entry.options["field"]]
    found = value if isinstance(value, list) else [value]
    return [float(any(item in entry.options["positive"] for item in found))]


def _frames(record: Record, _: CorpusEntry) -> list[float]:
    return [float(frame in record["labels"]) for frame in FRAMES]


def _tone(record: Record, entry: CorpusEntry) -> list[float]:
    value = record[entry.options["field"]]
    if isinstance(value, (int, float)):
        value = TONES[1 + (value >= _TONE_LIMIT) - (value <= -_TONE_LIMIT)]
    return [float(value == tone) for tone in TONES]


_LABELS: Mapping[str, Callable[[Record, CorpusEntry], list[float]]] = {
    "frames": _frames,
    "tone": _tone,
}
