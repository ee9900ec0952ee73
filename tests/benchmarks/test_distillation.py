from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from benchmarks.distillation import cut
from detector.training.ridge import Lessons
from detector.training.tasks.framing_course import Course
from detector.training.tasks.framing_gold import Gold


@pytest.fixture
def course():
    """A course without gold labels whose pool of ten rows is numbered."""
    empty = np.empty(0)
    numbers = np.arange(10.0)[:, None]
    gold = Gold(
        records=[],
        targets=np.empty((0, 1)),
        groups=empty.astype(str),
        corpora=empty.astype(str),
        weights=empty,
        measured=empty.astype(bool),
        teaches=empty.astype(bool),
    )
    pool = Lessons((csr_matrix(numbers),), numbers, np.ones((10, 1)))
    return Course(
        gold=gold,
        labelled=Lessons((csr_matrix((0, 1)),), np.empty((0, 1)), np.empty((0, 1))),
        gold_logits=None,
        pool=pool,
        pool_groups=np.arange(10).astype(str),
        pool_logits=numbers[:, None, :],
        seeds=None,
        scales=None,
        fold_of=empty.astype(np.int64),
        dense=np.empty((0, 0)),
        words=None,
    )


def numbers_in(course):
    return course.pool.targets[:, 0].astype(int).tolist()


def test_a_cut_pool_keeps_groups_and_log_odds_with_their_sentences(course):
    few = cut(course, 4, 7)
    assert len(numbers_in(few)) == 4
    assert few.pool_groups.tolist() == [str(n) for n in numbers_in(few)]
    assert few.pool_logits[:, 0, 0].astype(int).tolist() == numbers_in(few)
    assert few.pool.ngrams[0].toarray()[:, 0].astype(int).tolist() == numbers_in(few)


def test_a_smaller_pool_is_a_part_of_the_larger(course):
    assert set(numbers_in(cut(course, 3, 7))) < set(numbers_in(cut(course, 6, 7)))


def test_no_sentences_is_no_pool(course):
    assert cut(course, 0, 7).pool is None
    assert cut(replace(course, pool=None), 5, 7).pool is None
