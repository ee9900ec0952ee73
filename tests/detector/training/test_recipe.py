import pytest

from detector.errors import ModelError
from detector.training.recipe import read_recipe
from features.ngrams import Family

RECIPE = """
task = "loaded"
language = "de"
version = "1.0"
licence = "open"
intended_use = "Finding loaded sentences."
limits = "Headlines."

[[corpora]]
path = "annotation/a.jsonl.gz"
sha256 = "abc"
weight = 0.5
role = "gold"

[features]
dense = ["lix"]
families = [{ name = "word", low = 1, high = 2, bits = 17 }]

[fit]
folds = 4
C = 0.3

[task_options]
crop = 300
"""


def write(folder, text):
    (folder / "recipe.toml").write_text(text)
    return folder


def test_every_part_of_a_recipe_is_read(tmp_path):
    recipe = read_recipe(write(tmp_path, RECIPE))
    assert recipe.corpora[0].weight == 0.5
    assert recipe.corpora[0].options == {"role": "gold"}
    assert recipe.families == (Family("word", 1, 2, 17),)
    assert (recipe.folds, recipe.C, recipe.idf) == (4, 0.3, True)
    assert recipe.options == {"crop": 300}


def test_a_folder_without_a_recipe_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no recipe; a model folder begins with one"):
        read_recipe(tmp_path)


def test_a_missing_field_is_named(tmp_path):
    folder = write(tmp_path, RECIPE.replace('licence = "open"', ""))
    with pytest.raises(ModelError, match="field 'licence' is missing"):
        read_recipe(folder)


def test_an_unknown_setting_is_refused(tmp_path):
    folder = write(tmp_path, RECIPE.replace("C = 0.3", "cost = 0.3"))
    with pytest.raises(ModelError, match="unexpected keyword argument 'cost'"):
        read_recipe(folder)


def test_broken_toml_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"recipe\.toml: "):
        read_recipe(write(tmp_path, "task = "))
