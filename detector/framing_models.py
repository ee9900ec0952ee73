"""The framing models of a language, run over the sentences of a document at once.

Loaded, opinion, tone and frames read the same n-grams of the same sentences, so
these are counted once and multiplied by one table that holds all outputs side by
side. A passage is the mean of its sentences: its frames cost nothing more.
Imports the model and its store, and ``features``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.errors import ModelError
from detector.model import Floats, Model, expit, logit, side_by_side
from detector.report import Tier
from detector.sentence_measures import MEASURES, measures_of_sentences
from detector.store import MODELS, load
from features.document import Document
from features.ngrams import Family, Rows, rows
from features.weights import SideBySide

Integers = NDArray[np.int64]
TASKS = ("loaded", "opinion", "tone", "frames")
PASSAGE = 3
STEP = 2
_SHOWN = 3  # passages of a frame
# Units whose n-grams are counted at a time: memory then does not grow with them.
_BLOCK = 128


class SentenceNumbers(NamedTuple):
    """What the models say of each sentence of a document.

    Attributes
    ----------
    loaded, opinion : ndarray of float64, shape (n_sentences,)
        Probabilities at equal priors.
    tone : ndarray of float64, shape (n_sentences,)
        -1 (negative) to 1 (positive).
    frames : ndarray of float64, shape (n_sentences, 14)
        Decisions without the intercept; passages are their means.
    """

    loaded: Floats
    opinion: Floats
    tone: Floats
    frames: Floats


@dataclass(frozen=True, eq=False)
class FramingModels:
    """The four framing models of one language, of the same n-gram families.

    Attributes
    ----------
    loaded, opinion, tone, frames : Model
    """

    loaded: Model
    opinion: Model
    tone: Model
    frames: Model

    def __post_init__(self) -> None:
        """Refuse models that do not read the same n-grams."""
        for model in self.all[1:]:
            if model.families != self.loaded.families:
                raise ModelError(
                    f"{model.name}: other n-gram families than {self.loaded.name}; "
                    "train the framing models of a language with the same families"
                )
        for model in self.all:
            if model.dense.names not in ((), MEASURES):
                raise ModelError(
                    f"{model.name}: other named features than sentence_measures gives; "
                    "train it again"
                )

    @classmethod
    def load(
        cls,
        language: Literal["de", "en"],
        folder: Path = MODELS,
        *,
        research: bool = False,
    ) -> FramingModels:
        """Read the models of a language.

        Parameters
        ----------
        language : {"de", "en"}
        folder : Path
            Where the model folders are.
        research : bool
            Prefer models for non-commercial research where there are any.
        """
        return cls(
            **{task: load(_folder(folder, task, language, research)) for task in TASKS}
        )

    @property
    def all(self) -> tuple[Model, ...]:
        """The models, in the order of ``TASKS``."""
        return (self.loaded, self.opinion, self.tone, self.frames)

    def model(self, task: str) -> Model:
        """Return the model of a task."""
        return self.all[TASKS.index(task)]

    def tier(self, task: str) -> Tier:  # noqa: ARG002
        """Return the tier of that model."""
        return "fast"

    @property
    def fast(self) -> FramingModels:
        """These models, which other tiers build on."""
        return self

    def score(self, document: Document) -> SentenceNumbers:
        """Return what the models say of each sentence."""
        parts = document.sentences_at
        measures = measures_of_sentences(document)
        blocks = [
            self.decide(
                self._count(document, parts.starts[block], parts.ends[block]),
                measures[block],
            )
            for block in _blocks(len(parts))
        ]
        decided = {task: np.concatenate([b[task] for b in blocks]) for task in TASKS}
        tone = self.tone.probability(decided["tone"] + self.tone.intercept)
        return SentenceNumbers(
            loaded=_probability(self.loaded, decided["loaded"]),
            opinion=_probability(self.opinion, decided["opinion"]),
            tone=tone_of(tone, self.tone.outputs),
            frames=decided["frames"],
        )

    def decide(self, counted: Sequence[Rows], measures: Floats) -> Mapping[str, Floats]:
        """Return the decisions of each model, without intercepts.

        Parameters
        ----------
        counted : sequence of Rows
            The n-grams of the sentences, one ``Rows`` per family.
        measures : ndarray of float64, shape (n_sentences, n_measures)
            Their ``sentence_measures``.
        """
        total = np.zeros((counted[0].size[0], self._tables[0].shape[1]))
        for rows_of_family, table in zip(counted, self._tables, strict=True):
            total += rows_of_family.dot(table)
        decided, begin = {}, 0
        for task, model in zip(TASKS, self.all, strict=True):
            end = begin + len(model.outputs)
            decided[task] = _with_measures(model, total[:, begin:end], measures)
            begin = end
        return decided

    def word_decisions(
        self, document: Document, starts: Integers, ends: Integers
    ) -> Floats:
        """Return how loaded single words are, as decisions of the loaded model.

        Parameters
        ----------
        document : Document
        starts, ends : ndarray of int64, shape (n_words,)
            The words, as offsets into ``document.folded``.
        """
        first = np.maximum(starts - 1, 0)
        last = np.minimum(ends + 1, len(document.folded))
        decided = [
            self.loaded.decide(None, self._count(document, first[block], last[block]))
            for block in _blocks(len(starts))
        ]
        return np.concatenate(decided)[:, 0]

    def _count(
        self, document: Document, starts: Integers, ends: Integers
    ) -> tuple[Rows, ...]:
        return self.loaded.ngrams(document, starts, ends)

    @cached_property
    def _tables(self) -> tuple[SideBySide, ...]:
        """One table per family, the outputs of all models side by side."""
        return side_by_side(self.all)


def _blocks(units: int) -> list[slice]:
    """Return slices that cover so many units; one, empty, where there are none."""
    return [slice(at, at + _BLOCK) for at in range(0, max(units, 1), _BLOCK)]


def passages(sentences: int) -> Integers:
    """Return first and last + 1 sentence of each passage, shape (n_passages, 2).

    Three sentences, every other one a start; the last passage ends with the text.
    """
    if sentences == 0:
        return np.empty((0, 2), np.int64)
    first = np.arange(0, max(sentences - PASSAGE + STEP, 1), STEP)
    return np.stack((first, np.minimum(first + PASSAGE, sentences)), axis=1)


def passage_decisions(frames: Model, sentences: Floats, spans: Integers) -> Floats:
    """Return the decisions of passages from those of their sentences."""
    sums = np.concatenate((np.zeros((1, sentences.shape[1])), sentences.cumsum(axis=0)))
    lengths = (spans[:, 1] - spans[:, 0])[:, None]
    return np.asarray(
        (sums[spans[:, 1]] - sums[spans[:, 0]]) / lengths + frames.intercept
    )


def of_article(passages_scores: Floats) -> Floats:
    """Return probabilities of the article: the mean odds of its passages.

    One strong passage among many weak ones keeps a part of its weight, which a mean
    of probabilities would lose and a maximum would exaggerate.
    """
    odds = np.exp(logit(np.clip(passages_scores, 1e-3, 1 - 1e-3)))
    return expit(np.log(odds.mean(axis=0)))


def strongest_passages(
    passages_scores: Floats, limits: Sequence[float]
) -> list[list[int]]:
    """Return for each output the passages that reach its limit, at most three."""
    reached = (passages_scores >= limits).T.tolist()
    order = np.argsort(-passages_scores, axis=0, kind="stable")[:_SHOWN].T.tolist()
    return [
        [passage for passage in best if marks[passage]]
        for best, marks in zip(order, reached, strict=True)
    ]


def sentence_means(
    document: Document, family: Family, language: Literal["de", "en"]
) -> Rows:
    """Return the mean of the n-gram rows of the sentences of a document: one row."""
    parts = document.sentences_at
    counted = rows(document, family, parts.starts, parts.ends, language=language)
    column, place = np.unique(counted.column, return_inverse=True)
    value = np.bincount(place, counted.value) / max(len(parts), 1)
    return Rows(np.zeros(len(column), np.int64), column, value, (1, counted.size[1]))


def tone_of(probabilities: Floats, outputs: Sequence[str]) -> Floats:
    """Return P(positive) - P(negative)."""
    positive, negative = outputs.index("positive"), outputs.index("negative")
    return np.asarray(probabilities[:, positive] - probabilities[:, negative])


def _with_measures(model: Model, decisions: Floats, measures: Floats) -> Floats:
    if not model.dense.names:
        return decisions
    return np.asarray(
        decisions + model.dense.standardise(measures) @ model.dense.weights
    )


def _probability(model: Model, decisions: Floats) -> Floats:
    return model.probability(decisions + model.intercept)[:, 0]


def _folder(folder: Path, task: str, language: str, research: bool) -> Path:
    wider = folder / f"{task}_{language}_research"
    return wider if research and wider.is_dir() else folder / f"{task}_{language}"
