"""Pair the quotation marks of a document: German, Swiss, English and typewriter.

A mark opens or closes by its shape and its neighbours, so that apostrophes and
inches stay out. Imports the text modules of ``features`` only.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from features.document import Document, once_per_document

_CLOSERS: Mapping[str, str] = {
    "„": '“”"„',
    "“": '”“"',
    "”": "”",
    '"': '"”“',
    "»": "«",
    "«": "»",
    "‚": "‘’'",
    "‘": "’'",
    "'": "'’",
    "\u203a": "\u2039",
    "\u2039": "\u203a",
}
_MARKS = frozenset("".join(_CLOSERS) + "".join(_CLOSERS.values()))
_SINGLE = frozenset("‚‘’'\u203a\u2039")
_DEEPEST = 8
_BEFORE_OPENING = frozenset(" \n\t([{–—-/:„“”\"»«‚‘'\u203a\u2039")
_AFTER_CLOSING = frozenset(" \n\t)]}–—-/.,;:!?…“”\"»«’‘'\u203a\u2039")


class QuotePair(NamedTuple):
    """A quoted stretch with its marks.

    Attributes
    ----------
    start, end : int
        Offsets into the folded text, marks included.
    first, last : int
        Its first and last token.
    depth : int
        0 for an outer quotation, 1 for one inside it, and so on.
    """

    start: int
    end: int
    first: int
    last: int
    depth: int


class _Mark(NamedTuple):
    token: int
    text: str
    opens: bool
    closes: bool
    closes_alone: bool


@once_per_document
def quote_pairs(document: Document) -> tuple[QuotePair, ...]:
    """Return the quoted stretches in order of their start.

    A quotation that its paragraph does not close ends with the paragraph; one that
    was opened before it, as in a cut text, begins with it.
    """
    texts = document.token_texts
    places = [place for place, text in enumerate(texts) if text in _MARKS]
    if not places:
        return ()
    marks = [_mark(document, place) for place in places]
    found: list[QuotePair] = []
    at = 0
    for first, last in _block_tokens(document):
        begin = at
        while at < len(marks) and marks[at].token <= last:
            at += 1
        if at > begin:
            found += _pairs(document, marks[begin:at], first, last)
    return tuple(sorted(found, key=lambda pair: (pair.start, -pair.end)))


def _block_tokens(document: Document) -> Iterator[tuple[int, int]]:
    starts = document.starts.searchsorted(document.blocks.starts)
    ends = document.starts.searchsorted(document.blocks.ends)
    yield from zip(starts.tolist(), (ends - 1).tolist(), strict=True)


def _mark(document: Document, place: int) -> _Mark:
    text = document.folded
    start, end = int(document.starts[place]), int(document.ends[place])
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    mark = text[start:end]
    opens = before in _BEFORE_OPENING and not after.isspace() and mark in _CLOSERS
    closes = not before.isspace() and after in _AFTER_CLOSING
    inches = before.isdigit() and mark == '"'
    alone = closes and not inches and mark not in _SINGLE
    return _Mark(place, mark, opens, closes, alone)


def _pairs(
    document: Document, marks: list[_Mark], first: int, last: int
) -> list[QuotePair]:
    """Match the marks of one paragraph, given its first and last token."""
    open_marks: list[_Mark] = []
    found: list[QuotePair] = []
    for mark in marks:
        level = _level_closed(open_marks, mark)
        if level is not None:
            found.append(_pair(document, open_marks[level].token, mark.token, level))
            del open_marks[level:]
        elif mark.opens and len(open_marks) < _DEEPEST:
            open_marks.append(mark)
        elif mark.closes_alone and not (open_marks or found):
            found.append(_pair(document, first, mark.token, 0))
    unclosed = next((mark for mark in open_marks if mark.text not in _SINGLE), None)
    if unclosed:
        found.append(_pair(document, unclosed.token, last, 0))
    return found


def _level_closed(open_marks: list[_Mark], mark: _Mark) -> int | None:
    if not mark.closes:
        return None
    levels = range(len(open_marks) - 1, -1, -1)
    return next((k for k in levels if mark.text in _CLOSERS[open_marks[k].text]), None)


def _pair(document: Document, first: int, last: int, depth: int) -> QuotePair:
    start, end = int(document.starts[first]), int(document.ends[last])
    return QuotePair(start, end, first, last, depth)
