"""A report as one flat row, for CSV and Parquet.

The columns of ``COLUMNS`` in their order are the row; ``docs/batch.md`` explains each.
A number is rounded as in the JSON, and an undefined one is None. Imports the report.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Literal, Protocol, get_args

from detector.report import FrameName, Report
from detector.report.serialise import rounded

Kind = Literal["text", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Getter = Callable[[Report], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    value
        From a report to what stands in the column.
    """

    name: str
    kind: Kind
    value: Getter


class _Scored(Protocol):
    """A part of the report that names the model behind it."""

    @property
    def model(self) -> str: ...

    @property
    def tier(self) -> str: ...


def table_columns(*, with_text: bool = False) -> tuple[Column, ...]:
    """Return the columns; on request the text as given is the last of them."""
    return (*COLUMNS, _from("text", name="text")) if with_text else COLUMNS


def row(report: Report, columns: tuple[Column, ...]) -> list[Cell]:
    """Return what a report has to say in each column."""
    return [_plain(column.value(report)) for column in columns]


def _plain(value: Cell) -> Cell:
    return rounded(value) if isinstance(value, float) else value


def _leftover_lines(report: Report) -> int:
    return sum(line.label == "boilerplate" for line in report.boilerplate.lines)


def _rate(report: Report, part: str) -> Cell:
    rate = report.ai.false_positive_rate
    value: Cell = None if rate is None else getattr(rate, part)
    return value


def _statements(report: Report) -> str | None:
    """Return the kinds of the page's statements on AI, each once."""
    found = report.disclosure
    kinds = [one.kind for one in found.statements]
    kinds += [one.kind for one in found.metadata]
    return "; ".join(dict.fromkeys(kinds)) or None


def _headline(report: Report, measure: str) -> Cell:
    headline = report.framing.headline
    value: Cell = None if headline is None else getattr(headline, measure)
    return value


def _first_frame(report: Report) -> str | None:
    return next((frame.name for frame in report.framing.frames if frame.used), None)


def _frame(report: Report, name: FrameName) -> float | None:
    found = (f.probability for f in report.framing.frames if f.name == name)
    return next(found, None)


def _models(report: Report) -> str:
    """Return the models behind the scores with their tiers, each once."""
    ai, framing = report.ai, report.framing
    scores: tuple[_Scored, ...] = (report.boilerplate, ai, ai.assisted)
    scores += framing.frames[:1]
    scores += (framing.loaded, framing.opinion, framing.quotes, framing.hedging)
    scores += (framing.tone, framing.attribution)
    return "; ".join(dict.fromkeys(f"{s.model} ({s.tier})" for s in scores))


def _joined_warnings(report: Report) -> str | None:
    return " ".join(report.warnings) or None


def _from(path: str, kind: Kind = "text", name: str | None = None) -> Column:
    """Return the column of a field of the report."""
    return Column(name or path.partition(".")[2], kind, attrgetter(path))


COLUMNS: tuple[Column, ...] = (
    *(
        _from(f"article.{name}")
        for name in ("id", "source", "site", "url", "author", "date", "title")
    ),
    _from("article.language"),
    _from("article.words", "integer"),
    _from("article.characters", "integer"),
    _from("article.content_words", "integer"),
    _from("article.sha256"),
    _from("boilerplate.share.value", "number", "boilerplate_share"),
    _from("boilerplate.verdict", name="boilerplate_verdict"),
    Column("leftover_lines", "integer", _leftover_lines),
    _from("ai.probability", "number", "ai_probability"),
    _from("ai.verdict", name="ai_verdict"),
    *(
        Column(f"ai_false_positive_rate{end}", "number", partial(_rate, part=part))
        for end, part in (("", "value"), ("_low", "low"), ("_high", "high"))
    ),
    Column("ai_false_positive_rate_n", "integer", partial(_rate, part="n")),
    _from("ai.reliability", name="ai_reliability"),
    _from("ai.reason", name="ai_reason"),
    _from("ai.assisted.probability", "number", "assisted_probability"),
    _from("ai.assisted.verdict", name="assisted_verdict"),
    _from("ai.assisted.kind", name="assisted_kind"),
    Column("disclosure", "text", _statements),
    _from("disclosure.undisclosed", "boolean"),
    _from("framing.verdict", name="framing_verdict"),
    Column("first_frame", "text", _first_frame),
    *(
        Column(f"frame_{name}", "number", partial(_frame, name=name))
        for name in get_args(FrameName)
    ),
    _from("framing.loaded.share.value", "number", "loaded_share"),
    _from("framing.opinion.share.value", "number", "opinion_share"),
    _from("framing.loaded.share.of", "integer", "author_sentences"),
    _from("framing.quotes.share.value", "number", "quoted_share"),
    _from("framing.hedging.per_100_words", "number", "hedges_per_100_words"),
    _from("framing.tone.mean", "number", "tone"),
    _from("framing.attribution.named", "integer", "sources_named"),
    _from("framing.attribution.vague", "integer", "sources_vague"),
    *(
        Column(f"headline_{name}", "number", partial(_headline, measure=name))
        for name in ("loaded", "hedging", "tone")
    ),
    _from("normalisation.evasion", "boolean"),
    Column("warnings", "text", _joined_warnings),
    Column("models", "text", _models),
    _from("lesart", name="lesart"),
)
