"""A comparison as one HTML file: articles side by side, figures on common scales."""

from collections.abc import Iterator
from dataclasses import dataclass

from detector.compare import Comparison
from detector.render.comparison import (
    frame_rows,
    letter,
    overlaps,
    rows,
    summary,
)
from detector.render.html import render_page
from detector.render.marks import Mark
from detector.render.passages import Line, cut, numbered
from detector.report import Report
from detector.shared_text import SharedSentence


@dataclass(frozen=True, slots=True)
class _Column:
    """An article with its name in the comparison and its lines."""

    letter: str
    report: Report
    lines: tuple[Line, ...]
    shared: int
    sentences: int


def comparison_to_html(comparison: Comparison) -> str:
    """Return a comparison as a self-contained HTML page.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    str
        A whole page, with its style and script.
    """
    return render_page(
        "compare.html",
        styles=("base.css", "compare.css"),
        columns=tuple(_columns(comparison)),
        rows=rows(comparison),
        frames=frame_rows(comparison),
        overlaps=tuple(overlaps(comparison)),
        summary=summary(comparison),
        letter=letter,
        lesart=comparison.reports[0].lesart,
    )


def _columns(comparison: Comparison) -> Iterator[_Column]:
    pairs = zip(comparison.reports, comparison.sentences, strict=True)
    for position, (report, sentences) in enumerate(pairs):
        shared = [sentence for sentence in sentences if sentence.found_in]
        listed = numbered(_mark(position, sentence) for sentence in shared)
        lines = cut(report.text, report.boilerplate.lines, listed)
        yield _Column(
            letter(position),
            report,
            tuple(line for line in lines if line.role != "leftover"),
            len(shared),
            len(sentences),
        )


def _mark(position: int, sentence: SharedSentence) -> Mark:
    others = ", ".join(letter(other) for other in sentence.found_in)
    how = "Word for word in" if sentence.verbatim else "Largely the same in"
    return Mark(
        start=sentence.start,
        end=sentence.end,
        layer="shared",
        note=f"{letter(position)}: {how} {others}",
        style="verbatim" if sentence.verbatim else "",
        label=others,
    )
