"""The words beside a full stop, by what they tell about the end of a sentence.

Two sources in `features/data`: own lists of abbreviations, and tables learned from news
by `features/data/build.py`. Imports the word-list reader only.
"""

import json
from functools import cache
from typing import Literal, NamedTuple

from features.wordlists import DATA, sections


class WordsAtStops(NamedTuple):
    """What is known of words beside a full stop, by section of the list."""

    never_final: frozenset[str] = frozenset(("Dr", "Prof", "St", "Mr", "Mrs"))
    before_number: frozenset[str] = frozenset()
    may_be_final: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    ordinal_prepositions: frozenset[str] = frozenset()
    ordinal_nouns: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


@cache
def words_at_stops(language: str) -> WordsAtStops:
    """Return the words of a language; "other" knows five titles.

    Parameters
    ----------
    language : {"de", "en", "other"}
        Whose words.
    """
    if language == "de":
        return _read("de")
    return _read("en") if language == "en" else WordsAtStops()


def _read(language: Literal["de", "en"]) -> WordsAtStops:
    own = {
        name: frozenset(" ".join(lines).split())
        for name, lines in sections(language, "abbreviations").items()
    }
    path = DATA / language / "sentence_ends.json"
    learned = json.loads(path.read_text(encoding="utf-8"))
    certain = own["never_final"] | own["before_number"] | own["not_abbreviations"]
    abbreviations = frozenset(learned["abbreviations"]) - certain
    return WordsAtStops(
        never_final=own["never_final"],
        before_number=own["before_number"],
        may_be_final=own["may_be_final"] | abbreviations,
        months=own.get("months", frozenset()),
        determiners=own.get("determiners", frozenset()),
        ordinal_prepositions=own.get("ordinal_prepositions", frozenset()),
        ordinal_nouns=own.get("ordinal_nouns", frozenset()).union(
            learned["ordinal_nouns"]
        ),
        function_words=own["function_words"],
        openers=own["function_words"].union(learned["openers"]),
    )
