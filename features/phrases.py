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
        words: dict[str, str] = {}
        longer: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
        for name, phrases in entries.items():
            for phrase in phrases:
                if " " in phrase:
                    parts = phrase.split(" ")
                    seconds = longer.setdefault(parts[0], {})
                    seconds.setdefault(parts[1], []).append((parts, name))
                else:
                    words.setdefault(phrase, name)
        for seconds in longer.values():
            for candidates in seconds.values():
                candidates.sort(key=lambda candidate: -len(candidate[0]))
        self._words, self._longer = words, longer
        self._starts = words.keys() | longer.keys()

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """Return the matches in order: the longest at each place, none overlapping."""
        starts = self._starts
        found: list[Match] = []
        free = 0
        for place in [k for k, token in enumerate(tokens) if token in starts]:
            match = self._longest(tokens, place) if place >= free else None
            if match:
                found.append(match)
                free = match.last + 1
        return found

    def _longest(self, tokens: Sequence[str], place: int) -> Match | None:
        token = tokens[place]
        seconds = self._longer.get(token)
        if seconds and place + 1 < len(tokens):
            for parts, name in seconds.get(tokens[place + 1], ()):
                if tokens[place : place + len(parts)] == parts:
                    return Match(place, place + len(parts) - 1, name)
        name_of_word = self._words.get(token)
        return Match(place, place, name_of_word) if name_of_word else None
