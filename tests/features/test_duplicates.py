import pytest

from features.document import parse
from features.duplicates import LinePair, duplicate_lines, is_heading

LEAD = "Der Rat der Stadt hat am Montag den Haushalt für das Jahr beschlossen."
OTHER = "Im Hafen liegt seit gestern ein Schiff mit Holz aus dem Norden."


def pairs(*lines):
    return list(duplicate_lines(parse("\n\n".join(lines), language="de")))


def test_a_line_that_stands_twice_is_an_exact_pair():
    assert pairs(LEAD, OTHER, LEAD) == [LinePair(2, 0, "exact", 1.0)]


def test_every_further_copy_points_to_the_first():
    assert pairs("Lesen Sie auch", LEAD, "Lesen Sie auch", "Lesen Sie auch") == [
        LinePair(2, 0, "exact", 1.0),
        LinePair(3, 0, "exact", 1.0),
    ]


def test_case_and_punctuation_do_not_matter():
    assert pairs("LESEN SIE AUCH:", LEAD, "Lesen Sie auch") == [
        LinePair(2, 0, "exact", 1.0)
    ]


def test_lines_without_a_word_are_no_duplicates():
    assert pairs("* * *", LEAD, "* * *", "12", "12") == []


def test_the_same_words_in_another_order_are_no_duplicate():
    assert pairs("Rat und Stadt", "Stadt und Rat") == []


def test_a_changed_word_makes_a_near_pair():
    # 13 words, 11 trigrams; one changed word takes the 3 that hold it.
    changed = LEAD.replace("Montag", "Dienstag")
    assert pairs(LEAD, OTHER, changed) == [
        LinePair(2, 0, "near", pytest.approx((11 - 3) / 11))
    ]


def test_a_line_inside_a_longer_one_is_a_near_pair():
    longer = f"{OTHER} {LEAD}"
    assert pairs(LEAD, longer) == [LinePair(1, 0, "near", 1.0)]


def test_half_of_a_line_is_no_near_pair():
    # 5 words in common are 3 of 11 trigrams.
    half = "Der Rat der Stadt hat gestern kein neues Wort über die Schulen verloren."
    assert pairs(LEAD, half) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Der Rat der Stadt", []),  # 2 trigrams of at least 4
        ("Der Rat der Stadt tagt", []),  # 2 of 3 are shared
        ("Der Rat der Stadt hat", [LinePair(1, 0, "near", 3 / 4)]),
    ],
)
def test_a_short_line_is_a_near_pair_only_as_a_whole_and_from_five_words(
    line, expected
):
    assert pairs(LEAD, line) == expected


def test_the_most_similar_line_is_taken():
    changed = LEAD.replace("Montag", "Dienstag")
    closer = f"{changed} Endlich."
    found = pairs(LEAD, changed, closer)
    assert [(p.line, p.of_line) for p in found] == [(1, 0), (2, 1)]


@pytest.mark.parametrize("ellipsis", ["…", "...", " …", " [...]"])
def test_a_line_cut_by_an_ellipsis_is_a_prefix_of_the_whole(ellipsis):
    cut = f"Der Rat der Stadt hat am{ellipsis}"
    assert pairs(cut, OTHER, LEAD) == [LinePair(0, 2, "prefix", 1.0)]


def test_a_line_may_be_cut_inside_a_word():
    assert pairs(LEAD, "Der Rat der Stadt hat am Mon…") == [
        LinePair(1, 0, "prefix", 1.0)
    ]


def test_words_to_click_on_may_follow_the_ellipsis():
    assert pairs(LEAD, "Der Rat der Stadt hat am … mehr lesen") == [
        LinePair(1, 0, "prefix", 1.0)
    ]


def test_a_cut_line_that_goes_on_otherwise_is_no_prefix():
    assert pairs(LEAD, "Der Rat der Stadt hatte am …") == []


def test_three_words_before_the_ellipsis_are_too_few():
    assert pairs(LEAD, "Der Rat der …") == []


def test_a_prefix_longer_than_the_other_line_is_none():
    assert pairs("Der Rat der Stadt", "Der Rat der Stadt hat am …") == []


@pytest.mark.parametrize("text", ["", LEAD, "…\n…\n…"])
def test_texts_with_nothing_to_compare_have_no_pairs(text):
    assert duplicate_lines(parse(text, language="de")) == ()


def test_headings_are_short_and_do_not_end_like_sentences():
    lines = ["Was passiert hier?", "Neues aus dem Rat", "Er kam.", "* * *", LEAD]
    headings = is_heading(parse("\n\n".join(lines), language="de"))
    assert headings.tolist() == [True, True, False, False, False]


def test_many_equal_lines_take_linear_work():
    lines = [f"{LEAD} {'x' * (n % 7 + 1)}" for n in range(3000)]
    found = pairs(*lines)
    assert len(found) == 2999
