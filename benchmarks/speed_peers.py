"""Other people's measures of a text, timed beside our full report.

None does the same: TextDescriptives and textstat compute measures alone, is-it-slop an
AI score alone. Install them with ``pip install 'lesart[peers]'``.
"""

from collections.abc import Callable, Mapping
from itertools import count

from benchmarks.systems.base import Unavailable
from benchmarks.systems.peers import imported

Measure = Callable[[str], object]
_TEXTSTAT = (
    "flesch_reading_ease",
    "gunning_fog",
    "automated_readability_index",
    "coleman_liau_index",
    "lix",
    "lexicon_count",
    "sentence_count",
    "syllable_count",
    "polysyllabcount",
)
# The defaults of quality, as pairs: newer versions of spaCy refuse the lists they are.
_TEXTDESCRIPTIVES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "descriptive_stats": {},
    "readability": {},
    "quality": {
        "top_ngram_range": (2, 4),
        "duplicate_n_gram_fraction_range": (5, 10),
    },
    "information_theory": {},
}


def textstat() -> Measure:
    """Ten measures of textstat, German."""
    module, number = imported("textstat").textstat, count()
    module.set_lang("de")

    def measure(text: str) -> object:
        text = f"{text}\nNummer {next(number)}."  # it remembers texts it has seen
        try:
            found = [getattr(module, name)(text) for name in _TEXTSTAT]
            return [*found, module.wiener_sachtextformel(text, 1)]
        except LookupError as error:  # NLTK data that it would download
            raise Unavailable(f"textstat: {error!s:.80}") from None

    return measure


def textdescriptives() -> Measure:
    """Measures of TextDescriptives that need no trained pipeline, German."""
    spacy, extract = imported("spacy"), imported("textdescriptives").extract_dict
    pipeline = spacy.blank("de")
    pipeline.max_length = 10_000_000
    pipeline.add_pipe("sentencizer")
    for name, options in _TEXTDESCRIPTIVES.items():
        pipeline.add_pipe(f"textdescriptives/{name}", config=dict(options))
    return lambda text: extract(pipeline(text))


def is_it_slop() -> Measure:
    """AI probability of is-it-slop."""
    predict: Measure = imported("is_it_slop").is_this_slop
    return predict


PEERS: Mapping[str, Callable[[], Measure]] = {
    "textdescriptives": textdescriptives,
    "textstat": textstat,
    "is-it-slop": is_it_slop,
}
