import math
import random
import zlib

import pytest

from features import repetition
from features.document import parse

LEAD = "Der Rat der Stadt hat am Montag den Haushalt für das Jahr beschlossen."
OTHER = "Im Hafen liegt seit gestern ein Schiff mit Holz aus dem Norden."


def lines(*texts):
    return parse("\n\n".join(texts), language="de")


def numbered(count):
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"w{letters[n // 26]}{letters[n % 26]}" for n in range(count)]


def test_duplicate_line_share_leaves_out_the_first_copy():
    assert repetition.duplicate_line_share(lines(LEAD, OTHER, LEAD, LEAD)) == 2 / 4


def test_duplicate_line_share_counts_only_lines_with_words():
    assert repetition.duplicate_line_share(lines(LEAD, "***", LEAD)) == 1 / 2


def test_near_duplicate_line_share_leaves_out_exact_copies():
    document = lines(LEAD, LEAD, OTHER, LEAD.replace("Montag", "Freitag"), "Ende")
    assert repetition.near_duplicate_line_share(document) == 1 / 5


def test_near_duplicate_line_share_counts_cut_lines():
    document = lines("Der Rat der Stadt hat …", LEAD)
    assert repetition.near_duplicate_line_share(document) == 1 / 2


@pytest.mark.parametrize(
    "measure",
    [repetition.duplicate_line_share, repetition.near_duplicate_line_share],
)
def test_repetition_of_one_line_is_nan(measure):
    assert math.isnan(measure(lines(LEAD)))


def test_duplicate_heading_share_looks_at_headings_alone():
    document = lines("Lesen Sie auch", LEAD, "Neues", "Lesen Sie auch", LEAD)
    assert repetition.duplicate_heading_share(document) == 1 / 3


def test_duplicate_heading_share_without_headings_is_nan():
    assert math.isnan(repetition.duplicate_heading_share(lines(LEAD, OTHER)))


def test_repeated_trigrams_by_hand():
    # 50 words, then the first 5 again: 53 trigrams, of which 3 come back.
    words = numbered(50) + numbered(5)
    share = repetition.repeated_trigram_share(parse(" ".join(words)))
    assert share == pytest.approx(3 / 53)


def test_repeated_fivegrams_by_hand():
    words = numbered(50) + numbered(6)
    share = repetition.repeated_fivegram_share(parse(" ".join(words)))
    assert share == pytest.approx(2 / 52)


def test_a_trigram_of_more_than_400_words_ago_is_forgotten():
    near = numbered(400) + numbered(3)
    far = numbered(401) + numbered(3)
    assert repetition.repeated_trigram_share(parse(" ".join(near))) > 0
    assert repetition.repeated_trigram_share(parse(" ".join(far))) == 0


def test_repeated_trigrams_of_fewer_than_50_words_are_nan():
    document = parse(" ".join(numbered(49)))
    assert math.isnan(repetition.repeated_trigram_share(document))


def test_compression_ratio_of_one_window_is_about_that_of_plain_deflate():
    text = " ".join(numbered(300))[1:1001]
    expected = len(zlib.compress(text.encode())) / 1000
    ratio = repetition.compression_ratio(parse(text))
    assert ratio == pytest.approx(expected, rel=0.02)


def test_compression_ratio_does_not_fall_with_length():
    letters = random.Random(1)
    words = ["".join(letters.choices("abcdefgh", k=5)) for _ in range(4000)]
    short = repetition.compression_ratio(parse(" ".join(words[:400])))
    long = repetition.compression_ratio(parse(" ".join(words)))
    assert long == pytest.approx(short, rel=0.03)


def test_compression_ratio_under_1000_characters_is_nan():
    assert math.isnan(repetition.compression_ratio(parse("x" * 999)))
    assert not math.isnan(repetition.compression_ratio(parse("x" * 1000)))
