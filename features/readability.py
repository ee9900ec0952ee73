"""Readability formulas: how hard an article is to read.

Constants per language stand in tables beside their source; a formula that has none
for a language is NaN there. Imports the core of ``features`` only.
"""

import math
from types import MappingProxyType
from typing import NamedTuple

from features.document import Document, once_per_document
from features.rhythm import mean_sentence_length
from features.surface import LANGUAGES, long_word_share
from features.syllables import syllables

_POLYSYLLABLE = 3


class _Flesch(NamedTuple):
    """``base`` - ``sentence`` * words a sentence - ``word`` * syllables a word."""

    base: float
    sentence: float
    word: float


# Amstad (1978), Wie verständlich sind unsere Zeitungen?, Zürich; Flesch (1948),
# Journal of Applied Psychology 32(3), 221-233.
_FLESCH: dict[str, _Flesch] = {
    "de": _Flesch(base=180.0, sentence=1.0, word=58.5),
    "en": _Flesch(base=206.835, sentence=1.015, word=84.6),
}


class _Wiener(NamedTuple):
    """Weights of per cents of words and of the mean sentence length."""

    polysyllables: float
    sentence: float
    long_words: float
    monosyllables: float
    base: float


# Bamberger & Vanecek (1984), Lesen - Verstehen - Lernen - Schreiben, Wien: formula 1.
_WIENER: dict[str, _Wiener] = {
    "de": _Wiener(
        polysyllables=0.1935,
        sentence=0.1672,
        long_words=0.1297,
        monosyllables=-0.0327,
        base=-0.875,
    ),
}


def mean_syllables(document: Document) -> float:
    """Return the mean number of syllables in a word.

    Higher = longer words.

    Returns
    -------
    float
        Syllables, at least 1; NaN without words, or if neither German nor English.
    """
    counts = _syllable_counts(document)
    n_words = sum(counts.values())
    if not n_words:
        return math.nan
    return sum(number * count for number, count in counts.items()) / n_words


def flesch_reading_ease(document: Document) -> float:
    """Return the Flesch reading ease, with Amstad's constants for German.

    Higher = *easier*: 60 to 70 is plain language, 0 to 30 academic.

    Returns
    -------
    float
        Points, at most 122, without lower limit; NaN without words, or if neither
        German nor English.

    References
    ----------
    Flesch (1948), Journal of Applied Psychology 32(3), 221-233; Amstad (1978), Wie
    verständlich sind unsere Zeitungen?, Universität Zürich.
    """
    constants = _FLESCH.get(document.language)
    if constants is None:
        return math.nan
    sentence, word = mean_sentence_length(document), mean_syllables(document)
    return constants.base - constants.sentence * sentence - constants.word * word


def lix(document: Document) -> float:
    """Return the LIX: words in a sentence plus per cent of long words.

    Higher = harder: below 30 children's books, above 60 scholarly texts.

    Returns
    -------
    float
        Points, at least 1; NaN without words.

    References
    ----------
    Björnsson (1968), Läsbarhet, Liber.
    """
    return mean_sentence_length(document) + 100 * long_word_share(document)


def wiener_sachtextformel(document: Document) -> float:
    """Return the first Wiener Sachtextformel: the school year a reader needs.

    Higher = harder: 4 very easy, 15 very hard.

    Returns
    -------
    float
        School years, at least -4; NaN without words, or if not German.

    References
    ----------
    Bamberger & Vanecek (1984), Lesen - Verstehen - Lernen - Schreiben, Jugend und Volk.
    """
    weights = _WIENER.get(document.language)
    counts = _syllable_counts(document)
    n_words = sum(counts.values())
    if weights is None or not n_words:
        return math.nan
    many = sum(count for number, count in counts.items() if number >= _POLYSYLLABLE)
    return (
        weights.polysyllables * 100 * many / n_words
        + weights.sentence * mean_sentence_length(document)
        + weights.long_words * 100 * long_word_share(document)
        + weights.monosyllables * 100 * counts.get(1, 0) / n_words
        + weights.base
    )


@once_per_document
def _syllable_counts(document: Document) -> MappingProxyType[int, int]:
    """Return how many words have how many syllables."""
    language = LANGUAGES.get(document.language)
    found: dict[int, int] = {}
    if language is not None:
        for word, count in document.counts.items():
            number = syllables(word, language)
            found[number] = found.get(number, 0) + count
    return MappingProxyType(found)
