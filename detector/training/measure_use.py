"""Making ``measures.npz``: how the measures of human and AI news are distributed.

    python -m detector.training.measure_use --data CORPORA

Measured on the newsroom pairs, in which a person and a model wrote on the same
stories at about the same length, without the marks of agencies.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from detector.errors import DetectorError
from detector.measure_use import FILE, Reference
from detector.model import Floats
from detector.store import MODELS, load
from detector.training.newsroom import newsroom_texts
from features.document import parse
from features.extract import matrix

_SHARES = np.arange(101) / 100
Language = Literal["de", "en"]


def distributions(
    texts: Iterable[tuple[str, bool]], language: Language, names: Sequence[str]
) -> Reference:
    """Return the distributions of (text, whether a model wrote it).

    Raises
    ------
    ValueError
        Where there are no texts of one of the sides.
    """
    sides: dict[bool, list[str]] = {False: [], True: []}
    for text, machine in texts:
        sides[machine].append(text)
    if not (sides[False] and sides[True]):
        raise ValueError(f"{language}: texts by people and by models are needed")
    return Reference(
        names=tuple(names),
        human=_hundredths(sides[False], language, names),
        machine=_hundredths(sides[True], language, names),
        articles=(len(sides[False]), len(sides[True])),
    )


def _hundredths(texts: list[str], language: Language, names: Sequence[str]) -> Floats:
    measured = matrix((parse(text, language=language) for text in texts), names)
    return np.asarray(np.nanquantile(measured, _SHARES, axis=0).T)


def write(references: dict[Language, Reference], path: Path) -> None:
    """Write the file; the same distributions give the same numbers."""
    arrays = {}
    for language, reference in references.items():
        names = " ".join(reference.names)
        arrays["names"] = np.frombuffer(names.encode(), np.uint8)
        arrays[f"{language}_human"] = reference.human.astype(np.float32)
        arrays[f"{language}_machine"] = reference.machine.astype(np.float32)
        arrays[f"{language}_articles"] = np.array(reference.articles, np.int64)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    names = load(MODELS / "ai_likelihood_de").dense.names
    languages: tuple[Language, ...] = ("de", "en")
    try:
        references = {
            language: distributions(
                newsroom_texts(given.data, language), language, names
            )
            for language in languages
        }
    except DetectorError as error:
        parser.exit(2, f"detector.training.measure_use: {error}\n")
    write(references, given.out)


if __name__ == "__main__":
    main()
