import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.normalise import fold, is_evasive


def test_plain_text_is_returned_without_a_map():
    folded = fold("Schöner Tag, sagte „er“ – und ging.\n")
    assert folded.text == "Schöner Tag, sagte „er“ – und ging.\n"
    assert folded.starts is None
    assert folded.folds == ()


@pytest.mark.parametrize(
    ("text", "expected", "what"),
    [
        ("Wirt\u00adschaft", "Wirtschaft", "soft_hyphen"),
        ("Wirt\u200bschaft", "Wirtschaft", "zero_width"),
        ("a\u202eb", "ab", "bidi"),
        ("10\u00a0000", "10 000", "space"),
        ("a\u0308rgerlich", "ärgerlich", "combining"),
        ("a\u00ad\u0308rgerlich", "ärgerlich", "combining"),
        ("ﬁnden", "finden", "compatible"),
        ("\uff37\uff4f\uff52\uff54", "Wort", "compatible"),
        ("a\x00b", "a b", "control"),
        ("p\u0430ypal", "paypal", "look_alike"),
    ],
)
def test_each_variant_is_folded_and_named(text, expected, what):
    folded = fold(text)
    assert folded.text == expected
    assert {fold.what for fold in folded.folds} == {what}


def test_every_line_end_becomes_a_line_feed_without_being_listed():
    folded = fold("eins\r\nzwei\rdrei\u2028vier")
    assert folded.text == "eins\nzwei\ndrei\nvier"
    assert folded.folds == ()


def test_the_map_leads_back_to_the_characters_as_given():
    text = "Er\u00adeignis u\u0308ber\r\nNacht"
    folded = fold(text)
    start = folded.text.index("über")
    end = start + len("über")
    assert text[folded.starts[start] : folded.ends[end - 1]] == "u\u0308ber"
    start = folded.text.index("Ereignis")
    end = start + len("Ereignis")
    assert text[folded.starts[start] : folded.ends[end - 1]] == "Er\u00adeignis"


def test_a_word_wholly_in_another_script_stays():
    assert fold("Москва liegt am Fluss, Αθήνα nicht").text == (
        "Москва liegt am Fluss, Αθήνα nicht"
    )


def test_soft_hyphens_and_blanks_are_not_evasion_but_look_alikes_are():
    assert not is_evasive(fold("Wirt\u00adschaft und 10\u00a0000 Wirt\u200bin").folds)
    assert is_evasive(fold("Die W\u0456rtschaft").folds)
    assert is_evasive(fold("W\u200bi\u200br\u200bt").folds)


@given(st.text())
def test_the_map_has_one_entry_per_character_and_never_goes_back(text):
    folded = fold(text)
    if folded.starts is not None:
        assert len(folded.starts) == len(folded.ends) == len(folded.text)
        assert (folded.starts[1:] >= folded.starts[:-1]).all()
        assert (folded.starts < folded.ends).all()


@given(st.text(alphabet="aäöuß \u00ad\u200b\r\n\u0308e.\u0430"))
def test_folding_twice_changes_nothing_more(text):
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(alphabet="aouAOU\u0308\u0301e "))
def test_letters_with_marks_come_out_composed(text):
    folded = fold(text).text
    if not text.startswith(("\u0308", "\u0301")) and " \u0308" not in text:
        assert unicodedata.is_normalized("NFC", folded)


def test_only_the_first_thirty_marks_of_a_letter_are_put_in_order():
    text = "o" + "\u0308\u0323" * 15 + "\u0323"  # dots above and below, 31 marks
    folded = fold(text).text
    assert folded.startswith("\u1ecd\u0323")  # those below come first
    assert folded.endswith("\u0308\u0323")  # the 31st stays where it was


def test_umlauts_typed_as_two_letters_are_put_back_and_listed():
    text = "Er sagte, fuer die neue Bruecke muessten wir zurueck zur\u00ad Quelle."
    folded = fold(text)
    assert folded.text == "Er sagte, für die neue Brücke müssten wir zurück zur Quelle."
    listed = {text[f.start : f.end] for f in folded.folds if f.what == "umlaut"}
    assert listed == {"ue"}
    start = folded.text.index("zurück")
    end = start + len("zurück")
    assert text[folded.starts[start] : folded.ends[end - 1]] == "zurueck"


@pytest.mark.parametrize(
    "text",
    [
        "Es muesste fuer für alle zurueck reichen, sagte sie.",
        "The new blue queue for Michael was due on Tuesday, a true value.",
        "Israel und das aktuelle Duell.",
    ],
)
def test_other_texts_keep_their_two_letters(text):
    assert fold(text).text == text


def small_letters(sentence: str) -> str:
    return (sentence + " ") * (600 // len(sentence) + 1)


def test_the_capitals_of_a_text_typed_without_any_are_put_back_and_listed():
    text = small_letters(
        "am 3. mai kam sie. „nein“, sagte er! „warum?“ das war 1999. so."
    )
    folded = fold(text)
    assert folded.text.startswith(
        "Am 3. mai kam sie. „Nein“, sagte er! „Warum?“ Das war 1999. So. Am 3."
    )
    listed = [text[f.start : f.end] for f in folded.folds if f.what == "capital"]
    assert listed[:5] == ["a", "n", "w", "d", "s"]


def test_english_i_is_put_back():
    folded = fold(small_letters("yes, i think i'm late, i.e. too late."))
    assert folded.text.startswith("Yes, I think I'm late, i.e. too late. Yes")


def test_capitals_are_put_back_where_characters_moved():
    text = small_letters("er kam zu\u00adrück. sie ging.")
    folded = fold(text)
    place = folded.text.index("Sie")
    assert text[folded.starts[place] : folded.ends[place]] == "s"


@pytest.mark.parametrize(
    "text",
    [
        "zu kurz. um es zu wissen.",
        small_letters("alles klein. alles fein.") + "Nur das nicht.",
        small_letters("ß hat keinen. "),
    ],
    ids=["short", "one capital", "no capital of one character"],
)
def test_other_texts_keep_their_small_letters(text):
    assert fold(text).text == text
