"""CheckThat! subjectivity by the protocol of its organisers: fitted on the train part.

Run ``python -m benchmarks.subjectivity --data PATH -o FILE``, PATH being the folder
of the corpora. The official test parts are asked with ``--test de:2024=FILE.tsv``, as
often as there are parts; the threshold then comes from dev. On dev it comes from
cross-validation of the train part. ``--fast`` leaves the embeddings out.

References
----------
Struß et al. (2024), CheckThat! Lab task 2; Ruggeri et al. (2025), task 1.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.loaders.sentences import checkthat
from detector.framing_models import SentenceNumbers
from detector.model import Model
from detector.semantic import head_inputs
from detector.sentence_measures import sentence_measures
from detector.store import MODELS, load
from detector.training import metrics
from detector.training.corpus import parse_records, read_bytes
from detector.training.embeddings import Embeddings
from detector.training.examples import vectorise, whole
from detector.training.fit import Fitted
from features.document import parse

Floats = NDArray[np.float64]
CORPUS = "framing/checkthat_subjectivity.jsonl.gz"
Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
# What each system reads, and whether it learns from both languages.
SYSTEMS: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "n-grams": (("n-grams",), False),
    "n-grams and cues": (("n-grams", "cues"), False),
    "fast: and what our fast models say": (("n-grams", "cues", "models"), False),
    "embeddings": (("embedding",), False),
    "semantic: and what our heads say": (("embedding", "cues", "heads"), False),
    "semantic, both languages": (("embedding", "cues", "heads"), True),
}
# Standardised columns are scaled so that one penalty suits all blocks.
_FACTORS = {"cues": 0.1, "models": 0.3, "embedding": 0.03, "heads": 0.1}
_STRENGTHS = (0.3, 1.0, 3.0)
_TASKS = ("opinion", "loaded")
_FOLDS = 5
Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the corpus in one language.

    Attributes
    ----------
    language : {"de", "en"}
    name : str
    targets : ndarray of float64, shape (n,)
        1 for subjective.
    blocks : mapping of str to csr_matrix or ndarray, each of n rows
    """

    language: Language
    name: str
    targets: Floats
    blocks: Mapping[str, csr_matrix | Floats]


@dataclass(frozen=True, slots=True)
class Row:
    """One system on one part."""

    language: str
    part: str
    system: str
    macro_f1: float
    at_even_odds: float
    auroc: float
    n: int


def read_part(
    language: Language, name: str, labelled: Mapping[str, bool], embed: Embed | None
) -> Part:
    """Return a part with everything that a system may read of its sentences."""
    texts = list(labelled)
    documents = [parse(text, language=language) for text in texts]
    models = [load(MODELS / f"{task}_{language}") for task in _TASKS]
    cues = np.vstack([sentence_measures(d, *whole(d)) for d in documents])
    ngrams = vectorise(
        documents, dense=(), families=models[0].families, language=language
    )[1]
    said = [
        Fitted(model.dense, tuple(map(np.asarray, model.tables)), model.intercept)
        for model in models
    ]
    blocks: dict[str, csr_matrix | Floats] = {
        "n-grams": hstack(ngrams, format="csr"),
        "cues": cues,
        "models": np.hstack([model.decide(cues, ngrams) for model in said]),
    }
    if embed is not None:
        blocks["embedding"] = embed(texts)
        blocks["heads"] = _heads(blocks, models)
    return Part(language, name, np.array(list(labelled.values()), float), blocks)


def _heads(blocks: Mapping[str, csr_matrix | Floats], models: list[Model]) -> Floats:
    """Return what the German semantic heads say: embeddings know no language."""
    columns = []
    for place, (task, model) in enumerate(zip(_TASKS, models, strict=True)):
        said = model.probability(blocks["models"][:, [place]])[:, 0]
        numbers = SentenceNumbers(said, said, said, said)
        inputs = head_inputs(task, numbers, blocks["cues"], blocks["embedding"])
        columns.append(load(MODELS / f"{task}_de_semantic").decide(inputs, ()))
    return np.hstack(columns)


def measured(train: Sequence[Part], dev: Part, tests: Sequence[Part]) -> Iterator[Row]:
    """Measure every system that the blocks allow.

    Parameters
    ----------
    train : sequence of Part
        That of the language of ``dev`` first, then the others.
    dev : Part
    tests : sequence of Part
        Of the language of ``dev``.
    """
    for name, (reads, both) in SYSTEMS.items():
        if not set(reads) <= set(dev.blocks):
            continue
        parts = train if both else train[:1]
        held_out, strength = chosen_strength(parts, reads)
        decide = fitted(parts, reads, strength)
        on_dev = decide(dev)
        limit = best_limit(train[0].targets, held_out)
        yield _row(name, dev, on_dev, limit)
        limit = best_limit(dev.targets, on_dev)
        for test in tests:
            yield _row(name, test, decide(test), limit)


