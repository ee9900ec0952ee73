"""Verdicts, windows and evidence of the AI score, with models made by hand."""

import math

import numpy as np
import pytest

from detector.ai_likelihood import (
    AiModels,
    score_ai,
    window_sentences,
)
from detector.ai_undecided import quoted_share
from detector.errors import ModelError
from detector.model import Dense, logit
from features.document import parse
from features.ngrams import Family, rolled, stream_of
from tests.detector.models import small_model, stump

FAMILY = Family("word", 1, 1, 12)
PLAIN = "Der Hafen blieb gestern wegen der starken Strömung lange gesperrt. "
SUSPECT = "Darüber hinaus spielt der Hafen eine entscheidende Rolle für alle. "


def place_of(word: str) -> int:
    symbols = stream_of(parse(word, language="de"), "word", "de").symbols
    return int(rolled(symbols, 1, 1)[0, 0] >> np.uint64(64 - FAMILY.bits))


def by_hand(word="entscheidende", weight=20.0, **changes):
    table = np.zeros((1 << FAMILY.bits, 1), np.float32)
    table[place_of(word)] = weight
    empty = np.zeros(0)
    fields = {
        "task": "ai_likelihood",
        "outputs": ("current",),
        "dense": Dense((), empty, empty, empty, np.zeros((0, 1))),
        "families": (FAMILY,),
        "tables": (table,),
        "intercept": np.array([-2.0]),
        "slope": np.array([1.0]),
        "offset": np.array([0.0]),
        "parameters": {"slope": [1.0] * 4, "offset": [0.0] * 4},
        "thresholds": {
            "likely_40": 0.9,
            "likely_80": 0.9,
            "likely_150": 0.9,
            "likely_300": 0.9,
            "unlikely": 0.2,
        },
        "facts": {
            "false_positives": {
                "80-149 words": {"value": 0.01, "low": 0.005, "high": 0.02, "n": 900}
            },
            "false_positives_on": "human news",
        },
    }
    return small_model(**{**fields, **changes})


def domain_by_hand(column=None, **changes):
    """Return a model for which 'Strömung' counts for a text, in one of the outputs."""
    table = np.zeros((1 << FAMILY.bits, 2), np.float32)
    if column is not None:
        table[place_of("Strömung"), column] = 1.0
    empty = np.zeros(0)
    fields = {
        "task": "domain",
        "outputs": ("style", "spelling"),
        "dense": Dense((), empty, empty, empty, np.zeros((0, 2))),
        "families": (FAMILY,),
        "tables": (table,),
        "intercept": np.zeros(2),
        "slope": np.ones(2),
        "offset": np.zeros(2),
        "thresholds": {"style": -1.0, "spelling": -1.0},
    }
    return small_model(**{**fields, **changes})


def models(domain=None, **changes):
    return AiModels(
        by_hand(**changes),
        by_hand(task="assisted", outputs=("edited",)),
        domain or domain_by_hand(),
    )


def scored(text, **changes):
    return score_ai(parse(text, language="de"), models(**changes))


def test_a_text_of_fewer_than_40_words_has_no_probability():
    report = scored(PLAIN * 3)
    assert math.isnan(report.probability)
    assert report.verdict == "undecided"
    assert report.reason == "The content has 30 words; a score needs 40."


def test_a_text_of_fewer_than_80_words_has_a_probability_and_no_verdict():
    report = scored(PLAIN * 5)
    assert 0 <= report.probability <= 1
    assert report.verdict == "undecided"
    assert report.reason == "The content has 50 words; a verdict needs 80."
    assert report.false_positive_rate is None


def test_without_a_model_nothing_is_claimed():
    report = score_ai(parse(PLAIN * 20, language="de"), None)
    assert (report.verdict, report.model) == ("undecided", "none")
    assert math.isnan(report.assisted.probability)


def test_a_text_at_the_threshold_of_its_length_is_likely():
    report = scored(SUSPECT * 9)
    assert report.verdict == "likely"
    assert report.false_positive_rate.value == 0.01
    assert report.false_positive_rate.on == "human news"


def test_a_text_without_the_signs_is_unlikely():
    # no weight anywhere: the probability is that of the intercept, 1 / (1 + e**2)
    report = scored(PLAIN * 12)
    assert report.probability == pytest.approx(1 / (1 + math.exp(2)))
    assert report.verdict == "unlikely"


def test_a_text_between_the_thresholds_is_unclear():
    report = scored(PLAIN * 12, intercept=np.array([0.0]))
    assert report.verdict == "unclear"


def test_a_mostly_quoted_text_gets_no_verdict():
    report = scored('"' + PLAIN * 12 + '"')
    assert (report.verdict, report.reason) == (
        "undecided",
        "Most of the words are quoted.",
    )


def test_a_list_gets_no_verdict():
    report = scored("\n\n".join(["Tisch, Stuhl, Bett, Schrank"] * 30))
    assert (report.verdict, report.reason) == (
        "undecided",
        "The text is mostly a list.",
    )


@pytest.mark.parametrize("marks", ['""', "„“", "»«"])
def test_the_quoted_share_counts_words_between_any_quotation_marks(marks):
    text = f"Sie sagte: {marks[0]}Wir warten noch.{marks[1]} Dann ging sie weiter fort."
    assert quoted_share(parse(text, language="de")) == pytest.approx(3 / 10)


