import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.training.split import grouped_folds


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=3).filter(lambda g: len(set(g)) > 2)
)
def test_a_group_is_never_on_both_sides(groups):
    folds = grouped_folds(groups, 3, 1)
    for group in set(groups):
        where = [
            fold for fold, name in zip(folds, groups, strict=True) if name == group
        ]
        assert len(set(where)) == 1


def test_folds_do_not_depend_on_the_order_of_the_examples():
    groups = list("aabbbccddddeef")
    order = np.random.default_rng(0).permutation(len(groups))
    shuffled = [groups[index] for index in order]
    assert grouped_folds(shuffled, 3, 7).tolist() == (
        grouped_folds(groups, 3, 7)[order].tolist()
    )


def test_folds_are_about_equally_large():
    groups = [f"g{number % 20}" for number in range(200)]
    assert np.bincount(grouped_folds(groups, 5, 0)).tolist() == [40] * 5


def test_more_folds_than_groups_are_refused():
    with pytest.raises(ValueError, match="5 folds asked for, 2 groups there"):
        grouped_folds(["a", "b", "a"], 5, 0)
