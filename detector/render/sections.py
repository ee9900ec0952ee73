"""A report as titled rows of plain words, before anyone sets them on a page.

What is said, and how much of it; ``terminal.py`` decides how it looks. Rows quote the
article through ``Report.text``. Imports the report and the wording.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detector.render import words
from detector.report import Evidence, LineScore, Report

Level = Literal["calm", "notable", "strong", "plain"]

_LEFTOVERS_SHOWN = 20
_EVIDENCE_SHOWN, _MEASURES_SHOWN = 3, 2
_LEVELS: dict[str, Level] = {
    "clean": "calm",
    "some": "notable",
    "heavy": "strong",
    "unlikely": "calm",
    "unclear": "notable",
    "likely": "strong",
    "undecided": "plain",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A name and what there is to say under it.

    Attributes
    ----------
    cut
        Whether the text may be cut to one line.
    """

    name: str
    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: a title, a verdict in words, and rows."""

    title: str
    verdict: str
    level: Level
    rows: tuple[Row, ...]


def boilerplate_section(report: Report, *, verbose: bool = False) -> Section:
    """Return which lines are leftovers of the page, and of what kind."""
    boilerplate = report.boilerplate
    leftovers = [line for line in boilerplate.lines if line.label == "boilerplate"]
    shown = leftovers if verbose else leftovers[:_LEFTOVERS_SHOWN]
    rows = [Row("", words.boilerplate_in_words(boilerplate))]
    rows += [_leftover(report, line) for line in shown]
    if len(shown) < len(leftovers):
        rows.append(Row("", f"and {len(leftovers) - len(shown):,} more (--verbose)"))
    verdict = words.BOILERPLATE_VERDICTS[boilerplate.verdict]
    return Section("Boilerplate", verdict, _LEVELS[boilerplate.verdict], tuple(rows))


def ai_section(report: Report, *, verbose: bool = False) -> Section:
    """Return whether the article resembles AI text, and what the verdict is worth."""
    ai = report.ai
    rows = [Row("", words.ai_in_words(ai))]
    if ai.false_positive_rate:
        rate = words.false_positives_in_words(ai.false_positive_rate)
        rows.append(Row("false positives", rate))
    assisted = words.assisted_in_words(ai)
    if assisted:
        rows.append(Row("assistance", assisted))
    evidence = ai.evidence if verbose else _shown(ai.evidence)
    if ai.verdict != "undecided":
        rows += [_evidence(item) for item in evidence]
    return Section(
        "AI likelihood", words.AI_VERDICTS[ai.verdict], _LEVELS[ai.verdict], tuple(rows)
    )


def disclosure_section(report: Report) -> Section:
    """Return what the page itself says about AI."""
    disclosure = report.disclosure
    rows = [
        Row(
            f"line {_line_of(report, statement.start)}",
            f"{quoted(statement.text)} ({words.statement_in_words(statement)})",
        )
        for statement in disclosure.statements
    ]
    rows += [
        Row("metadata", f"{quoted(words.code(note))} ({words.metadata_in_words(note)})")
        for note in disclosure.metadata
    ]
    level: Level = "strong" if disclosure.undisclosed else "plain"
    verdict = words.disclosure_in_words(disclosure)
    return Section("Disclosure", verdict, level, tuple(rows))


def notes(report: Report) -> Iterator[str]:
    """Yield the warnings, one sentence each."""
    if report.normalisation.evasion:
        yield "The text holds characters that can hide words from a detector."
    yield from report.warnings


def quoted(text: str) -> str:
    """Return words of the article in quotation marks, unless they bring their own."""
    words_only = " ".join(text.split())
    return words_only if words_only[:1] in "„“»«\"'‚‘" else f"“{words_only}”"


def _leftover(report: Report, line: LineScore) -> Row:
    kind = words.name_in_words(line.kind)
    if line.duplicate_of is not None:
        kind = f"copy of {line.duplicate_of}"
    return Row(f"{line.line:>3} {kind}", report.text[line.start : line.end], cut=True)


def _shown(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the strongest passages and the strongest measures."""
    passages = [item for item in evidence if item.reach is None]
    measures = [item for item in evidence if item.reach is not None]
    return passages[:_EVIDENCE_SHOWN] + measures[:_MEASURES_SHOWN]


def _evidence(item: Evidence) -> Row:
    side = "speaks for AI" if item.contribution > 0 else "speaks against"
    if item.reach is not None:
        side = side if item.reach.counted else "not counted"
        name = f"{words.measure_in_words(item.feature)} {words.value_in_words(item)}"
        rates = words.reach_in_words(item.reach)
        return Row(side, f"{name} ({item.contribution:+.2f}; {rates})")
    name = f"{words.name_in_words(item.feature)}, {item.contribution:+.2f}"
    if not item.spans:
        return Row(side, name)
    shown = ", ".join(quoted(span.text) for span in item.spans[:_EVIDENCE_SHOWN])
    if item.usage is None:
        return Row(side, f"{shown} ({name})")
    if not item.usage.counted:
        side = "not counted"
    return Row(side, f"{shown} ({name}; {words.usage_in_words(item.usage)})")


def _line_of(report: Report, start: int) -> int:
    """Return the number of the physical line that holds an offset."""
    before = [line.line for line in report.boilerplate.lines if line.start <= start]
    return before[-1] if before else 1
