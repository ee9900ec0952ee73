"""Published figures (``published.toml``), each with paper, protocol and differences."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure of a paper.

    Attributes
    ----------
    corpus : str
        Corpus and task here, such as ``babe.loaded``.
    measure : str
        Name of the measure here.
    value : float
    system, paper, protocol : str
    differs : str
        In what the figure of this benchmark is another one.
    """

    corpus: str
    measure: str
    value: float
    system: str
    paper: str
    protocol: str
    differs: str


@cache
def published() -> tuple[Published, ...]:
    """Return the figures in the order of the file."""
    path = Path(__file__).resolve().parent / "published.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Published(**entry) for entry in content["figures"])
