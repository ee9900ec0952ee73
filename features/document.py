"""The frozen ``Document``: one article, folded, cut up and tokenised once.

Every measure and every model reads this object and nothing else. Offsets are
into ``folded``; ``original`` maps them to the text as given. Imports the other
text modules of ``features`` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from itertools import compress
from typing import Any, Concatenate, Literal, NamedTuple, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from features import segments
from features.distinct import among
from features.language import identify
from features.normalise import Folded, fold
from features.segments import Segments
from features.tokens import WORD, Tokens, code_points, token_hashes, tokenise

Integers = NDArray[np.int64]
Language = Literal["de", "en", "other"]
Further = ParamSpec("Further")
Finding = TypeVar("Finding")
_LANGUAGE_WORDS = 2_000


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Document:
    """An article, tokenised once; made by ``parse``.

    Attributes
    ----------
    text : str
        The text as given.
    form : Folded
        The folded text and the way back to the text as given.
    tokens : Tokens
        Offsets into ``folded`` and kinds of the tokens.
    lines, blocks, sentences_at : Segments
        Lines that are not blank, paragraphs, sentences; offsets into ``folded``.
    line_numbers : ndarray of int64
        1-based numbers of the lines, blank lines counted.
    language : str
        ``"de"``, ``"en"`` or ``"other"``.
    language_margin : float
        How far the language is ahead of the next one, 0 to 1.
    shared : dict
        What functions marked ``once_per_document`` have found; no part of the value.
    """

    text: str
    form: Folded
    tokens: Tokens
    lines: Segments
    blocks: Segments
    sentences_at: Segments
    line_numbers: Integers
    language: Language
    language_margin: float
    shared: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def folded(self) -> str:
        """The folded text."""
        return self.form.text

    @property
    def starts(self) -> Integers:
        """Where each token starts, offsets into ``folded``."""
        return self.tokens.starts

    @property
    def ends(self) -> Integers:
        """Where each token ends, offsets into ``folded``."""
        return self.tokens.ends

    @property
    def kinds(self) -> NDArray[np.uint8]:
        """Kind of each token."""
        return self.tokens.kinds

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, of the same length."""
        return lower_case(self.folded)

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """Code points of ``lower``."""
        return code_points(self.lower)

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Hash of each token in lower case."""
        return token_hashes(self.codes, self.starts, self.ends)

    @property
    def token_texts(self) -> list[str]:
        """The tokens as written."""
        return self.tokens.texts

    @cached_property
    def token_lower(self) -> list[str]:
        """The tokens in lower case."""
        return _slices(self.lower, self.starts, self.ends)

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Which tokens are words."""
        return np.asarray(self.kinds == WORD)

    @cached_property
    def words(self) -> list[str]:
        """The words in lower case."""
        return list(compress(self.token_lower, self.is_word.tolist()))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each lower-case word occurs."""
        return Counter(self.words)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, as spans of ``folded``."""
        return _spans(self.sentences_at)

    @cached_property
    def line_texts(self) -> list[str]:
        """The lines that are not blank, folded."""
        return _slices(self.folded, self.lines.starts, self.lines.ends)

    @cached_property
    def sentence_token_starts(self) -> Integers:
        """Index of the first token of each sentence."""
        return np.searchsorted(self.starts, self.sentences_at.starts)

    @cached_property
    def sentence_token_ends(self) -> Integers:
        """Index after the last token of each sentence."""
        return np.searchsorted(self.starts, self.sentences_at.ends)

    @cached_property
    def line_token_starts(self) -> Integers:
        """Index of the first token of each line."""
        return np.searchsorted(self.starts, self.lines.starts)

    @cached_property
    def line_token_ends(self) -> Integers:
        """Index after the last token of each line."""
        return np.searchsorted(self.starts, self.lines.ends)

    @cached_property
    def words_before(self) -> Integers:
        """Words before each token and, last, in all; shape (n_tokens + 1,)."""
        return np.concatenate(([0], np.cumsum(self.is_word)))

    @cached_property
    def sentence_lengths(self) -> Integers:
        """Words in each sentence."""
        count = self.words_before
        return count[self.sentence_token_ends] - count[self.sentence_token_starts]

    @cached_property
    def line_lengths(self) -> Integers:
        """Words in each line."""
        count = self.words_before
        return count[self.line_token_ends] - count[self.line_token_starts]

    def original(self, start: int, end: int) -> Span:
        """Return the offsets into the text as given of a stretch of ``folded``."""
        starts, ends = self.form.starts, self.form.ends
        if starts is None or ends is None:
            return Span(start, end)
        if start >= end:
            where = int(starts[start]) if start < len(starts) else len(self.text)
            return Span(where, where)
        return Span(int(starts[start]), int(ends[end - 1]))

    def keep(self, lines: NDArray[np.bool_]) -> Document:
        """Return the document without some of its lines; nothing is tokenised again.

        Parameters
        ----------
        lines : ndarray of bool, shape (n_lines,)
            Which of the lines that are not blank stay.

        Returns
        -------
        Document
            The kept lines, one below the other; offsets still map into ``text``.
        """
        if len(lines) != len(self.lines):
            raise ValueError(f"{len(lines)} marks for {len(self.lines)} lines")
        if bool(lines.all()):
            return self
        return _without(self, lines)


