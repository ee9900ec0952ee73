"""Headings, lists, tables, tickers and questions made from an article's own words.

Labelled pages hold few of them, and there they are mostly menus; without these the
model would learn that a short line is a leftover.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from numpy.random import Generator

from features.line_form import Language

_TOPIC = {
    "de": re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{4,}"),
    "en": re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]{5,}"),
}
_WORD = re.compile(r"\w[\w-]*")
_HEADINGS = {
    "de": (
        *("{}", "Die {}", "Streit um {}", "Kritik an {}", "Was {} bedeutet"),
        *(
            "{} und {}",
            "Mehr {}, weniger {}",
            "Warum {}?",
            "„{}“",
            "Ohne {} geht nichts",
        ),
        *("Die Rolle von {}", "{} als Ausweg", "Folgen für {}", "Wie {} weitergeht"),
        *(
            "Fazit",
            "Ausblick",
            "Ergebnis",
            "Vorgeschichte",
            "Hintergründe",
            "Die Folgen",
        ),
        *("So geht es weiter", "Wie geht es weiter?", "Was passiert jetzt?"),
        *("Offene Fragen", "Die Zahlen", "Dafür", "Dagegen", "Was ist passiert?"),
        *("Der Ablauf", "Die Regeln", "Das ist neu", "So funktioniert es", "Übersicht"),
    ),
    "en": (
        *("{}", "The {}", "A row over {}", "What {} means", "{} and {}", "More {}"),
        *("Why {}?", "“{}”", "No {} without {}", "The role of {}", "After the {}"),
        *("Conclusion", "Outlook", "Results", "What happens next", "What comes next?"),
        *(
            "Open questions",
            "The numbers",
            "For",
            "Against",
            "How it works",
            "The rules",
        ),
        *("What happened?", "How it began", "What is new", "Reaction", "Timeline"),
    ),
}
_QUESTIONS = {
    "de": (
        *("Was bedeutet das für {}?", "Wie lange dauert {} noch?", "Und {}?"),
        *("Haben Sie mit {} gerechnet?", "Warum gerade {}?", "Macht Ihnen {} Sorgen?"),
    ),
    "en": (
        *("What does that mean for {}?", "And {}?", "Why {}, of all things?"),
        *("Did you expect {}?", "How long will {} last?", "Does {} worry you?"),
    ),
}
_ANSWERS = {
    "de": ("Nein.", "Ja, sicher.", "Das weiß niemand.", "Überhaupt nicht.", "Doch."),
    "en": ("No.", "Yes, of course.", "Nobody knows.", "Not at all.", "I hope so."),
}
_MARKS = ("• ", "– ", "- ", "* ", "· ", "{}. ", "{}) ", "")
_SEPARATORS = ("\t", " | ", ": ", "\t", " – ", " ")
_CLOCK = {"de": "{}.{:02d} Uhr: ", "en": "{}:{:02d}: "}

Lines = list[str]


def with_structures(lines: Lines, rng: Generator, language: Language) -> Lines:
    """Return the lines of an article with some structure added.

    Parameters
    ----------
    lines : list of str
        Running text; what is added is content like the rest.
    rng : numpy.random.Generator
    language : {"de", "en"}
    """
    makers: tuple[tuple[float, Callable[[Lines, Generator, Language], Lines]], ...] = (
        (0.5, _headings),
        (0.2, _list),
        (0.15, _table),
        (0.08, _ticker),
        (0.1, _interview),
    )
    for chance, make in makers:
        if rng.random() < chance:
            lines = make(lines, rng, language)
    return lines


def topics(text: str, language: Language) -> Lines:
    """Return words that name what a text is about: nouns in German, long words else."""
    return _TOPIC[language].findall(text)


def _pick(values: tuple[str, ...] | Lines, rng: Generator) -> str:
    return values[int(rng.integers(len(values)))]


def _filled(pattern: str, text: str, rng: Generator, language: Language) -> str:
    words = topics(text, language) or _WORD.findall(text)
    return pattern.format(*(_pick(words, rng) for _ in range(pattern.count("{}"))))


def _headings(lines: Lines, rng: Generator, language: Language) -> Lines:
    """Put headings before paragraphs: set phrases, topics, beginnings of sentences."""
    share = rng.uniform(0.1, 0.5)
    result: Lines = []
    for text in lines:
        if rng.random() < share:
            words = text.split()
            if rng.random() < 0.4 and len(words) > 10:
                later = words[int(rng.integers(len(words) - 8)) :]
                heading = " ".join(later[: int(rng.integers(3, 8))]).strip(' ,.;:–-„“"')
                result.append(heading[:1].upper() + heading[1:] or "X")
            else:
                pattern = _pick(_HEADINGS[language], rng)
                result.append(_filled(pattern, text, rng, language))
        result.append(text)
    return result


def _stretch(words: Lines, size: int, rng: Generator) -> str:
    """Return some words of a text that follow each other, as a line of its own."""
    start = int(rng.integers(max(len(words) - size, 1)))
    text = " ".join(words[start : start + size]).strip(' ,.;:–-„“”"()[]')
    text = text or words[0]
    return text[:1].upper() + text[1:]


def _list(lines: Lines, rng: Generator, _: Language) -> Lines:
    at = int(rng.integers(1, len(lines) + 1))
    mark = _pick(_MARKS, rng)
    words = " ".join(lines).split()
    items = []
    for number in range(int(rng.integers(3, 7))):
        item = _stretch(words, int(rng.integers(1, 12)), rng)
        end = "" if rng.random() < 0.7 else "."
        items.append(mark.format(number + 1) + item + end)
    return [*lines[:at], *items, *lines[at:]]


def _table(lines: Lines, rng: Generator, language: Language) -> Lines:
    at = int(rng.integers(1, len(lines) + 1))
    separator = _pick(_SEPARATORS, rng)
    columns = int(rng.integers(1, 4))
    unit = _pick(("", "", " %", " Euro", " km", " Mbit/s", ":2"), rng)
    rows = []
    for _ in range(int(rng.integers(3, 8))):
        name = _filled(
            _pick(("{}", "{} {}", "1. {}"), rng), " ".join(lines), rng, language
        )
        cells = [f"{int(rng.integers(1, 900))}{unit}" for _ in range(columns)]
        rows.append(separator.join((name, *cells)))
    if rng.random() < 0.5:
        topics = [
            _filled("{}", " ".join(lines), rng, language) for _ in range(columns + 1)
        ]
        rows.insert(0, separator.join(topics))
    return [*lines[:at], *rows, *lines[at:]]


def _ticker(lines: Lines, rng: Generator, language: Language) -> Lines:
    hour, minute = int(rng.integers(8, 22)), int(rng.integers(60))
    result = []
    for text in lines:
        minute -= int(rng.integers(3, 50))
        hour, minute = (hour, minute) if minute >= 0 else ((hour - 1) % 24, minute + 60)
        result.append(_CLOCK[language].format(hour, minute) + text)
    return result


def _interview(lines: Lines, rng: Generator, language: Language) -> Lines:
    result: Lines = []
    for text in lines:
        if rng.random() < 0.5:
            pattern = _pick(_QUESTIONS[language], rng)
            result.append(_filled(pattern, text, rng, language))
            if rng.random() < 0.3:
                result.append(_pick(_ANSWERS[language], rng))
                continue
        result.append(text)
    return result
