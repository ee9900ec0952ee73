"""Leftover lines written for practice pages, with their blanks filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from numpy.random import Generator

from features.line_form import Language

_DATA = Path(__file__).parent / "data"
_BLANK = re.compile(r"\{([tpomndh])\}")

_PLACES = {
    "top": (
        "byline",
        "byline",
        "caption",
        "credit",
        "tags",
        "note",
        "share",
        "nav",
        "ad",
    ),
    "inside": (
        *(
            "related_link",
            "related_link",
            "teaser",
            "teaser",
            "ad",
            "newsletter",
            "app",
        ),
        *("subscription", "cookie", "caption", "credit", "note", "comment"),
    ),
    "bottom": (
        *("comment", "share", "tags", "bio", "legal", "disclosure", "related_link"),
        *("newsletter", "note", "byline", "credit", "tool_leftover", "app", "nav"),
        *("subscription", "ad", "disclosure"),
    ),
}
_RUNS = {"comment", "related_link", "share", "cookie", "byline", "nav", "credit"}
_NAMES = {
    "de": (
        "Anke|Bernd|Carla|Dieter|Elif|Frauke|Gregor|Hanna|Ingo|Jale|Kerstin|Lars|Mirko|"
        "Nele|Oskar|Petra|Rainer|Silke|Timo|Ute|Volker|Yusuf",
        "Ahlers|Brandt|Cordes|Dittmer|Ehlers|Fiedler|Gerlach|Hinrichs|Jansen|Kaya|Lorenz|"
        "Moser|Nowak|Otte|Pfeifer|Rieger|Sander|Thoma|Vogt|Wendt|Zimmer",
    ),
    "en": (
        "Alice|Brian|Clara|Derek|Esme|Fergus|Grace|Hamid|Isla|Jonah|Keira|Liam|Mona|"
        "Nigel|Owen|Priya|Rhys|Sally|Tara|Victor",
        "Ashby|Barlow|Crane|Doyle|Ellis|Farrow|Grant|Holt|Ivory|Keane|Lowe|Marsh|Nolan|"
        "Osborne|Pryce|Quinn|Rowe|Stubbs|Turner|Webb",
    ),
}
_TOWNS = {
    "de": "Altenrode|Bergheim|Dornfeld|Eschbach|Hellstadt|Krummsee|Lindow|Neuwerk",
    "en": "Ashford|Brackley|Coldbrook|Dunwick|Elmore|Fenwick|Harrow Hill|Millbay|Oxley",
}
_MEDIA = {
    "de": "Kurier|Anzeiger24|Nordpost|Rundschau|Stadtbote|Morgenblatt|Südblick",
    "en": "Courier|Herald|Daily Post|The Beacon|Observer24|Evening Mail|The Ledger",
}
_MONTHS = {
    "de": "Januar|März|Mai|Juni|August|Oktober|Dezember",
    "en": "January|March|May|June|August|October|December",
}


def place_kinds(place: str) -> tuple[str, ...]:
    """Return the kinds of leftovers that stand at the top, inside or at the bottom."""
    return _PLACES[place]


def leftover_run(
    kind: str, words: Mapping[str, list[str]], rng: Generator, language: Language
) -> list[str]:
    """Return one or several leftover lines of a kind.

    Parameters
    ----------
    kind : str
    words : mapping of str to list of str
        ``"t"``: words of the article, ``"h"``: headlines of other articles.
    rng : numpy.random.Generator
    language : {"de", "en"}
    """
    size = int(rng.integers(1, 4)) if kind in _RUNS else 1
    listed = written_leftovers(language)[kind]
    lines = [listed[int(rng.integers(len(listed)))] for _ in range(size)]
    if kind == "related_link" and rng.random() < 0.4:
        lines = [lines[0], *["{h}"] * int(rng.integers(1, 4))]
    makers = _makers(words, rng, language)
    return [_BLANK.sub(lambda blank: makers[blank[1]](), line) for line in lines]


@cache
def written_leftovers(language: Language) -> dict[str, list[str]]:
    """Return the written lines by kind, their blanks open."""
    text = (_DATA / f"leftovers_{language}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    kind = ""
    for line in text.splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            kind = line.strip("[]")
        elif kind:
            found.setdefault(kind, []).append(line)
    return found


def _makers(
    words: Mapping[str, list[str]], rng: Generator, language: Language
) -> dict[str, Callable[[], str]]:
    def one(listed: str | list[str]) -> str:
        values = listed.split("|") if isinstance(listed, str) else listed
        return values[int(rng.integers(len(values)))]

    first, last = _NAMES[language]
    return {
        "t": lambda: one(words["t"]),
        "h": lambda: one(words["h"]),
        "p": lambda: f"{one(first)} {one(last)}",
        "o": lambda: one(_TOWNS[language]),
        "m": lambda: one(_MEDIA[language]),
        "n": lambda: str(int(rng.integers(2, 60))),
        "d": lambda: _date(one(_MONTHS[language]), rng, language),
    }


def _date(month: str, rng: Generator, language: Language) -> str:
    day, year = int(rng.integers(1, 29)), int(rng.integers(2015, 2027))
    if language == "de":
        number = int(rng.integers(1, 13))
        return (f"{day}. {month} {year}", f"{day:02d}.{number:02d}.{year}")[day % 2]
    return (f"{day} {month} {year}", f"{month} {day}, {year}")[day % 2]
