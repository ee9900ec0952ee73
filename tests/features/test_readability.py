import math

import pytest

from features import readability
from features.document import parse

# Three sentences, 12 words: Der Rat tagt heu-te / Die Ge-mein-de braucht Geld /
# Vie-le Bür-ger war-ten lan-ge. Syllables 1 1 1 2 + 1 3 1 1 + 2 2 2 2 = 19.
GERMAN = "Der Rat tagt heute. Die Gemeinde braucht Geld. Viele Bürger warten lange."
# The coun-cil meets to-day / Peo-ple need more mon-ey: 1 2 1 2 + 2 1 1 2 = 12.
ENGLISH = "The council meets today. People need more money."


def german():
    return parse(GERMAN, language="de")


def english():
    return parse(ENGLISH, language="en")


def test_mean_syllables_by_hand():
    assert readability.mean_syllables(german()) == pytest.approx(19 / 12)
    assert readability.mean_syllables(english()) == pytest.approx(12 / 8)


def test_flesch_of_german_uses_amstad():
    ease = readability.flesch_reading_ease(german())
    assert ease == pytest.approx(180 - 4 - 58.5 * 19 / 12)


def test_flesch_of_english_uses_flesch():
    ease = readability.flesch_reading_ease(english())
    assert ease == pytest.approx(206.835 - 1.015 * 4 - 84.6 * 1.5)


def test_lix_adds_sentence_length_and_per_cent_of_long_words():
    # Gemeinde and braucht have more than six letters: 2 of 12; 4 words a sentence.
    assert readability.lix(german()) == pytest.approx(4 + 100 * 2 / 12)


def test_wiener_sachtextformel_by_hand():
    # One word of three syllables, two of more than six letters, six of one syllable.
    expected = (
        0.1935 * 100 * 1 / 12
        + 0.1672 * 4
        + 0.1297 * 100 * 2 / 12
        - 0.0327 * 100 * 6 / 12
        - 0.875
    )
    assert readability.wiener_sachtextformel(german()) == pytest.approx(expected)


def test_wiener_sachtextformel_of_english_is_nan():
    assert math.isnan(readability.wiener_sachtextformel(english()))


@pytest.mark.parametrize(
    "measure",
    [
        readability.mean_syllables,
        readability.flesch_reading_ease,
        readability.wiener_sachtextformel,
    ],
)
def test_formulas_without_constants_for_the_language_are_nan(measure):
    assert math.isnan(measure(parse(GERMAN, language="other")))


def test_lix_needs_no_language():
    assert readability.lix(parse(GERMAN, language="other")) == pytest.approx(
        readability.lix(german())
    )


@pytest.mark.parametrize(
    "measure",
    [
        readability.mean_syllables,
        readability.flesch_reading_ease,
        readability.lix,
        readability.wiener_sachtextformel,
    ],
)
def test_readability_without_words_is_nan(measure):
    assert math.isnan(measure(parse("2026 ...", language="de")))
