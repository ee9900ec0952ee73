"""Polarity has the right sign, and function words have none."""

import math

import pytest

from features.document import parse
from features.sentiment import (
    mean_polarity,
    polar_spans,
    polarity_spread,
    sentence_polarity,
)


def polarity(sentence: str, language: str = "de") -> float:
    (score,) = sentence_polarity(parse(sentence, language=language))
    return score


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Der Aufbau war ein großartiger Erfolg.", "de"),
        ("Die Retter halfen den Kindern.", "de"),
        ("The rescue was a wonderful success.", "en"),
    ],
)
def test_good_wording_is_positive(sentence: str, language: str) -> None:
    assert polarity(sentence, language) > 0.3


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Die Krise ist eine verheerende Katastrophe.", "de"),
        ("Der Trainer wurde scharf kritisiert.", "de"),
        ("The scandal was a shameful failure.", "en"),
    ],
)
def test_bad_wording_is_negative(sentence: str, language: str) -> None:
    assert polarity(sentence, language) < -0.3


def test_german_die_and_war_have_no_polarity() -> None:
    assert polarity("Die Frau, die dort war, las die Karte.") == 0.0


def test_english_war_is_negative() -> None:
    assert polarity("The war began.", "en") < 0


def test_negation_turns_and_weakens_a_word() -> None:
    plain, negated = polarity("Das ist gut."), polarity("Das ist nicht gut.")
    assert negated < 0 < plain
    assert abs(negated) < plain


def test_a_negation_in_another_clause_does_not_reach() -> None:
    assert polarity("Er kam nicht, gut.") > 0


def test_intensifiers_strengthen_and_downtoners_weaken() -> None:
    weak, plain, strong = (
        polarity(f"Das ist {word} gut.") for word in ("etwas", "heute", "sehr")
    )
    assert weak < plain < strong


def test_one_word_of_weight_one_half_by_hand() -> None:
    assert polarity("Das ist gut.") == pytest.approx(0.5 / (0.25 + 1.5) ** 0.5)


def test_spans_name_the_words() -> None:
    document = parse("Ein Erfolg nach langer Krise.", language="de")
    words = [document.folded[s.start : s.end] for s in polar_spans(document)]
    assert words == ["Erfolg", "Krise"]


def test_mean_and_spread_by_hand() -> None:
    document = parse("Das ist gut. Der Zug fährt.", language="de")
    score = 0.5 / 1.75**0.5
    assert mean_polarity(document) == pytest.approx(score / 2)
    assert polarity_spread(document) == pytest.approx(score / 2)


def test_polarity_is_nan_without_sentences_or_list() -> None:
    assert math.isnan(mean_polarity(parse("", language="de")))
    assert math.isnan(polarity_spread(parse("Das ist gut.", language="de")))
    assert math.isnan(mean_polarity(parse("C'est bon.", language="other")))
