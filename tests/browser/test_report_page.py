"""The report page in a browser: toggles, notes, contrast, print, hostile words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detector.report import Report

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
LOOKS = {
    "leftovers": ("p .leftovers", "font-size"),
    "disclosure": ("p .disclosure", "border-top-style"),
    "windows": ("p .windows", "background-color"),
    "frames": ("p .frames", "text-decoration-line"),
    "quotes": ("p .quotes", "font-style"),
    "opinion": ("p .opinion", "text-decoration-style"),
    "loaded": ("p .loaded.theirs", "box-shadow"),
    "hedges": ("p .hedges", "text-decoration-style"),
}
HEIGHT_IN_LINES = (
    "e => Math.round(e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))"
)


def _look(page: object, selector: str, name: str) -> str:
    return page.eval_on_selector(
        selector, f"e => getComputedStyle(e).getPropertyValue('{name}')"
    )


@pytest.mark.parametrize("layer", LOOKS)
def test_a_toggle_shows_and_hides_its_layer_by_mouse_and_key(
    visit: Callable, report: Report, layer: str
) -> None:
    page = visit(report.to_html()).page
    selector, name = LOOKS[layer]
    box = page.locator(f"#layer-{layer}")
    page.click("#none")
    off = _look(page, selector, name)
    page.click(f"label[for=layer-{layer}] .name")
    assert box.is_checked()
    assert _look(page, selector, name) != off
    box.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    assert _look(page, selector, name) == off


def test_all_shows_every_layer_and_none_hides_every_layer(
    visit: Callable, report: Report
) -> None:
    page = visit(report.to_html()).page
    page.click("#all")
    assert page.locator("input[data-layer]:checked").count() == 8
    page.click("#none")
    assert page.locator("input[data-layer]:checked").count() == 0


def test_pointing_at_a_mark_explains_it(visit: Callable, report: Report) -> None:
    page = visit(report.to_html()).page
    assert not page.is_visible("#tip")
    page.hover("p .hedges")
    assert page.inner_text("#tip") == "Hedge: an adverb that limits the claim"
    page.keyboard.press("Escape")
    assert not page.is_visible("#tip")


def test_the_tab_key_reaches_the_marks_that_are_on(
    visit: Callable, report: Report
) -> None:
    page = visit(report.to_html()).page
    page.click("#none")
    page.check("#layer-loaded")
    page.focus("#fold")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Trauerspiel"
    assert page.inner_text("#tip") == "Quoted person’s words; loaded 0.90"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "beschämend"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article')") is None
    assert not page.is_visible("#tip")


def test_a_mark_of_a_hidden_layer_is_not_explained(
    visit: Callable, report: Report
) -> None:
    page = visit(report.to_html()).page
    page.uncheck("#layer-hedges")
    page.hover("p .hedges")
    assert not page.is_visible("#tip")


def test_leftovers_can_be_hidden(visit: Callable, report: Report) -> None:
    page = visit(report.to_html()).page
    assert page.is_visible("text=Von Okka Feddersen")
    page.check("#fold")
    assert not page.is_visible("text=Von Okka Feddersen")
    assert page.is_visible("text=Die Reederei")


def test_the_skip_link_comes_first_and_passes_the_article(
    visit: Callable, report: Report
) -> None:
    page = visit(report.to_html()).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "framing"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_a_contrast_of_at_least_4_5(
    visit: Callable, report: Report, scheme: str
) -> None:
    page = visit(report.to_html(), color_scheme=scheme).page
    page.click("#all")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.evaluate(CONTRAST)
    assert len(found) > 100
    assert [text for contrast, text in found if contrast < 4.5] == []


@pytest.mark.parametrize("width", [320, 400, 800, 1280])
def test_nothing_sticks_out_at_the_side(
    visit: Callable, report: Report, width: int
) -> None:
    page = visit(report.to_html(), width=width).page
    page.click("#all")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_of_the_article_is_easy_to_read(visit: Callable, report: Report) -> None:
    long = "Der Hafen bleibt bis zum Frühjahr gesperrt, sagte die Behörde. " * 20
    bare = replace(report.boilerplate, lines=())
    page = visit(replace(report, text=long, boilerplate=bare).to_html()).page
    lines = page.eval_on_selector("article p", HEIGHT_IN_LINES)
    assert 60 <= len(long) / lines <= 80


def test_paper_shows_the_list_of_marks(visit: Callable, report: Report) -> None:
    page = visit(report.to_html()).page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_without_a_script_the_toggles_still_work(
    visit: Callable, report: Report
) -> None:
    page = visit(report.to_html(), java_script_enabled=False).page
    assert page.locator("p .hedges").first.is_visible()
    page.click("label[for=fold]")
    assert not page.is_visible("text=Von Okka Feddersen")


def test_the_page_is_silent_and_asks_for_nothing(
    visit: Callable, report: Report
) -> None:
    seen = visit(report.to_html())
    seen.page.click("#all")
    seen.page.hover("p .loaded")
    assert seen.problems == []
    assert [
        url for url in seen.requests if not url.startswith(("file:", "data:"))
    ] == []
    assert len([url for url in seen.requests if url.startswith("file:")]) == 1


def test_hostile_words_do_nothing(visit: Callable, report: Report) -> None:
    hostile = (
        "<script>document.title = 'broken'</script><img src=x onerror=alert(1)>"
        '"><style>body{display:none}</style> ]]> </style></script> --> \u202e'
    )
    facts = replace(report.article, title=hostile, source=hostile)
    seen = visit(replace(report, article=facts, warnings=(hostile,)).to_html())
    assert seen.problems == []
    assert seen.page.title().startswith("<script>")
    assert seen.page.locator("img").count() == 0
    assert seen.page.is_visible("h1")
    assert "\u202e" not in seen.page.inner_text("body")
