"""How the thresholds of the line model are chosen."""

import numpy as np
import pytest

from detector.training.examples import Examples
from detector.training.pages import Lines
from detector.training.recipe import Recipe
from detector.training.tasks.boilerplate import thresholds_for
from features.line_form import FORM
from features.lines import LINE_FEATURES

PROSE, SHORT = 12, 3


def lines_of(rows):
    """Return lines of (site, words, target): those of many words end in a stop."""
    dense = np.zeros((len(rows), len(LINE_FEATURES)))
    dense[:, 0] = np.log1p([words for _, words, _ in rows])
    dense[:, FORM.index("ends_full_stop")] = [words == PROSE for _, words, _ in rows]
    examples = Examples(
        dense=dense,
        ngrams=(),
        targets=np.array([[float(target)] for _, _, target in rows]),
        groups=np.array([site for site, _, _ in rows]),
        weights=np.ones(len(rows)),
        outputs=("leftover",),
        slices={"corpus": np.array(["fundus"] * len(rows))},
    )
    whole = np.ones(len(rows), np.bool_)
    return Lines(examples, np.array([""] * len(rows)), np.zeros(len(rows), int), whole)


def recipe(kept):
    return Recipe(
        task="boilerplate",
        language="de",
        version="1.0",
        licence="open",
        intended_use="",
        limits="",
        corpora=(),
        dense=(),
        families=(),
        options={"sentences_kept": kept, "measured": ["fundus"]},
    )


def test_sentences_are_kept_as_the_recipe_asks_on_the_mean_of_the_sites():
    rows = [("a", PROSE, 0)] * 4 + [("b", PROSE, 0)] * 2 + [("b", SHORT, 1)]
    probabilities = np.array([0.1, 0.2, 0.3, 0.855, 0.1, 0.705, 0.99])
    lines = lines_of(rows)
    # Below 0.71 site b loses one sentence of two, below 0.86 site a one of four.
    assert thresholds_for(lines, probabilities, recipe(1.0))["sentence"] == 0.86
    assert thresholds_for(lines, probabilities, recipe(0.6))["sentence"] == 0.5
    assert thresholds_for(lines, probabilities, recipe(0.8))["sentence"] == 0.71


@pytest.mark.parametrize(("content", "expected"), [(0.62, 0.63), (0.4, 0.5)])
def test_short_lines_are_cut_where_precision_counts_twice(content, expected):
    rows = [("a", SHORT, 0)] + [("a", SHORT, 1)] * 3 + [("a", PROSE, 0)]
    probabilities = np.array([content, 0.8, 0.9, 0.99, 0.1])
    chosen = thresholds_for(lines_of(rows), probabilities, recipe(0.995))
    assert chosen["leftover"] == expected
