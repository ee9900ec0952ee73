"""How models are made: corpora -> examples -> folds -> fit -> calibrate -> card.

The one place in the package where scikit-learn, scipy and joblib are imported; no
scoring road leads here. For other people's pipelines::

    from detector.training import FeatureExtractor, features_frame
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detector.training.extractor import FeatureExtractor, features_frame

__all__ = ["FeatureExtractor", "features_frame"]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from detector.training import extractor

    value: object = getattr(extractor, name)
    return value
