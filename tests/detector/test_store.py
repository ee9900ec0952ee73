import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from detector.errors import ModelError
from detector.store import load, pack_arrays, save
from tests.detector.models import small_model


@pytest.fixture
def folder(tmp_path):
    save(small_model(), tmp_path / "loaded_de")
    return tmp_path / "loaded_de"


def change(folder, **fields):
    path = folder / "model.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, **fields}))


def test_a_model_comes_back_as_it_was_saved(folder):
    model, again = small_model(), load(folder)
    assert again.name == "loaded_de 1.0"
    assert again.outputs == model.outputs
    assert again.families == model.families
    assert again.dense.names == model.dense.names
    assert again.dense.weights.tolist() == model.dense.weights.tolist()
    assert np.asarray(again.tables[0]) == pytest.approx(model.tables[0], abs=1e-3)
    assert again.facts == {"examples": 10}


def test_the_same_model_gives_the_same_bytes(folder, tmp_path):
    save(small_model(), tmp_path / "again")
    for name in ("model.json", "arrays.npz"):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_the_order_of_a_table_in_memory_does_not_matter():
    table = np.arange(8.0).reshape(4, 2)
    packed = [
        pack_arrays(replace(small_model(), tables=(made,)))
        for made in (table, np.asfortranarray(table))
    ]
    assert packed[0] == packed[1]


def test_long_parameters_stand_in_the_arrays_and_come_back(tmp_path):
    long = (np.arange(1500) / 7).tolist()
    save(small_model(parameters={"short": [1.0, 2.0], "long": long}), tmp_path)
    written = json.loads((tmp_path / "model.json").read_text())["parameters"]
    assert written == {"short": [1.0, 2.0]}
    parameters = load(tmp_path).parameters
    assert parameters["short"] == [1.0, 2.0]
    assert list(parameters["long"]) == [float(f"{n:.12g}") for n in long]


def test_long_parameters_are_read_from_the_json_too(folder):
    change(folder, parameters={"long": [0.5] * 1500})
    assert list(load(folder).parameters["long"]) == [0.5] * 1500


def test_a_missing_table_is_refused(folder):
    path = folder / "arrays.npz"
    np.savez(path, other=np.zeros((16, 1), np.float16))
    change(folder, arrays_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(ModelError, match=r"cannot be used \('table_0'\); reinstall"):
        load(folder)


def test_undefined_numbers_are_written_as_null(tmp_path):
    save(small_model(facts={"value": float("nan")}), tmp_path)
    assert json.loads((tmp_path / "model.json").read_text())["facts"] == {"value": None}


def test_a_missing_folder_says_how_to_train(tmp_path):
    with pytest.raises(ModelError, match="no such model; train it: lesart train"):
        load(tmp_path / "frames_de")


def test_another_format_is_refused(folder):
    change(folder, format=99)
    with pytest.raises(ModelError, match="format 1 expected, found 99; reinstall"):
        load(folder)


def test_another_feature_schema_is_refused(folder):
    change(folder, schema=-1)
    with pytest.raises(ModelError, match="model has -1; retrain: lesart train"):
        load(folder)


def test_damaged_arrays_are_refused(folder):
    path = folder / "arrays.npz"
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ModelError, match=r"arrays\.npz: SHA-256 .* expected, found"):
        load(folder)


def test_missing_arrays_are_refused(folder):
    (folder / "arrays.npz").unlink()
    with pytest.raises(ModelError, match=r"arrays\.npz: cannot be read"):
        load(folder)


def test_broken_json_is_refused(folder):
    (folder / "model.json").write_text('{"format": 1')
    with pytest.raises(ModelError, match=r"model\.json: cannot be read"):
        load(folder)


def test_json_that_is_no_object_is_refused(folder):
    (folder / "model.json").write_text("[]")
    with pytest.raises(ModelError, match="a JSON object expected"):
        load(folder)


def test_a_missing_field_is_named(folder):
    path = folder / "model.json"
    content = json.loads(path.read_text())
    del content["outputs"]
    path.write_text(json.dumps(content))
    with pytest.raises(ModelError, match="field 'outputs' is missing or wrong"):
        load(folder)


def test_arrays_with_objects_are_never_unpickled(folder):
    path = folder / "arrays.npz"
    np.savez(path, table_0=np.array([{"a": 1}], dtype=object))
    change(folder, arrays_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(ModelError, match=r"arrays\.npz: not our arrays .*allow_pickle"):
        load(folder)


def test_arrays_of_another_shape_are_refused(folder):
    path = folder / "model.json"
    families = json.loads(path.read_text())["families"]
    change(folder, families=[{**families[0], "bits": 5}])
    with pytest.raises(ModelError, match="arrays of another shape"):
        load(folder)


@pytest.mark.parametrize(
    "field", ["task", "outputs", "link", "features", "intercept", "thresholds", "facts"]
)
def test_a_field_of_another_type_is_named(folder, field):
    change(folder, **{field: 7})
    with pytest.raises(ModelError, match=f"field '{field}' is missing or wrong"):
        load(folder)


@pytest.mark.parametrize("field", ["intercept", "slope", "offset"])
def test_a_number_too_many_is_refused(folder, field):
    change(folder, **{field: [1.0, 2.0, 3.0]})
    with pytest.raises(ModelError, match=f"{field}: one number for each output"):
        load(folder)
