"""Where sentences end: the spans of the sentences of one paragraph.

One regular expression finds the places where a sentence may end; the word before and
the word after decide each. German writes a full stop after ordinals ("am 3. Oktober"),
kings ("Ludwig XIV.") and many abbreviations, and capitalises every noun, so a capital
letter alone says little; a capital on a word that is written small inside a sentence
("Der", "Danach") says a lot. Imports `features.sentence_words` only.
"""

import re
from typing import NamedTuple

from features.sentence_words import WordsAtStops, words_at_stops

_CLOSING = "\"'“”‘’»«\u203a\u2039)]}"
_OPENING = "\"'“”„‚‘’»«\u203a\u2039([{`–—-*•·¡¿"
# A run of end marks and what closes behind it. What follows is looked at in Python:
# with a lookahead a long row of dots would be tried from each of its dots.
_MARKS = ".!?…"
_CANDIDATE = re.compile(rf"[{_MARKS}]+[{re.escape(_CLOSING)}]*")
_NON_BLANK = re.compile(r"\S")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LAST_DIGITS = re.compile(r"\d+$")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])$")
_INNER_STOPS = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}$")
_ROMAN = re.compile(r"[IVX]+$")
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_LINKS = ("http", "www.", "pic.", "@")
_CONJUNCTIONS = ("und", "oder", "bis", "sowie")
# what may stand between an article and its ordinal: "sein erst 2. Sieg"
_ADVERBS = ("bereits", "erst", "schon", "nun", "mittlerweile", "insgesamt")
_INFLECTED = re.compile(r"[a-zäöüß]{3,}e[mnrs]?$")
# characters looked at on either side, so that each decision costs the same
_BEFORE = 64
_AFTER = 32


