"""Groups of human texts and their share of false alarms."""

import gzip
import json
from types import SimpleNamespace

import pytest

from benchmarks import fairness
from benchmarks.fairness import Called, drawn, humans, measured, names_agency, table


def news(likely, outlet="a.de", topic="Sport", agency=False):
    return Called(fairness.NEWS, outlet, topic, "80-149 words", agency, likely)


@pytest.mark.parametrize(
    "text",
    ["Der Hafen ist zu. (dpa)", "Zu (APA/dpa, 23.8.2015)", "LONDON (Reuters) - It is",
     "Zu. (mit dpa)", "Zu (tsp, AFP)"],
)  # fmt: skip
def test_a_text_that_names_an_agency(text):
    assert names_agency(text)


@pytest.mark.parametrize(
    "text",
    ["Der Hafen ist zu.", "Die dpa meldet es.", "(Jim Bourg/Reuters)",
     "(AFP/Getty Images)", "(Reuters photo: Jane Doe)", "(gapa)"],
)  # fmt: skip
def test_a_text_or_a_picture_that_does_not(text):
    assert not names_agency(text)


def test_only_human_texts_of_the_language_count():
    records = [
        {"id": "1", "label": "fake", "lang": "de"},
        {"id": "2", "label": "ai", "lang": "de"},
        {"id": "3", "label": "mixed", "lang": "de"},
        {"id": "4", "label": "human", "lang": "en"},
        {"id": "5"},
    ]
    assert [record["id"] for record in humans(records, "de")] == ["1", "5"]


def test_of_an_outlet_the_same_texts_are_drawn_whatever_their_order():
    records = [{"id": str(n), "source": "a.de" if n % 3 else "b.de"} for n in range(30)]
    first, again = drawn(records, most=5), drawn(records[::-1], most=5)
    assert [record["id"] for record in first] == [record["id"] for record in again]
    assert [record["source"] for record in first].count("a.de") == 5
    assert [record["source"] for record in first].count("b.de") == 5


def test_texts_without_an_outlet_are_all_taken():
    assert len(drawn([{"id": str(n)} for n in range(7)], most=5)) == 7


def test_large_outlets_stand_alone_and_small_ones_together(monkeypatch):
    monkeypatch.setattr(fairness, "LEAST", 2)
    rows = list(
        table([news(True), news(False), news(False, "b.de"), news(False, "c.de")])
    )
    assert any(line.startswith("| outlet a.de | 0.5000 |") for line in rows)
    assert any(
        line.startswith("| 2 outlets of fewer than 2 texts | 0.0000 ") for line in rows
    )
    assert any(line.startswith("| topic Sport | 0.2500 |") for line in rows)
    assert "| news that names a press agency | - | - | 0 |" in rows


def test_a_section_scores_excerpts_of_news_and_names_what_is_not_covered(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(fairness, "SOURCES", {"de": ((fairness.NEWS, "news/made"),)})
    (tmp_path / "news").mkdir()
    record = {"id": "1", "source": "a.de", "text": "Wort " * 150}
    packed = gzip.compress(json.dumps(record).encode())
    (tmp_path / "news" / "made.jsonl.gz").write_bytes(packed)

    class Long:
        """Calls long texts likely, and was asked about an outlet."""

        def score(self, text, *names):
            assert names == ("a.de", "1")
            long = len(text.split()) > 90
            return SimpleNamespace(verdict="likely" if long else "unclear")

    lines = list(measured("de", Long(), tmp_path))
    assert any(line.startswith("| news, first 60 words | 0.0000 |") for line in lines)
    assert any(line.startswith("| news, first 100 words | 1.0000 |") for line in lines)
    assert any(line.startswith("| news | 1.0000 |") for line in lines)
    assert "simple German" in lines[-1]


def test_a_missing_corpus_is_told_in_one_line(tmp_path, capsys):
    assert fairness.main(["--data", str(tmp_path), "--language", "en"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("benchmarks.fairness: ")
    assert error.count("\n") == 1
