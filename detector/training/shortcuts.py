"""Label shortcuts: typography and length that give a label away without reading.

A classifier trained on a corpus with such a shortcut learns the shortcut. Each
measure is looked at alone; its AUROC says how far it separates the classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detector.training.metrics import auroc

WORTH_NAMING = 0.65
SEPARATES_ALONE = 0.95
_WORD = re.compile(r"\w+")
_COUNTED: Mapping[str, re.Pattern[str]] = {
    "line breaks": re.compile(r"\n"),
    "blank lines": re.compile(r"\n[ \t]*\n"),
    "list marks": re.compile(r"(?m)^[ \t]*(?:[-*•]|\d+\.)[ \t]"),
    "Markdown marks": re.compile(r"\*\*|(?m:^#{1,6} )|`"),
    "quotation marks": re.compile("[\"„“”«»]"),
    "curly quotation marks": re.compile("[„“”«»]"),
    "curly apostrophes": re.compile("[’‘]"),
    "em dashes": re.compile("—"),
    "en dashes": re.compile("–"),
    "hyphens": re.compile("-"),
    "brackets": re.compile(r"[()\[\]]"),
    "digits": re.compile(r"\d"),
    "commas": re.compile(","),
    "colons": re.compile(":"),
    "semicolons": re.compile(";"),
    "exclamation marks": re.compile("!"),
    "question marks": re.compile(r"\?"),
    "ellipses": re.compile(r"\.\.\.|…"),
    "double blanks": re.compile("  "),
    "blanks before marks": re.compile(r" [.,;:!?]"),
    "characters beyond ASCII": re.compile(r"[^\x00-\x7f]"),
    "capitals": re.compile(r"[A-ZÄÖÜ]"),
    "emojis": re.compile("[\U0001f300-\U0001faff✀-➿]"),
    "web addresses": re.compile(r"https?://|www\."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A measure that alone tells something about the label.

    Attributes
    ----------
    name : str
    auroc : float
        0.5 to 1: how far the measure alone separates the classes.
    more : {"positive", "negative"}
        The class that has more of it.
    positive, negative : float
        Share of the texts of each class that have any of it; for lengths the median.
    """

    name: str
    auroc: float
    more: str
    positive: float
    negative: float


def measures(texts: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Return each measure of each text: counts per 100 words, and lengths.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
    """
    words = np.array([max(len(_WORD.findall(text)), 1) for text in texts], float)
    table = {
        name: 100 * np.array([len(pattern.findall(text)) for text in texts]) / words
        for name, pattern in _COUNTED.items()
    }
    table["length in words"] = words
    table["ends without a full stop"] = _shares(
        texts, lambda text: text.rstrip()[-1:] not in ".!?\"“”«»'’)…"
    )
    table["starts in lower case"] = _shares(texts, lambda text: text[:1].islower())
    return table


def shortcuts(
    texts: Sequence[str],
    targets: NDArray[np.float64],
    *,
    at_least: float = WORTH_NAMING,
) -> list[Shortcut]:
    """Return what alone separates two classes, strongest first.

    Parameters
    ----------
    texts : sequence of str
    targets : ndarray of float64, shape (n,)
        1, 0, or NaN for texts to leave out.
    at_least : float
        AUROC from which a measure is returned.
    """
    known = ~np.isnan(targets)
    chosen = [text for text, use in zip(texts, known, strict=True) if use]
    labels = targets[known]
    found = [
        _shortcut(name, values, labels) for name, values in measures(chosen).items()
    ]
    strong = [shortcut for shortcut in found if shortcut.auroc >= at_least]
    return sorted(strong, key=lambda shortcut: (-shortcut.auroc, shortcut.name))


def _shortcut(
    name: str, values: NDArray[np.float64], labels: NDArray[np.float64]
) -> Shortcut:
    area = auroc(labels, values)
    positive, negative = values[labels > 0.5], values[labels <= 0.5]
    typical = np.median if name == "length in words" else lambda v: np.mean(v > 0)
    return Shortcut(
        name=name,
        auroc=max(area, 1 - area),
        more="positive" if area >= 0.5 else "negative",
        positive=float(typical(positive)),
        negative=float(typical(negative)),
    )


def _shares(texts: Sequence[str], test: Callable[[str], bool]) -> NDArray[np.float64]:
    return np.array([float(test(text)) for text in texts])
