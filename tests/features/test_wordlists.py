"""Word lists are read once, whole, and say where they come from."""

import pytest

from features.wordlists import DATA, phrases, sections, weights, word_set

OWN = [
    *("boosters", "evaluative", "function_words", "grammar", "hedges", "reporting"),
    *("sentiment", "sources"),
]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", OWN)
def test_every_list_names_its_source_and_licence(language: str, name: str) -> None:
    head = (DATA / language / f"{name}.txt").read_text(encoding="utf-8")[:600]
    assert "# Source: written for Lesart. Licence: Apache-2.0." in head


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["boosters", "evaluative", "hedges", "sentiment"])
def test_phrases_are_lower_case_with_single_blanks(language: str, name: str) -> None:
    for phrase in phrases(language, name):  # type: ignore[arg-type]
        assert phrase == " ".join(phrase.lower().split())


def test_function_words_hold_articles_pronouns_and_auxiliaries() -> None:
    assert {"der", "ich", "würde", "nicht", "weil"} <= set(
        phrases("de", "function_words")
    )
    assert {"the", "she", "would", "not", "because"} <= set(
        phrases("en", "function_words")
    )


def test_function_words_hold_no_form_twice() -> None:
    listed = phrases("de", "function_words")
    assert len(listed) == len(set(listed))


def test_sections_keep_the_order_of_the_file() -> None:
    assert list(sections("de", "verbs")) == ["weak", "strong", "ambiguous"]


def test_weights_stay_between_minus_one_and_one() -> None:
    assert all(-1 <= weight <= 1 for weight in weights("de", "sentiment").values())


def test_a_section_is_available_as_a_set() -> None:
    assert "jahr" in word_set("de", "grammar", "units")


def test_a_list_is_read_only_once() -> None:
    assert sections("de", "hedges") is sections("de", "hedges")


def test_an_unknown_list_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match=r"no word list 'colours' for 'de'; available: .*hedges"
    ):
        sections("de", "colours")
