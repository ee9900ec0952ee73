"""Every measure of the articles written for the project, as last reviewed.

The values are our own output: this test guards against change, not against error.
"""

import json
import math
from pathlib import Path

import pytest

from features.document import parse
from features.extract import as_dict
from features.registry import FEATURES, SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "features.json"
ARTICLES = ROOT / "benchmarks" / "corpora" / "articles.jsonl"
EXAMPLES = ROOT / "benchmarks" / "examples"
COMMAND = "pytest tests/features/test_golden.py --update-golden"


def rounded(value):
    return None if math.isnan(value) else float(f"{value:.12g}")


def texts():
    records = map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())
    found = {record["id"]: record["text"] for record in records}
    for path in sorted(EXAMPLES.glob("*.txt")):
        found[path.name] = path.read_text(encoding="utf-8")
    return found


def measured():
    return {
        name: {key: rounded(value) for key, value in as_dict(parse(text)).items()}
        for name, text in texts().items()
    }


def same(old, new):
    if old is None or new is None:
        return old is new
    return math.isclose(old, new, rel_tol=1e-9, abs_tol=1e-12)


def changed_measures(old, new):
    """Name the measures in both whose value changed for an article in both."""
    return sorted(
        {
            key
            for name in old.keys() & new.keys()
            for key in old[name].keys() & new[name].keys()
            if not same(old[name][key], new[name][key])
        }
    )


def test_values_are_those_last_reviewed(update_golden):
    new = measured()
    golden = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {"values": {}}
    changed = changed_measures(golden["values"], new)
    if changed and golden["schema_version"] == SCHEMA_VERSION:
        pytest.fail(
            f"{', '.join(changed)} changed: raise SCHEMA_VERSION in "
            f"features/registry.py, then {COMMAND}; models need training again"
        )
    if update_golden:
        content = {"schema_version": SCHEMA_VERSION, "values": new}
        GOLDEN.write_text(json.dumps(content, indent=1) + "\n")
        return
    assert golden["schema_version"] == SCHEMA_VERSION, f"new schema: {COMMAND}"
    assert golden["values"].keys() == new.keys(), f"other articles: {COMMAND}"
    for name, values in golden["values"].items():
        assert list(values) == list(new[name]), f"other measures: {COMMAND}"


def test_every_measure_has_a_value_on_some_article():
    values = measured().values()
    never = [f.name for f in FEATURES if all(v[f.name] is None for v in values)]
    assert never == []


def test_a_changed_value_is_named():
    old = {"a": {"x": 1.0, "y": None, "gone": 1.0}, "gone": {"x": 1.0}}
    new = {"a": {"x": 1.1, "y": None, "new": 2.0}, "new": {"x": 3.0}}
    assert changed_measures(old, new) == ["x"]
