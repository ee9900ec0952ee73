import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import ngrams
from features.document import parse
from features.ngrams import Family, rolled, rows, stream_of, sublinear


def whole(document, family):
    return rows(document, family, np.array([0]), np.array([len(document.folded)]))


def entries(counted):
    return dict(
        zip(
            zip(counted.row.tolist(), counted.column.tolist(), strict=True),
            counted.value.tolist(),
            strict=True,
        )
    )


def test_character_bigrams_have_sublinear_counts_of_unit_length():
    counted = whole(parse("abab", language="de"), Family("character", 2, 2))
    ab, ba = 1 + math.log(2), 1.0
    length = math.hypot(ab, ba)
    assert sorted(counted.value.tolist()) == pytest.approx([ba / length, ab / length])


def test_number_of_ngrams_is_that_of_a_naive_count():
    text = "der hund und der hund und die katze"
    counted = whole(parse(text, language="de"), Family("word", 1, 2))
    words = text.split()
    expected = Counter(words) + Counter(pairwise(words))
    assert len(counted.value) == len(expected)


@pytest.mark.parametrize("name", ["character", "word", "skeleton"])
def test_rows_of_sentences_equal_rows_of_the_sentences_alone(name):
    text = "Der Hund bellt laut. Die Katze schläft, sagte er."
    document = parse(text, language="de")
    family = Family(name, 1, 3)
    together = rows(
        document, family, document.sentences_at.starts, document.sentences_at.ends
    )
    for index, (start, end) in enumerate(document.sentences):
        alone = entries(whole(parse(text[start:end], language="de"), family))
        mine = {
            (0, column): value
            for (row, column), value in entries(together).items()
            if row == index
        }
        assert mine == pytest.approx(alone)


def test_quotes_and_dashes_of_every_style_give_the_same_ngrams():
    curly = parse("„Ja“ – sagte ‚er‘ dann.", language="de")
    plain = parse("\"Ja\" - sagte 'er' dann.", language="de")
    for name in ("character", "skeleton"):
        family = Family(name, 1, 3)
        assert entries(whole(curly, family)) == entries(whole(plain, family))


def test_runs_of_blanks_count_as_one():
    family = Family("character", 2, 3)
    assert entries(whole(parse("ein  \t Wort", language="de"), family)) == entries(
        whole(parse("ein Wort", language="de"), family)
    )


def test_a_heading_without_a_full_stop_reads_as_one_with():
    for name in ("character", "skeleton"):
        family = Family(name, 2, 4)
        bare = parse("Ein Titel\nDer Text beginnt.", language="de")
        stopped = parse("Ein Titel. Der Text beginnt.", language="de")
        assert entries(whole(bare, family)) == entries(whole(stopped, family))


def test_a_skeleton_keeps_function_words_and_forgets_topics():
    one = parse("Der Hund war in der Küche.", language="de")
    two = parse("Der Fund war in der Lüche.", language="de")
    three = parse("Der Hund war auf der Küche.", language="de")
    symbols = [
        stream_of(d, "skeleton", "de").symbols.tolist() for d in (one, two, three)
    ]
    assert symbols[0] == symbols[1]
    assert symbols[0] != symbols[2]


def test_a_capital_counts_in_a_skeleton_only_inside_a_sentence():
    start = stream_of(parse("Bauern", language="de"), "skeleton", "de").symbols
    inside = stream_of(parse("als Bauern", language="de"), "skeleton", "de").symbols
    small = stream_of(parse("als bauern", language="de"), "skeleton", "de").symbols
    assert len({int(start[0]), int(inside[1]), int(small[1])}) == 3


def test_an_unknown_family_is_named():
    with pytest.raises(ValueError, match="unknown n-gram family 'syllable'"):
        stream_of(parse("Wort"), "syllable", "de")


def test_rolled_hash_depends_on_order():
    symbols = np.array([3, 5, 3], np.uint64)
    found = rolled(symbols, 1, 2)
    assert found.shape == (2, 3)
    assert found[0, 0] == found[0, 2]
    assert found[1, 0] != found[1, 1]


def test_a_run_has_the_same_hash_whatever_other_sizes_are_asked_for():
    symbols = np.arange(9, dtype=np.uint64)
    assert (
        rolled(symbols, 3, 3)[0, :7].tolist() == rolled(symbols, 1, 4)[2, :7].tolist()
    )


def test_one_wide_table_weighs_like_its_columns_alone():
    text = "Der Hund bellt laut. Die Katze schläft. Die Katze schläft, sagte er."
    document = parse(text, language="de")
    parts = document.sentences_at
    counted = rows(document, Family("word", 1, 2, 8), parts.starts, parts.ends)
    weights = np.random.default_rng(1).normal(size=(1 << 8, 12)).astype(np.float32)
    alone = [counted.dot(weights[:, [k]])[:, 0] for k in range(12)]
    assert counted.dot(weights) == pytest.approx(np.transpose(alone), abs=1e-12)


def test_dot_adds_up_weighted_values_by_unit():
    counted = whole(parse("aab", language="de"), Family("character", 1, 1, bits=4))
    weights = np.arange(32, dtype=np.float32).reshape(16, 2)
    expected = counted.value @ weights[counted.column]
    assert counted.dot(weights)[0] == pytest.approx(expected)


@given(st.text())
def test_any_text_gives_rows_of_unit_length_or_none(text):
    document = parse(text)
    for name in ("character", "word", "skeleton"):
        counted = rows(
            document,
            Family(name, 1, 3, bits=10),
            document.lines.starts,
            document.lines.ends,
        )
        lengths = np.bincount(counted.row, counted.value**2)
        assert lengths == pytest.approx(np.ones(len(document.lines)))


def test_overlapping_units_read_their_own_stretch_of_the_text(monkeypatch):
    """Else the cost of a long text grows with the square of its length."""
    read = []
    whole = ngrams.Stream.hash_places

    def noted(stream, family, begin, end):
        read.append((begin, end))
        return whole(stream, family, begin, end)

    monkeypatch.setattr(ngrams.Stream, "hash_places", noted)
    document = parse("Der Hafen bleibt zu. " * 40, language="de")
    starts, ends = np.array([400, 410]), np.array([420, 430])
    ngrams.rows(document, ngrams.Family("character", 1, 3), starts, ends)
    assert read == [(400, 430)]


@pytest.mark.parametrize("most", [3, 5_000])
def test_counts_are_sublinear_however_many_there_are(most):
    values = sublinear(np.array([[0, 1], [2, most]]))
    expected = [[0.0, 1.0], [1.0 + math.log(2), 1.0 + math.log(most)]]
    assert values.tolist() == [pytest.approx(row) for row in expected]
