"""Where an article stands among human news: shipped reference distributions.

``percentiles.json`` holds, for each language and measure, the hundredths of its
distribution over a sample of human news articles;
``python -m detector.training.reference`` makes it. Imports the report.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from pathlib import Path
from typing import Any

from detector.report import Percentile

FILE = Path(__file__).with_name("percentiles.json")
MEASURES = ("loaded", "opinion", "quotes", "hedging", "tone")
FEWEST_WORDS = 80  # an article of fewer has no place among whole articles


def percentile(measure: str, language: str, value: float) -> Percentile | None:
    """Return the share of human news articles with a smaller value.

    Parameters
    ----------
    measure : {"loaded", "opinion", "quotes", "hedging", "tone"}
        The shares of sentences or words, hedges per 100 words, or mean tone that a
        report states, by the models of the fast tier.
    language : {"de", "en"}
        Others have no reference.
    value : float

    Returns
    -------
    Percentile or None
        To one hundredth; None for an undefined value or a language without reference.
    """
    reference = _references().get(language)
    if reference is None or value != value:
        return None
    below = min(bisect_left(reference["hundredths"][measure], value), 100) / 100
    return Percentile(below, reference["corpus"], reference["n"])


@cache
def _references() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content
