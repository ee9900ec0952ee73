"""What edits of a text cost the AI score, of AI texts and of human ones.

    python -m benchmarks.attacks --data PATH [--language de] [-o FILE.md]

AI texts are newsroom's of all modes; human ones are news of other outlets, cropped
to 160-380 words as the AI side is. Datelines and agency marks, which only human news
has, are cut from both. Every text is scored on the product's road by a model that
saw neither its outlet nor its story (``benchmarks.unseen``). The threshold of a fold
is the 99 % quantile of its plain human texts; edited AI texts are set against plain
human ones, as someone who hides them would be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.attack_edits import edits
from benchmarks.reference import NEWS
from benchmarks.unseen import SEED, Language, Unseen, rank, tables_of
from detector.store import MODELS
from detector.training import metrics
from detector.training.corpus import Record, read_corpus
from detector.training.recipe import read_recipe
from detector.training.tasks.ai_units import excerpt, without_marks
from features.document import parse

Floats = NDArray[np.float64]
CROP = (160, 380)  # words of a human text
_MACHINE, _HUMAN = 100, 300  # texts of a fold
_RATE = 0.01
_WITH_HUMAN = "with as much human text behind"
_HEAD = (
    "| text | AUROC | TPR at 1 % FPR | loss, points | AI called likely "
    "| human called likely | 95 % interval |\n|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Text:
    """A text that is edited and scored.

    Attributes
    ----------
    text : str
    group : str
        The outlet or story by which its fold is found.
    fold : int
    machine : bool
    """

    text: str
    group: str
    fold: int
    machine: bool


@dataclass(frozen=True, eq=False)
class Scored:
    """Probabilities (0 where none is given) and which texts are called likely."""

    probability: Floats
    likely: NDArray[np.bool_]


def chosen(records: Sequence[Record], models: Unseen, *, machine: bool) -> list[Text]:
    """Return so many texts of each fold, by a hash of their names.

    Human texts are cropped; those too short for it are left out.
    """
    found: dict[int, list[Text]] = {fold: [] for fold in range(len(models.folds))}
    most = _MACHINE if machine else _HUMAN
    for record in sorted(records, key=lambda record: rank(record["id"])):
        group = record["pair"] if machine else record["source"]
        fold = models.fold(group)
        if fold is None or len(found[fold]) >= most:
            continue
        text = without_marks(record["text"])
        cut = text if machine else cropped(text, record["id"], models.language)
        if cut is not None:
            found[fold].append(Text(cut, group, fold, machine))
    return [text for fold in found.values() for text in fold]


def cropped(text: str, name: str, language: Language) -> str | None:
    """Return whole sentences of 160-380 words; None where the text is shorter."""
    document = parse(text, language=language)
    place = excerpt(document, CROP, generator_of(name))
    return None if place is None else document.folded[slice(*place)]


def generator_of(name: str) -> np.random.Generator:
    """Return the generator of a text or of an edit of it: the same in every run."""
    return np.random.default_rng([SEED, int(rank(name)[:12], 16)])


def with_human(texts: Sequence[Text]) -> list[str]:
    """Return every text followed by as many words of a human text of its fold."""
    human = {
        fold: [one.text for one in texts if one.fold == fold and not one.machine]
        for fold in {one.fold for one in texts}
    }
    result = []
    for number, one in enumerate(texts):
        others = [text for text in human[one.fold] if text != one.text]
        other = others[number % len(others)].split()
        result.append(f"{one.text} {' '.join(other[: len(one.text.split())])}")
    return result


def scored(texts: Sequence[Text], edited: Sequence[str], models: Unseen) -> Scored:
    """Score the edited texts."""
    found = [
        models.score(text, one.group) for one, text in zip(texts, edited, strict=True)
    ]
    probability = np.nan_to_num(np.array([one.probability for one in found]))
    return Scored(probability, np.array([one.verdict == "likely" for one in found]))


def row(name: str, texts: Sequence[Text], now: Scored, plain: Scored) -> str:
    """Return the measures of an edit as a row of Markdown."""
    machine = np.array([one.machine for one in texts])
    fold = np.array([one.fold for one in texts])
    mixed = np.where(machine, now.probability, plain.probability)
    area = metrics.auroc(machine.astype(float), mixed)
    found, before = (
        hits(one.probability, plain.probability, machine, fold) for one in (now, plain)
    )
    human = metrics.wilson(int(now.likely[~machine].sum()), int((~machine).sum()))
    return (
        f"| {name} | {area:.3f} | {found:.3f} | {100 * (before - found):+.1f} "
        f"| {now.likely[machine].mean():.3f} | {human['value']:.4f} "
        f"| {human['low']:.4f}-{human['high']:.4f} |"
    )


def hits(
    scores: Floats,
    plain: Floats,
    machine: NDArray[np.bool_],
    fold: NDArray[np.int64],
) -> float:
    """Return the share of AI texts above the threshold of their fold.

    Parameters
    ----------
    scores, plain : ndarray of float64, shape (n_texts,)
        Probabilities of the edited texts, and of the plain ones: these set the
        threshold, the 99 % quantile of human texts.
    machine : ndarray of bool, shape (n_texts,)
    fold : ndarray of int64, shape (n_texts,)
    """
    above = np.zeros(len(scores), np.bool_)
    for one in np.unique(fold[machine]):
        human = plain[(fold == one) & ~machine]
        above[fold == one] = scores[fold == one] > np.quantile(human, 1 - _RATE)
    return float(above[machine].mean())


def table(texts: Sequence[Text], models: Unseen) -> Iterator[str]:
    """Yield the table of a language, an edit a row."""
    yield _HEAD
    plain = scored(texts, [one.text for one in texts], models)
    for name, edit in edits(models.language).items():
        edited = [
            edit(one.text, generator_of(f"{name}:{number}"))
            for number, one in enumerate(texts)
        ]
        yield row(name, texts, scored(texts, edited, models), plain)
    yield row(_WITH_HUMAN, texts, scored(texts, with_human(texts), models), plain)


def measured(language: Language, models: Unseen, data: Path) -> Iterator[str]:
    """Yield the section of a language."""
    recipe = read_recipe(MODELS / f"ai_likelihood_{language}")
    machine: list[Record] = []
    human: list[Record] = []
    for entry in recipe.corpora:
        name = Path(entry.path).name.split(".")[0]
        if name == "newsroom":
            machine = [
                record
                for record in read_corpus(entry, data)
                if record["lang"] == language and record["label"] == "ai"
            ]
        elif name in NEWS:
            human += read_corpus(entry, data)
    texts = [
        *chosen(machine, models, machine=True),
        *chosen(human, models, machine=False),
    ]
    count = sum(one.machine for one in texts)
    yield f"## {language}\n"
    yield f"{count} AI texts, {len(texts) - count} human ones.\n"
    yield from table(texts, models)
    yield ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or write them to a file; 2 where a corpus is missing."""
    return tables_of("attacks", "Edited texts and the AI score", measured, arguments)


if __name__ == "__main__":
    sys.exit(main())
