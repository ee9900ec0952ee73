"""``FeatureExtractor`` among scikit-learn's own."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import check_estimator

from detector.training import FeatureExtractor, features_frame
from features.registry import FEATURES

CHECKS = [
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_get_params_invariance",
    "check_no_attributes_set_in_init",
    "check_set_params",
    "check_valid_tag_types",
]
TEXTS = [
    "Der Rat tagt, und er stimmt ab.",
    "Skandal! Wie dreist! Wie feige!",
] * 4


def test_all_measures_come_in_the_order_of_the_table():
    names = FeatureExtractor().fit(TEXTS).get_feature_names_out()
    assert names.tolist() == [feature.name for feature in FEATURES]


def test_a_row_per_text_and_a_column_per_name():
    extractor = FeatureExtractor(names=["commas", "exclamation_marks"], language="de")
    values = extractor.fit_transform(TEXTS[:2])
    assert values.tolist() == [[100 / 7, 0.0], [0.0, 300 / 5]]


def test_a_data_frame_on_request():
    pytest.importorskip("pandas", reason="data frames need pandas")
    extractor = FeatureExtractor(["commas"]).set_output(transform="pandas")
    frame = extractor.fit_transform(TEXTS)
    assert list(frame.columns) == ["commas"]


def test_two_processes_give_what_one_gives():
    one = FeatureExtractor(n_jobs=1).fit_transform(TEXTS[:2])
    two = FeatureExtractor(n_jobs=2).fit_transform(TEXTS[:2])
    np.testing.assert_array_equal(one, two)


def test_scikit_learn_knows_that_texts_go_in():
    with pytest.warns(SkipTestWarning, match="one_d_array=True"):
        check_estimator(FeatureExtractor())


@pytest.mark.parametrize("name", CHECKS)
def test_the_checks_of_scikit_learn_that_need_no_matrix_pass(name):
    getattr(estimator_checks, name)("FeatureExtractor", FeatureExtractor())


def test_a_clone_has_the_same_parameters():
    extractor = FeatureExtractor(["commas"], language="de", n_jobs=2)
    assert clone(extractor).get_params() == extractor.get_params()


def test_a_grid_search_over_names_runs_in_a_pipeline():
    pipeline = make_pipeline(
        FeatureExtractor(language="de"),
        SimpleImputer(keep_empty_features=True),
        LogisticRegression(),
    )
    grid = {"featureextractor__names": [("commas",), ("exclamation_marks", "commas")]}
    search = GridSearchCV(pipeline, grid, cv=2).fit(TEXTS, [0, 1] * 4)
    assert search.best_score_ == 1.0


def test_measures_before_fitting_are_refused():
    with pytest.raises(NotFittedError, match="not fitted yet"):
        FeatureExtractor().transform(TEXTS)


@pytest.mark.parametrize(
    ("given", "message"),
    [("ein Text", "one string found"), (["ein Text", 3], "found int at position 1")],
)
def test_what_is_no_list_of_texts_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        FeatureExtractor().fit(given)


def test_an_unknown_measure_and_language_are_refused():
    with pytest.raises(ValueError, match="no measure 'bias'"):
        FeatureExtractor(["bias"]).fit(TEXTS)
    with pytest.raises(ValueError, match="language 'fr'"):
        FeatureExtractor(language="fr").fit(TEXTS)


def test_a_frame_keeps_the_index_of_a_series():
    pandas = pytest.importorskip("pandas", reason="data frames need pandas")
    series = pandas.Series(TEXTS[:2], index=["a", "b"])
    frame = features_frame(series, names=["commas"], language="de")
    assert frame.loc["a", "commas"] == pytest.approx(100 / 7)


def test_a_frame_of_a_list_is_numbered():
    pytest.importorskip("pandas", reason="data frames need pandas")
    assert list(features_frame(TEXTS[:2], names=["commas"]).index) == [0, 1]
