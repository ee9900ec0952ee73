import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.document import lower_case, once_per_document, parse, unwrapped

PAGE = """Der Hafen wächst
Lesen Sie auch

Die Stadt baut zwei neue Becken. Das kostet 3,5 Millionen Euro.
Newsletter abonnieren
„Wir freuen uns“, sagte die Leiterin. Im Mai geht es los.
"""

WRAPPED = """Die Stadtwerke von Nordheim haben am Dienstag ihre Bilanz vorgelegt
und dabei von einem guten Jahr gesprochen. Der Umsatz stieg um vier
Prozent, vor allem wegen der neuen Kunden im Umland. Der Vorstand will
nun in das Netz investieren und sucht dafür Fachleute aus der Region,
die möglichst bald anfangen können.

Ein kurzer Absatz folgt noch.
"""


def test_lines_sentences_and_words_are_found_with_their_offsets():
    document = parse(PAGE)
    assert document.line_texts[:2] == ["Der Hafen wächst", "Lesen Sie auch"]
    assert document.line_numbers.tolist() == [1, 2, 4, 5, 6]
    sentences = [PAGE[start:end] for start, end in document.sentences]
    assert "Die Stadt baut zwei neue Becken." in sentences
    assert "„Wir freuen uns“, sagte die Leiterin." in sentences
    assert document.words[:3] == ["der", "hafen", "wächst"]
    assert document.language == "de"


def test_a_given_language_is_taken():
    assert parse(PAGE, language="en").language == "en"


def test_sentence_lengths_count_words_only():
    document = parse("Das kostet 3,5 Millionen Euro. Ja!", language="de")
    assert document.sentence_lengths.tolist() == [4, 1]


def test_a_hard_wrapped_paragraph_is_one_block():
    document = parse(WRAPPED)
    assert len(document.blocks) == 2
    sentences = [WRAPPED[start:end] for start, end in document.sentences]
    assert sentences[0].endswith("guten Jahr gesprochen.")
    assert len(sentences) == 4


def test_the_marks_after_a_word_are_wrapped_with_it():
    # After „Ihr gebt uns there is room for the three letters of Mut in 34 columns,
    # but not for its closing quote and comma.
    text = """Die Leiterin des Hauses freut sich
über den Besuch am Wochenende, der
alles übertraf. „Ihr gebt uns
Mut“, sagte sie nach dem Ende der
Feier, die bis in die späte Nacht
gedauert hatte und allen gefiel."""
    assert len(parse(text, language="de").blocks) == 1


def test_lines_of_a_portal_page_are_blocks_of_their_own():
    assert len(parse(PAGE).blocks) == 5


def test_keep_equals_parsing_the_kept_lines():
    document = parse(PAGE)
    kept = document.keep(np.array([True, False, True, False, True]))
    again = parse(kept.folded, language="de")
    assert kept.token_texts == again.token_texts
    assert kept.sentences == again.sentences
    assert kept.hashes.tolist() == again.hashes.tolist()


def test_offsets_of_kept_lines_lead_into_the_text_as_given():
    text = PAGE.replace("Hafen", "Ha\u00adfen").replace("\n", "\r\n")
    document = parse(text)
    kept = document.keep(np.array([True, False, True, False, True]))
    assert len(kept.starts) > 0
    for start, end, token in zip(
        kept.starts.tolist(), kept.ends.tolist(), kept.token_texts, strict=True
    ):
        span = kept.original(start, end)
        assert text[span.start : span.end].replace("\u00ad", "") == token


def test_what_is_known_of_kept_tokens_equals_parsing_the_kept_lines():
    kept = parse(PAGE).keep(np.array([True, False, True, False, True]))
    parsed = parse(kept.folded)
    assert kept.token_texts == parsed.token_texts
    assert kept.token_lower == parsed.token_lower
    assert kept.hashes.tolist() == parsed.hashes.tolist()


def test_keep_refuses_a_mask_of_another_length():
    with pytest.raises(ValueError, match="2 marks for 5 lines"):
        parse(PAGE).keep(np.array([True, False]))


def test_keeping_nothing_gives_an_empty_document():
    kept = parse(PAGE).keep(np.zeros(5, bool))
    assert kept.words == []
    assert kept.sentences == []


def test_a_shared_finding_is_worked_out_once_for_each_set_of_arguments():
    calls = []

    @once_per_document
    def finding(document, number=0):
        calls.append(number)
        return document.words[number]

    document = parse("Der Hafen wächst.")
    found = [finding(document, number=n) for n in (1, 2, 1)]
    assert found == ["hafen", "wächst", "hafen"]
    assert finding(document) == "der"
    assert calls == [1, 2, 0]


def test_lower_case_never_changes_the_length():
    assert lower_case("İstanbul und ÄRGER") == "İstanbul und ärger"


@given(st.text(), st.data())
def test_offsets_slice_back_to_the_words_they_name(text, data):
    document = parse(text)
    marks = [data.draw(st.booleans()) for _ in document.line_texts]
    kept = document.keep(np.array(marks, bool))
    for part in (document, kept):
        assert len(part.lower) == len(part.folded)
        for start, end in zip(part.starts.tolist(), part.ends.tolist(), strict=True):
            span = part.original(start, end)
            given_text = text[span.start : span.end]
            assert (
                parse(given_text).folded.strip() == parse(part.folded[start:end]).folded
            )


@given(st.text(), st.text(alphabet=" \n\r\t"))
def test_trailing_blanks_change_no_token_and_no_sentence(text, blanks):
    plain, longer = parse(text), parse(text + blanks)
    assert plain.token_texts == longer.token_texts
    assert plain.sentences == longer.sentences


@given(st.text())
def test_every_token_lies_in_one_sentence_and_one_line(text):
    document = parse(text)
    for firsts, lasts in (
        (document.sentence_token_starts, document.sentence_token_ends),
        (document.line_token_starts, document.line_token_ends),
    ):
        assert (lasts - firsts).sum() == len(document.starts)
        assert (firsts[1:] == lasts[:-1]).all()


@pytest.mark.slow
def test_ten_times_the_text_in_one_line_takes_at_most_twelve_times_as_long():
    sentence = "Am 3. Oktober sagte Dr. Weber, das sei z. B. im Jahr 2020 so gewesen. "
    small = sentence * (100_000 // len(sentence))
    large = sentence * (1_000_000 // len(sentence))
    # Side by side and for as long, so that a busy machine slows both alike.
    rounds = [
        (sum(_seconds(small) for _ in range(10)), _seconds(large)) for _ in range(3)
    ]
    assert min(long / ten_short for ten_short, long in rounds) <= 1.2


def _seconds(text):
    begin = time.process_time()
    parse(text)
    return time.process_time() - begin


def test_an_unwrapped_document_has_a_line_a_paragraph_and_the_same_places():
    document = parse(WRAPPED)
    whole = unwrapped(document)
    assert len(whole.lines) == len(document.blocks) == 2
    assert whole.token_texts == document.token_texts
    assert "\n" not in whole.line_texts[0]
    assert len(whole.folded) == len(document.folded)
    assert whole.line_numbers[0] == 1


def test_a_document_that_is_not_wrapped_is_its_own_unwrapped_form():
    document = parse(PAGE)
    assert unwrapped(document) is document
