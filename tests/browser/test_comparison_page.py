"""The comparison page in a browser."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detector.compare import compare
from detector.render.comparison_html import comparison_to_html
from detector.report import Report

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")


@pytest.fixture
def page(report: Report) -> str:
    shorter = report.text.replace("Ein solches Versagen ist beschämend.", "")
    bare = replace(report.boilerplate, lines=())
    other = replace(report, text=shorter, boilerplate=bare)
    return comparison_to_html(compare([report, other, report]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_a_contrast_of_at_least_4_5(
    visit: Callable, page: str, scheme: str
) -> None:
    found = visit(page, color_scheme=scheme).page.evaluate(CONTRAST)
    assert len(found) > 50
    assert [text for contrast, text in found if contrast < 4.5] == []


def test_shared_sentences_fade_by_key(visit: Callable, page: str) -> None:
    opened = visit(page).page
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    before = opened.eval_on_selector(".shared", size)
    opened.focus("#only-own")
    opened.keyboard.press("Space")
    assert opened.eval_on_selector(".shared", size) < before


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_sticks_out_and_nothing_is_asked_for(
    visit: Callable, page: str, width: int
) -> None:
    seen = visit(page, width=width)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.problems == []
    assert len(seen.requests) <= 2
    assert {url.partition(":")[0] for url in seen.requests} <= {"file", "data"}
