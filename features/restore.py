"""Find the umlauts that a whole text was typed without.

"fuer" and "koennen" read like any other words, but are not those that word lists and
models know. Only a text that shows the habit is touched. Imports nothing of ours.
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
