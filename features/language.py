"""Which language a text is in: German, English or another one.

Languages are told apart by their small words, which every sentence needs and which
names and loan words do not disturb; in a short text also by the endings of the other
words. Imports the word-list reader only.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Literal, NamedTuple

from features.wordlists import sections

Language = Literal["de", "en", "other"]
# more words change nothing but the time it takes
_LONGEST = 2000
# up to here the endings of words are looked at: longer texts have small words enough
_SHORT = 60
# what an ending says, in small words
_ENDING_WEIGHT = 0.5
# evidence, in words, that a guess starts with against itself
_PRIOR = 2.0
# in running text two in five words are listed; with fewer than one in eight the text is
# in a language that has no list, or is no running text
_LEAST_SHARE = 0.125


class LanguageGuess(NamedTuple):
    """The likeliest language and how far ahead it is.

    Attributes
    ----------
    language : {"de", "en", "other"}
        Every language but German and English is "other".
    margin : float
        Lead over the other two, 0-1, higher is surer. Few words, or words that several
        languages share, give a low margin.
    """

    language: Language
    margin: float


def identify(words: Sequence[str]) -> LanguageGuess:
    """Guess the language of a text from its words.

    Parameters
    ----------
    words : sequence of str
        Lower-cased words in text order; the first 2,000 are looked at.

    Returns
    -------
    LanguageGuess
        Language and margin; "other" with margin 0 for no words.
    """
    looked_at = words[:_LONGEST]
    scores, known = _scores(looked_at)
    needed = _LEAST_SHARE * len(looked_at)
    if known < needed:
        return LanguageGuess("other", (needed - known) / (needed + _PRIOR))
    if not scores:
        return LanguageGuess("other", 0.0)
    candidates: list[tuple[float, Language]] = [
        (scores.pop("de", 0.0), "de"),
        (scores.pop("en", 0.0), "en"),
        (max(scores.values(), default=0.0), "other"),
    ]
    most, language = max(candidates, key=itemgetter(0))
    candidates.remove((most, language))
    next_most = max(score for score, _ in candidates)
    return LanguageGuess(language, (most - next_most) / (most + _PRIOR))


def _scores(words: Sequence[str]) -> tuple[dict[str, float], float]:
    """Return what the words say for each language, and how many words say anything.

    A word that several languages have is divided among them.
    """
    table = _table()
    weighted: dict[tuple[str, ...], float] = {}
    for languages, count in Counter(map(table.get, words)).items():
        if languages:
            weighted[languages] = float(count)
    if len(words) <= _SHORT:
        for word in words:
            languages = () if word in table else _by_ending(table, word)
            if languages:
                weighted[languages] = weighted.get(languages, 0.0) + _ENDING_WEIGHT
    scores: dict[str, float] = {}
    for languages, weight in weighted.items():
        for language in languages:
            scores[language] = scores.get(language, 0.0) + weight / len(languages)
    return scores, sum(weighted.values())


def _by_ending(table: dict[str, tuple[str, ...]], word: str) -> tuple[str, ...]:
    """Return the languages in which words end like this one, by its longest ending."""
    for length in (5, 4, 3, 2):
        if len(word) >= length + 3 and (found := table.get(f"-{word[-length:]}")):
            return found
    return ()


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the languages of each listed word and, behind a hyphen, ending."""
    table: dict[str, tuple[str, ...]] = {}
    for language, lines in sections("language", "function_words").items():
        for word in sorted(set(" ".join(lines).split())):
            table[word] = (*table.get(word, ()), language)
    return table
