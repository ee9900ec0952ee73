"""A small model and a tree made by hand, for tests of models and of their folders."""

import numpy as np

from detector.model import Dense, Model
from detector.trees import LEAVES, Trees
from features.ngrams import Family


def small_model(**changes):
    """Return a model of two named features and one family of 16 places."""
    fields = {
        "task": "loaded",
        "language": "de",
        "version": "1.0",
        "licence": "open",
        "outputs": ("loaded",),
        "link": "logistic",
        "dense": Dense(
            names=("mattr_50", "lix"),
            impute=np.array([0.7, 40.0]),
            mean=np.array([0.6, 50.0]),
            scale=np.array([0.1, 10.0]),
            weights=np.array([[1.0], [-2.0]]),
        ),
        "families": (Family("word", 1, 1, 4),),
        "tables": (np.linspace(-1, 1, 16, dtype=np.float32).reshape(16, 1),),
        "intercept": np.array([0.5]),
        "slope": np.array([2.0]),
        "offset": np.array([-1.0]),
        "thresholds": {"likely": 0.9},
        "parameters": {},
        "facts": {"examples": 10},
    }
    return Model(**{**fields, **changes})


def stump(threshold, left, right, *, column=1, base=0.25):
    """Return one tree with one split."""
    not_the_first = np.array([(1 << LEAVES) - 2], np.uint32)
    return Trees(
        np.array([column]),
        np.array([threshold], float),
        not_the_first,
        np.array([left, right], float),
        base,
    )
