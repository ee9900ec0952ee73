"""What a comparison says in words, the same for a terminal and a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from detector.compare import Comparison, Measure
from detector.render import words
from detector.report import FrameName

_FRAMES_AT_MOST = 6
# A frame is shown when articles differ by so much, or one of them uses it.
_FRAME_DIFFERS = 0.15
_FRAME_USED = 0.5


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One measure of all articles in words.

    Attributes
    ----------
    low, high
        The scale that the values stand on.
    differs
        Whether the articles are so far apart that a reader should look.
    """

    name: str
    values: tuple[float, ...]
    shown: tuple[str, ...]
    low: float
    high: float
    differs: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """How a measure is named and shown, and from where a difference counts."""

    name: str
    show: Callable[[float], str]
    low: float
    high: float
    notable: float


def _plain(value: float) -> str:
    return f"{value:.2f}"


_LOOKS = {
    "ai": _Look("AI likelihood", _plain, 0, 1, 0.3),
    "boilerplate": _Look("Leftovers", words.per_cent, 0, 1, 0.15),
    "loaded": _Look("Loaded sentences", words.per_cent, 0, 1, 0.1),
    "opinion": _Look("Opinion sentences", words.per_cent, 0, 1, 0.1),
    "quoted": _Look("Quoted words", words.per_cent, 0, 1, 0.15),
    "hedging": _Look("Hedges per 100 words", lambda value: f"{value:.1f}", 0, 10, 2),
    "tone": _Look("Tone", lambda value: f"{value:+.2f}", -1, 1, 0.3),
    "named_sources": _Look("Named sources", lambda value: f"{value:.0f}", 0, 0, 3),
    "vague_sources": _Look("Vague sources", lambda value: f"{value:.0f}", 0, 0, 2),
}


def letter(position: int) -> str:
    """Return the name of an article by its position: A to Z, then 27, 28 ..."""
    return chr(ord("A") + position) if position < 26 else str(position + 1)


def rows(comparison: Comparison) -> list[ComparedRow]:
    """Return the rows of all measures but the frames."""
    return [
        _decided(comparison, _row(x)) if x.name == "ai" else _row(x)
        for x in comparison.measures
        if not _is_frame(x)
    ]


def frame_rows(comparison: Comparison) -> list[ComparedRow]:
    """Return the frames that an article uses or that set the articles apart."""
    frames = [x for x in comparison.measures if _is_frame(x) and _is_worth_it(x)]
    return [_row(frame) for frame in frames[:_FRAMES_AT_MOST]]


def summary(comparison: Comparison) -> str:
    """Return in one sentence how much text the articles share."""
    total = sum(len(sentences) for sentences in comparison.sentences)
    shared = sum(bool(s.found_in) for those in comparison.sentences for s in those)
    if not total:
        return "There is no text to compare."
    if not shared:
        return "The articles share no sentence."
    return f"{shared:,} of {words.counted(total, 'sentence')} stand in another article."


def overlaps(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield for each two articles what share of one stands in the other, if any."""
    for i, row in enumerate(comparison.shared):
        for j, share in enumerate(row):
            if i != j and share != 0:
                yield letter(i), letter(j), _known(share, words.per_cent)


def _decided(comparison: Comparison, row: ComparedRow) -> ComparedRow:
    """Leave out the probability of an article whose verdict is undecided."""
    undecided = [report.ai.verdict == "undecided" for report in comparison.reports]
    values = [
        float("nan") if is_open else value
        for value, is_open in zip(row.values, undecided, strict=True)
    ]
    shown = [
        "undecided" if is_open else text
        for text, is_open in zip(row.shown, undecided, strict=True)
    ]
    differs = Measure("ai", tuple(values)).spread >= _LOOKS["ai"].notable
    return replace(row, values=tuple(values), shown=tuple(shown), differs=differs)


def _row(measure: Measure) -> ComparedRow:
    look = _look(measure)
    known = [value for value in measure.values if value == value]
    high = look.high or max([*known, 1.0])
    return ComparedRow(
        name=look.name,
        values=measure.values,
        shown=tuple(_known(value, look.show) for value in measure.values),
        low=look.low,
        high=max([*known, high]),
        differs=measure.spread >= look.notable,
    )


def _look(measure: Measure) -> _Look:
    if not _is_frame(measure):
        return _LOOKS[measure.name]
    frame: FrameName = measure.name.partition(":")[2]  # type: ignore[assignment]
    name = words.FRAMES[frame]
    return _Look(name[:1].upper() + name[1:], _plain, 0, 1, _FRAME_DIFFERS)


def _is_frame(measure: Measure) -> bool:
    return measure.name.startswith("frame:")


def _is_worth_it(frame: Measure) -> bool:
    used = any(value >= _FRAME_USED for value in frame.values)
    return used or frame.spread >= _FRAME_DIFFERS


def _known(value: float, show: Callable[[float], str]) -> str:
    return show(value) if value == value else "unknown"
