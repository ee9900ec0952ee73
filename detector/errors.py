"""The errors that Lesart raises on purpose.

::

    DetectorError
    ├── InputError (also ValueError)   an article, file or record cannot be used
    ├── ModelError                     a model folder cannot be loaded
    └── CorpusError                    a corpus cannot be read or fails its digest

A message is one line: what, where, what was found, what to do. Imports nothing of ours.
"""

from pathlib import Path
from traceback import extract_tb


class DetectorError(Exception):
    """Base of every error that Lesart raises on purpose."""


class InputError(DetectorError, ValueError):
    """An article, a file or a record cannot be used as it is."""


class ModelError(DetectorError):
    """A model folder is missing, damaged, or of another format or schema."""


class CorpusError(DetectorError):
    """A corpus is missing, malformed, or not the one that was asked for."""


def told(error: Exception) -> str:
    """Return an error that nobody foresaw as one line with its place."""
    last = extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} line {last.lineno}"
    return f"{type(error).__name__}: {error} ({place})"
