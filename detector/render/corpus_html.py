"""The page of a corpus report: figures and a table that can be sorted."""

import base64
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detector import __version__
from detector.corpus_report import CorpusFigures, SourceFigures
from detector.render import words
from detector.render.html import render_page

_SOURCES_AT_MOST = 500
_LINES_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its title, what it counts, and how it is written."""

    title: str
    note: str
    value: Callable[[SourceFigures], float]
    show: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with its words; the number sorts, and is empty where undefined."""

    number: str
    shown: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure on the page, carried inside it."""

    name: str
    title: str
    image: str


COLUMNS = (
    Column("Articles", "n", lambda s: s.articles, lambda x: f"{x:,.0f}"),
    Column(
        "Resemble AI text",
        "% of decided articles",
        lambda s: s.share_of("likely"),
        words.per_cent,
    ),
    Column(
        "Unclear",
        "% of decided articles",
        lambda s: s.share_of("unclear"),
        words.per_cent,
    ),
    Column(
        "Undecided",
        "% of all articles",
        lambda s: s.verdicts["undecided"] / s.articles,
        words.per_cent,
    ),
    Column(
        "Leftovers",
        "median % of words",
        lambda s: s.boilerplate.quantile(0.5),
        words.per_cent,
    ),
    Column("Loaded", "mean % of sentences", lambda s: s.loaded.mean, words.per_cent),
    Column("Opinion", "mean % of sentences", lambda s: s.opinion.mean, words.per_cent),
    Column("Hedges", "mean per 100 words", lambda s: s.hedging.mean, "{:.1f}".format),
    Column("Tone", "mean, -1 to 1", lambda s: s.tone.mean, "{:+.2f}".format),
)


def corpus_to_html(figures: CorpusFigures, plots: list[Plot], *, name: str) -> str:
    """Return the page of a corpus report.

    Parameters
    ----------
    figures : CorpusFigures
    plots : list of Plot
        In the order of reading.
    name : str
        What the corpus is called.

    Returns
    -------
    str
        A whole page, with its style, script and figures.
    """
    sources = figures.largest()
    return render_page(
        "corpus.html",
        styles=("base.css", "corpus.css"),
        script="corpus.js",
        name=name,
        whole=figures.whole,
        columns=COLUMNS,
        rows=[
            (source.name, list(_cells(source))) for source in sources[:_SOURCES_AT_MOST]
        ],
        whole_row=list(_cells(figures.whole)),
        sources=len(sources),
        plots=plots,
        lines=figures.lines.most_common(_LINES_AT_MOST),
        days=(min(figures.days), max(figures.days)) if figures.days else None,
        rate=figures.rate,
        lesart=__version__,
    )


def embedded(name: str, title: str, svg: bytes) -> Plot:
    """Return a figure that a page can carry inside."""
    data = base64.b64encode(svg).decode()
    return Plot(name, title, f"data:image/svg+xml;base64,{data}")


def _cells(source: SourceFigures) -> Iterator[Cell]:
    for column in COLUMNS:
        value = column.value(source)
        if math.isfinite(value):
            yield Cell(f"{value:.6g}", column.show(value))
        else:
            yield Cell("", "–")
