"""Measures of each kind on rows small enough to count by hand."""

import pytest

from benchmarks.counts import normalised, overlaps
from benchmarks.measures import HEADLINE, measure
from benchmarks.predictions import Row


def row(target, prediction, flag=None, *, name="a"):
    return Row(name, name, "de", {}, target, prediction, flag)


def values(rows, kind):
    return {name: drawn.value for name, drawn in measure(rows, kind).items()}


def test_binary_uses_the_systems_own_verdict_for_f1():
    rows = [row(0.0, 0.6, False), row(1.0, 0.7, True), row(0.0, 0.2, False)]
    found = values(rows, "binary")
    assert (found["auroc"], found["f1"], found["false_positive_rate"]) == (
        1.0,
        1.0,
        0.0,
    )


def test_binary_without_a_verdict_is_cut_at_one_half():
    found = values([row(0.0, 0.6), row(1.0, 0.7), row(0.0, 0.2)], "binary")
    assert found["false_positive_rate"] == pytest.approx(1 / 2)
    assert found["f1"] == pytest.approx(2 / 3)


def test_human_texts_alone_have_false_positives_and_nothing_else():
    found = values([row(0.0, 0.6, True), row(0.0, 0.1, False)], "binary")
    assert found == {"false_positive_rate": 0.5}


def test_scores_that_are_no_probabilities_have_no_brier_score():
    found = values([row(0.0, -3.0), row(1.0, 7.0)], "binary")
    assert "brier" not in found
    assert found["auroc"] == 1.0


def test_labels_count_together_and_apart():
    rows = [
        row(["x"], {"x": 0.9, "y": 0.8}),
        row(["x", "y"], {"x": 0.7, "y": 0.1}),
        row([], {"x": 0.2}),
    ]
    found = values(rows, "labels")
    assert found["micro_f1"] == pytest.approx(2 * 2 / (3 + 3))
    assert found["macro_f1"] == pytest.approx((1 + 0) / 2)


def test_tone_has_three_classes():
    rows = [row(-1.0, -0.9), row(0.0, 0.1), row(1.0, 0.2)]
    found = values(rows, "tone")
    # negative right; neutral right, and positive called neutral
    assert found["macro_f1"] == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert found["auroc_positive"] == 1.0


def test_tone_uses_the_systems_own_class():
    rows = [row(-1.0, -0.1, -1.0), row(1.0, 0.1, 1.0), row(0.0, 0.9, 0.0)]
    assert values(rows, "tone")["macro_f1"] == 1.0


def test_spans_count_exact_and_overlapping():
    rows = [row([[0, 4, "a"], [5, 9, "b"]], [[0, 4, "a"], [6, 9, "b"], [20, 22, "a"]])]
    found = values(rows, "spans")
    assert found["f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert found["overlap_f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert found["precision"] == pytest.approx(1 / 3)
    assert found["recall"] == pytest.approx(1 / 2)


def test_a_span_of_another_type_counts_only_without_types():
    found = values([row([[0, 4, "a"]], [[0, 4, "b"]])], "spans")
    assert (found["f1"], found["untyped_f1"]) == (0.0, 1.0)


def test_each_span_is_used_once():
    assert overlaps([(0, 5, "a"), (4, 9, "a")], [(3, 6, "a")]) == 1


def test_lines_are_measured_over_all_documents():
    rows = [row([1, 0], [0.9, 0.1], [True, False]), row([1], [0.4], [False], name="b")]
    found = values(rows, "lines")
    assert found["f1"] == pytest.approx(2 / 3)
    assert found["best_f1"] == 1.0


def test_extracted_words_are_counted_as_a_bag():
    found = values([row("eins zwei zwei", "zwei drei")], "page")
    assert found["precision"] == pytest.approx(1 / 2)
    assert found["recall"] == pytest.approx(1 / 3)
    assert found["token_f1"] == pytest.approx(2 / 5)


def test_segments_are_kept_or_wrongly_kept():
    target = {"with": ["„So ist es“", "nie gesagt"], "without": ["Lesen Sie"]}
    found = values([row(target, 'Er sagt: "so  ist es". Lesen Sie auch')], "page")
    assert (found["precision"], found["recall"]) == (0.5, 0.5)


def test_texts_are_compared_with_plain_quotes_and_single_blanks():
    assert normalised("„A“ \n  B") == '"a" b'


@pytest.mark.parametrize("kind", list(HEADLINE))
def test_no_rows_have_no_measures(kind):
    assert measure([], kind) == {}


def test_a_measure_lies_in_its_interval_and_is_the_same_twice():
    rows = [row(float(n % 2), (n * 7 % 11) / 11, name=str(n)) for n in range(40)]
    first = measure(rows, "binary")["auroc"].as_dict()
    assert first["low"] <= first["value"] <= first["high"]
    assert first == measure(rows, "binary")["auroc"].as_dict()
