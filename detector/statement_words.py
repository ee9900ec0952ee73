"""The words of statements on AI use, and the sentences that may hold one.

Sentences are chosen by one look-up of all tokens; only those are read word by word.
The lists are ``features/data/*/disclosure.txt``. Imports ``features`` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features.distinct import among, distinct
from features.document import Document
from features.line_form import Language
from features.ngrams import hash_all
from features.wordlists import sections

OPENING = 3  # tokens of a line in which an assistant's own talk begins
_LISTS = "disclosure"
_EDGE = 2  # lines
_AI_PREFIXES = ("ki-", "ai-")
_AI_SUFFIXES = ("-ki", "-ai")


class Sentence(NamedTuple):
    """A sentence with the places at which the words of each list stand in it.

    Attributes
    ----------
    tokens : list of str
        In lower case.
    first : int
        Index of the first token in the document.
    places : mapping of str to list of int
        Where the phrases of each list begin, as indices into ``tokens``.
    terms : list of int
        Where AI or a machine is named.
    names_ai : bool
        Whether it is AI, not only a machine.
    opens_line, at_edge, leftover : bool
        Whether it begins a line, whether that is one of the first or last two, and
        whether the line is a leftover of the page.
    """

    tokens: list[str]
    first: int
    places: Mapping[str, list[int]]
    terms: list[int]
    names_ai: bool
    opens_line: bool
    at_edge: bool
    leftover: bool

    def has(self, name: str) -> bool:
        """Return whether a word of a list occurs."""
        return bool(self.places[name])


def candidates(
    document: Document, language: Language, leftover: NDArray[np.bool_]
) -> list[int]:
    """Return the sentences that hold a term or the beginning of assistant's talk."""
    where = among(document.hashes, _triggers(language))
    lower = document.lower
    if any(part in lower for part in (*_AI_PREFIXES, *_AI_SUFFIXES)):
        for index, token in enumerate(document.token_lower):
            if token.startswith(_AI_PREFIXES) or token.endswith(_AI_SUFFIXES):
                where[index] = True
    opens = np.zeros(len(where), np.bool_)
    reach = document.line_token_starts[:, None] + np.arange(OPENING + 1)
    opens[np.minimum(reach, max(len(opens) - 1, 0))] = True
    where |= opens & among(document.hashes, _talk(language))
    if leftover.any():
        line = np.searchsorted(
            document.line_token_starts, np.arange(len(where)), "right"
        )
        weak = leftover[line - 1] & among(document.hashes, _weak(language))
        where |= weak
    tokens = np.flatnonzero(where)
    starts = document.sentence_token_starts
    numbers = np.searchsorted(starts, tokens, side="right") - 1
    return [int(number) for number in distinct(numbers)]


@cache
def _triggers(language: Language) -> NDArray[np.uint64]:
    """Return the words without which an article's sentence is not looked at."""
    lists = sections(language, _LISTS)
    last = {phrase.split()[-1] for name in ("ai", "machine") for phrase in lists[name]}
    return distinct(hash_all(sorted({*last, "["} - {"model"})))


@cache
def _talk(language: Language) -> NDArray[np.uint64]:
    """Return the first words of an assistant's own talk."""
    lists = sections(language, _LISTS)
    names = ("presents", "offer", "model_talk", "excuse")
    return distinct(
        hash_all(sorted({p.split()[0] for name in names for p in lists[name]}))
    )


@cache
def _weak(language: Language) -> NDArray[np.uint64]:
    return distinct(hash_all(sections(language, _LISTS)["weak"]))


def read_sentence(
    document: Document,
    number: int,
    language: Language,
    leftover: NDArray[np.bool_],
) -> Sentence:
    """Return a sentence of a document by its number."""
    first = int(document.sentence_token_starts[number])
    last = int(document.sentence_token_ends[number])
    tokens = document.token_lower[first:last]
    line = int(np.searchsorted(document.line_token_starts, first, side="right")) - 1
    places = _places(tokens, language)
    weak = places["weak"] if leftover[line] else []
    strong = {
        place
        for place, token in enumerate(tokens)
        if token.startswith(_AI_PREFIXES) or token.endswith(_AI_SUFFIXES)
    }
    strong |= set(places["ai"])
    terms = {*strong, *places["machine"], *weak}
    return Sentence(
        tokens,
        first,
        places,
        sorted(terms),
        bool(strong),
        first - int(document.line_token_starts[line]) <= OPENING,
        min(line, len(leftover) - 1 - line) < _EDGE,
        bool(leftover[line]),
    )


def _places(tokens: list[str], language: Language) -> dict[str, list[int]]:
    """Return where the phrases of each list stand; parts of "ki-" words count too."""
    openers = _openers(language)
    found: dict[str, list[int]] = {name: [] for name in sections(language, _LISTS)}
    for place, token in enumerate(tokens):
        part = token[3:] if token.startswith(_AI_PREFIXES) else token
        for opener in {token, part}:
            for name, phrase in openers.get(opener, ()):
                rest = tokens[place + 1 : place + len(phrase)]
                if list(phrase[1:]) == rest:
                    found[name].append(place)
        for name in _stemmed(part, language):
            found[name].append(place)
    return found


@cache
def _openers(language: Language) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the phrases by their first word, with the name of their list."""
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, listed in sections(language, _LISTS).items():
        for phrase in listed:
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((name, words))
    return table


@lru_cache(maxsize=1 << 13)
def _stemmed(word: str, language: Language) -> tuple[str, ...]:
    """Return the lists that hold a beginning of a word."""
    return tuple(name for name, stems in _stems(language) if word.startswith(stems))


@cache
def _stems(language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (name, tuple(phrase.rstrip("*") for phrase in listed if phrase.endswith("*")))
        for name, listed in sections(language, _LISTS).items()
    )
