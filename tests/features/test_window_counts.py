"""Counts of overlapping windows against the sparse rows of the same windows."""

import numpy as np
import pytest

from features.document import parse
from features.ngrams import Family, rows, stream_of
from features.window_counts import GROUP, Whole, groups, window_counts

TEXT = (
    "Der Hund bellt laut. Die Katze schläft, sagte er am Montag. Ein Titel ohne Ende\n"
    "Die Katze schläft noch immer. Der Hund war in der Küche und die Katze im Hof."
)


def windows_of(count):
    """Return a text and some windows of three sentences, a sentence apart."""
    document = parse(" ".join([TEXT] * count), language="de")
    parts = document.sentences_at
    return document, parts.starts[:-2], parts.ends[2:]


@pytest.mark.parametrize("count", [1, 2, 9])
@pytest.mark.parametrize("name", ["character", "word", "skeleton"])
def test_windows_weigh_what_their_rows_weigh(name, count):
    document, starts, ends = windows_of(count)
    family = Family(name, 1, 4, 10)
    weights = np.random.default_rng(1).normal(size=(1 << 10, 2)).astype(np.float32)
    found = list(window_counts(stream_of(document, name, "de"), family, starts, ends))
    windows = np.concatenate([counts.dot(weights)[1:] for counts in found])
    expected = rows(document, family, starts, ends).dot(weights)
    assert len(found) == len(groups(len(starts)))
    assert windows == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("count", [1, 2, 9])
@pytest.mark.parametrize("name", ["character", "word", "skeleton"])
def test_the_groups_add_up_to_the_text(name, count):
    document, starts, ends = windows_of(count)
    family = Family(name, 2, 5, 18)
    whole = Whole(family)
    for counts in window_counts(stream_of(document, name, "de"), family, starts, ends):
        whole.add(counts)
    weights = np.random.default_rng(1).normal(size=(1 << 18, 1)).astype(np.float32)
    expected = rows(document, family, starts[:1], ends[-1:]).dot(weights)
    assert whole.counts().dot(weights) == pytest.approx(expected, abs=1e-12)


def test_what_each_ngram_adds_sums_up_to_the_decision():
    document, starts, ends = windows_of(1)
    family = Family("word", 1, 2, 12)
    counts = next(
        window_counts(stream_of(document, "word", "de"), family, starts, ends)
    )
    weights = np.random.default_rng(1).normal(size=(1 << 12, 2)).astype(np.float32)
    added = (counts.each(weights, output=1) * counts.counts[0]).sum()
    assert added == pytest.approx(counts.dot(weights)[0, 1])


def test_a_text_without_a_group_is_refused():
    with pytest.raises(ValueError, match="no group was added"):
        Whole(Family("word", 1, 1, 4)).counts()


def test_groups_cover_all_windows_in_order():
    assert groups(GROUP + 1) == [slice(0, GROUP), slice(GROUP, 2 * GROUP)]
