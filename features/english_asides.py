"""Tell English reporting clauses behind or within what they report.

'The bill is dead, the minister said.' Speaker and verb stand next to each other, as
in a clause of its own; a lead-in ('In March, Reuters reported …') is none. Imports
the reading of a sentence, inflection and word lists only.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from features.inflection import english_forms
from features.reading import Reading
from features.wordlists import sections, word_set

_DASHES = ("–", "—")
_OPENS = (",", *_DASHES)
_CLOSES = frozenset(["", ".", ",", ";", "!", "?", *_DASHES])
_PRONOUNS = frozenset(["he", "she", "they", "it"])
_TOLD = frozenset(["told", "tells", "tell"])
_LONGEST_SPEAKER = 8
_LONGEST_TAIL = 10
_LEAST_CONTENT = 2


def asides(reading: Reading) -> Iterator[int]:
    """Yield where the speaker of an English reporting aside begins.

    Parameters
    ----------
    reading : Reading
        An English sentence.
    """
    for verb in reading.reporters:
        start, end = reading.clause(verb)
        if (
            reading.at(start - 1) in _OPENS
            and _has_content(reading, start - 1)
            and _is_speaker(reading, start, verb)
            and _reports(reading, verb)
            and _ends(reading, verb, end)
        ):
            yield start


def _has_content(reading: Reading, end: int) -> bool:
    """Tell 'The bill is dead' from 'Still' and 'On Friday'."""
    function_words = word_set("en", "function_words", "")
    words = (word for word in reading.lower[:end] if word[0].isalpha())
    return sum(word not in function_words for word in words) >= _LEAST_CONTENT


def _is_speaker(reading: Reading, start: int, verb: int) -> bool:
    """Tell 'the minister' from 'as critics', 'which many' and 'she has'."""
    if not start < verb <= start + _LONGEST_SPEAKER or "-" in reading.lower[verb - 1]:
        return False
    return word_set("en", "grammar", "no speaker of an aside").isdisjoint(
        reading.lower[start:verb]
    )


def _reports(reading: Reading, verb: int) -> bool:
    """Tell 'officials said' and 'Reuters reported' from 'the first case reported'."""
    word, before = reading.lower[verb], reading.lower[verb - 1]
    if word not in _aside_forms() or word.endswith("ing"):
        return False
    if reading.texts[verb][0].isupper():
        return False
    named = before in _PRONOUNS or reading.texts[verb - 1][0].isupper()
    return named or word in _plain_forms()


def _ends(reading: Reading, verb: int, end: int) -> bool:
    """Tell whether at most a time, place or listener stands behind the verb."""
    if reading.at(end) not in _CLOSES or reading.has(*_quotes()):
        return False
    tail = reading.lower[verb + 1 : end]
    if not tail:
        return True
    if len(tail) > _LONGEST_TAIL or "that" in tail:
        return False
    told = reading.lower[verb] in _TOLD
    return told or tail[0] in word_set("en", "grammar", "behind an aside")


def _quotes() -> frozenset[str]:
    return word_set("en", "grammar", "quotes")


@cache
def _plain_forms() -> frozenset[str]:
    return _forms(sections("en", "reporting")["plain aside"])


@cache
def _aside_forms() -> frozenset[str]:
    lists = sections("en", "reporting")
    refused = frozenset(lists["no aside"])
    lines = [*lists["speech"], *lists["thought"]]
    return _forms(line for line in lines if line.partition("\t")[0] not in refused)


def _forms(lines: Iterable[str]) -> frozenset[str]:
    found = set[str]()
    for line in lines:
        verb, _, irregular = line.partition("\t")
        found.update(english_forms(verb, irregular.split()))
    return frozenset(found)
