"""Fold what looks alike into one form, and remember where it stood.

Invisible characters, special blanks, decomposed umlauts, ligatures and letters
borrowed from other scripts all break tokens apart or hide words from a model; a text
typed without umlauts is read as one with them.
``fold`` removes these differences and keeps, for every character of the folded
text, its place in the text as given. Quotes and dashes stay as they are: their
direction is needed to find quotations. Imports ``features.restore`` only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from features import restore

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


class Fold(NamedTuple):
    """One place where the text as given was folded.

    Attributes
    ----------
    start, end : int
        Offsets into the text as given, end exclusive.
    what : str
        ``soft_hyphen``, ``zero_width``, ``bidi``, ``space``, ``combining``,
        ``compatible``, ``control``, ``look_alike``, ``umlaut`` or ``capital``.
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
        plain blanks and one form of line end, with Cyrillic and Greek look-alikes
        turned Latin inside words that also hold Latin letters, with umlauts where a
        German text has two letters for each, and with capitals at the beginnings of
        sentences where a text has none.
    """
    return _with_umlauts(_with_capitals(_fold_look_alikes(_fold_odd(text))))


def _fold_odd(text: str) -> Folded:
    pieces, folds = _replace(text)
    if not pieces:
        return Folded(text, None, None, ())
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
    return Folded(
        "".join(parts), np.concatenate(starts), np.concatenate(ends), tuple(folds)
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
    text = folded.text
    letters = {
        index: text[index].translate(_LOOK_ALIKES) for index in _foreign_letters(text)
    }
    return _with_letters(folded, letters, "look_alike")


def _with_capitals(folded: Folded) -> Folded:
    """Put back the capitals that a whole text lacks."""
    text = folded.text
    letters = {index: text[index].upper() for index in restore.capitals(text)}
    return _with_letters(folded, letters, "capital") if letters else folded


def _with_letters(folded: Folded, letters: Mapping[int, str], what: str) -> Folded:
    """Put other letters at some places."""
    characters = list(folded.text)
    found: list[Fold] = []
    for index, letter in letters.items():
        characters[index] = letter
        start, end = _as_given(folded, index, index + 1)
        found.append(Fold(start, end, what, inside_word=what == "look_alike"))
    return Folded(
        "".join(characters), folded.starts, folded.ends, _in_order(folded, found)
    )


def _with_umlauts(folded: Folded) -> Folded:
    """Put back the umlauts that a whole text lacks."""
    pairs = restore.umlauts(folded.text)
    if not pairs:
        return folded
    characters = list(folded.text)
    found = []
    for index in pairs:
        characters[index] = restore.with_umlaut(characters[index])
        start, end = _as_given(folded, index, index + 2)
        found.append(Fold(start, end, "umlaut", inside_word=False))
    return _without(folded, characters, np.array(pairs, np.int64) + 1, found)


def _without(
    folded: Folded,
    characters: list[str],
    dropped: NDArray[np.int64],
    found: list[Fold],
) -> Folded:
    """Drop characters, each of which joins the one before it."""
    starts, ends = folded.starts, folded.ends
    if starts is None or ends is None:
        starts = np.arange(len(characters), dtype=np.int64)
        ends = starts + 1
    ends = ends.copy()
    ends[dropped - 1] = ends[dropped]
    for index in dropped.tolist():
        characters[index] = ""
    return Folded(
        "".join(characters),
        np.delete(starts, dropped),
        np.delete(ends, dropped),
        _in_order(folded, found),
    )


def _as_given(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Return offsets into the text as given of a stretch of the folded one."""
    if folded.starts is None or folded.ends is None:
        return start, end
    return int(folded.starts[start]), int(folded.ends[end - 1])


def _in_order(folded: Folded, found: list[Fold]) -> tuple[Fold, ...]:
    return tuple(sorted((*folded.folds, *found), key=lambda fold: fold.start))


def _foreign_letters(text: str) -> Iterator[int]:
    for word in _LETTERS.finditer(text):
        if _FOREIGN.search(word[0]) and _LATIN.search(word[0]):
            for index, letter in enumerate(word[0], word.start()):
                if ord(letter) in _LOOK_ALIKES:
                    yield index
