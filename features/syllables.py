"""Counting the spoken syllables of a word, German and English.

A syllable has one nucleus: a vowel, or vowels that are spoken as one. Each language
has a pattern of nuclei and a list of places where a nucleus falls into two after all
(``data/{de,en}/syllables.txt``). Imports the core of ``features`` only.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from features.wordlists import Language, phrases

_LONGEST_CACHED = 40  # longer "words" are rare, and mostly not words
_BREAK = "·"

_GERMAN_NUCLEUS = r"""
    eau(?=[sx]?\$)                    # Niveau
    | (?<=[^oe]t)ea(?=m) | (?<=str)ea(?=m) | (?<=\^d)ea(?=l) | (?<=l)ea(?=[ds]e?[r$])
    | a[aiuy] | äu | e[eiuy] | ie | o[ouy]
    | [aäeéèêëiíîoóôöøuüàáâåæœ](?<!qu)
    | (?<!\^)y | y(?![aeiou])         # Yoga begins with a consonant
    """
_SILENT_IN_COMPOUNDS = (  # without the e: homeland, somewhere, timetable
    *("som", "hom", "tim", "lif", "sid", "wid", "saf", "bas", "fir", "nam"),
    *("hous", "war", "whol", "ther", "wher", "stat", "polic"),
)
_ENGLISH_NUCLEUS = (
    r"""
    (?!                               # silent e: made, times, asked, statement
        (?<=[^aeiouy^])e
        (?: \$ | d\$ (?<![td]ed\$) | s\$ (?<![sxzcg]es\$) (?<![cs]hes\$)
          | ly\$ | ty\$ | ments?\$ | less | ful | ness
        )
        (?<! [^aeiouylr][lr]e\$ ) (?<! [^aeiouylr][lr]e[ds]\$ )  # table, settled
    )
    (?! (?:"""
    + "|".join(rf"(?<=\^{stem})" for stem in _SILENT_IN_COMPOUNDS)
    + r""") e [^aeiou$] [a-z]{2} )
    (?: [aeiou]?y (?!(?<=[\^wn]y)[aeo]|(?<=\^y)[iu])
      | [aeiouéèêïíóöüáàâ](?<!qu)[aeiouéèêïíóöüáàâ]*
    )
    """
)


class _Rules(NamedTuple):
    """Where the nuclei of a language are.

    ``breaks`` gives for two letters the right-hand contexts in which they belong to
    two syllables, and for each the left-hand ones. ``^`` and ``$`` are the word's ends.
    """

    nucleus: re.Pattern[str]
    breaks: MappingProxyType[str, tuple[tuple[str, tuple[str, ...]], ...]]


def syllables(word: str, language: Language) -> int:
    """Return the number of syllables of a word.

    Parameters
    ----------
    word : str
        Lower case. Parts of a hyphenated word are counted one by one; a part without
        vowels counts its letters, as an abbreviation is spelled.
    language : {"de", "en"}

    Returns
    -------
    int
        At least 1.
    """
    if len(word) > _LONGEST_CACHED:
        return _count(word, language)
    return _cached_count(word, language)


def _count(word: str, language: Language) -> int:
    rules = _rules(language)
    return max(1, sum(_count_part(part, rules) for part in word.split("-") if part))


_cached_count = lru_cache(maxsize=1 << 15)(_count)


def _count_part(part: str, rules: _Rules) -> int:
    framed = f"^{part}$"
    found = 0
    for match in rules.nucleus.finditer(framed):
        found += 1
        for place in range(match.start() + 1, match.end()):
            found += _breaks_at(framed, place, rules)
    return found or _spelled(part)


def _spelled(part: str) -> int:
    """Count the letters of an abbreviation; a word with a silent vowel has one."""
    return 1 if "e" in part else sum(map(str.isalpha, part))


def _breaks_at(framed: str, place: int, rules: _Rules) -> bool:
    for right, lefts in rules.breaks.get(framed[place - 1 : place + 1], ()):
        if framed.startswith(right, place) and framed.endswith(lefts, 0, place):
            return True
    return False


@cache
def _rules(language: Language) -> _Rules:
    contexts: dict[str, dict[str, list[str]]] = {}
    for entry in phrases(language, "syllables"):
        left, right = entry.split(_BREAK)
        contexts.setdefault(left[-1] + right[0], {}).setdefault(right, []).append(left)
    breaks = {
        pair: tuple((right, tuple(lefts)) for right, lefts in by_right.items())
        for pair, by_right in contexts.items()
    }
    return _Rules(re.compile(_NUCLEI[language], re.VERBOSE), MappingProxyType(breaks))


_NUCLEI: dict[Language, str] = {
    "de": _GERMAN_NUCLEUS,
    "en": _ENGLISH_NUCLEUS,
}
