import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.document import parse
from features.lines import LINE_FEATURES, line_features

TEXT = """\
Fähre fällt aus
Von Okka Feddersen

Die Fähre nach Lüttersum fällt bis Ostern aus, weil der Motor einen Schaden hat.
Lesen Sie auch: So reinigt man einen Strand
„Das ist ein Trauerspiel“, sagte der Fischer Hauke Janssen dazu am Dienstag im Hafen.
Lesen Sie auch
• Motor
• Schraube
Der Motor der Fähre soll nach Ostern in einer Werft in Kiel ausgetauscht werden.
Lesen Sie auch
"""


@pytest.fixture(scope="module")
def measures():
    return line_features(parse(TEXT, language="de"), "de")


def _column(measures, name):
    return measures.values[:, LINE_FEATURES.index(name)]


def test_there_is_one_row_a_line_and_one_column_a_name(measures):
    assert measures.values.shape == (10, len(LINE_FEATURES))
    assert len(set(LINE_FEATURES)) == len(LINE_FEATURES)


def test_paragraphs_are_sentences_of_nine_words_or_more(measures):
    assert np.flatnonzero(measures.paragraphs).tolist() == [2, 4, 8]


def test_a_cue_at_the_start_of_a_line_opens_it(measures):
    opened = np.flatnonzero(_column(measures, "cue_related_link"))
    assert opened.tolist() == [3, 5, 9]


def test_a_line_that_is_nothing_but_a_cue_is_whole(measures):
    assert np.flatnonzero(_column(measures, "cue_whole")).tolist() == [5, 9]


def test_short_copies_are_counted_as_a_logarithm(measures):
    counted = _column(measures, "short_copies")
    assert sorted(counted[counted > 0].tolist()) == pytest.approx([np.log(2)] * 2)


def test_words_of_the_next_paragraph_tie_a_heading_to_it(measures):
    # "fähre" of "Fähre fällt aus"; "fällt" too; "aus" is short and a function word
    assert _column(measures, "in_next_paragraph")[0] == 1.0


def test_a_list_mark_is_seen_in_the_neighbour(measures):
    marks = _column(measures, "same_symbol_below")
    assert marks.sum() == 1


def test_beyond_the_ends_neighbours_are_minus_one(measures):
    assert _column(measures, "log_words@-1")[0] == -1
    assert _column(measures, "log_words@+2")[-1] == -1


def test_blank_lines_change_nothing():
    spread = TEXT.replace("\n", "\n\n")
    one = line_features(parse(TEXT, language="de"), "de").values
    other = line_features(parse(spread, language="de"), "de").values
    assert np.array_equal(one, other)


def test_no_lines_give_no_rows():
    measures = line_features(parse("", language="de"), "de")
    assert measures.values.shape == (0, len(LINE_FEATURES))


@given(st.text(max_size=300), st.sampled_from(["de", "en"]))
@settings(max_examples=60, deadline=None)
def test_measures_of_any_text_are_finite(text, language):
    document = parse(text, language=language)
    values = line_features(document, language).values
    assert values.shape == (len(document.lines), len(LINE_FEATURES))
    assert np.isfinite(values).all()
