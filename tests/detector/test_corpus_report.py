"""What is counted from the reports of a corpus."""

import json
from dataclasses import replace
from datetime import date

import pytest

from detector.corpus_entry import NO_SOURCE, day_of, read_entry
from detector.corpus_report import POINTS_AT_MOST, CorpusFigures, read_reports
from detector.report import Report


def _line(report: Report, *, with_text: bool = False, **facts: str | None) -> bytes:
    named = replace(report, article=replace(report.article, **facts))
    return named.to_json(with_text=with_text).encode() + b"\n"


def _figures(*lines: bytes) -> tuple[CorpusFigures, list[str]]:
    figures = CorpusFigures()
    return figures, [str(x) for x in read_reports(lines, figures, name="r.jsonl")]


def test_articles_are_counted_by_source(report: Report) -> None:
    lines = [_line(report, source=name) for name in ("A", "B", "A")]
    figures, problems = _figures(*lines)
    assert problems == []
    assert [(s.name, s.articles) for s in figures.largest()] == [("A", 2), ("B", 1)]
    assert figures.whole.articles == 3
    assert figures.whole.kinds["related_link"] == 3
    assert figures.whole.hedging.mean == pytest.approx(4.35)


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ({"source": "A", "site": "B"}, "A"),
        ({"source": None, "site": "B", "url": "https://c.example/x"}, "B"),
        ({"source": None, "site": None, "url": "https://c.example/x"}, "c.example"),
        ({"source": None, "site": None, "url": "https://[broken"}, NO_SOURCE),
        ({"source": None, "site": None, "url": None}, NO_SOURCE),
    ],
)
def test_the_source_is_the_best_name_there_is(
    report: Report, facts: dict[str, str | None], source: str
) -> None:
    assert read_entry(_line(report, **facts)).source == source


def test_an_undecided_article_has_no_ai_probability(report: Report) -> None:
    ai = replace(report.ai, verdict="undecided")
    figures, _ = _figures(_line(report), _line(replace(report, ai=ai)))
    assert figures.whole.ai.n == 1
    assert figures.whole.share_of("unclear") == 1.0


def test_a_share_without_decided_articles_is_undefined(
    undecided_report: Report,
) -> None:
    figures, _ = _figures(_line(undecided_report))
    share = figures.whole.share_of("likely")
    assert share != share
    assert figures.rate.n == 0


def test_lines_are_counted_where_the_reports_carry_texts(report: Report) -> None:
    figures, _ = _figures(_line(report, with_text=True), _line(report))
    assert figures.lines["Lesen Sie auch: So reinigt man einen Strand"] == 2
    assert figures.lines["Von Okka Feddersen"] == 1


def test_days_hold_the_verdicts(report: Report) -> None:
    figures, _ = _figures(
        _line(report, date="2026-03-02T10:00:00Z"),
        _line(report, date="02.03.2026, 9 Uhr"),
        _line(report, date="gestern"),
    )
    assert {day: dict(found) for day, found in figures.days.items()} == {
        date(2026, 3, 2): {"unclear": 2}
    }


@pytest.mark.parametrize("text", [None, "", "2026-13-40", "99.99.2026", "März 2026"])
def test_an_unclear_date_is_no_day(text: str | None) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "JSON in UTF-8 expected"),
        (b"\xff\xfe", "JSON in UTF-8 expected"),
        (b"[" * 100_000, "JSON in UTF-8 expected"),
        (b"[]", "a report of schema 1 expected"),
        (b'{"schema": 9}', "a report of schema 1 expected"),
        (b'{"id": "a", "text": "b"}', "a report of schema 1 expected"),
        (b"null", "a report of schema 1 expected"),
    ],
)
def test_a_line_that_is_no_report_is_named_and_counted_nowhere(
    report: Report, line: bytes, problem: str
) -> None:
    figures, problems = _figures(_line(report), b"\n", line + b"\n", _line(report))
    assert len(problems) == 1
    assert problems[0].startswith(f"r.jsonl line 3: {problem}")
    assert figures.whole.articles == 2


def test_a_report_with_a_wrong_value_counts_nowhere(report: Report) -> None:
    broken = json.loads(_line(report))
    broken["framing"]["tone"]["mean"] = "heiter"
    figures, problems = _figures(json.dumps(broken).encode())
    assert len(problems) == 1
    assert figures.whole.articles == figures.whole.ai.n == 0
    assert figures.sources == {}


def test_the_sample_of_points_is_limited_and_the_same_every_time(
    report: Report,
) -> None:
    entry = read_entry(_line(report))
    samples = []
    for _ in range(2):
        figures = CorpusFigures()
        for number in range(POINTS_AT_MOST + 500):
            figures.add(replace(entry, hedging=float(number)))
        samples.append(figures.points)
    assert len(samples[0]) == POINTS_AT_MOST
    assert samples[0] == samples[1]
    assert max(point[1] for point in samples[0]) >= POINTS_AT_MOST


def test_memory_for_sources_and_lines_is_limited(report: Report) -> None:
    entry = read_entry(_line(report))
    figures = CorpusFigures()
    for number in range(2500):
        lines = (f"Lesen Sie auch: {number}", "Anzeige")
        figures.add(replace(entry, source=str(number), lines=lines))
    assert len(figures.sources) == 2001
    assert figures.sources["other sources"].articles == 500
    assert len(figures.lines) <= 2002
    assert figures.lines.most_common(1) == [("Anzeige", 2500)]
