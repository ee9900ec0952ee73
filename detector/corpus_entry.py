"""What a corpus report takes from the JSON of one report.

Everything is read before anything is counted, so that a broken report counts nowhere.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from detector.render.safe import shortened
from detector.report import SCHEMA

NO_SOURCE = "no source given"
_LINE_LENGTH = 90
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
_GERMAN = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})")

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The figures of one report; NaN where one is undefined.

    Attributes
    ----------
    day
        Day of the article; None where it is not known.
    ai
        Probability; NaN where the verdict is ``undecided``.
    rate
        False-positive rate that stands beside the verdict.
    kinds
        Of each leftover line.
    lines
        The leftover lines themselves, where the report carries the text.
    """

    source: str
    day: date | None
    verdict: str
    ai: float
    rate: float
    boilerplate: float
    loaded: float
    opinion: float
    hedging: float
    tone: float
    frames: tuple[tuple[str, float], ...]
    kinds: tuple[str, ...]
    lines: tuple[str, ...]


def read_entry(line: bytes) -> Entry:
    """Read a report from a line of JSON.

    Raises
    ------
    ValueError, RecursionError
        If the line is not JSON of ordinary size and depth.
    KeyError, TypeError, AttributeError
        If it is not a report of the schema in use.
    """
    report = json.loads(line)
    if report["schema"] != SCHEMA:
        raise KeyError("schema")
    ai, framing, facts = report["ai"], report["framing"], report["article"]
    leftovers = _leftovers(report)
    decided = ai["verdict"] != "undecided"
    return Entry(
        source=_source(facts),
        day=day_of(facts.get("date")),
        verdict=str(ai["verdict"]),
        ai=_number(ai["probability"]) if decided else float("nan"),
        rate=_number((ai["false_positive_rate"] or {"value": None})["value"]),
        boilerplate=_number(report["boilerplate"]["share"]["value"]),
        loaded=_number(framing["loaded"]["share"]["value"]),
        opinion=_number(framing["opinion"]["share"]["value"]),
        hedging=_number(framing["hedging"]["per_100_words"]),
        tone=_number(framing["tone"]["mean"]),
        frames=tuple((f["name"], _number(f["probability"])) for f in framing["frames"]),
        kinds=tuple(str(line["kind"]) for line in leftovers),
        lines=_lines(facts.get("text") or "", leftovers),
    )


def day_of(text: str | None) -> date | None:
    """Return the day that a date as given begins with; None if it is not clear."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_GERMAN, (3, 2, 1))):
        found = pattern.match(text or "")
        if found:
            year, month, day = (int(found[group]) for group in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def _source(facts: JsonObject) -> str:
    named = facts.get("source") or facts.get("site")
    return str(named or _host(facts.get("url") or "") or NO_SOURCE)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # an address with a broken bracket
        return None


def _leftovers(report: JsonObject) -> list[JsonObject]:
    lines = report["boilerplate"]["lines"]
    return [line for line in lines if line["label"] == "boilerplate"]


def _lines(text: str, leftovers: list[JsonObject]) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(
        shortened(text[x["start"] : x["end"]], _LINE_LENGTH) for x in leftovers
    )


def _number(value: object) -> float:
    """Return a number of the JSON, NaN for null; refuse anything else."""
    if value is None:
        return float("nan")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
