"""Your own system beside the others: a pipeline, a function or an HTTP endpoint.

>>> from benchmarks.systems.generic import from_callable
>>> system = from_callable("length", lambda texts: [len(t) for t in texts], ["ai"])
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

from benchmarks.catalogue import SEED, Corpus
from benchmarks.items import TASKS, Item
from benchmarks.predictions import Said
from benchmarks.systems.base import Family, System, Unavailable
from detector.errors import CorpusError
from detector.training.split import grouped_folds

Score = Callable[[list[str]], Sequence[Any]]
_BATCH = 32
_SECONDS = 60
_FOLDS = 3


class Batched:
    """A function from texts to predictions in the form of the task's kind."""

    family: Family = "yours"

    def __init__(
        self, name: str, score: Score, tasks: Sequence[str], protocol: str
    ) -> None:
        self.name = name
        self.protocol = protocol
        self._score = score
        self._tasks = frozenset(tasks)

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether the task is among its own."""
        return corpus.task in self._tasks

    def predict(self, corpus: Corpus, items: Sequence[Item]) -> list[Said]:  # noqa: ARG002
        """Return what the function says, asked in batches."""
        said: list[Said] = []
        for start in range(0, len(items), _BATCH):
            texts = [item.text for item in items[start : start + _BATCH]]
            answers = list(self._score(texts))
            if len(answers) != len(texts):
                raise Unavailable(
                    f"{self.name}: {len(texts)} texts given, {len(answers)} answers"
                )
            said += [Said(answer) for answer in answers]
        return said


class Pipeline:
    """A scikit-learn estimator over texts, cloned and trained in grouped folds."""

    family: Family = "yours"
    protocol = f"trained in the run, {_FOLDS} grouped folds"

    def __init__(self, name: str, estimator: Any) -> None:
        self.name = name
        self._estimator = estimator

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether the task has two classes."""
        return corpus.kind == "binary" and "constant" not in corpus.options

    def predict(self, corpus: Corpus, items: Sequence[Item]) -> list[Said]:
        """Return out-of-fold probabilities, or decisions where there are none."""
        return self.predict_beside(corpus, items, ())[0]

    def predict_beside(
        self,
        corpus: Corpus,  # noqa: ARG002
        items: Sequence[Item],
        beside: Sequence[Item],
    ) -> tuple[list[Said], NDArray[np.int64], NDArray[np.float64]]:
        """Return the same, with every fit's answers on texts beside them."""
        texts, others = _texts(items), _texts(beside)
        targets = np.array([item.target for item in items])
        groups = [item.group for item in items]
        scores = np.full(len(items), 0.5)
        folds = min(_FOLDS, len(set(groups)))
        asked = np.full((folds, len(beside)), 0.5)
        fold_of = grouped_folds(groups, folds, SEED)
        for fold in np.unique(fold_of).tolist():
            held_out = fold_of == fold
            fitted = clone(self._estimator).fit(texts[~held_out], targets[~held_out])
            scores[held_out] = _positive(fitted, texts[held_out])
            if len(others):
                asked[fold] = _positive(fitted, others)
        return [Said(float(score)) for score in scores], fold_of, asked


def from_callable(name: str, function: Score, tasks: Sequence[str] = ()) -> Batched:
    """Return a system that asks a function: a list of texts in, one answer each out."""
    return Batched(name, function, tasks or tuple(TASKS), "your function")


def from_pipeline(name: str, estimator: Any) -> Pipeline:
    """Return a system that trains a scikit-learn estimator in the run."""
    return Pipeline(name, estimator)


def from_http(name: str, url: str, tasks: Sequence[str] = ()) -> Batched:
    """Return a system that asks an endpoint.

    ``{"texts": [...]}`` is posted as JSON; ``{"scores": [...]}`` is expected back.
    """
    if not url.startswith(("http://", "https://")):
        raise CorpusError(f"{url}: an address that begins with http:// expected")
    return Batched(name, lambda texts: _ask(url, texts), tasks or tuple(TASKS), url)


def from_description(description: str) -> System:
    """Return the system that a command line describes.

    ``http://...``, ``callable:module:name``, ``pipeline:module:name`` (a function that
    returns an estimator), ``classifier:FOLDER``, ``likelihood:FOLDER``,
    ``fast-detect:FOLDER``, ``binoculars:FOLDER,FOLDER`` (local Hugging Face models).
    """
    kind, _, where = description.partition(":")
    if kind in {"http", "https"}:
        return from_http(description, description)
    if kind == "callable":
        return from_callable(where, _named(where))
    if kind == "pipeline":
        return from_pipeline(where, _named(where)())
    from benchmarks.systems.language_models import MAKERS

    if kind in MAKERS and where:
        return from_callable(description, MAKERS[kind](where), ("ai",))
    known = ", ".join(["http", "callable", "pipeline", *MAKERS])
    raise CorpusError(f"{description}: KIND:WHERE expected, KIND one of {known}")


def _named(where: str) -> Any:
    module, _, name = where.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise CorpusError(f"{where}: {error}; module:name expected") from None


def _texts(items: Sequence[Item]) -> NDArray[Any]:
    return np.array([item.text for item in items], dtype=object)


def _positive(fitted: Any, texts: NDArray[Any]) -> NDArray[np.float64]:
    if hasattr(fitted, "predict_proba"):
        return np.asarray(fitted.predict_proba(texts)[:, 1])
    return np.asarray(fitted.decision_function(texts), float)


def _ask(url: str, texts: list[str]) -> Sequence[Any]:
    body = json.dumps({"texts": texts}).encode()
    request = urllib.request.Request(  # noqa: S310  # the scheme is checked above
        url, body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            scores: Sequence[Any] = json.load(answer)["scores"]
    except (urllib.error.URLError, KeyError, TypeError, ValueError) as error:
        raise Unavailable(f"{url}: {error}") from None
    return scores
