"""Rates by kind of hedge, counted by hand."""

import math

import pytest

from features.document import parse
from features.hedge_rates import (
    approximators_per_100_words,
    epistemic_per_100_words,
    hearsay_per_100_words,
    reported_konjunktiv_per_100_words,
)

MEASURES = (
    approximators_per_100_words,
    epistemic_per_100_words,
    hearsay_per_100_words,
    reported_konjunktiv_per_100_words,
)


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [
        (epistemic_per_100_words, "Er kommt vermutlich heute Abend."),
        (hearsay_per_100_words, "Er soll gestern gesungen haben."),
        (reported_konjunktiv_per_100_words, "Die Stadt habe genug Geld."),
        (approximators_per_100_words, "Es kamen rund zwanzig Gäste."),
    ],
)
def test_one_hedge_in_five_words_is_twenty_per_hundred(measure, sentence) -> None:
    document = parse(sentence, language="de")
    assert {m: m(document) for m in MEASURES} == {
        m: pytest.approx(20.0 if m is measure else 0.0) for m in MEASURES
    }


@pytest.mark.parametrize("measure", MEASURES)
def test_rates_of_an_empty_text_are_nan(measure) -> None:
    assert math.isnan(measure(parse("", language="de")))
