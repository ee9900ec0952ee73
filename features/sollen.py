"""Tell hearsay 'soll' ('er soll gesagt haben') from plan and duty.

Imports the reading of a sentence and word lists only.
"""

from features.reading import Reading
from features.wordlists import word_set

_PERFECT = ("haben", "sein")
_CLAUSE_VERBS = ("haben", "sein", "werden")


def is_hearsay(reading: Reading, place: int) -> bool:
    """Tell whether the 'soll' or 'sollen' at a place reports somebody's claim.

    It does with the infinitive perfect, beside a word that says somebody claims it,
    and with an infinitive that names a state, which nobody plans.
    """
    end = _last_verb(reading, place)
    infinitive = reading.lower[end]
    if infinitive in _PERFECT and _is_participle(reading, end - 1):
        return True
    if infinitive == "werden" or _has(reading, "questions"):
        return False
    if _has(reading, "claims"):
        return not reading.has("plan", "verordnung", "gesetz")
    return infinitive in _section("states") and not _has(reading, "plans")


def supposes(reading: Reading, place: int) -> bool:
    """Tell 'sollte es regnen, …' and 'falls … sollte' from duty."""
    start, _ = reading.clause(place)
    if any(word in ("wenn", "falls", "sofern") for word in reading.lower[start:place]):
        return True
    if place != start or reading.lower[-1] == "?":
        return False
    opens_main = reading.lower[0] in _section("main clause openers")
    return place == 0 or (reading.clause(0)[1] == place - 1 and opens_main)


def _section(name: str) -> frozenset[str]:
    return word_set("de", "grammar", name)


def _has(reading: Reading, name: str) -> bool:
    return not _section(name).isdisjoint(reading.words)


def _last_verb(reading: Reading, place: int) -> int:
    """Return the place of the last verb that depends on the modal."""
    start, end = reading.clause(place)
    if place == end - 1 and place > start:
        return place - 1
    last = end - 1
    while last + 1 < len(reading.lower) and reading.lower[last] not in _CLAUSE_VERBS:
        if reading.lower[last + 1] in (".", "!", "?", ";"):
            break
        last += 1
    return last


def _is_participle(reading: Reading, place: int) -> bool:
    word = reading.at(place)
    if len(word) < 4 or reading.texts[place][0].isupper():
        return False
    if word.endswith("en"):
        return True
    return word.endswith("t") and word not in _section("not participles")
