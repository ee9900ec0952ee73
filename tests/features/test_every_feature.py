"""What holds for every measure in the table, on any text."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.document import parse
from features.extract import vector
from features.registry import FEATURES

NAMES = [feature.name for feature in FEATURES]
LOWS = np.array([feature.low for feature in FEATURES])
HIGHS = np.array([feature.high for feature in FEATURES])

WORDS = """
    Der Rat soll angeblich „alles“ sagen , und Müller-Lüdenscheidt . ? ! – ( ) : ; …
    ... 3.500 20:15 the council said it would not vermutlich schön habe ß ﬁ U.S. 🙂
    www.example.org sagte laut
"""
LINE_ENDS = ["die\n", "der\n\n", "Lesen Sie auch\n", "Der Rat soll alles …\n"]
NEWS_WORDS = st.sampled_from(WORDS.split() + LINE_ENDS)
LATIN = st.text(st.characters(max_codepoint=0x24F), max_size=300)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(NEWS_WORDS, max_size=250).map(" ".join),
    st.lists(st.text("ab .\n…\u00ad\u200bäa\u0308", max_size=12), max_size=80).map(
        " ".join
    ),
)
LANGUAGES = st.sampled_from(["de", "en", "other"])


def measured(text, language="de"):
    return vector(parse(text, language=language))


def assert_in_range(values):
    wrong = [
        (name, value)
        for name, value, low, high in zip(NAMES, values, LOWS, HIGHS, strict=True)
        if not (np.isnan(value) or (np.isfinite(value) and low <= value <= high))
    ]
    assert wrong == []


@given(TEXTS, LANGUAGES)
def test_values_are_finite_or_nan_and_in_the_declared_range(text, language):
    assert_in_range(measured(text, language))


@given(TEXTS, LANGUAGES)
def test_trailing_blank_lines_change_nothing(text, language):
    np.testing.assert_array_equal(
        measured(text + "\n\n \n", language), measured(text, language)
    )


@given(TEXTS, LANGUAGES)
def test_a_second_call_gives_the_same(text, language):
    document = parse(text, language=language)
    np.testing.assert_array_equal(vector(document), vector(document))


@given(st.one_of(LATIN, st.lists(NEWS_WORDS).map(" ".join)), LANGUAGES)
def test_composed_and_decomposed_letters_give_the_same(text, language):
    np.testing.assert_array_equal(
        measured(unicodedata.normalize("NFD", text), language),
        measured(unicodedata.normalize("NFC", text), language),
    )


@pytest.mark.parametrize("text", ["", "\n \n", "🙂", "\ud800", "\x00"])
def test_a_text_without_words_has_no_value_anywhere(text):
    assert np.isnan(measured(text)).all()


@pytest.mark.parametrize(
    "text",
    [
        "Haus " * 100_000,
        " ".join(f"wort{n}" for n in range(100_000)),
        "x" * 100_000,
        "a" * 100_000,
        "Der Rat … " * 20_000,
    ],
    ids=["one word", "different words", "consonant", "vowel", "ellipses"],
)
def test_a_very_long_line_stays_in_range(text):
    assert_in_range(measured(text))


def test_mixed_composed_and_decomposed_umlauts_count_as_one_word():
    mixed = " ".join(["schön", "scho\u0308n"] * 30)
    ratio = NAMES.index("type_token_ratio")
    assert measured(mixed)[ratio] == 1 / 60
