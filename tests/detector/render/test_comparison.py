"""A comparison in a terminal and as a page."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from detector.compare import Comparison, compare
from detector.render.comparison import frame_rows, letter, rows, summary
from detector.render.comparison_html import comparison_to_html
from detector.render.comparison_page import comparison_page
from detector.report import Report


@pytest.fixture
def comparison(report: Report, undecided_report: Report) -> Comparison:
    return compare([report, report, undecided_report])


def _printed(comparison: Comparison, width: int = 100) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False)
    console.print(comparison_page(comparison, width=width))
    return out.getvalue()


def _line(text: str, start: str) -> str:
    (found,) = [x for x in text.splitlines() if x.startswith(start)]
    return " ".join(found.split())


def test_the_longest_frame_and_its_star_stand_in_one_line(report: Report) -> None:
    def shown(probability: float) -> Report:
        frame = replace(
            report.framing.frames[0],
            name="external_regulation_reputation",
            probability=probability,
        )
        return replace(report, framing=replace(report.framing, frames=(frame,)))

    text = _printed(compare([shown(0.9), shown(0.1)]), width=80)
    row = "Foreign relations and reputation * 0.90 0.10"
    assert _line(text, "Foreign relations") == row


def test_each_measure_stands_in_a_row(comparison: Comparison) -> None:
    text = _printed(comparison)
    assert _line(text, "AI likelihood") == "AI likelihood 0.31 0.31 undecided"
    assert _line(text, "Loaded sentences") == "Loaded sentences 25 % 25 % unknown"
    assert _line(text, "Crime and punishment").endswith("0.61 0.61 unknown")
    assert "100 % of the words of A stand in B" in text


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_the_terminal(comparison: Comparison, width: int) -> None:
    assert max(map(len, _printed(comparison, width).splitlines())) <= width


def test_articles_far_apart_are_marked_by_a_sign(report: Report) -> None:
    tone = replace(report.framing.tone, mean=0.4)
    other = replace(report, framing=replace(report.framing, tone=tone))
    text = _printed(compare([report, other]))
    assert _line(text, "Tone") == "Tone * -0.31 +0.40"
    assert "* the articles are far apart" in text


def test_a_frame_is_shown_when_it_is_used_or_sets_articles_apart(
    report: Report,
) -> None:
    frames = report.framing.frames
    moved = tuple(
        replace(x, probability=0.2) if x.name == "morality" else x for x in frames
    )
    other = replace(report, framing=replace(report.framing, frames=moved))
    shown = frame_rows(compare([report, other]))
    assert [(row.name, row.differs) for row in shown] == [
        ("Morality", True),
        ("Crime and punishment", False),
    ]


def test_the_summary_counts_shared_sentences(report: Report) -> None:
    nothing = replace(report, text="Etwas ganz anderes steht hier in diesem Text.")
    assert summary(compare([report, nothing])) == "The articles share no sentence."
    shared = compare([report, report])
    total = 2 * len(shared.sentences[0])
    assert summary(shared) == f"{total} of {total} sentences stand in another article."


def test_the_page_shows_articles_figures_and_shared_text(
    comparison: Comparison,
) -> None:
    page = comparison_to_html(comparison)
    assert page.count("<article") == 3
    assert 'aria-label="AI likelihood: A 0.31, B 0.31, C undecided"' in page
    assert "A: Word for word in B, C" in page
    assert "<script" not in page
    assert "nan" not in page


def test_articles_that_share_nothing_have_nothing_to_shade(report: Report) -> None:
    nothing = replace(
        report,
        text="Etwas ganz anderes steht hier in diesem Text.",
        boilerplate=replace(report.boilerplate, lines=()),
    )
    page = comparison_to_html(compare([report, nothing]))
    assert "No words of one stand in another." in page
    assert "0 % of the words of" not in page
    assert "Shade shared sentences" not in page
    assert "of the words of" not in _printed(compare([report, nothing]))


def test_hostile_words_stay_words_on_the_page(report: Report) -> None:
    hostile = "<script>x</script>\"' </style> \u202e"
    facts = replace(report.article, title=hostile, id=hostile, source=hostile)
    bad = replace(report, article=facts, text=hostile * 30)
    page = comparison_to_html(compare([bad, bad]))
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "\u202e" not in page
    assert "\u202e" not in _printed(compare([bad, bad]))


def test_articles_are_named_by_letters_while_they_last() -> None:
    assert [letter(0), letter(25), letter(26)] == ["A", "Z", "27"]


def test_an_undecided_article_does_not_count_as_far_apart(report: Report) -> None:
    ai = replace(report.ai, verdict="undecided", probability=0.95)
    compared = compare([report, replace(report, ai=ai)])
    assert not rows(compared)[0].differs
