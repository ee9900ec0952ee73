"""The separate axes of a report as rows with a value, a scale and a rank.

The page, the comparison and the corpus report show the same axes in the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from detector.render import words
from detector.report import Framing, Percentile, Report, Tier

# Beyond this the scale ends: one word in ten is a hedge in hardly any article.
HEDGES_AT_MOST = 10.0


class _Score(Protocol):
    @property
    def model(self) -> str: ...
    @property
    def tier(self) -> Tier: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One measure of an article on its scale.

    Attributes
    ----------
    value
        NaN where it is undefined.
    shown
        The value in words.
    basis
        What it was counted on; empty where that goes without saying.
    headline
        The same of the headline alone, in words; empty where there is none.
    """

    name: str
    value: float
    low: float
    high: float
    shown: str
    basis: str = ""
    rank: str = ""
    headline: str = ""


def axes(report: Report) -> tuple[Axis, ...]:
    """Return loaded words, opinion, quotation, hedging and tone of a report."""
    return tuple(_axes(report.framing))


def model_rows(report: Report) -> list[tuple[str, str, str]]:
    """Return for each score its name, its model and its tier."""
    framing = report.framing
    scores: tuple[tuple[str, _Score], ...] = (
        ("Boilerplate", report.boilerplate),
        ("AI likelihood", report.ai),
        ("Assistance", report.ai.assisted),
        *(("Frames", frame) for frame in framing.frames[:1]),
        ("Loaded words", framing.loaded),
        ("Opinion", framing.opinion),
        ("Quotations", framing.quotes),
        ("Hedges", framing.hedging),
        ("Tone", framing.tone),
        ("Sources", framing.attribution),
    )
    return [(name, score.model, score.tier) for name, score in scores]


def _axes(framing: Framing) -> Iterator[Axis]:
    headline = framing.headline
    yield Axis(
        name="Loaded",
        value=framing.loaded.share.value,
        low=0,
        high=1,
        shown=_per_cent(framing.loaded.share.value),
        basis=words.share_in_words(framing.loaded.share, "author sentence"),
        rank=_rank(framing.loaded.percentile, "more loaded"),
        headline=_two_decimals(headline.loaded) if headline else "",
    )
    yield Axis(
        name="Opinion",
        value=framing.opinion.share.value,
        low=0,
        high=1,
        shown=_per_cent(framing.opinion.share.value),
        basis=words.share_in_words(framing.opinion.share, "author sentence"),
        rank=_rank(framing.opinion.percentile, "more opinion"),
    )
    yield Axis(
        name="Quoted",
        value=framing.quotes.share.value,
        low=0,
        high=1,
        shown=_per_cent(framing.quotes.share.value),
        basis=words.share_in_words(framing.quotes.share, "word"),
        rank=_rank(framing.quotes.percentile, "more quoted"),
    )
    yield from _cues(framing)


def _cues(framing: Framing) -> Iterator[Axis]:
    headline, hedging, tone = framing.headline, framing.hedging, framing.tone
    yield Axis(
        name="Hedging",
        value=hedging.per_100_words,
        low=0,
        high=HEDGES_AT_MOST,
        shown=_one_decimal(hedging.per_100_words),
        basis=f"per 100 words; {words.counted(len(hedging.spans), 'hedge')}",
        rank=_rank(hedging.percentile, "more hedged"),
        headline=_one_decimal(headline.hedging) if headline else "",
    )
    yield Axis(
        name="Tone",
        value=tone.mean,
        low=-1,
        high=1,
        shown=words.tone_in_words(tone.mean),
        rank=_rank(tone.percentile, "more positive"),
        headline=words.tone_in_words(headline.tone) if headline else "",
    )


def _rank(percentile: Percentile | None, more: str) -> str:
    return words.percentile_in_words(percentile, more)


def _per_cent(value: float) -> str:
    return words.per_cent(value) if value == value else "unknown"


def _one_decimal(value: float) -> str:
    return f"{value:.1f}" if value == value else "unknown"


def _two_decimals(value: float) -> str:
    return f"{value:.2f}" if value == value else "unknown"
