import math

import pytest

from features import surface
from features.document import parse


def de(text):
    return parse(text, language="de")


def test_mean_word_length_counts_characters_of_words_alone():
    # Der 3, Rat 3, tagt 4; the number and the full stop are no words.
    assert surface.mean_word_length(de("Der Rat tagt 2026.")) == pytest.approx(10 / 3)


def test_long_words_have_more_than_six_letters():
    # Minister 8, sieben 6, Treffen 7.
    assert surface.long_word_share(de("Minister sieben Treffen")) == 2 / 3


def test_capitalised_words_leave_out_the_first_word_of_a_sentence():
    # Inside: besucht (no) Bonn (yes); kommt (no) dann (no).
    document = de("Anna besucht Bonn. Peter kommt dann.")
    assert surface.capitalised_word_share(document) == 1 / 4


def test_capitalised_words_skip_an_opening_quotation_mark():
    # Inside: das (no) Ende (yes).
    assert surface.capitalised_word_share(de("„Ist das Ende?“")) == 1 / 2


def test_capitalised_words_of_single_words_are_nan():
    assert math.isnan(surface.capitalised_word_share(de("Halt!")))


def test_function_words_by_hand():
    # der, in, und; not Rat, Bonn, Trier.
    assert surface.function_word_share(de("der Rat in Bonn und Trier")) == 3 / 6


def test_function_words_of_another_language_are_nan():
    document = parse("le conseil de la ville", language="other")
    assert math.isnan(surface.function_word_share(document))


def test_numbers_count_once_each():
    # 3.500 and 20:15 are one number each; 8 words.
    document = de("Um 20:15 Uhr kamen 3.500 Leute auf den Platz dort.")
    assert surface.numbers_per_100_words(document) == pytest.approx(100 * 2 / 8)


@pytest.mark.parametrize(
    ("measure", "text", "count"),
    [
        (surface.commas_per_100_words, "Er kam, sah, und siegte 3,5 Mal.", 2),
        (surface.dashes_per_100_words, "Der Rat – so hieß es — tagt - noch heute.", 3),
        (surface.dashes_per_100_words, "Stadt- und Land-Rat", 0),
        (surface.dashes_per_100_words, "-", None),
        (surface.colons_per_100_words, "Er sagte: um 20:15 Uhr", 1),
        (surface.semicolons_per_100_words, "Er kam; sie ging; es blieb", 2),
        (surface.brackets_per_100_words, "Der Rat (CDU) und [sic] die Stadt", 2),
        (surface.quotation_marks_per_100_words, '„Ja“, »nein« und "doch"', 6),
        (surface.exclamation_marks_per_100_words, "Halt! Nein! Doch", 2),
        (surface.question_marks_per_100_words, "Wer? Wo? Was nun", 2),
    ],
)
def test_punctuation_rate_by_hand(measure, text, count):
    document = de(text)
    if count is None:
        assert math.isnan(measure(document))
    else:
        assert measure(document) == pytest.approx(100 * count / len(document.words))


@pytest.mark.parametrize(
    "measure",
    [
        surface.mean_word_length,
        surface.long_word_share,
        surface.function_word_share,
        surface.numbers_per_100_words,
        surface.commas_per_100_words,
    ],
)
def test_surface_without_words_is_nan(measure):
    assert math.isnan(measure(de("2026 ...")))
