"""One verdict, every surface: the same words and numbers wherever a report is read."""

import html
import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

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
