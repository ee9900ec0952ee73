from dataclasses import replace

import numpy as np
import pytest

from detector.errors import ModelError
from detector.framing import score_framing
from detector.framing_models import (
    passage_decisions,
    passages,
    sentence_means,
    tone_of,
)
from detector.model import Dense
from detector.sentence_measures import MEASURES
from features.document import parse
from features.ngrams import Family
from tests.detector.framing_models_by_hand import FAMILY, framing_models

MODELS = framing_models(
    irrsinn={"loaded": 20.0, "negative": 9.0},
    richtig={"opinion": 20.0, "positive": 9.0},
    gericht={"legality_constitutionality": 30.0},
)
TEXT = (
    "Das Gericht entschied am Montag. Dieser Irrsinn geht weiter.\n\n"
    "„Das ist Irrsinn“, sagte die Richterin. Der Beschluss ist richtig."
)


NO_MEASURES = np.empty((4, 0))


def framing(text=TEXT, headline=None, models=MODELS):
    return score_framing(parse(text, language="de"), models, headline)


def test_every_sentence_is_scored_in_order_with_offsets_into_the_text():
    sentences = [TEXT[s.start : s.end] for s in framing().sentences]
    assert sentences == [
        "Das Gericht entschied am Montag.",
        "Dieser Irrsinn geht weiter.",
        "„Das ist Irrsinn“, sagte die Richterin.",
        "Der Beschluss ist richtig.",
    ]


def test_offsets_point_into_the_text_as_given_when_it_was_folded():
    text = TEXT.replace("Irrsinn", "Irr\u00adsinn")
    spans = framing(text).loaded.spans
    assert [text[s.start : s.end] for s in spans] == ["Irr\u00adsinn"] * 2
    assert [s.text for s in spans] == ["Irr\u00adsinn"] * 2


def test_a_probability_is_the_logistic_of_decision_and_intercept():
    # four words and a full stop, each 1 / sqrt(5): 20 / 2.236 - 2 = 6.944
    loaded = framing().sentences[1].loaded
    assert loaded == pytest.approx(1 / (1 + np.exp(-6.94427)), abs=1e-4)


def test_loaded_words_inside_quotations_are_shown_as_quoted_and_do_not_count():
    loaded = framing().loaded
    assert [(s.text, s.quoted) for s in loaded.spans] == [
        ("Irrsinn", False),
        ("Irrsinn", True),
    ]
    assert (loaded.share.count, loaded.share.of) == (1, 3)


def test_loaded_words_are_shown_in_loaded_sentences_only():
    mild = framing_models(irrsinn={"loaded": 2.0})
    assert framing(models=mild).loaded.spans == ()


def test_the_share_of_opinion_counts_author_sentences():
    assert framing().opinion.share.count == 1


def test_tone_is_positive_minus_negative_probability():
    # softmax of (0, 0, 9 / sqrt(5) = 4.025): e^4.025 = 55.98
    expected = (55.98 - 1) / (55.98 + 2)
    assert framing().sentences[3].tone == pytest.approx(expected, abs=1e-3)


def test_mean_tone_leaves_quoted_sentences_out():
    found = framing()
    own = [s.tone for s in found.sentences if s.quoted == "none"]
    assert found.tone.mean == pytest.approx(np.mean(own))


def test_all_frames_are_given_strongest_first_with_the_passage_that_shows_them():
    frames = framing().frames
    assert len(frames) == 14
    assert frames[0].name == "legality_constitutionality"
    assert [f.probability for f in frames] == sorted(
        (f.probability for f in frames), reverse=True
    )
    assert TEXT[frames[0].evidence[0].start :].startswith("Das Gericht")
    assert all(f.evidence == () for f in frames[1:])
    assert [f.name for f in frames if f.used] == ["legality_constitutionality"]


def test_a_frame_below_one_half_is_not_used_however_low_its_threshold():
    low = replace(MODELS.frames, thresholds=dict.fromkeys(MODELS.frames.outputs, 0.0))
    found = framing(models=replace(MODELS, frames=low))
    assert [f.used for f in found.frames] == [
        f.probability >= 0.5 for f in found.frames
    ]
    assert {f.used for f in found.frames} == {True, False}


@pytest.mark.parametrize(
    ("law", "politics", "named"),
    [
        (30.0, 24.0, "law and the courts and of party politics; "),
        (24.0, 30.0, "party politics and of law and the courts; "),
    ],
)
def test_the_verdict_names_frames_in_the_order_of_the_list(law, politics, named):
    models = framing_models(
        gericht={"legality_constitutionality": law, "political": politics}
    )
    found = framing(models=models)
    used = [f.name for f in found.frames if f.used]
    assert sorted(used) == ["legality_constitutionality", "political"]
    assert (used[0] == "political") == (politics > law)
    assert found.verdict.startswith(f"Presented as a matter of {named}")


