"""Each edit does what it says, and nothing else."""

import numpy as np
import pytest

from benchmarks import attack_edits as edit
from features.document import parse
from features.normalise import fold, is_evasive

TEXT = (
    "Hafen bleibt zu. Der Hafen von Süderoog bleibt wegen des Sturms bis Freitag "
    "gesperrt, sagte die Leiterin. „Wir warten“, fügte sie hinzu. Auch die Fähre "
    "nach Norden fällt aus. Die Straße zum Deich ist offen, aber Fußgänger sollen "
    "sie meiden. Der Wetterdienst rechnet mit Böen. Am Samstag wird es ruhiger."
)


@pytest.fixture
def generator():
    return np.random.default_rng(1)


@pytest.mark.parametrize("hide", [edit.look_alikes, edit.zero_width, edit.soft_hyphens])
def test_hidden_characters_change_the_text_and_are_folded_away(hide, generator):
    hidden = hide(TEXT, generator)
    assert hidden != TEXT
    assert fold(hidden).text == TEXT


def test_look_alikes_and_zero_width_characters_look_evasive(generator):
    for hide in (edit.look_alikes, edit.zero_width):
        assert is_evasive(fold(hide(TEXT, generator)).folds)
    assert not is_evasive(fold(edit.soft_hyphens(TEXT, generator)).folds)


def test_blanks_leave_the_tokens_alone(generator):
    spaced = edit.blanks(TEXT, generator)
    assert spaced != TEXT
    assert (
        parse(spaced, language="de").token_texts
        == parse(TEXT, language="de").token_texts
    )


def test_wrapped_lines_are_narrow_and_joined_again():
    made = edit.wrapped(TEXT + "\n" + TEXT)
    assert max(map(len, made.split("\n"))) <= 72
    assert made.count("\n\n") == 1
    assert len(parse(made, language="de").blocks) == 2


def test_paragraphs_are_shuffled_whole(generator):
    text = "\n".join(f"Absatz {number}." for number in range(20))
    made = edit.shuffled(text, generator)
    assert made != text
    assert sorted(made.split("\n")) == sorted(text.split("\n"))


def test_a_text_in_one_line_is_shuffled_by_three_sentences(generator):
    text = " ".join(f"Satz {name} steht hier." for name in "ABCDEFGHIJKLMNOPQRSTUVWX")
    made = edit.shuffled(text, generator)
    assert made != text
    assert sorted(made.split()) == sorted(text.split())
    names = "".join(made.split()[1::4])
    runs = {names[at : at + 3] for at in range(0, 24, 3)}
    assert runs == {"ABC", "DEF", "GHI", "JKL", "MNO", "PQR", "STU", "VWX"}


@pytest.mark.parametrize("rate", [0.01, 0.03])
def test_typos_stand_in_about_the_wanted_share_of_the_words(rate, generator):
    text = " ".join(["Hafenmauer"] * 5_000)
    made = edit.typos_in_words(text, generator, rate).split(" ")
    wrong = sum(word != "Hafenmauer" for word in made)
    assert len(made) == 5_000
    assert 0.7 * rate < wrong / 5_000 < 1.1 * rate


def test_typos_stand_at_about_the_wanted_share_of_the_letters(generator):
    text = "abcdefghij" * 2_000
    made = edit.typos_in_letters(text, generator, 0.02)
    assert made != text
    assert abs(len(made) - len(text)) < 200
    kept = sum(text[at : at + 10] in made for at in range(0, 100, 10))
    assert kept == 10
    assert 0.75 < made.count("abcdefghij") / 2_000 < 0.9


def test_no_typo_at_rate_zero_and_none_outside_words(generator):
    assert edit.typos_in_words(TEXT, generator, 0.0) == TEXT
    assert edit.typos_in_letters(TEXT, generator, 0.0) == TEXT
    assert edit.typos_in_letters("1.000, 2 - 3", generator, 1.0) == "1.000, 2 - 3"


def test_synonyms_keep_capitals_and_other_words():
    assert edit.synonyms("Aber auch Hafen, aber.", "de") == (
        "Jedoch ebenfalls Hafen, jedoch."
    )
    assert edit.synonyms("However, many boats", "en") == "Nevertheless, numerous boats"


def test_umlauts_are_written_in_two_letters():
    assert edit.transliterated("Über Fußgänger") == "Ueber Fussgaenger"


def test_quotes_become_guillemets_in_turn_or_straight():
    assert edit.guillemets('„Ja“, "nein"') == "»Ja«, »nein«"
    assert edit.straight_quotes("„Ja“, »nein«, ‚so‘") == '"Ja", "nein", \'so\''


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hafen zu\n\nDer Hafen ist zu.", "Der Hafen ist zu."),
        ("Hafen zu. Der Hafen ist zu.", "Der Hafen ist zu."),
        ("Der Hafen ist zu.", "Der Hafen ist zu."),
        (f"{'Wort ' * 20}zu. Der Hafen.", f"{'Wort ' * 20}zu. Der Hafen."),
    ],
)
def test_the_headline_is_dropped_where_there_is_one(text, expected):
    assert edit.without_headline(text) == expected


def test_an_excerpt_has_the_first_words():
    assert edit.first_words("Der  Hafen\nist zu.", 2) == "Der  Hafen"
    assert edit.first_words("Der Hafen", 100) == "Der Hafen"
    assert edit.first_words("", 100) == ""


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_edit_gives_the_same_text_with_the_same_seed(language):
    for name, change in edit.edits(language).items():
        first, again = (change(TEXT, np.random.default_rng(7)) for _ in range(2))
        assert first == again, name
        assert change("", np.random.default_rng(7)) == "", name
    assert edit.edits(language)["plain"](TEXT, np.random.default_rng(7)) == TEXT


def test_umlauts_are_an_edit_of_german_alone():
    only = set(edit.edits("de")) - set(edit.edits("en"))
    assert only == {"umlauts as ae, oe, ue"}
