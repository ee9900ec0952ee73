import numpy as np
import pytest
from scipy.sparse import csr_matrix

from benchmarks.subjectivity import (
    Part,
    Row,
    as_table,
    best_limit,
    fitted,
    measured,
    read_part,
)

FACTS = [f"Der Rat tagte am {day}. Mai in Bonn." for day in range(1, 16)]
VIEWS = [f"Was für ein Irrsinn, Nummer {day}!" for day in range(1, 16)]


@pytest.fixture(scope="module")
def part():
    labelled = dict.fromkeys(FACTS, False) | dict.fromkeys(VIEWS, True)
    return read_part("de", "dev", labelled, None)


def one_column(values, targets, language="de"):
    blocks = {"cues": np.array(values, float)[:, None]}
    return Part(language, "train", np.array(targets, float), blocks)


def test_the_best_limit_lies_between_two_decisions():
    targets, decisions = np.array([0, 0, 1, 1]), np.array([-3.0, 1.0, 2.0, 5.0])
    assert best_limit(targets, decisions) == 1.5


def test_a_single_decision_is_the_limit_itself():
    assert best_limit(np.array([0, 1]), np.array([2.0, 2.0])) == 2.0


def test_a_part_holds_a_row_of_each_block_for_each_sentence(part):
    assert set(part.blocks) == {"n-grams", "cues", "models"}
    assert {block.shape[0] for block in part.blocks.values()} == {30}
    assert part.targets.sum() == 15


def test_sentences_that_differ_in_every_word_are_told_apart(part):
    rows = list(measured([part], part, [part]))
    plain = [row for row in rows if row.system == "n-grams"]
    assert [row.macro_f1 for row in plain] == [1.0, 1.0]


def test_systems_that_read_embeddings_are_left_out_without_them(part):
    assert not any("semantic" in row.system for row in measured([part], part, []))


def test_each_language_is_standardised_by_itself():
    low = one_column([0, 0, 1, 1], [0, 0, 1, 1])
    high = one_column([100, 100, 101, 101], [0, 0, 1, 1], "en")
    decide = fitted([low, high], ("cues",), 10.0)
    np.testing.assert_allclose(decide(low), decide(high))


def test_ngrams_are_read_as_they_are():
    blocks = {"n-grams": csr_matrix(np.array([[1.0, 0], [0, 1.0]]))}
    part = Part("de", "train", np.array([0.0, 1.0]), blocks)
    first, second = fitted([part], ("n-grams",), 10.0)(part)
    assert first < 0 < second


def test_the_table_has_a_line_a_row():
    table = as_table([Row("de", "dev", "n-grams", 0.6104, 0.5, 0.7, 485)])
    assert (
        table.splitlines()[-1] == "| de | dev | n-grams | 0.610 | 0.500 | 0.700 | 485 |"
    )
