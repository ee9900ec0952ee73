"""Our shipped models as a system of the benchmark."""

import pytest

from benchmarks.items import Item
from benchmarks.systems.base import Unavailable
from benchmarks.systems.ours import Ours
from tests.benchmarks.made import corpus

SENTENCE = "Der Täter soll laut Polizei über die Grenze geflohen sein."
LINES = "Rat tagt in Wendenau\nDer Rat hat am Mittwoch getagt.\nLesen Sie auch: Rat"


@pytest.fixture(scope="module")
def ours():
    return Ours()


def item(text, target=0.0):
    return Item("a", text, "de", target, "g")


def said(ours, task, text=SENTENCE, target=0.0, kind="binary"):
    if kind == "labels" and not target:
        target = []
    return ours.predict(corpus(task=task, kind=kind), [item(text, target)])[0]


@pytest.mark.parametrize("task", ["loaded", "opinion"])
def test_a_sentence_has_a_probability(ours, task):
    assert 0 <= said(ours, task).prediction <= 1


@pytest.mark.parametrize("task", ["ai", "assisted"])
def test_a_short_text_is_in_the_middle_and_not_flagged(ours, task):
    answer = said(ours, task)
    assert (answer.prediction, answer.flag) == (0.5, False)


def test_a_long_text_has_a_probability_and_a_verdict(ours):
    answer = said(ours, "ai", text=f"{SENTENCE} " * 20)
    assert 0 <= answer.prediction <= 1
    assert isinstance(answer.flag, bool)


def test_hedges_are_spans_of_the_text(ours):
    spans = said(ours, "hedges", kind="spans").prediction
    start, end, _ = next(span for span in spans if span[2] == "attribution")
    assert SENTENCE[start:end] == "laut"


def test_frames_have_a_probability_each(ours):
    frames = said(ours, "frames", kind="labels").prediction
    assert len(frames) == 14
    assert all(0 <= value <= 1 for value in frames.values())


def test_tone_lies_between_minus_one_and_one(ours):
    assert -1 <= said(ours, "tone", kind="tone").prediction <= 1


def test_quotation_is_told_direct_and_indirect(ours):
    answer = said(ours, "quotation", kind="labels", text="„Nein“, sagte sie am Abend.")
    assert answer.prediction == {"direct": 1.0, "indirect": 0.0}


def test_frames_of_another_codebook_are_left_to_others(ours):
    with pytest.raises(Unavailable, match=r"none of the labels of made\.frames"):
        said(ours, "frames", kind="labels", target=["gun-rights"])


def test_each_line_has_a_probability_and_a_verdict(ours):
    answer = said(ours, "boilerplate", text=LINES, target=[0, 0, 1], kind="lines")
    assert len(answer.prediction) == len(answer.flag) == 3


def test_lines_that_do_not_fit_are_unavailable(ours):
    with pytest.raises(Unavailable, match="1 lines, 3 found"):
        said(ours, "boilerplate", text=LINES, target=[0], kind="lines")


def test_a_page_becomes_its_content(ours):
    page = "".join(f"<p>{line}</p>" for line in LINES.split("\n"))
    text = said(ours, "boilerplate", text=page, kind="page").prediction
    assert "Der Rat hat am Mittwoch getagt." in text


def test_languages_without_models_are_left_to_others(ours, tmp_path):
    assert not ours.handles(corpus(languages=("fr",)))
    assert not Ours(tmp_path).handles(corpus())
    assert ours.handles(corpus(task="loaded"))


def test_research_models_answer_where_there_is_one():
    research = Ours(name="ours, research", research=True)
    assert research.handles(corpus(task="loaded", languages=("en",)))
    assert not research.handles(corpus(task="opinion", languages=("en",)))
