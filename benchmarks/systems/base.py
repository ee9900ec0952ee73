"""``System``: anything that says something about the items of a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogue import Corpus
from benchmarks.items import Item
from benchmarks.predictions import Said

Family = Literal["ours", "baseline", "peer", "yours"]


class Unavailable(Exception):  # noqa: N818  # a state of a system, not a failure
    """A system cannot run here; the message says why."""


class System(Protocol):
    """What every system has.

    Attributes
    ----------
    name : str
    family : {"ours", "baseline", "peer", "yours"}
    protocol : str
        How it came to know what it knows, for the tables.
    """

    name: str
    family: Family
    protocol: str

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether it says anything on the task of a corpus."""
        ...

    def predict(self, corpus: Corpus, items: Sequence[Item]) -> list[Said]:
        """Return what it says of each item, in order.

        A system that learns does so in grouped folds: what it says of an item comes
        from a model that saw neither the item nor its group.
        """
        ...


@runtime_checkable
class Learner(System, Protocol):
    """A system that is trained in the run, in grouped folds."""

    def predict_beside(
        self, corpus: Corpus, items: Sequence[Item], beside: Sequence[Item]
    ) -> tuple[list[Said], NDArray[np.int64], NDArray[np.float64]]:
        """Return what it says of each item, and every fit of texts beside them.

        Returns
        -------
        said : list of Said
        fold_of : ndarray of int64, shape (n_items,)
            Which fit had not seen an item.
        scores : ndarray of float64, shape (n_folds, n_beside)
        """
        ...


class Each:
    """A system that looks at one text after the other and learns nothing.

    Parameters
    ----------
    name, family, protocol : str
    tasks : sequence of str
        What it answers: task names, or ``page`` for extractors of web pages.
    say : callable
        From an item to what is said of it.
    """

    def __init__(
        self,
        name: str,
        family: Family,
        tasks: Sequence[str],
        say: Callable[[Item], Said],
        *,
        protocol: str = "as installed",
    ) -> None:
        self.name = name
        self.family = family
        self.protocol = protocol
        self._tasks = frozenset(tasks)
        self._say = say

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether the task, or the kind for pages, is among its own."""
        what = "page" if corpus.kind == "page" else corpus.task
        return what in self._tasks

    def predict(self, corpus: Corpus, items: Sequence[Item]) -> list[Said]:  # noqa: ARG002
        """Return what is said of each item."""
        return [self._say(item) for item in items]
