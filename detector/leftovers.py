"""The lines of a document as the report shows them: of the article, or leftovers.

Imports the line model, its options and the report.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from detector.boilerplate import LineModels, LineScores, score_lines
from detector.disclosure import find_disclosures
from detector.line_options import LineOptions
from detector.report import Boilerplate, LineKind, LineScore, Share
from features.document import Document

_NO_MODEL = "none"
_ALL_CONTENT: tuple[LineKind, ...] = ("content",)
# Share of the words in leftover lines above which a text is "some", "heavy".
_SOME, _HEAVY = 0.0, 0.25


def line_scores(
    document: Document, models: LineModels | None, options: LineOptions
) -> LineScores:
    """Return what the lines are; all of them content where there is no model."""
    if models is not None:
        return score_lines(document, models, options)
    count = len(document.lines)
    return LineScores(
        content=np.ones(count, np.bool_),
        kinds=_ALL_CONTENT * count,
        probabilities=np.full(count, math.nan),
        duplicate_of=np.full(count, -1),
        headline=None,
        statements=tuple(find_disclosures(document)),
    )


def line_report(
    document: Document, lines: LineScores, models: LineModels | None
) -> Boilerplate:
    """Return the part of a report on the lines."""
    words = document.line_lengths
    share = Share.from_counts(int(words[~lines.content].sum()), int(words.sum()))
    return Boilerplate(
        share=share,
        verdict=_amount(share.value),
        lines=_lines(document, lines),
        model=models.leftover.name if models else _NO_MODEL,
        tier="fast",
    )


def _lines(document: Document, lines: LineScores) -> tuple[LineScore, ...]:
    numbers = document.line_numbers.tolist()
    columns = zip(
        numbers,
        document.lines.starts.tolist(),
        document.lines.ends.tolist(),
        lines.content.tolist(),
        lines.kinds,
        lines.probabilities.tolist(),
        lines.duplicate_of.tolist(),
        strict=True,
    )
    return tuple(
        LineScore(
            line=number,
            start=place.start,
            end=place.end,
            label="content" if is_content else "boilerplate",
            kind=kind,
            probability=probability,
            duplicate_of=numbers[copied] if copied >= 0 else None,
        )
        for number, start, end, is_content, kind, probability, copied in columns
        for place in (document.original(start, end),)
    )


def _amount(share: float) -> Literal["clean", "some", "heavy"]:
    if not share > _SOME:
        return "clean"
    return "heavy" if share >= _HEAVY else "some"
