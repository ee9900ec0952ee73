"""Rates of the kinds of hedges: what sort of doubt an article spreads.

Imports ``features.hedging`` only.
"""

from features.document import Document
from features.hedge_types import HedgeType
from features.hedging import hedges, rate


def epistemic_per_100_words(document: Document) -> float:
    """Return words of the author's own doubt per 100 words; higher = less certain.

    Adverbs ('vermutlich'), verbs ('scheint', 'könnte') and suppositions ('wäre').

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.
    """
    return _rate_of(document, "epistemic_adverb", "epistemic_verb", "conditional")


def hearsay_per_100_words(document: Document) -> float:
    """Return marks of hearsay per 100 words; higher = more at second hand.

    'soll gesagt haben' and sources that stay unnamed.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.
    """
    return _rate_of(document, "hearsay_sollen", "vague_source")


def reported_konjunktiv_per_100_words(document: Document) -> float:
    """Return Konjunktiv forms of reported speech per 100 words; higher = more reported.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.
    """
    return _rate_of(document, "konjunktiv_reported")


def approximators_per_100_words(document: Document) -> float:
    """Return words such as 'rund' per 100 words; higher = vaguer about quantities.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.
    """
    return _rate_of(document, "approximator")


def _rate_of(document: Document, *types: HedgeType) -> float:
    return rate(document, sum(hedge.type in types for hedge in hedges(document)))
