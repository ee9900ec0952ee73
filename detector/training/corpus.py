"""Reading labelled corpora: JSON Lines, plain or gzip, checked by their digest."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from detector.errors import CorpusError
from detector.training.recipe import CorpusEntry

Record = dict[str, Any]


def read_corpus(entry: CorpusEntry, data: Path) -> list[Record]:
    """Return the records of a corpus of a recipe, in the order of the file.

    Parameters
    ----------
    entry : CorpusEntry
    data : Path
        Folder of the corpora.

    Raises
    ------
    CorpusError
        If the file is missing, is not the one the recipe names, or is malformed.
    """
    path = data / entry.path
    packed = read_bytes(path)
    digest = hashlib.sha256(packed).hexdigest()
    if digest != entry.sha256:
        raise CorpusError(
            f"{path}: SHA-256 {entry.sha256} expected by the recipe, found {digest}; "
            "use that file, or put the new digest into the recipe"
        )
    return parse_records(packed, path)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a corpus file; CorpusError where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read ({error.strerror}); "
            "corpora that a recipe names are looked for below --data"
        ) from None


def parse_records(packed: bytes, path: Path) -> list[Record]:
    """Return the JSON objects of a file, one a line; CorpusError names a bad line."""
    try:
        plain = gzip.decompress(packed) if path.suffix == ".gz" else packed
    except (OSError, EOFError) as error:
        raise CorpusError(f"{path}: not a complete gzip file ({error})") from None
    records: list[Record] = []
    for number, line in enumerate(plain.splitlines(), 1):
        if line.strip():
            try:
                records.append(json.loads(line))
            except ValueError as error:
                raise CorpusError(f"{path}, line {number}: {error}") from None
    return records
