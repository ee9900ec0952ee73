import numpy as np
import pytest

from detector.sentence_measures import MEASURES, sentence_measures
from features.document import parse


def measures(text, language="de"):
    document = parse(text, language=language)
    parts = document.sentences_at
    found = sentence_measures(document, parts.starts, parts.ends)
    return [dict(zip(MEASURES, np.expm1(row), strict=True)) for row in found]


def test_marks_words_and_numbers_are_counted_by_sentence():
    first, second = measures("Kommen 200 Leute? Niemand kam, gar niemand!")
    assert first["question_marks"] == pytest.approx(1)
    assert first["exclamation_marks"] == 0
    assert (first["words"], first["numbers"]) == pytest.approx((2, 1))
    assert second["exclamation_marks"] == pytest.approx(1)
    assert second["words"] == pytest.approx(4)


def test_cues_count_where_they_begin():
    first, second = measures(
        "Das ist ein Skandal. „Wir warten“, sagte die Leiterin, vermutlich müde."
    )
    assert first["direct_speech"] == 0
    assert second["direct_speech"] == pytest.approx(1)
    assert second["attributions"] == pytest.approx(1)
    assert second["hedges"] >= 1
    assert first["loaded_negative"] + first["loaded_scare"] == pytest.approx(1)


def test_polarity_is_split_by_sign():
    good, bad = measures("Das ist wunderbar. Das ist schrecklich.")
    assert good["polarity_positive"] > 0 == good["polarity_negative"]
    assert bad["polarity_negative"] > 0 == bad["polarity_positive"]


@pytest.mark.parametrize("text", ["", "🙂", "Ein\u00adwand"])
def test_any_text_gives_one_finite_row_a_sentence(text):
    document = parse(text, language="de")
    parts = document.sentences_at
    found = sentence_measures(document, parts.starts, parts.ends)
    assert found.shape == (len(parts), len(MEASURES))
    assert np.isfinite(found).all()
