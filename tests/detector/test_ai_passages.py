"""Where in an article the writing changes."""

import numpy as np
import pytest

from detector.ai_passages import passages, sentence_log_odds
from features.document import parse

SENTENCES = 20
WORDS = np.full(SENTENCES, 15)
WINDOWS = np.array([0, 4, 8, 12]), np.array([7, 11, 15, 19])


def _odds(added, probabilities=(0.5, 0.5, 0.5, 0.5, 0.5)):
    return sentence_log_odds(
        WORDS, np.array(added), (*WINDOWS, np.array(probabilities))
    )


def test_a_uniform_article_has_the_log_odds_of_its_windows():
    assert _odds([0.1] * SENTENCES) == pytest.approx(np.zeros(SENTENCES))
    sure = _odds([0.1] * SENTENCES, [0.9] * 5)
    assert (sure > np.log(9)).all()
    assert sure == pytest.approx(np.full(SENTENCES, sure[0]))


@pytest.mark.parametrize("first_half", [True, False])
def test_the_half_that_adds_more_leans_to_ai(first_half):
    machine = (np.arange(SENTENCES) < SENTENCES // 2) == first_half
    odds = _odds(np.where(machine, 0.3, -0.3))
    assert ((odds >= 0) == machine).all()


def test_one_sentence_does_not_turn_a_sure_article():
    added = np.full(SENTENCES, -0.1)
    added[9] = 0.2
    assert (_odds(added, [0.03] * 5) < 0).all()


def test_sure_windows_stay_finite():
    assert np.isfinite(_odds([0.0] * SENTENCES, [0.0, 1.0, 0.0, 1.0, 0.0])).all()


def test_passages_cover_every_sentence_once_in_order():
    text = "Erster Satz hier. Zweiter Satz hier. Dritter Satz hier. Vierter hier."
    document = parse(text, language="de")
    found = passages(document, np.array([-1.0, -2.0, 1.5, 0.0]))
    assert [text[p.start : p.end] for p in found] == [
        "Erster Satz hier. Zweiter Satz hier.",
        "Dritter Satz hier. Vierter hier.",
    ]
    assert found[0].probability < 0.5 <= found[1].probability
    assert found[1].probability == pytest.approx((1 / (1 + np.exp(-1.5)) + 0.5) / 2)


def test_one_side_is_one_passage():
    document = parse("Ein Satz. Noch ein Satz.", language="de")
    assert len(passages(document, np.array([-1.0, -0.1]))) == 1