def test_the_windows_show_where_the_signs_are():
    report = scored(PLAIN * 30 + SUSPECT * 30)
    assert report.windows[0].probability < 0.2 < 0.9 < report.windows[-1].probability
    starts = [window.start for window in report.windows]
    assert starts == sorted(starts)


def test_windows_begin_every_60_words_and_last_120():
    first, last = window_sentences(np.full(30, 10))
    assert first.tolist() == [0, 6, 12, 18]
    assert last.tolist() == [11, 17, 23, 29]


def test_a_short_text_is_one_window():
    first, last = window_sentences(np.array([10, 20, 15]))
    assert (first.tolist(), last.tolist()) == ([0], [2])


def test_a_sentence_longer_than_a_window_is_a_window():
    first, last = window_sentences(np.array([200, 200]))
    assert (first.tolist(), last.tolist()) == ([0, 1], [0, 1])


def test_the_evidence_quotes_the_words_that_moved_the_score():
    text = PLAIN * 10 + SUSPECT + PLAIN * 3
    report = scored(text)
    span = report.evidence[0].spans[0]
    assert "entscheidende" in span.text
    assert text[span.start : span.end] == span.text
    assert report.evidence[0].contribution > 0


def test_evidence_of_a_folded_text_points_into_the_text_as_given():
    text = PLAIN * 10 + SUSPECT.replace("scheid", "schei\u00add")
    report = scored(text)
    span = report.evidence[0].spans[0]
    assert text[span.start : span.end] == span.text
    assert "schei\u00addende" in span.text


def with_trees(trees):
    """Return what makes a model by hand ask trees for the length of sentences."""
    dense = Dense(
        ("sentence_length",), np.zeros(1), np.zeros(1), np.ones(1), np.zeros((1, 1))
    )
    parameters = {"slope": [1.0] * 4, "offset": [0.0] * 4}
    return {"dense": dense, "parameters": parameters | trees}


LONG_SENTENCES = stump(3.0, 0.0, 2.0, column=0, base=0.0).as_parameters()


def test_what_trees_say_of_the_measures_moves_the_text_and_its_windows_alike():
    plain, moved = (
        scored(PLAIN * 20 + SUSPECT, **with_trees(trees))
        for trees in ({}, LONG_SENTENCES)
    )
    before, after = (
        logit(np.array([one.probability, *(w.probability for w in one.windows)]))
        for one in (plain, moved)
    )
    assert after - before == pytest.approx(np.full(len(before), 2.0))


@pytest.mark.parametrize(
    ("intercept", "verdict", "named"),
    [(-2.0, "unclear", ["sentence_length"]), (-9.0, "unlikely", [])],
)
def test_measures_are_evidence_of_a_text_that_is_not_cleared(intercept, verdict, named):
    fields = with_trees(LONG_SENTENCES)
    report = scored(PLAIN * 12, intercept=np.array([intercept]), **fields)
    assert report.verdict == verdict
    assert [x.feature for x in report.evidence if x.reach is not None] == named


def test_models_of_other_families_are_refused():
    other = by_hand(families=(Family("word", 1, 2, 12),))
    with pytest.raises(ModelError, match="other n-gram families"):
        AiModels(by_hand(), other, domain_by_hand())


def test_damaged_trees_are_refused_on_loading():
    parameters = {"slope": [1.0] * 4, "offset": [0.0] * 4, "tree_base": [0.0]}
    with pytest.raises(ModelError, match="no tree_feature"):
        models(parameters=parameters)


def test_a_domain_model_without_a_threshold_is_refused():
    domain = domain_by_hand(thresholds={"style": 0.0})
    with pytest.raises(ModelError, match="a threshold is missing"):
        models(domain)


def test_a_text_in_an_unknown_style_is_not_called_likely():
    domain = domain_by_hand(column=0, thresholds={"style": 0.05, "spelling": -1.0})
    known, unknown = scored(PLAIN * 20 + SUSPECT * 2, domain=domain), SUSPECT * 20
    report = scored(unknown, domain=domain)
    assert report.probability == scored(unknown).probability > 0.9
    assert (report.verdict, report.reliability) == ("unclear", "low")
    assert report.reason == "The text is unlike those the score was measured on."
    assert report.assisted.verdict == "unclear"
    assert known.reason != report.reason


def test_a_text_in_an_unknown_spelling_gets_no_verdict():
    domain = domain_by_hand(column=1, thresholds={"style": -1.0, "spelling": 0.05})
    report = scored(SUSPECT * 20, domain=domain)
    assert (report.verdict, report.assisted.verdict) == ("undecided", "undecided")
    assert report.reason.startswith("The spelling looks damaged")
    assert scored(PLAIN * 20, domain=domain).verdict == "unlikely"


def test_a_long_text_whose_windows_agree_is_reliable():
    report = scored(PLAIN * 40)
    assert (report.reliability, report.reason) == ("high", None)


def test_parts_that_differ_make_a_score_less_reliable():
    report = scored(PLAIN * 30 + SUSPECT * 30)
    assert report.reliability == "medium"
    assert report.reason == "Parts of the text score differently."
