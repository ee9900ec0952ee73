"""Cut a marked text into lines, and lines into pieces that carry their marks.

One sweep over lines and marks, linear in both. Every piece knows all marks over it, so
overlapping marks need no overlapping elements.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detector.render.marks import Mark
from detector.render.safe import harmless
from detector.report import LineScore

_SHORT_LINE = 50
_SENTENCE_ENDS = '.!?:…“”»"'
_HEADINGS = {"headline": "headline", "heading": "heading"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A mark with the number under which the page lists it."""

    number: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one and the same set of marks.

    Attributes
    ----------
    text
        Without control characters.
    marks
        All marks over it, widest layer first.
    opening
        Those of them that are seen here first.
    """

    text: str
    marks: tuple[Numbered, ...]
    opening: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text in pieces.

    Attributes
    ----------
    role
        ``headline``, ``heading``, ``leftover`` or ``text``.
    margin
        What stands beside the line; empty for content.
    joined
        Whether it continues the paragraph of the line before.
    """

    number: int
    role: str
    margin: str
    joined: bool
    pieces: tuple[Piece, ...]


def numbered(marks: Iterable[Mark]) -> list[Numbered]:
    """Give each mark the number under which the page lists it, from 0."""
    return [Numbered(number, mark) for number, mark in enumerate(marks)]


def cut(
    text: str, lines: Sequence[LineScore], marks: Sequence[Numbered]
) -> Iterator[Line]:
    """Cut a text into lines and pieces.

    Parameters
    ----------
    text : str
        The text that all offsets point into.
    lines : sequence of LineScore
        In order. A text without any becomes lines of content at its line breaks.
    marks : sequence of Numbered

    Yields
    ------
    Line
    """
    waiting = sorted(marks, key=lambda item: item.mark.start)
    following = 0
    open_now: list[Numbered] = []
    seen: set[int] = set()
    before: LineScore | None = None
    for line in lines or plain_lines(text):
        while following < len(waiting) and waiting[following].mark.start < line.end:
            open_now.append(waiting[following])
            following += 1
        open_now = [item for item in open_now if item.mark.end > line.start]
        here = sorted(_allowed(open_now, line), key=lambda item: item.number)
        yield Line(
            number=line.line,
            role=_role(line),
            margin=_margin(line),
            joined=before is not None and _continues(text, before, line),
            pieces=tuple(_pieces(text, line, here, seen)),
        )
        before = line


def plain_lines(text: str) -> Iterator[LineScore]:
    """Yield the lines of a text for which there is no boilerplate model."""
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if line.strip():
            yield LineScore(
                line=number,
                start=start,
                end=start + len(line.rstrip()),
                label="content",
                kind="content",
                probability=float("nan"),
            )
        start += len(line)


def _allowed(marks: Iterable[Numbered], line: LineScore) -> Iterator[Numbered]:
    """Pass over marks of the article that merely run across a leftover."""
    leftover = line.label == "boilerplate"
    for item in marks:
        if not leftover or item.mark.layer in ("leftovers", "disclosure"):
            yield item


def _pieces(
    text: str, line: LineScore, marks: Sequence[Numbered], seen: set[int]
) -> Iterator[Piece]:
    following = 0
    events = sorted(marks, key=lambda item: item.mark.start)
    active: list[Numbered] = []
    borders = _borders(line, marks)
    for start, end in pairwise(borders):
        while following < len(events) and events[following].mark.start <= start:
            active.append(events[following])
            following += 1
        active = [item for item in active if item.mark.end > start]
        here = tuple(sorted(active, key=lambda item: item.number))
        opening = tuple(item for item in here if item.number not in seen)
        seen.update(item.number for item in opening)
        yield Piece(harmless(text[start:end]), here, opening)


def _borders(line: LineScore, marks: Iterable[Numbered]) -> list[int]:
    found = {line.start, line.end}
    for item in marks:
        found.update((item.mark.start, item.mark.end))
    return sorted(x for x in found if line.start <= x <= line.end)


def _role(line: LineScore) -> str:
    if line.label == "boilerplate":
        return "leftover"
    return _HEADINGS.get(line.kind, "text")


def _margin(line: LineScore) -> str:
    if line.label == "content":
        return ""
    if line.duplicate_of is not None:
        return f"copy of line {line.duplicate_of}"
    return line.kind.replace("_", " ")


def _continues(text: str, before: LineScore, line: LineScore) -> bool:
    """Guess whether a paragraph was wrapped by hand between two lines."""
    return (
        line.line == before.line + 1
        and before.kind == line.kind == "content"
        and before.end - before.start >= _SHORT_LINE
        and text[before.end - 1] not in _SENTENCE_ENDS
    )
