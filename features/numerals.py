"""Tell quantities: what an approximator such as 'rund' or 'about' may stand before.

Imports the reading of a sentence and word lists only.
"""

from features.reading import Reading
from features.wordlists import word_set


def is_quantity(reading: Reading, place: int) -> bool:
    """Tell whether a number, a numeral or 'ein Drittel' begins at a place."""
    word, language = reading.at(place), reading.language
    numerals = word_set(language, "grammar", "numerals")
    if word[:1].isdigit() or word in numerals:
        return True
    after = reading.at(place + 1)
    if word in word_set(language, "grammar", "one"):
        return after in numerals or after in word_set(language, "grammar", "units")
    return word in ("$", "€", "£") and after[:1].isdigit()
