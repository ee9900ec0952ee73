"""The marked text in a terminal."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from detector import Detector
from detector.render.marked_text import marked_text
from detector.report import Report, Window

SIGNS = str.maketrans("", "", "⟦⟧*~{}")


def printed(report: Report, width: int = 100, *, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False)
    console.print(marked_text(report, width=width))
    return out.getvalue()


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("width", [30, 49, 50, 80, 120])
def test_every_word_of_the_text_stands_there_in_order(
    report: Report, width: int
) -> None:
    shown = words_of(printed(report, width).translate(SIGNS))
    for word in words_of(report.text):
        # Long words are folded in narrow windows.
        while shown and not word.startswith(shown[0]):
            shown.pop(0)
        while word and shown and word.startswith(shown[0]):
            word = word.removeprefix(shown.pop(0))
        assert not word


def test_signs_stand_around_what_is_marked(report: Report) -> None:
    text = " ".join(printed(report).split())
    loaded = report.framing.loaded.spans[0]
    hedge = report.framing.hedging.spans[0]
    assert f"*{loaded.text}*" in text
    assert f"~{hedge.text}~" in text
    assert "{" + report.disclosure.statements[0].text + "}" in text
    assert "*loaded words* ~hedges~ {notices on AI}" in text


def test_the_margin_names_leftovers_and_passages_like_ai_text(report: Report) -> None:
    assert re.search(r"(?m)^caption +Eine Fähre liegt", printed(report))
    assert re.search(r"(?m)^\[caption\]\s*\nEine Fähre", printed(report, 45))
    line = next(x for x in report.boilerplate.lines if x.kind == "content")
    window = Window(line.start, line.end, 0.97)
    ai = replace(report.ai, verdict="likely", passages=(window,))
    assert re.search(r"(?m)^AI 0\.97 ", printed(replace(report, ai=ai)))
    assert "AI 0.97" not in printed(replace(report, ai=replace(ai, verdict="unclear")))


def test_a_text_without_marks_says_so() -> None:
    text = printed(Detector().score("Der Zug fährt um neun ab."))
    assert "nothing is marked" in text
    assert "leftovers" not in text


def test_control_characters_of_the_article_do_nothing() -> None:
    hostile = "Der Zug \x1b[31mfährt\x07 um \u202eneun [bold]ab[/bold]."
    text = printed(Detector().score(hostile))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]ab[/bold]" in text


def test_colours_come_with_a_terminal(report: Report) -> None:
    assert "\x1b[" in printed(report, colour=True)
    assert "\x1b[" not in printed(report)
