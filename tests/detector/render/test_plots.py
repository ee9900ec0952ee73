"""The figures of a corpus report: what they show, and with which labels."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detector.corpus_entry import Entry, read_entry
from detector.corpus_report import CorpusFigures
from detector.render.corpus_html import corpus_to_html, embedded
from detector.render.plot_time import periods, wilson
from detector.render.plots import draw_figures
from detector.report import Report

ALL = [
    "ai_by_source",
    "ai_over_time",
    "boilerplate_by_source",
    "leftover_kinds",
    "frames_by_source",
    "hedging_loaded",
]


def _entry(report: Report) -> Entry:
    return read_entry(report.to_json(with_text=True).encode())


def _corpus(report: Report) -> CorpusFigures:
    entry, figures = _entry(report), CorpusFigures()
    for number in range(120):
        day = date(2026, 1, 1) + timedelta(number)
        source = ("Bote $1", "Kurier", "Portal")[number % 3]
        figures.add(replace(entry, source=source, day=day))
    return figures


def _words(svg: str) -> str:
    return " ".join(" ".join(re.findall(r">([^<>\n]+)</text>", svg)).split())


@pytest.fixture(scope="module")
def drawn(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the figures of the corpus."""
    folder = tmp_path_factory.mktemp("figures")
    assert list(draw_figures(_corpus(report), folder)) == ALL
    return folder


def test_every_figure_is_there_as_svg_and_png(drawn: Path) -> None:
    files = {f"{name}.{ending}" for name in ALL for ending in ("svg", "png")}
    assert {path.name for path in drawn.iterdir()} == files


def test_axes_say_what_they_show_with_unit_and_n(drawn: Path) -> None:
    said = {
        name: _words((drawn / f"{name}.svg").read_text(encoding="utf-8"))
        for name in ALL
    }
    assert "Probability that an article resembles AI text" in said["ai_by_source"]
    assert "Bote $1 n = 40" in said["ai_by_source"]
    assert "Leftovers, % of the words of an article" in said["boilerplate_by_source"]
    assert "false-positive rate, 0.8 %" in said["ai_over_time"]
    assert "n = 120" in said["ai_over_time"]
    assert "lines per article" in said["leftover_kinds"]
    assert "crime and punishment" in said["frames_by_source"]
    assert "Hedges per 100 words" in said["hedging_loaded"]


def test_the_same_corpus_gives_the_same_files(
    report: Report, drawn: Path, tmp_path: Path
) -> None:
    draw_figures(_corpus(report), tmp_path)
    for name in ALL:
        again = (tmp_path / f"{name}.svg").read_bytes()
        assert again == (drawn / f"{name}.svg").read_bytes()


def test_a_figure_without_data_is_left_out(
    undecided_report: Report, tmp_path: Path
) -> None:
    figures = CorpusFigures()
    figures.add(replace(_entry(undecided_report), kinds=()))
    assert list(draw_figures(figures, tmp_path)) == ["boilerplate_by_source"]


def test_days_are_joined_until_a_period_holds_enough() -> None:
    start = date(2026, 1, 5)  # a Monday
    few = {start + timedelta(n): Counter(likely=1, unlikely=9) for n in range(70)}
    joined, unit = periods(few)
    assert unit == "week"
    assert list(joined)[:2] == [start, start + timedelta(7)]
    assert joined[start] == Counter(likely=7, unlikely=63)


@pytest.mark.parametrize(("per_day", "unit"), [(60, "day"), (2, "month")])
def test_the_period_follows_the_number_of_articles(per_day: int, unit: str) -> None:
    start = date(2026, 1, 1)
    days = {start + timedelta(n): Counter(unlikely=per_day) for n in range(66)}
    joined, found = periods(days)
    assert found == unit
    assert sum(counts.total() for counts in joined.values()) == 66 * per_day


def test_no_days_are_no_periods() -> None:
    assert periods({})[0] == {}


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Wilson (1927), worked by hand for 5 of 20: centre 0.2903, half-width 0.1784.
    assert wilson(5, 20) == pytest.approx((0.1119, 0.4687), abs=2e-4)
    assert wilson(0, 10)[0] == pytest.approx(0, abs=1e-12)
    assert wilson(10, 10)[1] == pytest.approx(1, abs=1e-12)


def test_the_page_holds_table_figures_and_lines(report: Report) -> None:
    plot = embedded("ai_by_source", "AI likelihood by source", b"<svg/>")
    page = corpus_to_html(_corpus(report), [plot], name="r.jsonl")
    assert "120 articles of 3 sources" in page
    assert "Kurier" in page
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in page
    assert "Lesen Sie auch: So reinigt man einen Strand" in page
    assert "2026-01-01 to 2026-04-30" in page


def test_an_undefined_cell_is_a_dash_and_sorts_last(undecided_report: Report) -> None:
    figures = CorpusFigures()
    figures.add(_entry(undecided_report))
    page = corpus_to_html(figures, [], name="r.jsonl")
    assert '<td data-value="">–</td>' in page
    assert "nan" not in page


def test_hostile_names_stay_words(report: Report) -> None:
    hostile = "<script>x</script>\"' </style> \u202e"
    figures = CorpusFigures()
    figures.add(replace(_entry(report), source=hostile, lines=(hostile,)))
    page = corpus_to_html(figures, [], name=hostile)
    assert page.count("<script") == 1
    assert page.count("</style>") == 1
    assert "\u202e" not in page
