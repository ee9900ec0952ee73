"""The text of a report in a terminal, its marks as signs and colours, with a legend.

Signs say what colours say, so that the page reads the same in a pipe. What stands in
the margin is a leftover of the page, or the likeness of a passage to AI text.
"""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detector.render.marks import Mark, marks
from detector.render.passages import Line, Numbered, Piece, cut, numbered
from detector.report import Report

_MARGIN = 18
_NARROW = 50  # columns under which the margin stands above its line
# Layer: sign before, sign after, style, and what the legend says.
_SIGNS: dict[str, tuple[str, str, str, str]] = {
    "opinion": ("⟦", "⟧", "magenta", "opinion of the author"),
    "loaded": ("*", "*", "bold red", "loaded words"),
    "hedges": ("~", "~", "yellow", "hedges"),
    "disclosure": ("{", "}", "bold cyan", "notices on AI"),
}
_ROLES = {"headline": "bold", "heading": "bold", "leftover": "dim", "text": ""}


def marked_text(report: Report, *, width: int) -> RenderableType:
    """Set the marked text of a report.

    Parameters
    ----------
    report : Report
    width : int
        Columns to use.

    Returns
    -------
    RenderableType
        What a rich console prints: the lines of the text in order, then the legend.
    """
    found = marks(report)
    places = {(m.start, m.end, m.layer): m for kind in _SIGNS for m in found[kind]}
    shown = list(places.values())  # a word that hedges in two ways has one sign
    windows = found["windows"] if report.ai.verdict == "likely" else []
    lines = list(cut(report.text, report.boilerplate.lines, numbered(shown)))
    beside = _beside(lines, report, windows)
    narrow = width < _NARROW
    grid = Table.grid(padding=(0, 2, 0, 0))
    if not narrow:
        grid.add_column(width=_MARGIN - 2, style="dim")
    grid.add_column(overflow="fold")
    for line in lines:
        if grid.row_count and not line.joined:
            grid.add_row()
        text = _set(line)
        if not narrow:
            grid.add_row(Text(beside[line.number]), text)
            continue
        if beside[line.number]:
            grid.add_row(Text(f"[{beside[line.number]}]", "dim"))
        grid.add_row(text)
    return Group(
        Padding(Text("MARKED TEXT", "bold"), (1, 0)),
        grid,
        _legend(report, shown, windows),
    )


def _beside(
    lines: Sequence[Line], report: Report, windows: Sequence[Mark]
) -> dict[int, str]:
    """Return what stands in the margin of each line."""
    places = {line.line: line for line in report.boilerplate.lines}
    beside = {line.number: line.margin for line in lines}
    for window in windows:
        for number, place in places.items():
            if place.label == "content" and place.start < window.end <= place.end:
                beside[number] = f"AI {window.label}"
    return beside


def _set(line: Line) -> Text:
    text = Text(style=_ROLES[line.role])
    empty = Piece("", (), ())
    for before, piece, after in _triples([empty, *line.pieces, empty]):
        for item in _only_in(piece, before):
            text.append(_SIGNS[item.mark.layer][0], _SIGNS[item.mark.layer][2])
        style = " ".join(_SIGNS[item.mark.layer][2] for item in piece.marks)
        text.append(piece.text, style)
        for item in reversed(list(_only_in(piece, after))):
            text.append(_SIGNS[item.mark.layer][1], _SIGNS[item.mark.layer][2])
    return text


def _triples(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece, Piece]]:
    return zip(pieces, pieces[1:], pieces[2:], strict=False)


def _only_in(piece: Piece, other: Piece) -> Iterator[Numbered]:
    there = {item.number for item in other.marks}
    return (item for item in piece.marks if item.number not in there)


def _legend(
    report: Report, shown: Sequence[Mark], windows: Sequence[Mark]
) -> RenderableType:
    text = Text("Signs: ", "dim")
    used = [layer for layer in _SIGNS if any(mark.layer == layer for mark in shown)]
    for layer in used:
        opening, closing, style, meaning = _SIGNS[layer]
        text.append(f"{opening}{meaning}{closing}", style)
        text.append("  ")
    if not used:
        text.append("nothing is marked in the lines.  ")
    if any(line.label == "boilerplate" for line in report.boilerplate.lines):
        text.append("In the margin: leftovers of the page.  ", "dim")
    if windows:
        text.append("AI 0.00: likeness of the passage to AI text.", "dim")
    return Padding(text, (1, 0, 0, 0))
