"""Phrases are found longest first, from left to right, without overlaps."""

from features.phrases import Match, PhraseTable


def test_the_longest_phrase_at_a_place_wins() -> None:
    table = PhraseTable({"short": ["mehr"], "long": ["mehr als", "mehr als genug"]})
    assert table.find(["mehr", "als", "genug"]) == [Match(0, 2, "long")]


def test_a_phrase_that_breaks_off_falls_back_to_the_word() -> None:
    table = PhraseTable({"word": ["mehr"], "phrase": ["mehr als"]})
    assert table.find(["mehr", "oder"]) == [Match(0, 0, "word")]


def test_matches_do_not_overlap() -> None:
    table = PhraseTable({"a": ["eins zwei"], "b": ["zwei drei"]})
    assert table.find(["eins", "zwei", "drei"]) == [Match(0, 1, "a")]


def test_a_phrase_in_two_lists_belongs_to_the_first() -> None:
    table = PhraseTable({"a": ["wort"], "b": ["wort"]})
    assert table.find(["wort"]) == [Match(0, 0, "a")]


def test_no_tokens_give_no_matches() -> None:
    assert PhraseTable({"a": ["wort"]}).find([]) == []
