"""The form of a line by itself: length, letters, punctuation, cue phrases.

Used by ``lines`` only; imports the core of ``features``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from features.distinct import among, distinct
from features.document import Document, once_per_document
from features.lexicon import Lexicon
from features.ngrams import hash_all
from features.tokens import LINK, NUMBER, PUNCTUATION, code_points
from features.wordlists import phrases, sections

Floats = NDArray[np.float64]
Language = Literal["de", "en"]

_PARAGRAPH = 9  # words; a shorter sentence may be a slogan or a caption
CUE_KINDS = (
    "related_link",
    "newsletter",
    "app",
    "share",
    "comment",
    "credit",
    "byline",
    "ad",
    "subscription",
    "cookie",
    "note",
    "bio",
    "tags",
    "legal",
    "nav",
    "disclosure",
    "tool_leftover",
)
_LENGTHS = (1, 2, 4, 7, 11, 16, 25, 40)  # words; steps for what is not linear in length
_ENDS = {
    "ends_full_stop": ".",
    "ends_question": "?",
    "ends_exclamation": "!",
    "ends_colon": ":",
    "ends_ellipsis": "…",
    "ends_bracket": ")]",
    "ends_comma": ",;",
}
_QUOTES = "„“”«»‟\"'’‘‚\u2039\u203a"
_SEPARATORS = "|•·\u203a»>/→–—+#*<«_\\=…▶►✓©®@&☐★☆"
FORM: tuple[str, ...] = (
    "log_words",
    "log_characters",
    "log_sentences",
    "word_length",
    *(f"words_over_{limit}" for limit in _LENGTHS),
    "words_share",
    "numbers",
    "punctuation",
    "links",
    "function_words",
    "capitals",
    "shouted",
    "address",
    "calendar",
    "quotes",
    "separators",
    "commas",
    "tabs",
    "long_words",
    "digits",
    "clock",
    "starts_lower",
    "starts_digit",
    "starts_quote",
    "starts_symbol",
    *_ENDS,
    "ends_quote",
    "ends_letter",
    "ends_digit",
    "ends_sentence",
    "colon_inside",
    "cue_whole",
    "cue_opens",
    "cue_inside",
    "cue_part",
    *(f"cue_{kind}" for kind in CUE_KINDS),
    *(f"holds_{kind}" for kind in CUE_KINDS),
)


def is_paragraph(form: Floats) -> NDArray[np.bool_]:
    """Return which lines have nine words or more and end like a sentence."""
    enough = form[:, 0] >= np.log1p(_PARAGRAPH)
    return np.asarray(enough & (form[:, FORM.index("ends_sentence")] > 0))


@once_per_document
def stop_words(document: Document, language: Language) -> NDArray[np.bool_]:
    """Return which tokens are function words of a language."""
    return among(document.hashes, _listed(language, "function_words"))


def form_of_lines(document: Document, language: Language) -> Floats:
    """Return the measures of ``FORM``, shape (n_lines, len(FORM))."""
    first, last = document.line_token_starts, document.line_token_ends
    length = (document.lines.ends - document.lines.starts).astype(float)
    tokens = np.add.reduceat(_token_marks(document, language), first, axis=1)
    words = np.maximum(tokens[0], 1.0)
    size = (last - first).astype(float)
    per_token = tokens / size
    per_word = tokens / words
    sentences = np.searchsorted(document.sentences_at.starts, document.lines.ends)
    sentences = sentences - np.concatenate(([0], sentences[:-1]))
    letters = tokens[12]
    marks = _edges(document)
    columns = [
        np.log1p(tokens[0]),
        np.log1p(length),
        np.log1p(sentences),
        letters / words,
        *(tokens[0] > limit for limit in _LENGTHS),
        *per_token[[0, 1, 2]],
        tokens[3] > 0,
        *per_word[[4, 5, 6, 7, 8]],
        *per_token[[9, 10, 11]],
        _tabs(document),
        per_word[13],
        _digit_share(document),
        tokens[14] > 0,
    ]
    return np.concatenate(
        (np.stack(columns, axis=1), marks, _cues(document, language, tokens)), axis=1
    )


def _token_marks(document: Document, language: Language) -> Floats:
    """Return 0 or 1 (or letters) of each token by what ``form_of_lines`` counts."""
    kinds, hashes = document.kinds, document.hashes
    word, number = document.is_word, kinds == NUMBER
    lengths = document.ends - document.starts
    upper = code_points(document.folded) != document.codes
    uppers = np.concatenate(([0], np.cumsum(upper)))
    raised = uppers[document.ends] - uppers[document.starts]
    codes = document.codes[document.starts]
    punctuation = kinds == PUNCTUATION
    middle = document.codes[np.minimum(document.starts + 2, document.ends - 1)]
    marks = (
        word,
        number,
        punctuation,
        kinds == LINK,
        stop_words(document, language),
        word & upper[document.starts],
        word & (raised >= 2) & (raised >= lengths - 1),
        among(hashes, _listed(language, "address")),
        among(hashes, _listed(language, "calendar")),
        punctuation & _one_of(codes, _QUOTES),
        punctuation & _one_of(codes, _SEPARATORS),
        punctuation & (codes == ord(",")),
        np.where(word, lengths, 0),
        word & (lengths >= 10),
        number & (lengths >= 4) & (lengths <= 5) & (middle == ord(":")),
    )
    return np.array(marks, dtype=np.float64)


def _tabs(document: Document) -> Floats:
    before = np.concatenate(([0], np.cumsum(document.codes == ord("\t"))))
    starts, ends = document.lines.starts, document.lines.ends
    return np.asarray(np.log1p(before[ends] - before[starts]))


def _digit_share(document: Document) -> Floats:
    digits = (document.codes >= 48) & (document.codes <= 57)
    before = np.concatenate(([0], np.cumsum(digits)))
    starts, ends = document.lines.starts, document.lines.ends
    return np.asarray((before[ends] - before[starts]) / (ends - starts))


def _edges(document: Document) -> Floats:
    """Return how lines begin and end, in the order of ``FORM``."""
    raw, low = code_points(document.folded), document.codes
    starts, ends = document.lines.starts, document.lines.ends
    first, last = raw[starts], raw[ends - 1]
    kind = document.kinds[document.line_token_starts]
    letter = document.is_word[document.line_token_starts] & ~_digit(first)
    quoted = _one_of(last, _QUOTES)
    before = raw[np.maximum(ends - 2, starts)]
    end = np.where(quoted | (last == ord(")")), before, last)
    colons = np.concatenate(([0], np.cumsum(low == ord(":"))))
    inside = colons[np.maximum(ends - 1, starts)] > colons[starts]
    last_kind = document.kinds[document.line_token_ends - 1]
    columns = (
        letter & (first == low[starts]),
        _digit(first),
        _one_of(first, _QUOTES),
        (kind == PUNCTUATION) & ~_one_of(first, _QUOTES),
        *(_one_of(last, marks) for marks in _ENDS.values()),
        quoted,
        (last_kind != PUNCTUATION) & ~_digit(last),
        _digit(last),
        _one_of(last, ".!?…") | _one_of(end, ".!?…"),
        inside,
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _cues(document: Document, language: Language, tokens: Floats) -> Floats:
    """Return where cue phrases stand in the lines, in the order of ``FORM``."""
    lexicon, kind_of, whole_only = _cue_lexicon(language)
    found = lexicon.find(document)
    first, last = document.line_token_starts, document.line_token_ends
    lines = len(first)
    values = np.zeros((lines, 4 + 2 * len(CUE_KINDS)))
    line = np.searchsorted(first, found.first, side="right") - 1
    spoken = document.kinds != PUNCTUATION
    before = np.concatenate(([0], np.cumsum(spoken)))
    opens = before[found.first] == before[first[line]]
    closes = (before[last[line]] == before[found.last + 1]) & (found.last < last[line])
    whole = opens & closes
    used = (whole | ~whole_only[found.entry]) & (found.last < last[line])
    kind = kind_of[found.entry]
    values[line[used & whole], 0] = 1.0
    values[line[used & opens], 1] = 1.0
    values[line[used & ~opens], 2] = 1.0
    values[line[used & opens], 4 + kind[used & opens]] = 1.0
    inner = used & ~opens
    values[line[inner], 4 + len(CUE_KINDS) + kind[inner]] = 1.0
    covered = np.bincount(
        line[used], (found.last - found.first + 1)[used], minlength=lines
    )
    values[:, 3] = covered / np.maximum(tokens[:4].sum(axis=0), 1.0)
    return values


@cache
def _cue_lexicon(
    language: Language,
) -> tuple[Lexicon, NDArray[np.int64], NDArray[np.bool_]]:
    """Return the cue phrases, the kind of each list, and which need a whole line."""
    lists = sections(language, "line_cues")
    lexicon = Lexicon(lists)
    kinds = [CUE_KINDS.index(name.partition(" ")[0]) for name in lists]
    return lexicon, np.array(kinds), np.array([" " in name for name in lists])


@cache
def _listed(language: Language, name: str) -> NDArray[np.uint64]:
    if name == "function_words":
        return distinct(hash_all(phrases(language, name)))
    return distinct(hash_all(sections(language, "line_words")[name]))


@cache
def _characters(text: str) -> NDArray[np.bool_]:
    table = np.zeros(1 << 16, np.bool_)
    table[code_points(text)] = True
    return table


def _one_of(codes: NDArray[np.uint32], characters: str) -> NDArray[np.bool_]:
    table = _characters(characters)
    return np.asarray(table[np.minimum(codes, len(table) - 1)])


def _digit(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return np.asarray((codes >= 48) & (codes <= 57))
