"""``FeatureExtractor``: our named measures in anyone's scikit-learn pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from features.document import parse
from features.extract import vector
from features.registry import FEATURES


class FeatureExtractor(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turn texts into the named measures of ``features.registry.FEATURES``.

    It learns nothing from the texts, so that it may be fitted on any of them. A
    measure that a text does not have is NaN: follow with ``SimpleImputer``, or use an
    estimator that takes NaN.

    Parameters
    ----------
    names : sequence of str, optional
        Which measures, in which order; all of them by default.
    language : {"de", "en"}, optional
        The language of the texts; guessed for each text by default.
    n_jobs : int, optional
        Processes, as in joblib; None is one.

    Attributes
    ----------
    n_features_out_ : int
        Number of measures.

    Examples
    --------
    >>> from detector.training import FeatureExtractor
    >>> extractor = FeatureExtractor(names=("commas", "word_length"), language="en")
    >>> extractor.fit_transform(["One, two, three."]).round(2).tolist()
    [[66.67, 3.67]]
    """

    def __init__(
        self,
        names: Sequence[str] | None = None,
        *,
        language: Literal["de", "en"] | None = None,
        n_jobs: int | None = None,
    ) -> None:
        self.names = names
        self.language = language
        self.n_jobs = n_jobs

    def fit(self, X: Iterable[str], y: object = None) -> FeatureExtractor:  # noqa: ARG002, N803
        """Check the parameters; nothing is learnt from the texts.

        Parameters
        ----------
        X : iterable of str
        y : ignored

        Returns
        -------
        FeatureExtractor
            Itself.
        """
        if self.language not in {None, "de", "en"}:
            raise ValueError(f"language {self.language!r}; 'de', 'en' or None expected")
        _texts(X)
        self.n_features_out_ = len(vector(parse(""), self._names()))
        return self

    def transform(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803
        """Return the measures of the texts.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        ndarray of float64, shape (n_texts, n_measures)
            A data frame after ``set_output(transform="pandas")``.
        """
        check_is_fitted(self)
        texts = _texts(X)
        work = (
            delayed(_measures)(text, self._names(), self.language) for text in texts
        )
        rows = Parallel(n_jobs=self.n_jobs)(work)
        return np.array(rows, float).reshape(len(texts), self.n_features_out_)

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:  # noqa: ARG002
        """Return the names of the columns, ndarray of str, shape (n_measures,)."""
        return np.array(self._names(), dtype=object)

    def _names(self) -> tuple[str, ...]:
        if self.names is None:
            return tuple(feature.name for feature in FEATURES)
        return tuple(self.names)

    def __sklearn_tags__(self) -> Any:
        """Say that texts go in and NaN may come out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.target_tags.required = False
        return tags


def features_frame(
    texts: Iterable[str],
    *,
    names: Sequence[str] | None = None,
    language: Literal["de", "en"] | None = None,
    n_jobs: int | None = None,
) -> Any:
    """Return the named measures of texts as a pandas data frame, one row a text.

    An index that the texts have (a pandas series) becomes that of the frame.
    """
    import pandas

    extractor = FeatureExtractor(names, language=language, n_jobs=n_jobs)
    values = extractor.fit_transform(texts)
    index = getattr(texts, "index", None)
    return pandas.DataFrame(
        values,
        columns=extractor.get_feature_names_out(),
        index=None if callable(index) else index,
    )


def _texts(given: Iterable[str]) -> list[str]:
    if isinstance(given, str):
        raise ValueError("texts expected, one string found; give a list of strings")
    texts = list(given)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(
                f"texts expected, found {type(text).__name__} at position {number}"
            )
    return texts


def _measures(
    text: str, names: Sequence[str], language: Literal["de", "en"] | None
) -> NDArray[np.float64]:
    return vector(parse(text, language=language), names)
