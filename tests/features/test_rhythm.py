import math

import pytest

from features import rhythm
from features.document import parse


def sentences(*lengths):
    """Return a document of one line with sentences of so many words."""
    openings = ["Da", "Nun", "So", "Hier", "Dort"]
    made = [
        " ".join([openings[n % 5], *["kommt"] * (length - 1)]) + "."
        for n, length in enumerate(lengths)
    ]
    return parse(" ".join(made), language="de")


def paragraphs(*lengths):
    return parse("\n\n".join(" ".join(["wort"] * n) for n in lengths), language="de")


def test_mean_sentence_length_by_hand():
    assert rhythm.mean_sentence_length(sentences(2, 4, 6)) == 4.0


def test_sentence_length_deviation_is_the_population_one():
    # Mean 6; squares 16, 4, 0, 4, 16: variance 8.
    deviation = rhythm.sentence_length_deviation(sentences(2, 4, 6, 8, 10))
    assert deviation == pytest.approx(math.sqrt(8))


def test_sentence_length_variation_is_deviation_by_mean():
    variation = rhythm.sentence_length_variation(sentences(2, 4, 6, 8, 10))
    assert variation == pytest.approx(math.sqrt(8) / 6)


def test_burstiness_by_hand():
    deviation = math.sqrt(8)
    burstiness = rhythm.sentence_burstiness(sentences(2, 4, 6, 8, 10))
    assert burstiness == pytest.approx((deviation - 6) / (deviation + 6))


def test_burstiness_of_even_sentences_is_minus_one():
    assert rhythm.sentence_burstiness(sentences(4, 4, 4, 4, 4)) == -1.0


def test_autocorrelation_of_rising_lengths_by_hand():
    # Centred -4 -2 0 2 4: products 8 + 0 + 0 + 8 = 16, squares 40.
    r1 = rhythm.sentence_length_autocorrelation(sentences(2, 4, 6, 8, 10))
    assert r1 == pytest.approx(16 / 40)


def test_autocorrelation_of_alternating_lengths_is_negative():
    # Centred -2 2 -2 2 -2 2: five products of -4, squares 24.
    r1 = rhythm.sentence_length_autocorrelation(sentences(2, 6, 2, 6, 2, 6))
    assert r1 == pytest.approx(-20 / 24)


def test_autocorrelation_of_even_sentences_is_nan():
    assert math.isnan(rhythm.sentence_length_autocorrelation(sentences(*[4] * 6)))


@pytest.mark.parametrize(
    "measure",
    [
        rhythm.sentence_length_deviation,
        rhythm.sentence_length_variation,
        rhythm.sentence_burstiness,
        rhythm.sentence_length_autocorrelation,
        rhythm.repeated_opening_share,
    ],
)
def test_rhythm_of_fewer_than_five_sentences_is_nan(measure):
    assert math.isnan(measure(sentences(2, 4, 6, 8)))
    assert not math.isnan(measure(sentences(2, 4, 6, 8, 10)))


def test_repeated_openings_compare_neighbours_without_case_and_quotes():
    text = "Er kam. „Er ging nicht“, hieß es. Sie blieb. Er lief. Er sah alle."
    share = rhythm.repeated_opening_share(parse(text, language="de"))
    assert share == 2 / 4


def test_mean_paragraph_length_by_hand():
    assert rhythm.mean_paragraph_length(paragraphs(10, 20, 60)) == 30.0


def test_paragraph_length_variation_by_hand():
    # Mean 30; squares 400, 100, 900: variance 1400 / 3.
    variation = rhythm.paragraph_length_variation(paragraphs(10, 20, 60))
    assert variation == pytest.approx(math.sqrt(1400 / 3) / 30)


def test_paragraph_length_variation_of_two_paragraphs_is_nan():
    assert math.isnan(rhythm.paragraph_length_variation(paragraphs(10, 20)))


def test_a_line_without_words_is_no_paragraph():
    document = parse("Ein kurzer Absatz.\n\n* * *\n\nNoch ein Absatz.", language="de")
    assert rhythm.mean_paragraph_length(document) == 3.0


@pytest.mark.parametrize("text", ["", "... !?", "2026"])
def test_rhythm_without_words_is_nan(text):
    document = parse(text, language="de")
    assert math.isnan(rhythm.mean_sentence_length(document))
    assert math.isnan(rhythm.mean_paragraph_length(document))
