"""Cut a folded text into tokens, and hash each of them; the only tokenising.

Every loop over characters runs inside ``re`` or numpy. Imports nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD, NUMBER, PUNCTUATION, LINK = range(4)

# Cuts a text into pieces, blanks among them: their lengths say where each stands.
# Bounded repeats keep the cost linear on hostile input such as a long row of dots.
_PIECE = re.compile(
    r"[^\W\d_]+(?:(?:[-'’]|[:*_](?=in))?[^\W_]+)*"  # word, compound, Leser:innen
    r"|\s+"
    r"|\d+(?:[.,:]\d+){0,8}(?![^\W_]|[-'’][^\W\d_])"
    r"|[^\W_]+(?:[-'’][^\W_]+)*"  # 1990er, 52-jährige
    r"|\.{2,}|[^\w\s]|_"
)
_NUMBER = re.compile(r"[\d.,:]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
_BLANK = 4

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_LONGEST = 64
_POWERS = np.array([pow(_BASE, k + 1, 1 << 64) for k in range(_LONGEST)], np.uint64)


class Tokens(NamedTuple):
    """Tokens of a text, side by side.

    Attributes
    ----------
    starts, ends : ndarray of int64
        Offsets into the text, end exclusive.
    kinds : ndarray of uint8
        ``WORD``, ``NUMBER``, ``PUNCTUATION`` or ``LINK``.
    texts : list of str
        As written.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    texts: list[str]


def tokenise(text: str) -> Tokens:
    """Return the tokens of a folded text, in order.

    Words include inner hyphens, apostrophes and digits, numbers their inner
    points, commas and colons; everything else that is not blank is a punctuation
    token of one character, save rows of full stops.
    """
    pieces: list[str] = []
    links: list[int] = []
    position = 0
    for link in _links(text):
        pieces += _PIECE.findall(text, position, link.start())
        position = link.start() + len(link[0].rstrip(".,;:!?)]}»«“”\"'"))
        links.append(len(pieces))
        pieces.append(text[link.start() : position])
    pieces += _PIECE.findall(text, position)
    kind_of = {piece: _kind(piece) for piece in set(pieces)}
    kinds = np.fromiter(map(kind_of.__getitem__, pieces), np.uint8, len(pieces))
    kinds[links] = LINK
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    kept = kinds != _BLANK
    ends = np.cumsum(lengths)[kept]
    texts = list(compress(pieces, kept.tolist()))
    return Tokens(ends - lengths[kept], ends, kinds[kept], texts)


def _links(text: str) -> Iterable[re.Match[str]]:
    if "@" in text or "://" in text or "www." in text:
        return _LINK.finditer(text)
    return ()


def _kind(piece: str) -> int:
    first = piece[0]
    if first.isspace():
        return _BLANK
    if first.isdecimal():
        return NUMBER if _NUMBER.fullmatch(piece) else WORD
    return WORD if first.isalnum() else PUNCTUATION


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text, shape (len(text),)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 64-bit numbers so that every bit depends on every other.

    References
    ----------
    Steele, Lea & Flood (2014), OOPSLA, the finaliser of SplitMix64.
    """
    values = values ^ (values >> np.uint64(30))
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def token_hashes(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return one 64-bit hash per token: a polynomial in its code points, mixed.

    Parameters
    ----------
    codes : ndarray of uint32, shape (n_characters,)
        Code points of the (lower-cased) text.
    starts, ends : ndarray of int64, shape (n_tokens,)
        Token offsets, in order, not overlapping.

    Returns
    -------
    ndarray of uint64, shape (n_tokens,)
    """
    if not len(starts):
        return np.empty(0, np.uint64)
    lengths = ends - starts
    first = np.cumsum(lengths) - lengths
    place = np.arange(int(lengths.sum())) - np.repeat(first, lengths)
    characters = codes[place + np.repeat(starts, lengths)].astype(np.uint64)
    terms = characters * _POWERS[np.minimum(place, _LONGEST - 1)]
    return mix(np.add.reduceat(terms, first))


def hash_text(token: str) -> int:
    """Return the hash that ``token_hashes`` gives for this one token."""
    total = 0
    for place, character in enumerate(token):
        total += ord(character) * int(_POWERS[min(place, _LONGEST - 1)])
    return int(mix(np.array([total & _MASK], np.uint64))[0])
