"""Articles on the same event side by side: what they share, and where they differ.

Imports the report and ``shared_text.py``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json import JSONEncoder
from typing import Any

from detector import __version__
from detector.errors import InputError
from detector.report import Report
from detector.shared_text import SharedSentence, shared_text

COMPARISON_SCHEMA = 1
_DECIMALS = 6
_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of every article.

    Attributes
    ----------
    name
        ``ai``, ``boilerplate``, ``loaded``, ``opinion``, ``quoted``, ``hedging``,
        ``tone``, ``named_sources``, ``vague_sources``, or ``frame:`` and its name.
    values
        One per article; NaN where it is undefined.
    """

    name: str
    values: tuple[float, ...]

    @property
    def spread(self) -> float:
        """Largest less smallest value; NaN with fewer than two."""
        known = [value for value in self.values if value == value]
        return max(known) - min(known) if len(known) > 1 else float("nan")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles side by side.

    Attributes
    ----------
    reports
        In the order given.
    shared
        In row i and column j the share of the words of article i that are part of a
        run of five words in article j; 1.0 for i = j.
    sentences
        Those of each article, in order.
    measures
        The same figures for every article; frames last, the most different first.
    """

    reports: tuple[Report, ...]
    shared: tuple[tuple[float, ...], ...]
    sentences: tuple[tuple[SharedSentence, ...], ...]
    measures: tuple[Measure, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as plain dictionaries, lists and scalars."""
        return {
            "schema": COMPARISON_SCHEMA,
            "lesart": __version__,
            "articles": [_facts(report) for report in self.reports],
            "shared": [[_finite(share) for share in row] for row in self.shared],
            "measures": [
                {
                    "name": measure.name,
                    "values": [_finite(value) for value in measure.values],
                    "spread": _finite(measure.spread),
                }
                for measure in self.measures
            ],
            "sentences": [[_place(one) for one in those] for those in self.sentences],
        }

    def to_json(self) -> str:
        """Return ``as_dict`` as one line of JSON."""
        return _encode(self.as_dict())


def compare(reports: Sequence[Report]) -> Comparison:
    """Set the articles of two or more reports side by side.

    Parameters
    ----------
    reports : sequence of Report

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If there are fewer than two.
    """
    if len(reports) < 2:
        raise InputError(f"two articles expected, found {len(reports)}; name another")
    shared, sentences = shared_text(reports)
    return Comparison(
        reports=tuple(reports),
        shared=shared,
        sentences=sentences,
        measures=tuple(_measures(reports)),
    )


def _measures(reports: Sequence[Report]) -> Iterator[Measure]:
    framings = [report.framing for report in reports]
    rows: dict[str, list[float]] = {
        "ai": [r.ai.probability for r in reports],
        "boilerplate": [r.boilerplate.share.value for r in reports],
        "loaded": [f.loaded.share.value for f in framings],
        "opinion": [f.opinion.share.value for f in framings],
        "quoted": [f.quotes.share.value for f in framings],
        "hedging": [f.hedging.per_100_words for f in framings],
        "tone": [f.tone.mean for f in framings],
        "named_sources": [float(f.attribution.named) for f in framings],
        "vague_sources": [float(f.attribution.vague) for f in framings],
    }
    for name, values in rows.items():
        yield Measure(name, tuple(values))
    frames = [_frame(reports, name) for name in _frame_names(reports)]
    yield from sorted(frames, key=lambda frame: -_number(frame.spread))


def _frame_names(reports: Sequence[Report]) -> list[str]:
    names = (frame.name for report in reports for frame in report.framing.frames)
    return list(dict.fromkeys(names))


def _frame(reports: Sequence[Report], name: str) -> Measure:
    values = [
        next((f.probability for f in r.framing.frames if f.name == name), float("nan"))
        for r in reports
    ]
    return Measure(f"frame:{name}", tuple(values))


def _number(value: float) -> float:
    return value if value == value else -1.0


def _facts(report: Report) -> dict[str, Any]:
    facts = report.article
    return {
        "id": facts.id,
        "title": facts.title,
        "source": facts.source,
        "date": facts.date,
        "language": facts.language,
        "content_words": facts.content_words,
        "sha256": facts.sha256,
        "ai_verdict": report.ai.verdict,
        "framing_verdict": report.framing.verdict,
    }


def _place(sentence: SharedSentence) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "found_in": list(sentence.found_in),
        "verbatim": sentence.verbatim,
    }


def _finite(value: float) -> float | None:
    return round(value, _DECIMALS) if value == value else None