class _Place(NamedTuple):
    """A candidate: the words before it, the one at it, its marks, the word after it."""

    before: list[str]
    opening: str
    word: str
    mark: str
    closing: str
    next_opening: str
    after: str


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph.

    Closing quotes and brackets belong to the sentence that ends before them. A colon
    or a semicolon ends no sentence.

    Parameters
    ----------
    text : str
        Folded text of one paragraph; line breaks inside it count as blanks.
    language : {"de", "en", "other"}
        Whose abbreviations and ordinals apply; "other" knows initials and five titles.

    Returns
    -------
    list of tuple of int
        Start and end (exclusive, in characters) of each sentence, in order, without
        outer blanks; together they cover every character that is not blank.
    """
    spans: list[tuple[int, int]] = []
    first = _NON_BLANK.search(text)
    if first is None:
        return spans
    words = words_at_stops(language)
    start = first.start()
    for candidate in _CANDIDATE.finditer(text, start):
        if candidate.start() < start:
            continue
        end, following = _after(text, candidate.end())
        if following < 0:
            break
        if text[following] in _MARKS:
            continue
        decide = _glued_end if following == end else _end
        if decide(_place(text, start, candidate, following), words):
            spans.append((start, end))
            start = following
    spans.append((start, len(text.rstrip())))
    return spans


def _after(text: str, end: int) -> tuple[int, int]:
    """Return where the candidate ends and where text goes on, -1 if it does not.

    A closing mark that stands alone behind a blank ("« Oui. » Il") is still part of it.
    """
    following = _NON_BLANK.search(text, end)
    if following is None:
        return end, -1
    position = following.start()
    alone = text[position] in _CLOSING and not text[position + 1 : position + 2].strip()
    if position == end or not alone:
        return end, position
    beyond = _NON_BLANK.search(text, position + 1)
    return position + 1, -1 if beyond is None else beyond.start()


def _place(text: str, start: int, candidate: re.Match[str], following: int) -> _Place:
    stop = candidate.start()
    marks = candidate.group()
    mark = marks.rstrip(_CLOSING)
    before = text[max(start, stop - _BEFORE) : stop].split()
    attached = stop > start and not text[stop - 1].isspace()
    raw = before.pop() if before and attached else ""
    word = raw.lstrip(_OPENING)
    stretch = text[following : following + _AFTER]
    bare = stretch.lstrip(_OPENING)
    match = None if bare.startswith(_LINKS) else _WORD.search(bare)
    return _Place(
        before=before,
        opening=raw[: len(raw) - len(word)],
        word=word,
        mark=mark,
        closing=marks[len(mark) :],
        next_opening=stretch[: len(stretch) - len(bare)],
        after=match.group() if match else "",
    )


def _end(place: _Place, words: WordsAtStops) -> bool:
    """Tell whether a sentence ends at marks with a blank behind them."""
    small = place.after[:1].islower() and not place.after[1:2].isupper()
    if place.mark == ".":
        # "… soll. (dpa)": what stands in brackets behind a full stop is no part of it
        if small and "(" not in place.next_opening:
            return False
        return _full_stop_ends(place, words)
    if small or (not place.word and place.closing[:1] in (")", "]") and place.closing):
        # "(...)", "(!)": an omission or a comment inside the sentence
        return False
    if ")" in place.closing:
        return _opens(place, words.openers)
    # dots that begin a sentence stand for words left out
    return bool(place.word or place.before or place.mark.strip(".…"))


def _glued_end(place: _Place, words: WordsAtStops) -> bool:
    """Tell whether a sentence ends where the blank was lost: "kam.Danach ging"."""
    return (
        place.word.isalpha()
        and len(place.word) > 2
        and place.word[-2:].islower()
        and not place.next_opening
        and place.after.istitle()
        and _opens(place, words.openers)
    )


def _full_stop_ends(place: _Place, words: WordsAtStops) -> bool:
    if not place.word:
        leader = place.before and not place.before[-1].strip(".")
        return place.after[:1].isupper() and not leader
    if place.word[-1].isdigit():
        return _number_ends(place, words)
    forms = _abbreviated(place)
    if not words.never_final.isdisjoint(forms):
        return False
    if not words.before_number.isdisjoint(forms):
        if place.after[:1].isdigit() or _ROMAN.match(place.after):
            return False
        if len(place.word) > 1:
            return True
    if not words.may_be_final.isdisjoint(forms) or _is_uncertain(place):
        return _opens(place, words.openers)
    return True


def _abbreviated(place: _Place) -> tuple[str, str, str]:
    """Return the forms under which the word may be listed as an abbreviation.

    The whole one without its blanks ("z. B." is "z.B"), small if it begins the
    sentence, and the last part of a compound ("Dipl.-Ing.").
    """
    parts = [place.word]
    for earlier in reversed(place.before[-3:]):
        bare = earlier.lstrip(_OPENING)
        if len(parts[0]) > 3 or not 2 <= len(bare) <= 3 or not bare.endswith("."):
            break
        parts.insert(0, bare[:-1])
    whole = ".".join(parts)
    first = whole if len(parts) <= len(place.before) else whole[:1].lower() + whole[1:]
    return whole, first, place.word.rpartition("-")[2]


def _is_uncertain(place: _Place) -> bool:
    """Tell whether an unlisted word may be an initial, a king or an abbreviation."""
    word = place.word
    if _INNER_STOPS.match(word) or _ROMAN.match(word):
        return True
    if len(word.rpartition("-")[2]) == 1:
        # "J. F. Kennedy", "Hans-J. Wolf"
        return word[-1].isalpha()
    if word.endswith("str"):
        # "Goethestr. 12"
        return True
    if not word[1:].islower() or not word.isalpha() or _VOWEL.search(word):
        return False
    # no vowel: "Wr. Neustadt"; behind a number it is a unit: "nach 5 km. Polizisten"
    return not (place.before and place.before[-1][-1:].isdigit())


def _number_ends(place: _Place, words: WordsAtStops) -> bool:
    if not words.determiners:
        return bool(place.before)
    last = _LAST_DIGITS.search(place.word)
    digits = last.group() if last else place.word
    if "(" in place.opening and not place.closing:
        # the minute of a goal, "(87. Maranda)"
        return False
    if not place.before and len(digits) <= 3:
        # the number of a section or of a club, "1. FC Köln"
        return False
    if place.after[:1].isdigit():
        return len(digits) >= 4
    if place.after in words.months and len(digits) <= 2:
        return False
    return _opens_behind_number(place, words) or not (
        _DAY_AND_MONTH.match(place.word) or _is_ordinal(place, digits, words)
    )


def _opens_behind_number(place: _Place, words: WordsAtStops) -> bool:
    """Tell whether the word behind a number opens a sentence.

    Behind an article only a function word does: "die 2. Große Strafkammer".
    """
    bound = place.before[-1:] and place.before[-1] in words.determiners
    return _opens(place, words.function_words if bound else words.openers)


def _is_ordinal(place: _Place, digits: str, words: WordsAtStops) -> bool:
    """Tell whether a number counts the noun behind it: "im 19. Jahrhundert"."""
    previous = place.before[-1] if place.before else ""
    if previous.rstrip(",").endswith((".", ":", "–")) or _has_article(place, words):
        return True
    if previous in _CONJUNCTIONS:
        return len(place.before) > 1 and place.before[-2].rstrip(",").endswith(".")
    if len(digits) > 2 or "," in place.word:
        return False
    return (
        place.after in words.ordinal_nouns
        or previous in words.ordinal_prepositions
        or (place.after.isupper() and len(place.after) > 1)
    )


def _has_article(place: _Place, words: WordsAtStops) -> bool:
    """Tell whether an article governs the number: "am 3.", "ihr viel gelobtes 3."."""
    if not place.before:
        return False
    previous = place.before[-1]
    between = previous in _ADVERBS or (
        _INFLECTED.match(previous) and previous not in words.function_words
    )
    return previous in words.determiners or bool(
        between and not words.determiners.isdisjoint(place.before[-3:-1])
    )


def _opens(place: _Place, openers: frozenset[str]) -> bool:
    """Tell whether the next word has its capital from the start of a sentence."""
    return place.after[:1].isupper() and place.after.lower() in openers
