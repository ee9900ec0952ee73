import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import lexical
from features.document import parse
from features.occurrences import previous_occurrence, sequence_hashes


def document(words):
    return parse(" ".join(words), language="de")


def numbered(count):
    """Return so many different words: waa, wab, ..., without digits."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"w{letters[n // 26]}{letters[n % 26]}" for n in range(count)]


def test_type_token_ratio_counts_distinct_words():
    assert lexical.type_token_ratio(document(numbered(25) * 4)) == 0.25


def test_type_token_ratio_ignores_case():
    assert lexical.type_token_ratio(document(["Haus", "haus"] * 25)) == 1 / 50


@pytest.mark.parametrize(
    "measure",
    [
        lexical.type_token_ratio,
        lexical.moving_average_type_token_ratio,
        lexical.textual_lexical_diversity,
        lexical.hapax_share,
        lexical.yule_k,
    ],
)
def test_diversity_of_fewer_than_50_words_is_nan(measure):
    assert math.isnan(measure(document(numbered(24) + numbered(25))))
    assert not math.isnan(measure(document(numbered(25) + numbered(25))))


def test_mattr_of_a_repeated_cycle_of_25_words_is_a_half():
    assert lexical.moving_average_type_token_ratio(document(numbered(25) * 5)) == 0.5


def test_mattr_of_51_words_is_the_mean_of_two_windows():
    # 50 distinct words, then the last one again: windows of 50 and of 49 types.
    words = [*numbered(50), numbered(50)[-1]]
    expected = (50 / 50 + 49 / 50) / 2
    mattr = lexical.moving_average_type_token_ratio(document(words))
    assert mattr == pytest.approx(expected)


@given(st.lists(st.sampled_from(numbered(40)), min_size=50, max_size=140))
def test_mattr_equals_counting_every_window(words):
    windows = [words[start : start + 50] for start in range(len(words) - 49)]
    naive = sum(len(set(window)) / 50 for window in windows) / len(windows)
    mattr = lexical.moving_average_type_token_ratio(document(words))
    assert mattr == pytest.approx(naive)


def test_mtld_of_one_word_over_and_over_is_two():
    # "w w" has ratio 0.5, at or below 0.72: each pair is a run; 60 words, 30 runs.
    assert lexical.textual_lexical_diversity(document(["w"] * 60)) == 2.0


def test_mtld_counts_the_unfinished_run_in_part():
    # 30 pairs of one word are 30 runs; then 10 words with 9 types: ratio 0.9, and
    # (1 - 0.9) / (1 - 0.72) of a run. Backwards the 10 words come first: no run
    # ends among them, and with the w's after them the ratio falls to 9/12 = 0.75
    # (9 types and w: 10 of 12 = 0.833, ... 10 of 13 = 0.769, 10 of 14 = 0.714).
    # So one run of 14 words, then 56 w's are 28 runs.
    tail = [*numbered(9), numbered(9)[0]]
    forward = 70 / (30 + (1 - 0.9) / (1 - 0.72))
    backward = 70 / (1 + 28)
    mtld = lexical.textual_lexical_diversity(document(["w"] * 60 + tail))
    assert mtld == pytest.approx((forward + backward) / 2)


def test_mtld_without_any_repeated_word_is_nan():
    assert math.isnan(lexical.textual_lexical_diversity(document(numbered(60))))


def test_hapax_share_counts_words_that_occur_once():
    # 30 words once, 10 words twice: 50 words.
    words = numbered(40) + numbered(10)
    assert lexical.hapax_share(document(words)) == 30 / 50


def test_yule_k_by_hand():
    # 30 words once and 10 twice: sum of squares 30 + 40 = 70, 50 words.
    words = numbered(40) + numbered(10)
    assert lexical.yule_k(document(words)) == pytest.approx(1e4 * (70 - 50) / 2500)


def test_yule_k_of_different_words_is_zero():
    assert lexical.yule_k(document(numbered(60))) == 0.0


def test_previous_occurrence_is_the_last_place_before():
    values = np.array([7, 8, 7, 7, 9, 8], np.uint64)
    assert previous_occurrence(values).tolist() == [-1, -1, 0, 2, -1, 1]


def test_sequence_hashes_depend_on_order():
    runs = sequence_hashes(np.array([1, 2, 1, 2, 2], np.uint64), 2)
    assert runs[0] == runs[2]
    assert len(set(runs.tolist())) == 3


def test_sequence_hashes_of_too_few_tokens_are_none():
    assert len(sequence_hashes(np.array([1, 2], np.uint64), 3)) == 0
