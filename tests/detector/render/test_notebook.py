"""The report in a notebook."""

from dataclasses import replace

from detector.report import Report


def test_the_notebook_shows_title_verdicts_and_the_pages_own_words(
    report: Report,
) -> None:
    html = report._repr_html_()
    assert "Hafen von Lüttersum bleibt bis Ostern gesperrt" in html
    assert "Many leftovers of the page" in html
    assert "5 of 10 lines, 40 % of the words" in html
    assert "Der Text wurde möglicherweise mit Hilfe von KI erstellt." in html
    assert "AI helped, hedged" in html


def test_the_false_positive_rate_stands_beside_the_verdict(report: Report) -> None:
    html = report._repr_html_()
    assert "0.8 % of human articles" in html
    assert "95 % interval 0.5–1.2 %; 2,140 articles" in html


def test_markup_in_the_article_is_escaped(report: Report) -> None:
    facts = replace(report.article, title='<script>alert("1")</script>\u202e')
    html = replace(report, article=facts)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)" in html
    assert "\u202e" not in html


def test_an_undecided_verdict_gives_its_reason(undecided_report: Report) -> None:
    html = undecided_report._repr_html_()
    assert "Undecided" in html
    assert "31 words of content; a verdict needs 80" in html
    assert "nan" not in html
