"""Particles: the small words with which a writer weighs and answers what is said.

Modal, focus, degree and connective particles ("ja", "sogar", "gar", "zwar"): models
that write to instruction use fewer of them than people in nearly every genre.
Imports the core of ``features`` only.

References
----------
Duden (2016), Die Grammatik, 9th ed., on the classes of particles.
"""

import math
from functools import cache

from features.document import Document
from features.surface import LANGUAGES
from features.wordlists import Language, phrases


def particles_per_100_words(document: Document) -> float:
    """Return the rate of particles.

    Higher = closer to speech and argument. A word counts wherever it stands, also
    where it is no particle ("einfach" as an adjective).

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words, or if neither German nor English.
    """
    language = LANGUAGES.get(document.language)
    n_words = len(document.words)
    if language is None or not n_words:
        return math.nan
    listed = document.counts.keys() & _particles(language)
    return 100 * sum(map(document.counts.__getitem__, listed)) / n_words


@cache
def _particles(language: Language) -> frozenset[str]:
    return frozenset(phrases(language, "particles"))
