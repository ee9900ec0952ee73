"""The gate: floors hold, and none is lowered unasked."""

import json

import pytest

from benchmarks.catalogue import catalogue
from benchmarks.gate import FLOORS, check, main, updated

DIGESTS = {"a.ai": "1", "b.ai": "2"}
FLOOR = {"a.ai": {"sha256": "1", "floors": {"auroc": 0.9, "false_positive_rate": 0.1}}}


def values(auroc=0.9, rate=0.1):
    return {"a.ai": {"auroc": auroc, "false_positive_rate": rate}}


def test_values_at_their_floors_pass():
    verdict = check(FLOOR, values(), DIGESTS)
    assert (verdict.failures, verdict.checked, verdict.absent) == ((), 1, 0)


def test_a_value_below_its_floor_fails():
    assert check(FLOOR, values(auroc=0.89), DIGESTS).failures == (
        "a.ai: auroc 0.8900, at least 0.9000 needed",
    )


def test_a_false_positive_rate_may_not_rise():
    assert check(FLOOR, values(rate=0.2), DIGESTS).failures == (
        "a.ai: false_positive_rate 0.2000, at most 0.1000 allowed",
    )


def test_a_changed_corpus_fails_until_it_is_updated():
    failures = check(FLOOR, values(), {"a.ai": "other"}).failures
    assert failures == ("a.ai: the corpus changed; run with --update",)


def test_a_corpus_that_is_gone_from_the_catalogue_fails():
    assert "is no corpus any more" in check(FLOOR, {}, {}).failures[0]


def test_a_measure_that_is_gone_fails():
    failures = check(FLOOR, {"a.ai": {"auroc": 0.95}}, DIGESTS).failures
    assert failures == ("a.ai: false_positive_rate is not measured any more",)


def test_a_corpus_that_is_not_there_is_counted_and_passes():
    verdict = check(FLOOR, {}, DIGESTS)
    assert (verdict.failures, verdict.absent) == ((), 1)


def test_an_update_raises_floors_and_takes_new_corpora_in():
    found = updated(FLOOR, {**values(0.95, 0.05), "b.ai": {"auroc": 0.7}}, DIGESTS)
    assert found["a.ai"]["floors"] == {"auroc": 0.95, "false_positive_rate": 0.05}
    assert found["b.ai"] == {"sha256": "2", "floors": {"auroc": 0.7}}


def test_an_update_lowers_no_floor_unasked():
    found = updated(FLOOR, values(0.5, 0.5), DIGESTS)
    assert found["a.ai"]["floors"] == {"auroc": 0.9, "false_positive_rate": 0.1}


def test_an_update_keeps_the_floor_of_a_measure_that_is_gone():
    found = updated(FLOOR, {"a.ai": {"auroc": 0.9}}, DIGESTS)
    assert found["a.ai"]["floors"]["false_positive_rate"] == 0.1


def test_a_regression_is_taken_on_request():
    found = updated(FLOOR, values(0.5, 0.5), DIGESTS, allow_regression=True)
    assert found["a.ai"]["floors"] == {"auroc": 0.5, "false_positive_rate": 0.5}


def test_a_changed_corpus_starts_afresh():
    found = updated(FLOOR, values(0.5, 0.5), {"a.ai": "new"})
    assert found["a.ai"] == {
        "sha256": "new",
        "floors": {"auroc": 0.5, "false_positive_rate": 0.5},
    }


KEY = "articles_own.ai"
DIGEST = {entry.key: entry.sha256 for entry in catalogue()}[KEY]


@pytest.fixture
def floors(tmp_path):
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({KEY: {"sha256": DIGEST, "floors": {"auroc": 0.9}}}))
    return path


@pytest.mark.parametrize(("auroc", "code"), [(0.95, 0), (0.8, 1)])
def test_the_command_ends_with_one_where_a_floor_does_not_hold(floors, auroc, code):
    found = main([], path=floors, values_of=lambda _: {KEY: {"auroc": auroc}})
    assert found == code


def test_the_command_updates_and_still_fails_on_a_regression(floors):
    found = main(["--update"], path=floors, values_of=lambda _: {KEY: {"auroc": 0.5}})
    assert found == 1
    assert json.loads(floors.read_text())[KEY]["floors"] == {"auroc": 0.9}


def test_the_command_takes_a_regression_on_request(floors):
    arguments = ["--update", "--allow-regression"]
    found = main(arguments, path=floors, values_of=lambda _: {KEY: {"auroc": 0.5}})
    assert found == 0
    assert json.loads(floors.read_text())[KEY]["floors"] == {"auroc": 0.5}


def test_every_floor_belongs_to_a_corpus_as_it_is():
    digests = {entry.key: entry.sha256 for entry in catalogue()}
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert floors
    assert {key: digests.get(key) for key in floors} == {
        key: entry["sha256"] for key, entry in floors.items()
    }