def test_the_verdict_names_the_frame_and_holds_no_number():
    verdict = framing().verdict
    assert verdict.startswith("Presented as a matter of law and the courts; ")
    assert verdict.endswith(".")
    assert not any(character.isdigit() for character in verdict)


def test_the_headline_is_scored_by_itself():
    headline = framing(headline="Ein Irrsinn").headline
    assert headline.loaded > 0.9
    assert headline.tone < 0
    assert headline.hedging == 0.0
    assert framing().headline is None


def test_without_models_sentences_stay_and_probabilities_are_unknown():
    found = framing(models=None)
    assert found.frames == ()
    assert len(found.sentences) == 4
    assert np.isnan(found.sentences[0].loaded)
    assert np.isnan(found.loaded.share.value)
    assert found.loaded.spans == ()
    assert "No framing models" in found.verdict


def test_the_source_of_a_quotation_is_named():
    quotes = framing().quotes.spans
    assert [TEXT[q.start : q.end] for q in quotes] == ["„Das ist Irrsinn“"]
    assert quotes[0].speaker == "die Richterin"


@pytest.mark.parametrize("text", ["", "   \n", "🙂", "Nein."])
def test_tiny_texts_are_scored(text):
    found = framing(text, headline=text)
    assert len(found.sentences) == len(parse(text, language="de").sentences)


def test_passages_are_three_sentences_at_every_other_start():
    assert passages(7).tolist() == [[0, 3], [2, 5], [4, 7]]
    assert passages(6).tolist() == [[0, 3], [2, 5], [4, 6]]
    assert passages(2).tolist() == [[0, 2]]
    assert passages(0).shape == (0, 2)


def test_every_sentence_is_in_a_passage():
    for count in range(1, 30):
        covered = {
            i for first, last in passages(count).tolist() for i in range(first, last)
        }
        assert covered == set(range(count))


def test_a_passage_is_the_mean_of_its_sentences():
    frames = replace(MODELS.frames, intercept=np.array([1.0, 0.0]))
    sentences = np.array([[1.0, 2.0], [3.0, 4.0], [8.0, 0.0]])
    decisions = passage_decisions(frames, sentences, np.array([[0, 3], [2, 3]]))
    assert decisions.tolist() == [[5.0, 2.0], [9.0, 0.0]]


def test_the_mean_row_of_sentences_gives_the_decision_of_the_passage():
    document = parse(TEXT, language="de")
    row = sentence_means(document, FAMILY, "de")
    parts = document.sentences_at
    counted = MODELS.frames.ngrams(document, parts.starts, parts.ends)
    decided = MODELS.decide(counted, NO_MEASURES)
    expected = decided["frames"].mean(axis=0)
    assert row.dot(MODELS.frames.tables[0])[0] == pytest.approx(expected, abs=1e-6)


def test_one_table_for_all_models_decides_as_each_model_does():
    document = parse(TEXT, language="de")
    parts = document.sentences_at
    counted = MODELS.loaded.ngrams(document, parts.starts, parts.ends)
    together = MODELS.decide(counted, NO_MEASURES)
    for model in MODELS.all:
        alone = model.decide(None, counted) - model.intercept
        assert together[model.task] == pytest.approx(alone, abs=1e-6)


def test_a_report_does_not_depend_on_how_many_units_are_counted_at_a_time(monkeypatch):
    whole = framing()
    monkeypatch.setattr("detector.framing_models._BLOCK", 1)
    assert framing() == whole


def test_tone_needs_no_order_of_the_outputs():
    probabilities = np.array([[0.5, 0.3, 0.2]])
    assert tone_of(probabilities, ("positive", "neutral", "negative"))[0] == 0.3


def test_models_of_other_n_grams_are_refused():
    other = replace(MODELS.tone, families=(Family("word", 1, 2, 12),))
    with pytest.raises(ModelError, match="train the framing models of a language"):
        replace(MODELS, tone=other)


def test_named_measures_add_to_the_decision():
    count = len(MEASURES)
    weights = np.zeros((count, 1))
    weights[MEASURES.index("question_marks")] = 3.0
    ones = np.ones(count)
    dense = Dense(MEASURES, 0 * ones, 0 * ones, ones, weights)
    asking = replace(MODELS, opinion=replace(MODELS.opinion, dense=dense))
    text = "Kommt er? Er kommt."
    asked, said = score_framing(parse(text, language="de"), asking).sentences
    # ln(1 + 1) * 3 - 2 = 0.0794
    assert asked.opinion == pytest.approx(1 / (1 + np.exp(-0.0794)), abs=1e-3)
    assert said.opinion == pytest.approx(1 / (1 + np.exp(2)), abs=1e-3)


def test_models_of_other_measures_are_refused():
    dense = Dense(("lix",), *np.ones((3, 1)), np.ones((1, 1)))
    with pytest.raises(ModelError, match="other named features"):
        replace(MODELS, loaded=replace(MODELS.loaded, dense=dense))
