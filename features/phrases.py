"""Find the phrases of a few word lists among the tokens of a document.

A table of first words: quick to build (a dictionary of strings, nothing hashed by
hand) and one look-up per token. Meant for cue lists of some thousand forms that a
short process must load in a few milliseconds. Imports nothing of ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Match(NamedTuple):
    """A phrase found: first and last token, and the list it stands in."""

    first: int
    last: int
    name: str


class PhraseTable:
    """Named lists of lower-case phrases, their tokens separated by blanks.

    Parameters
    ----------
    entries : mapping of str to iterable of str
        Phrases by the name of their list. A phrase that stands in two lists belongs
        to the first one.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._words: dict[str, str] = {}
        self._longer: dict[str, list[tuple[list[str], str]]] = {}
        for name, phrases in entries.items():
            for phrase in phrases:
                self._add(phrase, name)
        for candidates in self._longer.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """Return the matches in order: the longest at each place, none overlapping."""
        words, longer = self._words, self._longer
        found: list[Match] = []
        free = 0
        for place, token in enumerate(tokens):
            if place < free or (token not in words and token not in longer):
                continue
            match = self._longest(tokens, place)
            if match:
                found.append(match)
                free = match.last + 1
        return found

    def _add(self, phrase: str, name: str) -> None:
        parts = phrase.split(" ")
        if len(parts) == 1:
            self._words.setdefault(phrase, name)
        else:
            self._longer.setdefault(parts[0], []).append((parts, name))

    def _longest(self, tokens: Sequence[str], place: int) -> Match | None:
        for parts, name in self._longer.get(tokens[place], ()):
            if tokens[place : place + len(parts)] == parts:
                return Match(place, place + len(parts) - 1, name)
        name_of_word = self._words.get(tokens[place])
        return Match(place, place, name_of_word) if name_of_word else None
