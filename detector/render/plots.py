"""Figures of a corpus of reports, drawn with matplotlib.

Loads when a corpus report is asked for, never for one article. No figure rests on
colour alone.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from detector.corpus_report import CorpusFigures, SourceFigures
from detector.distribution import Distribution
from detector.render import words
from detector.render.plot_style import (
    BLUE,
    COLOURS,
    INK,
    LIGHT,
    MARKERS,
    RULE,
    SOFT,
    STYLE,
    WIDTH,
)
from detector.render.plot_time import ai_over_time
from detector.render.safe import shortened

SOURCES_AT_MOST = 20
_KINDS_AT_MOST = 8
_GROUPS = 6


def draw_figures(figures: CorpusFigures, folder: Path) -> dict[str, str]:
    """Draw the figures that the corpus has data for, each as SVG and PNG.

    Parameters
    ----------
    figures : CorpusFigures
    folder : Path
        An existing folder.

    Returns
    -------
    dict of str to str
        File name without ending, and what the figure shows, in reading order.
    """
    plots: tuple[tuple[str, Callable[[CorpusFigures], Figure | None], str], ...] = (
        ("ai_by_source", _ai_by_source, "AI likelihood by source"),
        ("ai_over_time", ai_over_time, "Articles that resemble AI text over time"),
        ("boilerplate_by_source", _boilerplate, "Leftovers of the page by source"),
        ("leftover_kinds", _kinds, "Kinds of leftovers by source"),
        ("frames_by_source", _frames, "Frames by source"),
        ("hedging_loaded", _hedging_loaded, "Hedging against loaded words"),
    )
    drawn = {}
    with mpl.rc_context(STYLE):
        for name, draw, title in plots:
            figure = draw(figures)
            if figure is not None:
                _save(figure, folder / name)
                drawn[name] = title
    return drawn


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})
    figure.savefig(path.with_suffix(".png"), dpi=160, metadata={"Software": None})


def _ai_by_source(figures: CorpusFigures) -> Figure | None:
    return _distributions(
        figures,
        lambda source: source.ai,
        title="AI likelihood by source",
        label="Probability that an article resembles AI text",
    )


def _boilerplate(figures: CorpusFigures) -> Figure | None:
    return _distributions(
        figures,
        lambda source: source.boilerplate,
        title="Leftovers of the page by source",
        label="Leftovers, % of the words of an article",
        per_cent=True,
    )


def _distributions(
    figures: CorpusFigures,
    of: Callable[[SourceFigures], Distribution],
    *,
    title: str,
    label: str,
    per_cent: bool = False,
) -> Figure | None:
    """Draw median, middle half and middle 90 % of each source on a line."""
    shown = [s for s in figures.largest(SOURCES_AT_MOST) if of(s).n]
    if not shown:
        return None
    shown.sort(key=lambda source: of(source).quantile(0.5))
    rows = [figures.whole, *shown] if len(shown) > 1 else shown
    figure, axes = _sheet(1.5 + 0.32 * len(rows))
    for place, source in enumerate(rows):
        _range(axes, place, of(source))
    labels = [_counted(source, of(source).n) for source in rows]
    axes.set_yticks(range(len(rows)), labels=labels)
    axes.set_xlim(0, 1)
    axes.grid(axis="x", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"{label}\ndot: median; thick: middle half; thin: middle 90 %")
    axes.set_title(title)
    if per_cent:
        axes.xaxis.set_major_formatter(PercentFormatter(1, symbol=""))
    return figure


def _range(axes: Axes, place: int, values: Distribution) -> None:
    low, first, middle, third, high = (
        values.quantile(share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)
    )
    axes.plot([low, high], [place, place], color=BLUE, linewidth=1)
    axes.plot(
        [first, third],
        [place, place],
        color=LIGHT,
        linewidth=7,
        solid_capstyle="butt",
    )
    axes.plot(middle, place, "o", color=BLUE, markersize=5.5)


def _kinds(figures: CorpusFigures) -> Figure | None:
    kinds = [kind for kind, _ in figures.whole.kinds.most_common(_KINDS_AT_MOST)]
    if not kinds:
        return None
    rows = figures.largest(SOURCES_AT_MOST)
    values = [[s.kinds[kind] / s.articles for kind in kinds] for s in rows]
    return _table(
        [_counted(source, source.articles) for source in rows],
        [words.name_in_words(kind) for kind in kinds],
        values,
        title="Kinds of leftovers by source: lines per article",
        highest=max(map(max, values)),
    )


def _frames(figures: CorpusFigures) -> Figure | None:
    names = sorted(
        figures.whole.frames, key=lambda name: -figures.whole.frames[name].mean
    )
    rows = [source for source in figures.largest(SOURCES_AT_MOST) if source.frames]
    if not names or not rows:
        return None
    nothing = Distribution(0, 1)
    return _table(
        [_counted(source, source.articles) for source in rows],
        [words.FRAMES[name] for name in names if name in words.FRAMES],
        [
            [source.frames.get(n, nothing).mean for n in names if n in words.FRAMES]
            for source in rows
        ],
        title="Frames by source: mean probability",
        highest=1.0,
    )


def _table(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float]],
    *,
    title: str,
    highest: float,
) -> Figure:
    """Draw a table whose cells are shaded by their number."""
    figure, axes = _sheet(2.3 + 0.3 * len(rows))
    axes.imshow(values, cmap="Blues", vmin=0, vmax=highest, aspect="auto")
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            ink = "white" if value > 0.6 * highest else INK
            shown = f"{value:.2f}" if value == value else "–"
            axes.text(x, y, shown, ha="center", va="center", color=ink, fontsize=8)
    axes.set_xticks(range(len(columns)), labels=columns, rotation=35, ha="right")
    axes.set_yticks(range(len(rows)), labels=rows)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title)
    return figure


def _hedging_loaded(figures: CorpusFigures) -> Figure | None:
    if not figures.points:
        return None
    figure, axes = _sheet(5.2)
    for number, (name, points) in enumerate(_groups(figures)):
        named = number < _GROUPS
        axes.scatter(
            [point[1] for point in points],
            [point[2] for point in points],
            s=16,
            alpha=0.6 if named else 0.35,
            linewidths=0,
            color=COLOURS[number] if named else SOFT,
            marker=MARKERS[number] if named else ".",
            label=f"{_short(name)} (n = {len(points):,})",
            rasterized=len(figures.points) > 500,
        )
    axes.set_xlim(left=0)
    highest = max(point[2] for point in figures.points)
    axes.set_ylim(-0.01, max(highest, 0.2) * 1.05)
    axes.yaxis.set_major_formatter(PercentFormatter(1, symbol=""))
    axes.grid(color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel("Hedges per 100 words")
    axes.set_ylabel("Loaded sentences, % of the author's sentences")
    axes.set_title(_points_title(figures), fontsize=10.5)
    figure.legend(loc="outside lower center", frameon=False, fontsize=8.5, ncols=2)
    return figure


def _points_title(figures: CorpusFigures) -> str:
    total, shown = figures.whole.articles, len(figures.points)
    sample = (
        f"a sample of {shown:,} of {total:,}" if shown < total else f"n = {total:,}"
    )
    return f"Hedging against loaded words, one mark an article ({sample})"


def _groups(
    figures: CorpusFigures,
) -> Iterator[tuple[str, list[tuple[str, float, float]]]]:
    """Yield the points of the largest sources, then those of all others together."""
    named = [source.name for source in figures.largest(_GROUPS)]
    for name in named:
        points = [point for point in figures.points if point[0] == name]
        yield name, points
    others = [point for point in figures.points if point[0] not in named]
    if others:
        yield "other sources", others


def _sheet(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _counted(source: SourceFigures, n: int) -> str:
    return f"{_short(source.name)}  n = {n:,}"


def _short(name: str) -> str:
    """Return a name that fits; dollars would begin a formula."""
    return shortened(name, 34).replace("$", r"\$")
