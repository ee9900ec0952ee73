"""What each token adds to the AI score."""

import numpy as np
import pytest

from detector.ai_evidence import symbol_contributions
from features.document import parse
from features.ngrams import Family, rows, stream_of
from features.window_counts import window_counts


@pytest.mark.parametrize("end", [".", "", "\n\nNoch eine Zeile ohne Ende"])
@pytest.mark.parametrize("name", ["word", "skeleton"])
def test_the_shares_of_the_symbols_add_up_to_what_the_ngrams_add(
    end: str, name: str
) -> None:
    text = "Der Hafen bleibt gesperrt. Das sagte die Leiterin am Montag" + end
    document = parse(text, language="de")
    family = Family(name, 1, 3, 16)
    bounds = np.array([0]), np.array([len(document.folded)])
    counted = rows(document, family, *bounds, language="de")
    weights = np.random.default_rng(1).normal(size=(1 << 16, 2)).astype(np.float32)
    stream = stream_of(document, family.name, "de")
    (counts,) = window_counts(stream, family, *bounds)
    symbols = int(stream.places.searchsorted(len(document.folded)))
    shares = symbol_contributions(
        stream, family, (weights, 1), counted=counts, symbols=symbols
    )
    expected = (counted.value * weights[counted.column, 1]).sum()
    assert shares.sum() == pytest.approx(expected)


def test_ranks_and_hash_places_share_alike():
    document = parse("  Der Hafen bleibt gesperrt. Der Hafen bleibt zu.", language="de")
    family = Family("character", 2, 5, 16)
    weights = np.random.default_rng(1).normal(size=(1 << 16, 2)).astype(np.float32)
    stream = stream_of(document, family.name, "de")
    parts = document.sentences_at
    (counts,) = window_counts(stream, family, parts.starts[:1], parts.ends[-1:])
    by_rank, by_place = (
        symbol_contributions(
            stream, family, (weights, 1), counted=given, symbols=len(stream.symbols)
        )
        for given in (counts, counts._replace(ranks=None))
    )
    assert by_rank.tolist() == by_place.tolist()
