"""A comparison as a page in a terminal, set with rich."""

import sys
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detector.compare import Comparison
from detector.render import words
from detector.render.comparison import (
    ComparedRow,
    frame_rows,
    letter,
    overlaps,
    rows,
    summary,
)
from detector.render.safe import harmless, shortened

_WIDEST = 100
_NAME_WIDTH = 34  # of the longest frame with its star
_SENTENCES_SHOWN = 5


def print_comparison(comparison: Comparison) -> None:
    """Print a comparison on the standard output."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows no umlauts
    console = Console(highlight=False)
    width = min(console.width, _WIDEST)
    console.print(comparison_page(comparison, width=width), width=width)


def comparison_page(comparison: Comparison, *, width: int) -> RenderableType:
    """Set a comparison on a page of so many columns."""
    return Group(
        _articles(comparison, width),
        _heading("FIGURES", "* the articles are far apart"),
        _figures(comparison, rows(comparison)),
        _heading("FRAMES", "probability that the article uses each"),
        _figures(comparison, frame_rows(comparison)),
        _heading("SHARED TEXT", summary(comparison)),
        *_overlaps(comparison),
        _shared(comparison, width),
    )


def _articles(comparison: Comparison, width: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for position, report in enumerate(comparison.reports):
        facts = report.article
        known = [k for k in (facts.id, facts.source, facts.date) if k]
        line = " · ".join([*known, words.facts_in_words(facts)])
        title = shortened(facts.title or "No headline", width - 4)
        grid.add_row(Text(letter(position), "bold"), Text(title, "bold"))
        grid.add_row("", Text(harmless(line), "dim"))
        grid.add_row("", Text(harmless(words.AI_VERDICTS[report.ai.verdict])))
    return grid


def _heading(title: str, note: str) -> RenderableType:
    return Padding(Text.assemble((title, "bold"), "  ", (note, "dim")), (1, 0, 0, 0))


def _figures(comparison: Comparison, shown: Sequence[ComparedRow]) -> RenderableType:
    if not shown:
        return Text("none stands out", "dim")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=_NAME_WIDTH, style="dim")
    for _ in comparison.reports:
        grid.add_column(justify="right", no_wrap=True)
    letters = [letter(position) for position in range(len(comparison.reports))]
    grid.add_row("", *(Text(name, "bold") for name in letters))
    for row in shown:
        style = "bold" if row.differs else ""
        name = f"{row.name} *" if row.differs else row.name
        grid.add_row(Text(name, style), *(Text(value, style) for value in row.shown))
    return grid


def _overlaps(comparison: Comparison) -> list[Text]:
    return [
        Text(f"{share} of the words of {one} stand in {other}")
        for one, other, share in overlaps(comparison)
    ]


def _shared(comparison: Comparison, width: int) -> RenderableType:
    """Show the first sentences of the first article that stand in others."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    sentences = comparison.sentences[0]
    text = comparison.reports[0].text
    found = [sentence for sentence in sentences if sentence.found_in]
    for sentence in found[:_SENTENCES_SHOWN]:
        where = "".join(letter(other) for other in (0, *sentence.found_in))
        line = text[sentence.start : sentence.end]
        left = width - len(comparison.reports) - 2
        grid.add_row(Text(where, "dim"), Text(shortened(line, left)))
    if len(found) > _SENTENCES_SHOWN:
        more = words.counted(len(found) - _SENTENCES_SHOWN, "more sentence")
        grid.add_row("", Text(f"and {more}", "dim"))
    return grid
