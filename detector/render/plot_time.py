"""The figure of AI likelihood over time, drawn with matplotlib."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import sqrt
from statistics import median

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from detector.corpus_report import CorpusFigures
from detector.render import words
from detector.render.plot_style import BLUE, INK, LIGHT, WIDTH

_ENOUGH = 10  # articles for a share
_PLENTY = 50
_FIRST_DAY = date(1970, 1, 1)
_PERIODS_AT_LEAST, _PERIODS_AT_MOST = 6, 70
_WIDTHS = {"day": 0.8, "week": 5.6, "month": 24.0, "year": 300.0}


def ai_over_time(figures: CorpusFigures) -> Figure | None:
    """Draw the share of articles that resemble AI text, over their number."""
    joined, unit = periods(figures.days)
    sure = {day: counts for day, counts in joined.items() if counts.total() >= _ENOUGH}
    if len(sure) < 2:
        return None
    figure = Figure(figsize=(WIDTH, 4.2), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    _draw_shares(upper, sure)
    if figures.rate.n:
        _draw_rate(upper, figures.rate.mean)
    upper.set_ylabel("% of the articles\n(band: 95 % interval)")
    upper.set_title(f"Articles that resemble AI text, by {unit}")
    counts = [joined[day].total() for day in joined]
    lower.bar(_places(joined), counts, width=_WIDTHS[unit], color=LIGHT)
    lower.set_ylabel("n")
    lower.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    lower.xaxis_date()
    lower.set_xlabel(
        f"Date of the article, by {unit} (n = {sum(counts):,}; no share below n = "
        f"{_ENOUGH})"
    )
    return figure


def _draw_shares(axes: Axes, sure: Mapping[date, Counter[str]]) -> None:
    found = [(counts["likely"], counts.total()) for counts in sure.values()]
    bounds = [wilson(hits, n) for hits, n in found]
    low, high = [x for x, _ in bounds], [x for _, x in bounds]
    days = _places(sure)
    axes.fill_between(days, low, high, color=LIGHT, alpha=0.45, linewidth=0)
    axes.plot(days, [hits / n for hits, n in found], color=BLUE, marker="o", ms=4)
    top = max(0.04, *high) * 1.08
    axes.set_ylim(0, top)
    decimals = 0 if top > 0.08 else 1
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals, symbol=""))


def _places(days: Iterable[date]) -> list[float]:
    """Return the days as matplotlib counts them, from the first day of 1970."""
    return [float((day - _FIRST_DAY).days) for day in days]


def _draw_rate(axes: Axes, rate: float) -> None:
    axes.axhline(rate, color=INK, linewidth=1, linestyle=(0, (4, 3)))
    axes.annotate(
        f"false-positive rate, {words.per_cent(rate)}",
        (0.01, rate),
        xycoords=("axes fraction", "data"),
        xytext=(0, 4),
        textcoords="offset points",
        fontsize=8.5,
    )


def periods(days: Mapping[date, Counter[str]]) -> tuple[dict[date, Counter[str]], str]:
    """Join days to the shortest periods that mostly hold enough articles.

    Parameters
    ----------
    days : mapping of date to Counter
        AI verdicts by day.

    Returns
    -------
    dict of date to Counter
        Verdicts by the first day of each period, in order.
    str
        ``day``, ``week``, ``month`` or ``year``.
    """
    joined: dict[date, Counter[str]] = {}
    unit = ""
    for unit in _WIDTHS:
        joined = {}
        for day in sorted(days):
            joined.setdefault(_start(day, unit), Counter()).update(days[day])
        sizes = [counts.total() for counts in joined.values()]
        if len(joined) <= _PERIODS_AT_MOST and sizes and median(sizes) >= _PLENTY:
            break
        if len(joined) <= _PERIODS_AT_LEAST:
            break
    return joined, unit


def _start(day: date, unit: str) -> date:
    """Return the first day of a period."""
    return {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }[unit]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    z = 1.96
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
