"""Where sentences end: spans of the sentences of one paragraph.

One regular expression finds the places where a sentence may end; each is decided by
the word before and the word after it. German writes a full stop after ordinals
("am 3. Oktober"), kings ("Ludwig XIV.") and many abbreviations, and capitalises every
noun, so a capital letter alone says little there; a capitalised *small* word ("Der",
"Danach") says a lot. Imports nothing of ours.
"""

import re
from dataclasses import dataclass
from functools import cache

from features.sections import read_sections

_CLOSING = "\"'“”‘’»«›‹)]}"
_OPENING = "\"'“”„‚‘’»«›‹([{`–—-*•·¡¿"
# a run of end marks and the quotes and brackets that close behind it; what follows is
# looked at in Python, since a lookahead would make the runs be tried again and again
_CANDIDATE = re.compile(rf"[.!?…]+[{re.escape(_CLOSING)}]*")
_NON_BLANK = re.compile(r"\S")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TRAILING_NUMBER = re.compile(r"(?:^|.*\D)(\d+)$")
_DATE = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])$")
_INNER_STOPS = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}$")
_ROMAN = re.compile(r"[IVX]{2,}$")
# longest stretch looked at on either side, so that each decision costs the same
_BEFORE = 64
_AFTER = 32


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language knows about words beside a full stop."""

    never_final: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    may_be_final: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    ordinal_prepositions: frozenset[str] = frozenset()
    ordinal_nouns: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """One candidate: the words around it and where it stands."""

    before: list[str]
    word: str
    mark: str
    closing: str
    after: str
    opens_with: str


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph.

    Parameters
    ----------
    text : str
        Folded text of one paragraph; line breaks inside it count as blanks.
    language : {"de", "en", "other"}
        Whose abbreviations and ordinals apply; "other" knows initials only.

    Returns
    -------
    list of tuple of int
        Start and end (exclusive) of each sentence, in order, without outer blanks;
        together they cover every character that is not blank.
    """
    words = _words(language)
    spans: list[tuple[int, int]] = []
    first = _NON_BLANK.search(text)
    if first is None:
        return spans
    start = first.start()
    for candidate in _CANDIDATE.finditer(text):
        end = candidate.end()
        following = _NON_BLANK.search(text, end)
        if following is None:
            break
        if following.start() == end or candidate.start() < start:
            continue
        place = _place(text, start, candidate, following.start())
        if _ends(place, words):
            spans.append((start, end))
            start = following.start()
    spans.append((start, len(text.rstrip())))
    return spans


def _place(text: str, start: int, candidate: re.Match[str], following: int) -> _Place:
    stop = candidate.start()
    before = text[max(start, stop - _BEFORE) : stop].split()
    attached = stop > start and not text[stop - 1].isspace()
    word = before.pop().lstrip(_OPENING) if before and attached else ""
    marks = candidate.group()
    mark = marks.rstrip(_CLOSING)
    stretch = text[following : following + _AFTER]
    bare = stretch.lstrip(_OPENING)
    match = _NEXT_WORD.search(bare)
    after = match.group() if match else ""
    opens_with = stretch[: len(stretch) - len(bare)]
    return _Place(before, word, mark, marks[len(mark) :], after, opens_with)


def _ends(place: _Place, words: _Words) -> bool:
    """Tell whether the sentence ends at this place."""
    initial = place.after[:1]
    if initial.islower() and not _is_brand(place.after) and "(" not in place.opens_with:
        return False
    if place.mark == ".":
        return _full_stop_ends(place, words)
    if not place.word and place.closing[:1] in (")", "]") and place.closing:
        # "(...)", "(!)": an omission or a comment inside the sentence
        return False
    if ")" in place.closing or set(place.mark) <= {".", "…"}:
        return not initial or _opens(place, words) or bool(place.word)
    return True


def _full_stop_ends(place: _Place, words: _Words) -> bool:
    word = place.word
    if not word:
        return True
    if word[-1].isdigit():
        return _number_ends(place, words)
    key = _abbreviation(place)
    if key in words.never_final or word.rsplit("-", 1)[-1] in words.never_final:
        return False
    if key in words.before_number:
        if place.after[:1].isdigit() or _ROMAN.match(place.after):
            return False
        if len(key) > 1:
            return True
    if _is_uncertain(key, word, words):
        return _opens(place, words)
    return True


def _abbreviation(place: _Place) -> str:
    """Return the abbreviation before the stop, its blanks removed ("z. B" -> "z.B")."""
    parts = [place.word]
    for earlier in reversed(place.before):
        bare = earlier.lstrip(_OPENING)
        if (
            len(parts[0]) > 3
            or len(bare) > 3
            or not bare.endswith(".")
            or len(bare) < 2
        ):
            break
        parts.insert(0, bare[:-1])
    key = ".".join(parts)
    at_start = len(parts) > len(place.before)
    return key[0].lower() + key[1:] if at_start and "." in key else key


def _is_uncertain(key: str, word: str, words: _Words) -> bool:
    """Tell whether the word may be an abbreviation, an initial or a king's number."""
    return (
        key in words.may_be_final
        or word in words.may_be_final
        or (len(word) == 1 and word.isalpha())
        or _INNER_STOPS.match(word) is not None
        or _ROMAN.match(word) is not None
    )


def _number_ends(place: _Place, words: _Words) -> bool:
    if not words.determiners:
        return bool(place.before)
    match = _TRAILING_NUMBER.match(place.word)
    digits = match.group(1) if match else place.word
    if not place.before and len(digits) <= 3:
        return False
    if place.after[:1].isdigit():
        return len(digits) >= 4
    if place.after.lower() in words.openers and place.after not in words.months:
        return True
    if _DATE.match(place.word):
        return False
    return not _is_ordinal(place, digits, words)


def _is_ordinal(place: _Place, digits: str, words: _Words) -> bool:
    """Tell whether a number before a capitalised word counts it: "am 3. Oktober"."""
    if len(digits) <= 2 and place.after in words.months:
        return True
    previous = place.before[-1] if place.before else ""
    if previous in words.determiners or previous.rstrip(",")[-1:] == ".":
        return True
    if previous in ("und", "oder", "bis", "sowie"):
        return len(place.before) > 1 and place.before[-2].rstrip(",").endswith(".")
    if len(digits) > 2 or "," in place.word:
        return False
    return (
        place.after in words.ordinal_nouns
        or previous in words.ordinal_prepositions
        or (place.after.isupper() and len(place.after) > 1)
    )


def _opens(place: _Place, words: _Words) -> bool:
    """Tell whether the next word is one that only a sentence start capitalises."""
    return place.after[:1].isupper() and place.after.lower() in words.openers


def _is_brand(word: str) -> bool:
    return len(word) > 1 and word[0].islower() and word[1].isupper()


@cache
def _words(language: str) -> _Words:
    if language not in ("de", "en"):
        return _Words(never_final=frozenset(("Dr", "Prof", "St", "Mr", "Mrs")))
    return _Words(**read_sections(language, "abbreviations.txt"))
