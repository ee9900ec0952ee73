"""How models are made: corpora -> examples -> folds -> fit -> calibrate -> card.

The one place in the package where scikit-learn, scipy and joblib are imported; no
scoring road leads here.
"""
