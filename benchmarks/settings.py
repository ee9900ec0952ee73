"""What a run of the benchmark is made of, and what its numbers depend on."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.catalogue import SEED
from benchmarks.draws import DRAWS
from detector import __version__
from features.registry import SCHEMA_VERSION, schema_digest

LIMIT = 600
PEER_LIMIT = 300
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "joblib", "nltk")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a run is made of.

    Attributes
    ----------
    data : Path
        Folder of the corpora that do not ship.
    out : Path
        Folder of the results.
    systems : tuple of str
        Families or names of peers.
    own : tuple of str
        Descriptions of your own systems.
    limit, peer_limit : int or None
        About so many items a corpus, by whole groups; None: all.
    jobs : int
        Corpora at the same time.
    curves : bool
        Also the learning curve of our n-grams on each corpus.
    reference : bool
        Hold AI scores against the reference news below ``data`` where it is there.
    """

    data: Path
    out: Path
    systems: tuple[str, ...] = ("ours", "baselines")
    own: tuple[str, ...] = ()
    limit: int | None = LIMIT
    peer_limit: int | None = PEER_LIMIT
    jobs: int = 1
    curves: bool = False
    reference: bool = False

    def facts(self) -> dict[str, Any]:
        """Return what the numbers of a run depend on, and the machine."""
        return {
            "lesart": __version__,
            "schema": SCHEMA_VERSION,
            "schema_digest": schema_digest(),
            "seed": SEED,
            "draws": DRAWS,
            "limit": self.limit,
            "peer_limit": self.peer_limit,
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}",
            "libraries": {name: _version(name) for name in _LIBRARIES},
        }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
