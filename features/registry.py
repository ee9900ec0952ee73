"""The one table of named measures: their order is the column order of every vector.

Raise ``SCHEMA_VERSION`` by hand whenever a value can change: a new formula, a new rule
of the tokeniser, a new range. Models trained before are then refused until they are
trained again. Imports the measure modules of ``features`` only.
"""

import hashlib
import json
import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from features import (
    evaluative,
    hedge_rates,
    hedging,
    lexical,
    particles,
    quotation,
    readability,
    repetition,
    rhythm,
    sentiment,
    surface,
)
from features.document import Document
from features.wordlists import DATA

SCHEMA_VERSION = 5


class Feature(NamedTuple):
    """A named measure of a document.

    Attributes
    ----------
    name : str
        Column name; never reused for another measure.
    function : callable
        Document in, number out; NaN where undefined.
    unit : str
        What the number counts.
    low, high : float
        The range it cannot leave.
    """

    name: str
    function: Callable[[Document], float]
    unit: str
    low: float = 0.0
    high: float = math.inf


FEATURES: tuple[Feature, ...] = (
    # repetition
    Feature("duplicate_line_share", repetition.duplicate_line_share, "share", high=1.0),
    Feature(
        "near_duplicate_line_share",
        repetition.near_duplicate_line_share,
        "share",
        high=1.0,
    ),
    Feature(
        "duplicate_heading_share", repetition.duplicate_heading_share, "share", high=1.0
    ),
    Feature("repeated_trigrams", repetition.repeated_trigram_share, "share", high=1.0),
    Feature(
        "repeated_fivegrams", repetition.repeated_fivegram_share, "share", high=1.0
    ),
    Feature("compression_ratio", repetition.compression_ratio, "ratio", high=1.1),
    # surface
    Feature("word_length", surface.mean_word_length, "characters", low=1.0),
    Feature("long_words", surface.long_word_share, "share", high=1.0),
    Feature("capitalised_words", surface.capitalised_word_share, "share", high=1.0),
    Feature("function_words", surface.function_word_share, "share", high=1.0),
    Feature("numbers", surface.numbers_per_100_words, "per 100 words"),
    Feature("commas", surface.commas_per_100_words, "per 100 words"),
    Feature("dashes", surface.dashes_per_100_words, "per 100 words"),
    Feature("colons", surface.colons_per_100_words, "per 100 words"),
    Feature("semicolons", surface.semicolons_per_100_words, "per 100 words"),
    Feature("brackets", surface.brackets_per_100_words, "per 100 words"),
    Feature("quotation_marks", surface.quotation_marks_per_100_words, "per 100 words"),
    Feature(
        "exclamation_marks", surface.exclamation_marks_per_100_words, "per 100 words"
    ),
    Feature("question_marks", surface.question_marks_per_100_words, "per 100 words"),
    # lexical diversity
    Feature("type_token_ratio", lexical.type_token_ratio, "ratio", high=1.0),
    Feature("mattr_50", lexical.moving_average_type_token_ratio, "ratio", high=1.0),
    Feature("mtld", lexical.textual_lexical_diversity, "words", low=1.0),
    Feature("hapax", lexical.hapax_share, "share", high=1.0),
    Feature("yule_k", lexical.yule_k, "pairs per 10,000", high=10_000.0),
    # readability
    Feature("syllables", readability.mean_syllables, "syllables a word", low=1.0),
    Feature(
        "flesch",
        readability.flesch_reading_ease,
        "points",
        low=-math.inf,
        high=122.0,
    ),
    Feature("lix", readability.lix, "points", low=1.0),
    Feature("wiener_1", readability.wiener_sachtextformel, "school years", low=-4.0),
    # rhythm
    Feature("sentence_length", rhythm.mean_sentence_length, "words", low=1.0),
    Feature("sentence_length_deviation", rhythm.sentence_length_deviation, "words"),
    Feature("sentence_length_variation", rhythm.sentence_length_variation, "ratio"),
    Feature("burstiness", rhythm.sentence_burstiness, "index", low=-1.0, high=1.0),
    Feature(
        "sentence_length_autocorrelation",
        rhythm.sentence_length_autocorrelation,
        "correlation",
        low=-1.0,
        high=1.0,
    ),
    Feature("repeated_openings", rhythm.repeated_opening_share, "share", high=1.0),
    Feature("paragraph_length", rhythm.mean_paragraph_length, "words", low=1.0),
    Feature("paragraph_length_variation", rhythm.paragraph_length_variation, "ratio"),
    # cues
    Feature("hedges", hedging.hedges_per_100_words, "per 100 words", high=100.0),
    Feature(
        "epistemic", hedge_rates.epistemic_per_100_words, "per 100 words", high=100.0
    ),
    Feature("hearsay", hedge_rates.hearsay_per_100_words, "per 100 words", high=100.0),
    Feature(
        "reported_konjunktiv",
        hedge_rates.reported_konjunktiv_per_100_words,
        "per 100 words",
        high=100.0,
    ),
    Feature(
        "approximators",
        hedge_rates.approximators_per_100_words,
        "per 100 words",
        high=100.0,
    ),
    Feature("direct_quotes", quotation.direct_quote_share, "share", high=1.0),
    Feature("quoted_sentences", quotation.quoted_sentence_share, "share", high=1.0),
    Feature(
        "attributions",
        quotation.attributions_per_100_words,
        "per 100 words",
        high=100.0,
    ),
    # evaluation and tone
    Feature("loaded", evaluative.loaded_per_100_words, "per 100 words", high=100.0),
    Feature(
        "intensifiers",
        evaluative.intensifiers_per_100_words,
        "per 100 words",
        high=100.0,
    ),
    Feature("irony", evaluative.irony_per_100_words, "per 100 words", high=100.0),
    Feature("boosters", evaluative.boosters_per_100_words, "per 100 words", high=100.0),
    Feature(
        "particles", particles.particles_per_100_words, "per 100 words", high=100.0
    ),
    Feature("polarity", sentiment.mean_polarity, "polarity", low=-1.0, high=1.0),
    Feature("polarity_spread", sentiment.polarity_spread, "polarity", high=1.0),
)


@cache
def schema_digest() -> str:
    """Return the SHA-256 of what the values of a feature vector depend on.

    It covers the names in order, ``SCHEMA_VERSION`` and the bytes of every file in
    ``features/data`` that is not Python code.

    Returns
    -------
    str
        64 hexadecimal digits; the same on every machine.
    """
    names = [feature.name for feature in FEATURES]
    digest = hashlib.sha256(json.dumps([SCHEMA_VERSION, names]).encode())
    for path in sorted(DATA.rglob("*"), key=lambda path: path.relative_to(DATA).parts):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            content = path.read_bytes()
            name = path.relative_to(DATA).as_posix()
            digest.update(f"\n{name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
