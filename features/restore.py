"""Find the umlauts and the capitals that a whole text was typed without.

"fuer" and "koennen" read like any other words, but are not those that word lists and
models know; a text all in lower case has no beginnings of sentences. Only a text that
shows the habit is touched. Imports nothing of ours.
"""

from __future__ import annotations

import re

_HAS_UMLAUT = re.compile("[äöüßÄÖÜ]")
# Beginnings of words that no German text of some length does without, as typed
# without umlauts; words of other languages do not begin so.
_TYPED = (
    " fuer ",
    " ueber",
    " koenn",
    " wuerd",
    " waer",
    " muess",
    " haett",
    " spaeter ",
    " zurueck",
    " gegenueber",
    " dafuer",
    " naechst",
    " moech",
)
_LEAST_TYPED = 2
# Pairs that stand for an umlaut. Those of "neue", "bauen", "Quelle", "zuerst",
# "aktuell", "Statue", "Israel", "aerob", "Poet" and their like are two letters.
_PAIR = re.compile(
    r"(?<![aeqAEQ])[uU]e(?!rst|\b)(?<![dD]ue(?=ll))(?<![nstx]ue(?=ll))(?<!nue(?=l\b))"
    r"|(?<![eoEO])[aA]e(?!l\b|ls\b|li|ro)"
    r"|(?<![oO])[oO]e(?!sie\b|zi|xi|ben\b)(?<![pP]oe(?=t))(?<!oe(?=t\b))"
)
_UMLAUT = str.maketrans("aouAOU", "äöüÄÖÜ")
# Characters from which a text without any capital is taken for typed so.
_LEAST_SMALL = 500
# The first letter of a text, of a line, and behind an end mark that follows neither a
# lone letter nor a number that is no year ("z. b.", "am 3. mai").
_FIRST = re.compile(
    r"(?:\A|\n|(?:(?<!\b\w)(?<!\d)|(?<=\d{4}))[.!?…][\"'”“»«)]* )"
    r"\s*[\"'„“»«(]*([^\W\d_])"
)
_ENGLISH_I = re.compile(r"(?<![\w.])i(?= |['’](?:m|ve|ll|d)\b)")


def umlauts(text: str) -> list[int]:
    """Return where a pair of letters stands for an umlaut.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of int
        Offsets of the first letter of each pair; empty where the text has an umlaut,
        or too few of the words that show the habit.
    """
    if _HAS_UMLAUT.search(text) or "ue" not in text:
        return []
    if sum(text.count(word) for word in _TYPED) < _LEAST_TYPED:
        return []
    return [match.start() for match in _PAIR.finditer(text)]


def with_umlaut(letter: str) -> str:
    """Return the umlaut of a, o or u."""
    return letter.translate(_UMLAUT)


def capitals(text: str) -> list[int]:
    """Return which letters of a text all in lower case are capitals by rule.

    Those of names and of German nouns are not known and stay as they are.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of int
        Offsets, rising, of letters with a capital of one character: the first of each
        sentence, and English "i". Empty for a text with any capital, or a short one.
    """
    if len(text) < _LEAST_SMALL or not text.islower():
        return []
    found = {match.start(1) for match in _FIRST.finditer(text)}
    found |= {match.start() for match in _ENGLISH_I.finditer(text)}
    return sorted(place for place in found if len(text[place].upper()) == 1)
