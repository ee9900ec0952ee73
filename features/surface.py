"""Surface: characters, capitals, punctuation and function words.

Rates are per 100 words. Imports the core of ``features`` only.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from features.document import Document
from features.tokens import NUMBER, hash_text
from features.wordlists import Language, phrases

LONG_WORD = 7  # letters; Björnsson (1968) counts words of more than six
LANGUAGES: dict[str, Language] = {"de": "de", "en": "en"}  # of document.language


def mean_word_length(document: Document) -> float:
    """Return the mean number of characters in a word.

    Higher = longer words; German has longer ones than English.

    Returns
    -------
    float
        Characters, at least 1; NaN without words.
    """
    lengths = _word_lengths(document)
    return float(lengths.sum()) / len(lengths) if len(lengths) else math.nan


def long_word_share(document: Document) -> float:
    """Return the share of words of more than six characters.

    Higher = longer words.

    Returns
    -------
    float
        Share in [0, 1]; NaN without words.

    References
    ----------
    Björnsson (1968), Läsbarhet, Liber.
    """
    lengths = _word_lengths(document)
    if not len(lengths):
        return math.nan
    return float(np.count_nonzero(lengths >= LONG_WORD)) / len(lengths)


def capitalised_word_share(document: Document) -> float:
    """Return the share of capitalised words among those inside sentences.

    Higher = more nouns (German) or names (English). The first word of a sentence
    does not count.

    Returns
    -------
    float
        Share in [0, 1]; NaN without words inside sentences.
    """
    inside = document.is_word.copy()
    words = np.flatnonzero(inside)
    starts = document.sentence_token_starts
    inside[words[document.words_before[starts[document.sentence_lengths > 0]]]] = False
    places = document.starts[inside]
    if not len(places):
        return math.nan
    folded = document.folded
    return sum(folded[place].isupper() for place in places.tolist()) / len(places)


def function_word_share(document: Document) -> float:
    """Return the share of function words: the stop-word density.

    Higher = more articles, pronouns, prepositions, particles; fewer nouns and names.

    Returns
    -------
    float
        Share in [0, 1]; NaN without words, or if neither German nor English.

    References
    ----------
    Ure (1971), in Perren & Trim (eds), Applications of Linguistics, 443-452 (its
    complement, lexical density).
    """
    language = LANGUAGES.get(document.language)
    n_words = len(document.words)
    if language is None or not n_words:
        return math.nan
    listed = document.counts.keys() & _function_words(language)
    return sum(map(document.counts.__getitem__, listed)) / n_words


def numbers_per_100_words(document: Document) -> float:
    """Return the rate of numbers written in digits.

    Higher = more figures, dates, times.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _per_100_words(document, int(np.count_nonzero(document.kinds == NUMBER)))


def commas_per_100_words(document: Document) -> float:
    """Return the rate of commas.

    Higher = more clauses and enumerations.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _COMMAS)


def dashes_per_100_words(document: Document) -> float:
    """Return the rate of dashes: en, em, and hyphens between two blanks.

    Higher = more insertions.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    between = np.zeros(len(document.starts), np.bool_)
    gap = document.starts[1:] > document.ends[:-1]
    between[1:-1] = gap[1:] & gap[:-1]
    hyphens = np.count_nonzero(between & (document.hashes == _HYPHEN))
    return _per_100_words(document, int(hyphens) + _marks(document, _DASHES))


def colons_per_100_words(document: Document) -> float:
    """Return the rate of colons.

    Higher = more announcements of quotes, lists, explanations.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _COLONS)


def semicolons_per_100_words(document: Document) -> float:
    """Return the rate of semicolons.

    Higher = more compound sentences of the written style.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _SEMICOLONS)


def brackets_per_100_words(document: Document) -> float:
    """Return the rate of opening brackets, round and square.

    Higher = more asides, ages, abbreviations.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _BRACKETS)


def quotation_marks_per_100_words(document: Document) -> float:
    """Return the rate of double quotation marks, opening and closing, of any shape.

    Higher = more quoted words.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _QUOTATION_MARKS)


def exclamation_marks_per_100_words(document: Document) -> float:
    """Return the rate of exclamation marks.

    Higher = more emphatic.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _EXCLAMATIONS)


def question_marks_per_100_words(document: Document) -> float:
    """Return the rate of question marks.

    Higher = more questions to the reader, or interviews.

    Returns
    -------
    float
        Per 100 words, at least 0; NaN without words.
    """
    return _mark_rate(document, _QUESTIONS)


def _hashes_of(marks: str) -> tuple[np.uint64, ...]:
    return tuple(np.uint64(hash_text(mark)) for mark in marks)


_COMMAS = _hashes_of(",")
_DASHES = _hashes_of("–—")
_COLONS = _hashes_of(":")
_SEMICOLONS = _hashes_of(";")
_BRACKETS = _hashes_of("([")
_QUOTATION_MARKS = _hashes_of('"„“”»«')
_EXCLAMATIONS = _hashes_of("!")
_QUESTIONS = _hashes_of("?")
_HYPHEN = np.uint64(hash_text("-"))


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(phrases(language, "function_words"))


def _word_lengths(document: Document) -> NDArray[np.int64]:
    return (document.ends - document.starts)[document.is_word]


def _marks(document: Document, marks: tuple[np.uint64, ...]) -> int:
    return sum(int(np.count_nonzero(document.hashes == mark)) for mark in marks)


def _mark_rate(document: Document, marks: tuple[np.uint64, ...]) -> float:
    return _per_100_words(document, _marks(document, marks))


def _per_100_words(document: Document, count: int) -> float:
    n_words = len(document.words)
    return 100 * count / n_words if n_words else math.nan
