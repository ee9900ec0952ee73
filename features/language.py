"""Which language a text is in: German, English or another one.

Languages are told apart by their small words, which every sentence needs and which
names and loan words do not disturb. Imports nothing of ours but the list reader.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Literal

from features.sections import read_sections

Language = Literal["de", "en", "other"]
_KNOWN: dict[str, Language] = {"de": "de", "en": "en"}
# more words change nothing but the time it takes
_LONGEST = 2000
# evidence, in words, that a guess starts with against itself
_PRIOR = 2.0
# in running text of these languages two in five words are listed; a text with fewer
# than one in eight is in a language that has no list, or is no running text
_LEAST_SHARE = 0.125


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """The likeliest language and how far ahead it is.

    Attributes
    ----------
    language : {"de", "en", "other"}
        Every language but German and English is "other".
    margin : float
        Lead over the next language, 0-1, higher is surer. Few words or words that
        several languages share give a low margin; 0 without any known word.
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
        Language and margin.
    """
    seen = Counter(map(_table().get, islice(words, _LONGEST)))
    total = sum(seen.values())
    unknown = seen.pop(None, 0)
    scores = _scores(seen)
    best, most = max(scores.items(), key=itemgetter(1), default=("", 0.0))
    scores.pop(best, None)
    margin = (most - max(scores.values(), default=0.0)) / (most + _PRIOR)
    if unknown > (1 - _LEAST_SHARE) * total:
        return LanguageGuess("other", margin)
    return LanguageGuess(_KNOWN.get(best, "other"), margin)


def _scores(seen: Counter[tuple[str, ...] | None]) -> dict[str, float]:
    """Return what the words say for each language: less, the more languages share one."""
    scores: dict[str, float] = {}
    for languages, count in seen.items():
        for language in languages or ():
            scores[language] = scores.get(language, 0.0) + count / len(languages or ())
    return scores


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the languages of each listed word."""
    table: dict[str, tuple[str, ...]] = {}
    for language, words in read_sections("language", "function_words.txt").items():
        for word in words:
            table[word] = (*table.get(word, ()), language)
    return table
