"""The benchmark: corpora as data, systems side by side, measures with intervals."""
