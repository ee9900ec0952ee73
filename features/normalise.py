"""Fold what looks alike into one form, and remember where it stood.

Invisible characters, special blanks, decomposed umlauts, ligatures and letters
borrowed from other scripts all break tokens apart or hide words from a model.
``fold`` removes these differences and keeps, for every character of the folded
text, its place in the text as given. Quotes and dashes stay as they are: their
direction is needed to find quotations. Imports nothing of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_SPACES = "\t\x0b\x0c\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_COMBINING = "\u0300-\u036f"
# Marks of one letter that are composed together, as in the Stream-Safe Text Format
# (Unicode Standard Annex #15): putting n of them in order takes n * n steps.
_MOST_MARKS = 30
_COMPATIBLE = "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u2010\u2011"
_ODD = re.compile(
    rf"(?P<line_end>\r\n?|[\x85\u2028\u2029])"
    rf"|(?P<combining>[^\W{_COMBINING}](?:[{_INVISIBLE}]*[{_COMBINING}])"
    rf"{{1,{_MOST_MARKS}}})"
    rf"|(?P<invisible>[{_INVISIBLE}])"
    rf"|(?P<space>[{_SPACES}])"
    rf"|(?P<compatible>[{_COMPATIBLE}])"
    r"|(?P<control>[\x00-\x08\x0e-\x1b\x7f])"
)
_ANY_ODD = re.compile(
    rf"[\r\x85\u2028\u2029\x00-\x08\x0e-\x1b\x7f"
    rf"{_INVISIBLE}{_SPACES}{_COMBINING}{_COMPATIBLE}]"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# Letters of other scripts that a reader takes for the Latin one. Source: the
# shapes themselves, after Unicode Technical Standard 39 (confusables).
_LOOK_ALIKES = str.maketrans(
    "АВЕЅZІЈКМНОРСТУХаеорсухіјѕһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυιϲ",  # noqa: RUF001
    "ABESZIJKMHOPCTYXaeopcyxijshdqwvABEZHIKMNOPTYXaovpuic",
)
_BIDI = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Fold:
    """One place where the text as given was folded.

    Attributes
    ----------
    start, end : int
        Offsets into the text as given, end exclusive.
    what : str
        ``soft_hyphen``, ``zero_width``, ``bidi``, ``space``, ``combining``,
        ``compatible``, ``control`` or ``look_alike``.
    inside_word : bool
        True where a letter stands on both sides.
    """

    start: int
    end: int
    what: str
    inside_word: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes
    ----------
    text : str
        The folded text.
    starts, ends : ndarray of int64, or None
        For each folded character the offsets of what it stands for in the text
        as given; None where nothing moved.
    folds : tuple of Fold
        What was folded, in order. Line ends are not listed.
    """

    text: str
    starts: NDArray[np.int64] | None
    ends: NDArray[np.int64] | None
    folds: tuple[Fold, ...]


def fold(text: str) -> Folded:
    """Return the text with typographic and hidden variants folded.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        NFC text without soft hyphens, zero-width and bidirectional controls, with
        plain blanks and one form of line end, and with Cyrillic and Greek look-alikes
        turned Latin inside words that also hold Latin letters.
    """
    pieces, folds = _replace(text)
    if not pieces:
        return _fold_look_alikes(Folded(text, None, None, ()))
    parts: list[str] = []
    starts: list[NDArray[np.int64]] = []
    ends: list[NDArray[np.int64]] = []
    position = 0
    for start, end, replacement in [*pieces, (len(text), len(text), "")]:
        parts += (text[position:start], replacement)
        plain = np.arange(position, start, dtype=np.int64)
        width = len(replacement)
        starts += (plain, np.full(width, start, dtype=np.int64))
        ends += (plain + 1, np.full(width, end, dtype=np.int64))
        position = end
    folded = "".join(parts)
    return _fold_look_alikes(
        Folded(folded, np.concatenate(starts), np.concatenate(ends), tuple(folds))
    )


def is_evasive(folds: tuple[Fold, ...]) -> bool:
    """Tell whether the folds look like an attempt to hide words from a machine.

    Soft hyphens and special blanks come from editors and browsers and never count;
    look-alike letters, and three or more invisible characters inside words, do.
    """
    look_alikes = sum(fold.what == "look_alike" for fold in folds)
    hidden = sum(
        fold.inside_word and fold.what in {"zero_width", "bidi"} for fold in folds
    )
    return look_alikes > 0 or hidden >= 3


def _replace(text: str) -> tuple[list[tuple[int, int, str]], list[Fold]]:
    pieces: list[tuple[int, int, str]] = []
    folds: list[Fold] = []
    if not _ANY_ODD.search(text):
        return pieces, folds
    for match in _ODD.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        replacement = _replacement(kind, match[0])
        if replacement == match[0]:
            continue
        pieces.append((start, end, replacement))
        if kind != "line_end" and match[0] != "\t":
            folds.append(
                Fold(start, end, _what(kind, match[0]), _inside_word(text, start, end))
            )
    return pieces, folds


def _replacement(kind: str, found: str) -> str:
    if kind == "compatible":
        return unicodedata.normalize("NFKC", found)
    if kind == "combining":
        return unicodedata.normalize("NFC", _HIDDEN.sub("", found))
    return {"line_end": "\n", "invisible": ""}.get(kind, " ")


def _what(kind: str, found: str) -> str:
    if kind != "invisible":
        return kind
    if found == "\u00ad":
        return "soft_hyphen"
    return "bidi" if found in _BIDI else "zero_width"


def _inside_word(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()


def _fold_look_alikes(folded: Folded) -> Folded:
    if not _FOREIGN.search(folded.text):
        return folded
    characters = list(folded.text)
    found: list[Fold] = []
    for index in _foreign_letters(folded.text):
        characters[index] = characters[index].translate(_LOOK_ALIKES)
        start, end = index, index + 1
        if folded.starts is not None and folded.ends is not None:
            start, end = int(folded.starts[index]), int(folded.ends[index])
        found.append(Fold(start, end, "look_alike", inside_word=True))
    folds = tuple(sorted((*folded.folds, *found), key=lambda fold: fold.start))
    return Folded("".join(characters), folded.starts, folded.ends, folds)


def _foreign_letters(text: str) -> Iterator[int]:
    for word in _LETTERS.finditer(text):
        if _FOREIGN.search(word[0]) and _LATIN.search(word[0]):
            for index, letter in enumerate(word[0], word.start()):
                if ord(letter) in _LOOK_ALIKES:
                    yield index
