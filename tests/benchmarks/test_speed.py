"""The texts and the sums of the speed measurement."""

import time
from pathlib import Path

import pytest

from benchmarks.speed import growth, peers, seconds_per_text
from benchmarks.speed_plot import draw_growth
from benchmarks.speed_runs import cost_of
from benchmarks.speed_texts import german_articles
from benchmarks.systems.base import Unavailable


@pytest.mark.parametrize("words", [1, 50, 400, 5_000])
def test_an_article_has_the_words_that_are_asked_for(words: int) -> None:
    assert [len(text.split()) for text in german_articles(2, words)] == [words] * 2


def test_articles_are_distinct_and_the_same_each_time() -> None:
    texts = german_articles(20, 100)
    assert len(set(texts)) == 20
    assert texts == german_articles(20, 100)


def test_a_long_article_repeats_next_to_nothing() -> None:
    lines = [x for x in german_articles(1, 20_000)[0].splitlines() if len(x) > 200]
    assert len(set(lines)) == len(lines)


def test_growth_is_the_cost_of_a_word_against_that_in_a_short_article() -> None:
    # 2 ms for 400 words are 5 µs a word, 300 ms for 40,000 are 7.5.
    assert growth({400: 2.0, 40_000: 300.0}) == pytest.approx(1.5)


def test_time_is_that_of_a_text() -> None:
    def work(_: str) -> None:
        end = time.process_time() + 0.01
        while time.process_time() < end:
            pass

    assert 0.01 <= seconds_per_text(work, ["a", "b"]) < 0.02


def test_a_process_is_measured_alone() -> None:
    before = bytes(200_000_000)  # of this process, and no matter to the other
    cost = cost_of("pass")
    assert len(before) == 200_000_000
    assert 5 < cost.megabytes < 100
    assert 0 < cost.processor < 5


def test_a_program_that_fails_is_an_error() -> None:
    with pytest.raises(RuntimeError, match=r"exit code 3"):
        cost_of("raise SystemExit(3)")


def test_what_is_measured_keeps_what_it_compiles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    cost_of("import sys; sys.exit(sys.dont_write_bytecode)")


def test_a_peer_that_is_missing_is_named_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise Unavailable("x cannot be imported")

    monkeypatch.setattr("benchmarks.speed.PEERS", {"x": missing, "y": lambda: len})
    found = peers()
    assert found["x"] == {"skipped": "x cannot be imported"}
    assert set(found["y"]) == {"articles_per_cpu_second"}


def test_the_drawing_is_written(tmp_path: Path) -> None:
    draw_growth({50: 1.0, 400: 2.0, 40_000: 190.0}, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"speed.svg", "speed.png"}
