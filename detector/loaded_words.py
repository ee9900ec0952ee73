"""Loaded words as spans, each with a score, shown where the sentence is loaded.

The loaded model reads each word as a very short sentence; the word list of
evaluative words adds its say. Neighbouring words become one span. Imports the
framing models and ``features``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.framing_models import FramingModels
from detector.model import Floats, expit
from features.document import Document
from features.evaluative import loaded_spans
from features.ngrams import hash_all
from features.wordlists import Language, phrases

Integers = NDArray[np.int64]
# Without marked words to learn from: the decision as it is, and one point for a
# word of the list.
_UNLEARNED = (1.0, 1.0, -1.0)
_SHOWN = 0.4
_LISTED = ("positive", "negative", "scare", "irony")


class LoadedWords(NamedTuple):
    """A run of loaded words: first and last token, and the highest score."""

    first: int
    last: int
    score: float


def candidates(document: Document) -> Integers:
    """Return the tokens that can be loaded: words that are no function words."""
    known = _function_words("en" if document.language == "en" else "de")
    where = np.minimum(known.searchsorted(document.hashes), len(known) - 1)
    return np.flatnonzero(document.is_word & (known[where] != document.hashes))


def in_lists(document: Document) -> Floats:
    """Return for each token 1 if it stands in the list of loaded words, else 0."""
    listed = np.zeros(len(document.starts))
    for span in loaded_spans(document):
        if span.loading in _LISTED:
            listed[span.first : span.last + 1] = 1.0
    return listed


def loaded_words(
    document: Document, models: FramingModels, sentences: Integers
) -> list[LoadedWords]:
    """Return the loaded words of some sentences, in order.

    Parameters
    ----------
    document : Document
    models : FramingModels
    sentences : ndarray of int64
        Indices of the loaded sentences.
    """
    words = candidates(document)
    sentence_of = np.searchsorted(document.sentence_token_ends, words, side="right")
    words = words[np.isin(sentence_of, sentences)]
    if not len(words):
        return []
    scores = _scores(document, models, words)
    shown = scores >= _SHOWN
    return list(_runs(words[shown], scores[shown], document))


@cache
def _function_words(language: Language) -> NDArray[np.uint64]:
    return np.sort(hash_all(phrases(language, "function_words")))


def _scores(document: Document, models: FramingModels, words: Integers) -> Floats:
    starts, ends = document.starts[words], document.ends[words]
    decided = models.word_decisions(document, starts, ends)
    of_word, of_list, offset = models.loaded.parameters.get("word", _UNLEARNED)
    return expit(of_word * decided + of_list * in_lists(document)[words] + offset)


def _runs(words: Integers, scores: Floats, document: Document) -> Iterator[LoadedWords]:
    """Join neighbouring words of a sentence."""
    sentence = np.searchsorted(document.sentence_token_ends, words, side="right")
    apart = (np.diff(words) != 1) | (np.diff(sentence) != 0)
    for run in np.split(np.arange(len(words)), np.flatnonzero(apart) + 1):
        if len(run):
            score = float(scores[run].max())
            yield LoadedWords(int(words[run[0]]), int(words[run[-1]]), score)
