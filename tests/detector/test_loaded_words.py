import numpy as np

from detector.loaded_words import candidates, in_lists, loaded_words
from features.document import parse
from tests.detector.framing_models_by_hand import framing_models

MODELS = framing_models(irrer={"loaded": 9.0}, wahnsinn={"loaded": 9.0})


def found(text, sentences=(0,)):
    document = parse(text, language="de")
    words = loaded_words(document, MODELS, np.array(sentences))
    starts, ends = document.starts, document.ends
    return [document.folded[starts[w.first] : ends[w.last]] for w in words]


def test_function_words_and_marks_are_no_candidates():
    document = parse("Und der Skandal, der war da!", language="de")
    words = [document.token_texts[i] for i in candidates(document)]
    assert "Skandal" in words
    assert not {"Und", "der", ",", "!"} & set(words)


def test_neighbours_become_one_span():
    assert found("Ein irrer Wahnsinn beginnt.") == ["irrer Wahnsinn"]


def test_words_apart_stay_apart():
    assert found("Ein irrer Abend voller Wahnsinn.") == ["irrer", "Wahnsinn"]


def test_a_span_never_crosses_sentences():
    assert found("Das ist Wahnsinn. Irrer Abend.", (0, 1)) == ["Wahnsinn", "Irrer"]


def test_only_the_given_sentences_are_searched():
    assert found("Das ist Wahnsinn. Irrer Abend.", (1,)) == ["Irrer"]
    assert found("Das ist Wahnsinn.", ()) == []


def test_a_score_is_the_highest_of_its_words():
    document = parse("Ein irrer Wahnsinn beginnt.", language="de")
    words = loaded_words(document, MODELS, np.array([0]))
    assert 0.9 < words[0].score < 1


def test_listed_words_are_marked_in_the_tokens():
    document = parse("Ein Skandal sondergleichen.", language="de")
    assert in_lists(document).tolist() == [0.0, 1.0, 0.0, 0.0]
