"""What a German Konjunktiv form does: report, suppose, or weaken a claim.

Konjunktiv I reports. Konjunktiv II supposes, unless it stands for a Konjunktiv I
that looks like the indicative, as its plural does. Imports the reading of a
sentence and word lists only.
"""

from features.hedge_types import HedgeType
from features.konjunktiv import VerbForm
from features.reading import Reading
from features.wordlists import word_set


def use_of(reading: Reading, form: VerbForm, reported_before: bool) -> HedgeType | None:
    """Return the hedge type of a Konjunktiv form, None where it is no hedge.

    Parameters
    ----------
    reading : Reading
    form : VerbForm
        One of ``reading.konjunktiv``.
    reported_before : bool
        Whether the sentence before this one was reported speech.
    """
    if form.mood == 1:
        return None if _is_wish(reading, form.token) else "konjunktiv_reported"
    word = reading.lower[form.token]
    beside_first = any(other.mood == 1 for other in reading.konjunktiv)
    plural = word.endswith("n")
    if word.startswith(("könnt", "dürft")):
        return _possibility(reading, word, plural and beside_first)
    if _has(reading, "conditions"):
        return "konjunktiv_reported" if plural and beside_first else "conditional"
    if plural:
        reported = reported_before or is_reported(reading)
        reports = reported or not _supposes(reading, form.token)
    else:
        reports = beside_first or (word != "würde" and _is_attributed(reading))
    return "konjunktiv_reported" if reports else "conditional"


def is_reported(reading: Reading) -> bool:
    """Tell whether a German sentence gives somebody's words in the Konjunktiv."""
    if any(form.mood == 1 for form in reading.konjunktiv) or _is_attributed(reading):
        return True
    return bool(reading.reporters and reading.konjunktiv)


def _has(reading: Reading, name: str) -> bool:
    return not word_set("de", "grammar", name).isdisjoint(reading.words)


def _is_attributed(reading: Reading) -> bool:
    return any(cue.name == "attribution" for cue in reading.cues)


def _is_wish(reading: Reading, place: int) -> bool:
    """Tell Konjunktiv I of wish, purpose and comparison, and fixed phrases."""
    opener = reading.lower[reading.clause(place)[0]]
    if reading.lower[place] == "möge" or opener == "damit":
        return True
    if reading.at(place - 1) == "als":
        return True
    idiom = reading.lower[max(place - 2, 0) : place + 3]
    return "sage" in idiom and "schreibe" in idiom


def _possibility(reading: Reading, word: str, stands_for_first: bool) -> HedgeType:
    if stands_for_first:
        return "konjunktiv_reported"
    if word.startswith("könnt") and _has(reading, "suppositions"):
        return "conditional"
    return "epistemic_verb"


def _supposes(reading: Reading, place: int) -> bool:
    """Tell a bare plural that supposes; most others stand for Konjunktiv I."""
    start, end = reading.clause(place)
    opener = reading.lower[start]
    relative = opener in word_set("de", "grammar", "relative pronouns")
    return (relative and place == end - 1) or _has(reading, "wishes")
