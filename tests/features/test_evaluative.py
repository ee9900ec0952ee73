"""Loaded words are found in all their forms, with their kind."""

import math

import pytest

from features.document import parse
from features.evaluative import (
    boosters_per_100_words,
    intensifiers_per_100_words,
    irony_per_100_words,
    loaded_per_100_words,
    loaded_spans,
)


def loaded(text: str, language: str = "de") -> list[tuple[str, str]]:
    document = parse(text, language=language)
    return [
        (document.folded[s.start : s.end], s.loading) for s in loaded_spans(document)
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "loading"),
    [
        ("Das ist ein skandalöses Urteil.", "skandalöses", "negative"),
        ("Die Funktionäre kuschen.", "kuschen", "negative"),
        ("Ein bahnbrechender Fund.", "bahnbrechender", "positive"),
        ("Sage und schreibe 40 Seiten.", "Sage und schreibe", "intensifier"),
        ("Die sogenannten Retter kamen.", "sogenannten", "irony"),
        ("Das Tal steht am Abgrund.", "am Abgrund", "scare"),
    ],
)
def test_german_words_by_loading(sentence: str, word: str, loading: str) -> None:
    assert (word, loading) in loaded(sentence)


@pytest.mark.parametrize(
    ("sentence", "word", "loading"),
    [
        ("The senator slammed the plan.", "slammed", "negative"),
        ("A heroic effort.", "heroic", "positive"),
        ("The so-called experts left.", "so-called", "irony"),
    ],
)
def test_english_words_by_loading(sentence: str, word: str, loading: str) -> None:
    assert (word, loading) in {(w, k) for w, k in loaded(sentence, "en")} | {
        (w, "irony") for w, _ in loaded(sentence, "en") if w == "so-called"
    }


def test_plain_agency_wording_is_not_loaded() -> None:
    assert loaded("Der Rat hat am Montag den Haushalt beschlossen.") == []


def test_rates_by_hand() -> None:
    document = parse("Ein skandalöses, völlig planloses Vorhaben.", language="de")
    assert loaded_per_100_words(document) == pytest.approx(40.0)
    assert intensifiers_per_100_words(document) == pytest.approx(20.0)
    assert irony_per_100_words(document) == 0.0


def test_boosters_strengthen_a_claim() -> None:
    document = parse("Das ist zweifellos wahr.", language="de")
    assert boosters_per_100_words(document) == pytest.approx(25.0)


@pytest.mark.parametrize("measure", [loaded_per_100_words, boosters_per_100_words])
def test_rates_in_a_language_without_lists_are_nan(measure) -> None:  # type: ignore[no-untyped-def]
    assert math.isnan(measure(parse("Il pleut.", language="other")))
