import pytest

from features.document import parse
from features.lexicon import Lexicon

LEXICON = Lexicon(
    {
        "hearsay": ["nach angaben", "angaben", "z. B."],
        "doubt": ["angeblich", "nach angaben von freunden"],
    }
)


def found(text):
    document = parse(text, language="de")
    matches = LEXICON.find(document)
    spans = zip(matches.first, matches.last, matches.entry, strict=True)
    return [
        (LEXICON.names[entry], " ".join(document.token_lower[first : last + 1]))
        for first, last, entry in spans
    ]


def test_phrases_are_found_in_order_whatever_their_case():
    assert found("Angeblich kam er. Nach Angaben der Polizei nicht.") == [
        ("doubt", "angeblich"),
        ("hearsay", "nach angaben"),
    ]


def test_the_longest_phrase_wins():
    assert found("Nach Angaben von Freunden war das so.") == [
        ("doubt", "nach angaben von freunden")
    ]


def test_a_part_of_a_word_is_no_match():
    assert found("Die Unterangaben und Angabentabellen") == []


def test_no_text_gives_no_match():
    assert found("") == []


def test_a_phrase_in_two_lists_is_refused():
    with pytest.raises(ValueError, match="phrase 'rund' stands twice: a and b"):
        Lexicon({"a": ["rund"], "b": ["etwa", "rund"]})
