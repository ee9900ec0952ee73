"""A report as a page in a terminal, set with rich.

Colours appear in a terminal only, and never alone: each stands beside a word. Nothing
of the article reaches the terminal but through ``harmless``.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from detector.render import sections, words
from detector.render.framing_section import framing_section
from detector.render.marked_text import marked_text
from detector.render.safe import harmless, shortened
from detector.render.sections import Level, Row, Section
from detector.report import Report, Tier

_WIDEST = 100
_NAME_WIDTH = 20
_STYLES: dict[Level, str] = {
    "calm": "bold green",
    "notable": "bold yellow",
    "strong": "bold red",
    "plain": "bold",
}


class _Console(Console):
    """Leaves a broken pipe to the command line, which ends all commands alike."""

    def on_broken_pipe(self) -> None:
        """Pass the error on; rich would end the program with a code of its own."""
        raise BrokenPipeError


class _Score(Protocol):
    @property
    def model(self) -> str: ...
    @property
    def tier(self) -> Tier: ...


def page_writer(
    *, verbose: bool = False, marked: bool = False
) -> Callable[[Report], None]:
    """Return a function that prints report after report on the standard output."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows no umlauts
    console = _Console(highlight=False)
    width = min(console.width, _WIDEST)
    written = 0

    def write(report: Report) -> None:
        nonlocal written
        if written:
            console.print(Rule(style="dim"), width=width)
        console.print(
            page(report, width=width, verbose=verbose, marked=marked), width=width
        )
        written += 1

    return write


def page(
    report: Report, *, width: int, verbose: bool = False, marked: bool = False
) -> RenderableType:
    """Set a report on a page.

    Parameters
    ----------
    report : Report
    width : int
        Columns to use.
    verbose : bool
        Show every leftover, all evidence, the measures and the models.
    marked : bool
        Show the text too, with its marks.

    Returns
    -------
    RenderableType
        What a rich console prints.
    """
    parts = (
        sections.boilerplate_section(report, verbose=verbose),
        sections.ai_section(report, verbose=verbose),
        sections.disclosure_section(report),
        framing_section(report, verbose=verbose),
    )
    return Group(
        _heading(report),
        *(_section(part, width) for part in parts),
        *_notes(report),
        *((marked_text(report, width=width),) if marked else ()),
        *(_measures(report) if verbose else ()),
        _imprint(report, verbose=verbose),
    )


def _heading(report: Report) -> RenderableType:
    facts = report.article
    title = facts.title or "No headline"
    known = (facts.id, facts.source, facts.author, facts.date)
    line = " · ".join([words.facts_in_words(facts), *(k for k in known if k)])
    return Group(
        Text(harmless(title), "bold" if facts.title else "dim"),
        Text(harmless(line), "dim"),
    )


def _section(section: Section, width: int) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_NAME_WIDTH - 2, no_wrap=True, style="dim")
    grid.add_column()
    grid.add_row(
        Text(section.title.upper(), "bold"),
        Text(harmless(section.verdict), _STYLES[section.level]),
    )
    for row in section.rows:
        grid.add_row(Text(harmless(row.name)), _cell(row, width - _NAME_WIDTH))
    return Padding(grid, (1, 0, 0, 0))


def _cell(row: Row, width: int) -> Text:
    return Text(shortened(row.text, width) if row.cut else harmless(row.text))


def _notes(report: Report) -> Iterator[RenderableType]:
    for note in sections.notes(report):
        yield Padding(Text(f"Note: {harmless(note)}", "yellow"), (1, 0, 0, 0))


def _measures(report: Report) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, value in (report.features or {}).items():
        shown = "undefined" if value != value else f"{value:,.4g}"
        grid.add_row(Text(name, "dim"), Text(shown))
    yield Padding(Group(Text("MEASURES", "bold dim"), grid), (1, 0, 0, 0))


def _imprint(report: Report, *, verbose: bool) -> RenderableType:
    line = f"Lesart {report.lesart}"
    if verbose:
        line += f" · models: {', '.join(_models(report))}"
    return Padding(Text(line, "dim"), (1, 0, 0, 0))


def _models(report: Report) -> list[str]:
    framing = report.framing
    scores: tuple[_Score, ...] = (
        report.boilerplate,
        report.ai,
        report.ai.assisted,
        *framing.frames,
        framing.loaded,
        framing.opinion,
        framing.tone,
        framing.hedging,
        framing.quotes,
    )
    return list(dict.fromkeys(f"{score.model} ({score.tier})" for score in scores))
