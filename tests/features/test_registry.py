import hashlib
import inspect
import json
import math
import re
from collections import Counter

import numpy as np
import pytest

from features import (
    evaluative,
    hedge_rates,
    hedging,
    lexical,
    quotation,
    readability,
    registry,
    repetition,
    rhythm,
    sentiment,
    surface,
)
from features.document import parse
from features.extract import as_dict, matrix, vector
from features.registry import FEATURES, SCHEMA_VERSION, schema_digest

MEASURE_MODULES = (
    evaluative,
    hedge_rates,
    hedging,
    lexical,
    quotation,
    readability,
    repetition,
    rhythm,
    sentiment,
    surface,
)
NAMES = [feature.name for feature in FEATURES]


def is_measure(function):
    signature = inspect.signature(function)
    return list(signature.parameters) == [
        "document"
    ] and signature.return_annotation in (
        float,
        "float",
    )


@pytest.mark.parametrize("module", MEASURE_MODULES, ids=lambda m: m.__name__)
def test_each_public_measure_stands_in_the_table_once(module):
    public = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and function.__module__ == module.__name__
        and is_measure(function)
    ]
    counted = Counter(feature.function for feature in FEATURES)
    assert public
    assert {f.__name__: counted[f] for f in public} == dict.fromkeys(
        (f.__name__ for f in public), 1
    )


def test_names_are_unique_and_plain():
    assert len(set(NAMES)) == len(NAMES)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in NAMES)


@pytest.mark.parametrize("feature", FEATURES, ids=NAMES)
def test_docstring_tells_direction_and_when_undefined(feature):
    text = inspect.getdoc(feature.function)
    assert "higher = " in text.lower()
    assert "NaN" in text


def test_schema_digest_covers_names_version_and_data(tmp_path, monkeypatch):
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "list.txt").write_bytes(b"wort\n")
    (tmp_path / "build.py").write_bytes(b"code")
    monkeypatch.setattr(registry, "DATA", tmp_path)
    expected = hashlib.sha256(json.dumps([SCHEMA_VERSION, NAMES]).encode())
    expected.update(b"\nde/list.txt 5\nwort\n")
    assert schema_digest.__wrapped__() == expected.hexdigest()


def test_schema_digest_changes_with_a_word_list(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "DATA", tmp_path)
    (tmp_path / "list.txt").write_bytes(b"wort\n")
    before = schema_digest.__wrapped__()
    (tmp_path / "list.txt").write_bytes(b"wort\nort\n")
    assert schema_digest.__wrapped__() != before


def test_schema_digest_changes_with_the_version(monkeypatch):
    before = schema_digest.__wrapped__()
    monkeypatch.setattr(registry, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    assert schema_digest.__wrapped__() != before


def test_vector_has_the_order_of_the_table():
    document = parse("Der Rat tagt heute. Die Gemeinde braucht Geld.", language="de")
    values = vector(document)
    assert values.dtype == np.float64
    for value, feature in zip(values, FEATURES, strict=True):
        np.testing.assert_equal(value, feature.function(document))


def test_vector_of_chosen_names_keeps_their_order():
    document = parse("Der Rat tagt heute.", language="de")
    assert vector(document, ["sentence_length", "word_length"]).tolist() == [4.0, 3.75]


def test_matrix_has_a_row_for_each_document():
    documents = [parse("Der Rat tagt."), parse("Ja.")]
    assert matrix(documents, ["sentence_length"]).tolist() == [[3.0], [1.0]]


def test_matrix_of_no_documents_has_all_columns():
    assert matrix([]).shape == (0, len(FEATURES))


def test_as_dict_names_each_value():
    values = as_dict(parse("Der Rat tagt."))
    assert list(values) == NAMES
    assert values["sentence_length"] == 3.0
    assert math.isnan(values["mtld"])


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no measure 'mattr'; available: .*mattr_50"):
        vector(parse("Ja."), ["mattr"])