def unwrapped(document: Document) -> Document:
    """Return a hard-wrapped document with one line a paragraph, else itself.

    A blank stands for each line end inside a paragraph: no offset moves.
    """
    lines, blocks = document.lines, document.blocks
    if len(lines) == len(blocks):
        return document
    inner = lines.ends[~among(lines.ends, blocks.ends)]
    letters = list(document.folded)
    for place in inner.tolist():
        after = int(lines.starts[np.searchsorted(lines.starts, place)])
        letters[place:after] = " " * (after - place)
    return replace(
        document,
        form=replace(document.form, text="".join(letters)),
        lines=blocks,
        line_numbers=document.line_numbers[
            np.searchsorted(lines.starts, blocks.starts)
        ],
    )


def parse(text: str, *, language: Language | None = None) -> Document:
    """Fold, cut up and tokenise a text.

    Parameters
    ----------
    text : str
        Any text.
    language : {"de", "en", "other"}, optional
        Taken as given (margin 1) instead of being identified.

    Returns
    -------
    Document
    """
    form = fold(text)
    tokens = tokenise(form.text)
    lines = segments.line_segments(form.text)
    guess_of, margin = (language, 1.0) if language else _identify(tokens)
    first_words = segments.first_words(form.text, lines)
    numbers = segments.line_numbers(form.text, lines)
    blocks = segments.block_segments(lines, first_words, numbers)
    return Document(
        text=text,
        form=form,
        tokens=tokens,
        lines=lines,
        blocks=blocks,
        sentences_at=segments.sentence_segments(form.text, blocks, guess_of),
        line_numbers=numbers,
        language=guess_of,
        language_margin=margin,
    )


def once_per_document(
    function: Callable[Concatenate[Document, Further], Finding],
) -> Callable[Concatenate[Document, Further], Finding]:
    """Let a function of a document (and further hashable arguments) run only once.

    What it returns is kept with the document and goes with it; two threads that ask
    at the same time find the same.
    """

    @wraps(function)
    def found(
        document: Document, /, *args: Further.args, **kwargs: Further.kwargs
    ) -> Finding:
        key = (function, args, tuple(sorted(kwargs.items())) if kwargs else ())
        if key not in document.shared:
            document.shared[key] = function(document, *args, **kwargs)
        result: Finding = document.shared[key]
        return result

    return found


def lower_case(text: str) -> str:
    """Return the text in lower case without changing its length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    pairs = ((character, character.lower()) for character in text)
    return "".join(low if len(low) == 1 else as_is for as_is, low in pairs)


def _identify(tokens: Tokens) -> tuple[Language, float]:
    where = np.flatnonzero(tokens.kinds == WORD)[:_LANGUAGE_WORDS]
    guess = identify([tokens.texts[place].lower() for place in where.tolist()])
    return guess.language, guess.margin


def _slices(text: str, starts: Integers, ends: Integers) -> list[str]:
    return [
        text[start:end]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _spans(parts: Segments) -> list[Span]:
    return list(map(Span, parts.starts.tolist(), parts.ends.tolist()))


def _without(document: Document, lines: NDArray[np.bool_]) -> Document:
    """Cut lines out of every array, moving what stays to the left."""
    old = document.lines
    starts, ends = old.starts[lines], old.ends[lines]
    lengths = ends - starts
    firsts = np.cumsum(lengths + 1) - (lengths + 1)
    token_line = np.searchsorted(old.starts, document.starts, side="right") - 1
    kept = lines[token_line] if len(lines) else np.empty(0, np.bool_)
    shift = np.zeros(len(lines), np.int64)
    shift[lines] = firsts - starts
    marks = kept.tolist()
    moved = Tokens(
        document.starts[kept] + shift[token_line[kept]],
        document.ends[kept] + shift[token_line[kept]],
        document.kinds[kept],
        list(compress(document.token_texts, marks)),
    )
    content = replace(
        document,
        form=_cut_form(document, starts, ends),
        tokens=moved,
        lines=Segments(firsts, firsts + lengths),
        blocks=_cut_segments(document, document.blocks, kept, moved),
        sentences_at=_cut_segments(document, document.sentences_at, kept, moved),
        line_numbers=document.line_numbers[lines],
    )
    # What is known of the tokens goes with them.
    vars(content)["hashes"] = document.hashes[kept]
    vars(content)["token_lower"] = list(compress(document.token_lower, marks))
    return content


def _cut_form(document: Document, starts: Integers, ends: Integers) -> Folded:
    form = document.form
    text = "\n".join(_slices(form.text, starts, ends))
    lengths = ends - starts + 1  # with the line end behind each
    moved = starts - (np.cumsum(lengths) - lengths)
    where = np.arange(len(text)) + moved.repeat(lengths)[: len(text)]
    if form.starts is None or form.ends is None:
        return Folded(text, where, where + 1, form.folds)
    return Folded(text, form.starts[where], form.ends[where], form.folds)


def _cut_segments(
    document: Document, parts: Segments, kept: NDArray[np.bool_], moved: Tokens
) -> Segments:
    """Shrink stretches to their kept tokens; drop those that keep none."""
    before = np.concatenate(([0], np.cumsum(kept)))
    first = before[np.searchsorted(document.starts, parts.starts)]
    last = before[np.searchsorted(document.starts, parts.ends)]
    alive = last > first
    return Segments(moved.starts[first[alive]], moved.ends[last[alive] - 1])
