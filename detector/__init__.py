"""Lesart reads a news article: leftovers, likeness to AI text, framing.

>>> from detector import Detector
>>> report = Detector().score(open("article.txt").read())  # doctest: +SKIP

Names load on first use, so that ``import detector`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detector.article import Article
    from detector.cleaning import Cleaned, clean
    from detector.errors import CorpusError, DetectorError, InputError, ModelError
    from detector.report import Report
    from detector.scoring import Detector

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Cleaned",
    "CorpusError",
    "Detector",
    "DetectorError",
    "InputError",
    "ModelError",
    "Report",
    "clean",
]

_HOMES = {
    "Article": "detector.article",
    "Cleaned": "detector.cleaning",
    "CorpusError": "detector.errors",
    "Detector": "detector.scoring",
    "DetectorError": "detector.errors",
    "InputError": "detector.errors",
    "ModelError": "detector.errors",
    "Report": "detector.report",
    "clean": "detector.cleaning",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, also those not loaded yet."""
    return sorted({*globals(), *__all__})