def chosen_strength(
    parts: Sequence[Part], reads: Sequence[str]
) -> tuple[Floats, float]:
    """Return the held-out decisions on the first part at the best AUROC, and its C."""
    first, others = parts[0], parts[1:]
    folds = list(
        StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(
            first.targets, first.targets
        )
    )
    tried = []
    for strength in _STRENGTHS:
        decisions = np.empty(len(first.targets))
        for seen, unseen in folds:
            decide = fitted([_taken(first, seen), *others], reads, strength)
            decisions[unseen] = decide(_taken(first, unseen))
        tried.append((metrics.auroc(first.targets, decisions), strength, decisions))
    _, strength, decisions = max(tried, key=lambda one: one[0])
    return decisions, strength


def fitted(
    parts: Sequence[Part], reads: Sequence[str], strength: float
) -> Callable[[Part], Floats]:
    """Fit logistic regression, both classes weighing the same; return its decisions."""
    named = [block for block in reads if block != "n-grams"]
    # Each language by its own standard: the fast models are not the same ones.
    standards = {
        (part.language, block): (
            np.mean(part.blocks[block], axis=0),
            np.std(part.blocks[block], axis=0) + 1e-9,
        )
        for part in parts
        for block in named
    }

    def design(part: Part) -> csr_matrix:
        columns = [csr_matrix(part.blocks["n-grams"])] if "n-grams" in reads else []
        for block in named:
            mean, scale = standards[part.language, block]
            values = (part.blocks[block] - mean) / scale * _FACTORS[block]
            columns.append(csr_matrix(values))
        return hstack(columns, format="csr")

    estimator = LogisticRegression(
        C=strength, solver="liblinear", class_weight="balanced", tol=1e-5
    )
    targets = np.concatenate([part.targets for part in parts])
    estimator.fit(vstack([design(part) for part in parts], format="csr"), targets)
    return lambda part: np.asarray(estimator.decision_function(design(part)))


def best_limit(targets: Floats, decisions: Floats) -> float:
    """Return the limit of the highest macro F1, between two decisions that occur."""
    ranked = np.unique(decisions)
    limits = (ranked[1:] + ranked[:-1]) / 2 if len(ranked) > 1 else ranked
    scores = [_macro(targets, decisions >= limit) for limit in limits]
    return float(limits[int(np.argmax(scores))])


def _row(system: str, part: Part, decisions: Floats, limit: float) -> Row:
    return Row(
        part.language,
        part.name,
        system,
        _macro(part.targets, decisions >= limit),
        _macro(part.targets, decisions >= 0),
        metrics.auroc(part.targets, decisions),
        len(part.targets),
    )


def _macro(targets: Floats, found: NDArray[np.bool_]) -> float:
    return float(f1_score(targets > 0.5, found, average="macro"))


def _taken(part: Part, rows: NDArray[np.int64]) -> Part:
    blocks = {name: block[rows] for name, block in part.blocks.items()}
    return Part(part.language, part.name, part.targets[rows], blocks)


def run(data: Path, tests: Sequence[str], *, fast: bool) -> Iterator[Row]:
    """Read the corpus, and measure all systems in both languages."""
    embed = None if fast else Embeddings().of
    path = data / CORPUS
    records = parse_records(read_bytes(path), path)
    parts = {}
    for language in LANGUAGES:
        for name in ("train", "dev"):
            labelled = {
                record["text"]: record["label"] == "subjective"
                for record in records
                if (record["lang"], record["split"]) == (language, name)
            }
            parts[language, name] = read_part(language, name, labelled, embed)
    for language in LANGUAGES:
        others = [other for other in LANGUAGES if other != language]
        train = [parts[name, "train"] for name in (language, *others)]
        asked = [_test(given, embed) for given in tests if given[:2] == language]
        yield from measured(train, parts[language, "dev"], asked)


def _test(given: str, embed: Embed | None) -> Part:
    """Return the part that ``--test LANGUAGE:NAME=FILE`` names."""
    called, _, path = given.partition("=")
    language, _, name = called.partition(":")
    rows = checkthat(Path(path))
    labelled = {row["text"]: row["label"] == "SUBJ" for row in rows}
    return read_part(cast("Language", language), f"test {name}", labelled, embed)


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| language | part | system | macro F1 | macro F1 at even odds | AUROC | n |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.language} | {r.part} | {r.system} | {r.macro_f1:.3f} "
        f"| {r.at_even_odds:.3f} | {r.auroc:.3f} | {r.n} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, or write it to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--test", action="append", default=[], metavar="de:2024=FILE")
    parser.add_argument("--fast", action="store_true", help="without embeddings")
    parser.add_argument("-o", "--out", type=Path)
    given = parser.parse_args()
    table = as_table(list(run(given.data, given.test, fast=given.fast)))
    if given.out:
        given.out.write_text(table, encoding="utf-8", newline="\n")
    else:
        print(table, end="")


if __name__ == "__main__":
    main()
