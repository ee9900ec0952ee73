"""Shared text and figures of articles side by side, worked out by hand."""

import json
from dataclasses import replace

import pytest

from detector.compare import Comparison, Measure, compare
from detector.errors import InputError
from detector.report import Report
from detector.shared_text import SharedSentence

NAN = float("nan")
FIRST = "Der alte Kran fiel am Montag um. Niemand wurde dabei verletzt."
SECOND = "Es war windig. Der alte Kran fiel am Montag um."
THIRD = "Der alte Kran fiel am Montag um, sagte die Feuerwehr der Stadt später dazu."


def _report(report: Report, text: str) -> Report:
    boilerplate = replace(report.boilerplate, lines=())
    return replace(report, text=text, boilerplate=boilerplate)


def _compared(report: Report, *texts: str) -> Comparison:
    return compare([_report(report, text) for text in texts])


def test_a_sentence_that_stands_in_both_is_shared_word_for_word(
    report: Report,
) -> None:
    first, second = _compared(report, FIRST, SECOND).sentences
    assert first == (
        SharedSentence(0, 32, (1,), True),
        SharedSentence(33, 62, (), False),
    )
    assert [sentence.found_in for sentence in second] == [(), (0,)]


def test_the_share_counts_the_words_of_shared_runs(report: Report) -> None:
    shared = _compared(report, FIRST, SECOND).shared
    assert shared[0] == (1.0, pytest.approx(7 / 11))
    assert shared[1] == (pytest.approx(7 / 10), 1.0)


def test_a_reworded_sentence_is_shared_from_six_words_in_ten(report: Report) -> None:
    sentences = _compared(report, FIRST, THIRD).sentences
    assert sentences[0][0].verbatim  # all its words stand in the other
    assert sentences[1][0].found_in == ()  # 7 of 14 words


def test_four_equal_words_are_no_shared_text(report: Report) -> None:
    compared = _compared(report, "Am Montag fiel Schnee.", "Am Montag fiel Schnee.")
    assert compared.shared == ((1.0, 0.0), (0.0, 1.0))


def test_typographic_marks_and_case_do_not_hide_shared_text(report: Report) -> None:
    text = "„Der alte Kran“, sagte sie, fiel um"
    compared = _compared(report, text, '"DER ALTE KRAN", sagte sie, fiel um')
    assert compared.shared[0][1] == 1.0


def test_leftovers_take_no_part(report: Report) -> None:
    comparison = compare([report, report])
    starts = {sentence.start for sentence in comparison.sentences[0]}
    leftovers = [x for x in report.boilerplate.lines if x.label == "boilerplate"]
    assert not [x for x in leftovers if x.start in starts]
    assert all(sentence.verbatim for sentence in comparison.sentences[0])


def test_a_text_without_words_has_no_share(report: Report) -> None:
    shared = _compared(report, FIRST, "…").shared
    assert shared[0][1] == 0.0
    assert shared[1][0] != shared[1][0]


def test_three_articles_name_each_other(report: Report) -> None:
    compared = _compared(report, FIRST, SECOND, FIRST)
    assert compared.sentences[0][0].found_in == (1, 2)
    assert compared.sentences[1][1].found_in == (0, 2)


def test_the_spread_is_the_largest_less_the_smallest() -> None:
    assert Measure("tone", (0.25, NAN, -0.5)).spread == 0.75
    assert Measure("tone", (0.25, NAN)).spread != Measure("tone", (0.25, NAN)).spread


def test_frames_come_last_and_the_most_different_first(report: Report) -> None:
    frames = report.framing.frames
    moved = (replace(frames[3], probability=0.9), *frames[:3], *frames[4:])
    other = replace(report, framing=replace(report.framing, frames=moved))
    names = [measure.name for measure in compare([report, other]).measures]
    assert names[0] == "ai"
    assert names[9] == "frame:policy_prescription"
    assert len(names) == 9 + 14


def test_a_frame_that_one_article_has_no_score_for_is_undefined_there(
    report: Report,
) -> None:
    bare = replace(report, framing=replace(report.framing, frames=()))
    frame = compare([report, bare]).measures[9]
    assert frame.values[0] == 0.61
    assert frame.values[1] != frame.values[1]


def test_the_json_has_null_for_the_undefined(
    report: Report, undecided_report: Report
) -> None:
    answer = json.loads(compare([report, undecided_report]).to_json())
    assert answer["schema"] == 1
    assert answer["measures"][0] == {
        "name": "ai",
        "values": [0.314159, None],
        "spread": None,
    }
    assert answer["articles"][1]["ai_verdict"] == "undecided"
    assert answer["sentences"][0][0]["found_in"] == [1]


def test_one_article_cannot_be_compared(report: Report) -> None:
    with pytest.raises(InputError, match="two articles expected, found 1"):
        compare([report])


@pytest.mark.parametrize("copies", [2, 6])
def test_every_word_of_equal_articles_is_shared(report: Report, copies: int) -> None:
    compared = _compared(report, *[FIRST] * copies)
    assert {share for row in compared.shared for share in row} == {1.0}
