"""The page of a corpus report in a browser."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detector.corpus_entry import read_entry
from detector.corpus_report import CorpusFigures
from detector.render.corpus_html import corpus_to_html, embedded
from detector.report import Report

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>'
NAMES = "[...document.querySelectorAll('#sources tbody th')].map(e => e.textContent)"


@pytest.fixture
def page(report: Report) -> str:
    entry, figures = read_entry(report.to_json().encode()), CorpusFigures()
    for source, tone in (("B", 0.1), ("A", float("nan")), ("C", -0.5), ("B", 0.1)):
        figures.add(replace(entry, source=source, tone=tone))
    return corpus_to_html(figures, [embedded("p", "Plot", SVG)], name="r.jsonl")


def test_the_table_sorts_by_mouse_and_key_with_the_undefined_last(
    visit: Callable, page: str
) -> None:
    opened = visit(page).page
    assert opened.evaluate(NAMES) == ["B", "A", "C"]
    opened.click("thead button >> nth=0")
    assert opened.evaluate(NAMES) == ["A", "B", "C"]
    tone = opened.locator("thead button", has_text="Tone")
    tone.focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate(NAMES) == ["B", "C", "A"]
    opened.keyboard.press("Enter")
    assert opened.evaluate(NAMES) == ["C", "B", "A"]
    sorted_by = opened.locator("th[aria-sort=ascending]")
    assert "Tone" in sorted_by.inner_text()


def test_figures_are_shown_and_nothing_is_asked_for(visit: Callable, page: str) -> None:
    seen = visit(page)
    assert seen.page.eval_on_selector("img", "e => e.complete && e.naturalWidth") == 40
    assert seen.problems == []
    assert {url.partition(":")[0] for url in seen.requests} <= {"file", "data"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_a_contrast_of_at_least_4_5(
    visit: Callable, page: str, scheme: str
) -> None:
    found = visit(page, color_scheme=scheme).page.evaluate(CONTRAST)
    assert len(found) > 20
    assert [text for contrast, text in found if contrast < 4.5] == []


def test_nothing_sticks_out_on_a_telephone(visit: Callable, page: str) -> None:
    opened = visit(page, width=360).page
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
