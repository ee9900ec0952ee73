"""A report as a small piece of HTML for a notebook. Everything is escaped."""

from html import escape

from detector.render import words
from detector.render.safe import harmless
from detector.report import Report

_CELL = "padding:.2em .8em .2em 0;text-align:left;vertical-align:top"


def to_notebook_html(report: Report) -> str:
    """Return a heading and a table of the verdicts.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        HTML without scripts or external requests.
    """
    facts = report.article
    rows = "".join(_row(*row) for row in _rows(report))
    return (
        f"<div><strong>{_safe(facts.title or facts.id or 'Untitled')}</strong><br>"
        f"<small>{_safe(words.facts_in_words(facts))}</small>"
        f"<table>{rows}</table></div>"
    )


def _rows(report: Report) -> list[tuple[str, str, str]]:
    boilerplate, ai = report.boilerplate, report.ai
    return [
        (
            "Boilerplate",
            words.BOILERPLATE_VERDICTS[boilerplate.verdict],
            words.boilerplate_in_words(boilerplate),
        ),
        ("AI likelihood", words.AI_VERDICTS[ai.verdict], _ai_details(report)),
        ("Disclosure", words.disclosure_in_words(report.disclosure), _quoted(report)),
        ("Framing", report.framing.verdict, _frames(report)),
    ]


def _ai_details(report: Report) -> str:
    details = [words.ai_in_words(report.ai)]
    if report.ai.false_positive_rate:
        details.append(words.false_positives_in_words(report.ai.false_positive_rate))
    return ". ".join(details)


def _quoted(report: Report) -> str:
    return " ".join(
        f"“{statement.text}” ({words.statement_in_words(statement)})"
        for statement in report.disclosure.statements
    )


def _frames(report: Report) -> str:
    return ", ".join(
        f"{words.FRAMES[frame.name]} {frame.probability:.2f}"
        for frame in report.framing.frames
        if frame.used
    )


def _row(name: str, verdict: str, details: str) -> str:
    return (
        f'<tr><th scope="row" style="{_CELL}">{_safe(name)}</th>'
        f'<td style="{_CELL}">{_safe(verdict)}</td>'
        f'<td style="{_CELL}">{_safe(details)}</td></tr>'
    )


def _safe(text: str) -> str:
    return escape(harmless(text))
