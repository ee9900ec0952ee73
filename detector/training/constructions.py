"""Making ``constructions.npz``: how many human and AI articles use a construction.

    python -m detector.training.constructions --data CORPORA

Counted on the newsroom pairs, in which a person and a model wrote on the same
stories at about the same length, without the marks of agencies. Constructions that
fewer than one in a hundred articles of both sides use are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detector.construction_use import FAMILIES, FILE, Language, Table, constructions
from detector.errors import DetectorError
from detector.training.newsroom import newsroom_texts
from features.document import parse
from features.ngrams import stream_of

_LEAST = 0.01  # share of the articles of a side


def count(texts: Iterable[tuple[str, bool]], language: Language) -> Table:
    """Return the table of (text, whether a model wrote it).

    Raises
    ------
    ValueError
        Where there are no texts of one of the sides.
    """
    found: dict[bool, list[NDArray[np.int64]]] = {False: [], True: []}
    for text, machine in texts:
        found[machine].append(_used(text, language))
    if not (found[False] and found[True]):
        raise ValueError(f"{language}: texts by people and by models are needed")
    every = np.unique(np.concatenate(found[False] + found[True]))
    human, ai = (
        np.bincount(every.searchsorted(np.concatenate(side)), minlength=len(every))
        for side in (found[False], found[True])
    )
    sizes = len(found[False]), len(found[True])
    kept = (human >= _LEAST * sizes[0]) | (ai >= _LEAST * sizes[1])
    return Table(every[kept], human[kept], ai[kept], sizes)


def _used(text: str, language: Language) -> NDArray[np.int64]:
    """Return the distinct constructions of a text; none crosses a sentence's end."""
    document = parse(text, language=language)
    keys = [np.empty(0, np.int64)]
    sentences = document.sentences_at
    for number, family in enumerate(FAMILIES):
        places = stream_of(document, family.name, language).places
        first = places.searchsorted(sentences.starts).tolist()
        last = places.searchsorted(sentences.ends).tolist()
        for reach in zip(first, last, strict=True):
            keys += [k for _, k in constructions(document, language, number, reach)]
    return np.unique(np.concatenate(keys))


def write(tables: dict[Language, Table], path: Path) -> None:
    """Write the file; the same tables give the same numbers."""
    arrays = {}
    for language, table in tables.items():
        arrays[f"{language}_keys"] = table.keys.astype(np.uint32)
        arrays[f"{language}_human"] = table.human.astype(np.uint16)
        arrays[f"{language}_machine"] = table.machine.astype(np.uint16)
        arrays[f"{language}_articles"] = np.array(table.articles, np.int64)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    languages: tuple[Language, ...] = ("de", "en")
    try:
        tables = {
            language: count(newsroom_texts(given.data, language), language)
            for language in languages
        }
    except DetectorError as error:
        parser.exit(2, f"detector.training.constructions: {error}\n")
    write(tables, given.out)


if __name__ == "__main__":
    main()
