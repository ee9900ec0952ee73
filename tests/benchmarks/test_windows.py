"""Partly-AI articles: how they are made, and how their sentences are judged."""

import math

import numpy as np
import pytest

from benchmarks.windows import (
    Judged,
    Mixed,
    articles,
    mixed,
    pieces,
    probability_at,
    table,
    taken,
)
from detector.report import Window

HUMAN = " ".join(f"Mensch Nummer {n} geht heute langsam nach Hause." for n in range(40))
MACHINE = " ".join(f"Text Nummer {n} kommt eben aus der Maschine." for n in range(40))


def _record(label, text, pair="p"):
    return {"label": label, "text": text, "pair": pair, "lang": "de", "split": "dev"}


@pytest.mark.parametrize(
    ("position", "expected"),
    [("start", (0, 2)), ("middle", (1, 3)), ("end", (3, 5))],
)
def test_the_fewest_sentences_of_the_wanted_words(position, expected):
    assert taken([10, 10, 10, 10, 10], 20, position) == expected


def test_a_part_at_the_end_reaches_the_end():
    assert taken([50, 20, 5], 20, "end") == (1, 3)


@pytest.mark.parametrize("lengths", [[], [5, 5]])
def test_a_text_without_enough_words_gives_nothing(lengths):
    assert taken(lengths, 20, "middle") is None


@pytest.mark.parametrize("position", ["start", "middle", "end"])
def test_the_ai_part_lies_where_it_is_said_to(position):
    human, machine = pieces(HUMAN, "de"), pieces(MACHINE, "de")
    text, start, end, words = mixed(human, machine, 80, position)
    assert "Mensch" not in text[start:end]
    assert "Maschine" not in text[:start] + text[end:]
    assert 80 <= words < 88
    assert len(pieces(text, "de")[0]) == 40
    assert (start == 0) == (position == "start")
    assert (end == len(text)) == (position == "end")


def test_a_hundred_words_of_the_human_article_stay():
    short = pieces(" ".join(HUMAN.split()[:160]), "de")
    assert mixed(short, pieces(MACHINE, "de"), 80, "start") is None


def test_articles_come_from_pairs_of_one_language():
    records = [
        _record("human", HUMAN),
        _record("ai", MACHINE),
        _record("ai", MACHINE, pair="without a partner"),
        _record("mixed", MACHINE),
        {**_record("ai", MACHINE), "lang": "en"},
    ]
    made = list(articles(records, "de"))
    assert [a.position for a in made[:2]] == ["human", "ai"]
    assert {a.group for a in made} == {"p"}
    assert {(a.position, a.words >= 150) for a in made[2:]} == {
        (position, long)
        for position in ("start", "middle", "end")
        for long in (True, False)
    }


def test_a_sentence_has_the_probability_of_its_passage():
    passages = (Window(0, 5, 0.2), Window(5, 15, 0.6))
    found = probability_at(passages, [2.0, 5.0, 20.0])
    assert found[:2].tolist() == [0.2, 0.6]
    assert math.isnan(found[2])


def test_the_table_counts_sentences_on_the_right_side():
    article = Mixed("", 0, 1, "end", 160, "dev", "p")
    judged = Judged(
        article, np.array([False, False, True, True]), np.array([0.1, 0.7, 0.9, 0.5])
    )
    rows = list(table([judged]))
    assert rows[2].startswith("| AI part of 150 words or more | 0.750 |")
    assert "| 0.500 | 0.500 | 1 | 4 |" in rows[2]
    assert rows[-1].startswith("| wholly AI | - |")
