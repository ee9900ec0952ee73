"""One verdict, every surface: the same words and numbers wherever a report is read."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from detector.batch.encode import Encoding
from detector.batch.parquet import write_parquet
from detector.render import words
from detector.render.terminal import page
from detector.report import AiVerdict, Report


def _terminal(report: Report) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200, highlight=False)
    console.print(page(report, width=200))
    return out.getvalue()


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("verdict", ["likely", "unclear", "unlikely"])
def test_verdict_probability_and_rate_agree(report: Report, verdict: AiVerdict) -> None:
    report = replace(report, ai=replace(report.ai, verdict=verdict))
    rate = report.ai.false_positive_rate
    assert rate is not None
    answer = report.as_dict()["ai"]
    assert answer["verdict"] == verdict
    assert answer["false_positive_rate"]["value"] == rate.value
    assert answer["probability"] == round(report.ai.probability, 6)
    for surface in (_terminal(report), report.to_html(), report._repr_html_()):
        shown = _plain(surface)
        assert words.AI_VERDICTS[verdict] in shown
        assert f"robability {answer['probability']:.2f}" in shown
        assert words.false_positives_in_words(rate) in shown


def test_no_page_shows_a_number_for_an_undecided_text(report: Report) -> None:
    ai = replace(report.ai, verdict="undecided", probability=0.8642)
    ai = replace(ai, false_positive_rate=None, reason="Most of the words are quoted.")
    assert ai.evidence
    assert ai.passages
    report = replace(report, ai=ai)
    for surface in (_terminal(report), report.to_html(), report._repr_html_()):
        shown = _plain(surface)
        assert "Undecided" in shown
        assert "ost of the words are quoted" in shown
        assert "quoted.." not in shown
        assert "0.86" not in surface
        assert "Probability that it resembles" not in surface
        assert "of human articles" not in shown
        assert "speaks for AI" not in shown
        assert "AI likelihood along the article" not in surface
        assert 'data-layers="windows' not in surface


@pytest.mark.parametrize("verdict", ["likely", "unclear", "unlikely"])
def test_files_say_the_same(report: Report, verdict: AiVerdict, tmp_path: Path) -> None:
    report = replace(report, ai=replace(report.ai, verdict=verdict))
    rate = report.ai.false_positive_rate
    assert rate is not None
    wanted = (verdict, round(report.ai.probability, 6), rate.value)

    ai = json.loads(report.to_json())["ai"]
    said = ai["verdict"], ai["probability"], ai["false_positive_rate"]["value"]
    assert said == wanted

    table = Encoding(form="csv")
    text = (table.header() + table.line(report)).decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["ai_verdict"], float(row["ai_probability"])) == wanted[:2]
    assert float(row["ai_false_positive_rate"]) == rate.value

    parquet = pytest.importorskip("pyarrow.parquet")
    flat = Encoding(form="parquet")
    write_parquet(iter([flat.line(report)]), tmp_path / "a.parquet", flat.columns)
    (cells,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    said = cells["ai_verdict"], cells["ai_probability"], cells["ai_false_positive_rate"]
    assert said == wanted
