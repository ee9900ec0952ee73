"""Rules that tell English hedges from the same words in other senses.

Imports the reading of a sentence, its rules and word lists only.
"""

from collections.abc import Iterator, Mapping

from features.hedge_types import Found, HedgeType
from features.numerals import is_quantity
from features.phrases import Match
from features.reading import Reading
from features.wordlists import word_set

_TYPES: Mapping[str, HedgeType] = {
    "epistemic_adverb": "epistemic_adverb",
    "epistemic_verb": "epistemic_verb",
    "hearsay": "hearsay_sollen",
    "approximator": "approximator",
    "approximator_number": "approximator",
    "attribution": "attribution",
    "vague_source": "vague_source",
    "vague_noun": "vague_source",
    "conditional": "conditional",
}


def hedges_of(reading: Reading) -> Iterator[Found]:
    """Yield the hedges of one English sentence, in order.

    'is said to' has the type of its German counterpart, ``hearsay_sollen``.
    """
    for cue in reading.cues:
        if _holds(reading, cue):
            supposed = reading.lower[cue.first] == "could" and _supposes(reading)
            yield Found(
                cue.first, cue.last, "conditional" if supposed else _TYPES[cue.name]
            )


def _holds(reading: Reading, cue: Match) -> bool:
    word = reading.lower[cue.first]
    if cue.name == "approximator_number":
        return is_quantity(reading, cue.last + 1)
    if cue.name == "vague_noun":
        determined = reading.at(cue.first - 1) in word_set(
            "en", "grammar", "determined"
        )
        return cue.last + 1 in reading.reporters and not determined
    if word == "could":
        around = {reading.at(cue.first - 1), reading.at(cue.first + 1)}
        return around.isdisjoint(word_set("en", "grammar", "not possibility"))
    if word == "would":
        return _supposes(reading)
    return not (word == "might" and reading.texts[cue.first] == "Might" and cue.first)


def _supposes(reading: Reading) -> bool:
    return not word_set("en", "grammar", "conditions").isdisjoint(reading.words)
