"""Reading the word lists in ``features/data``; the only place that opens them.

A list is UTF-8 text: one lower-case phrase a line, its tokens separated by blanks as
the tokeniser splits them. A line that begins with ``#`` is a comment. ``[name]``
begins a section, and a number behind a tab is the weight of its phrase.
Imports nothing of ours.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Language = Literal["de", "en"]
# beside the languages, the folder of the lists that tell languages apart
Folder = Literal["de", "en", "language"]

DATA = Path(__file__).parent / "data"


@cache
def sections(language: Folder, name: str) -> MappingProxyType[str, tuple[str, ...]]:
    """Return the sections of a word list in the order of the file.

    Parameters
    ----------
    language : {"de", "en", "language"}
        Folder of the list.
    name : str
        File name without its ending, such as ``"hedges"``.

    Returns
    -------
    mapping of str to tuple of str
        Phrases (with the weight, if any, still behind a tab) by section; what stands
        before the first section heading has the key ``""``.

    Raises
    ------
    ValueError
        If there is no such list.
    """
    path = DATA / language / f"{name}.txt"
    if not path.is_file():
        available = sorted(entry.stem for entry in path.parent.glob("*.txt"))
        raise ValueError(
            f"no word list {name!r} for {language!r}; available: {available}"
        )
    found: dict[str, list[str]] = {}
    current = found.setdefault("", [])
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return MappingProxyType(
        {key: tuple(lines) for key, lines in found.items() if lines}
    )


@cache
def phrases(language: Language, name: str) -> tuple[str, ...]:
    """Return all phrases of a word list in the order of the file.

    Sections are joined and weights dropped.
    """
    return tuple(
        line.partition("\t")[0]
        for lines in sections(language, name).values()
        for line in lines
    )


@cache
def weights(language: Language, name: str) -> MappingProxyType[str, float]:
    """Return the weight of each phrase of a weighted word list."""
    pairs = (
        line.split("\t")
        for lines in sections(language, name).values()
        for line in lines
    )
    return MappingProxyType({phrase: float(weight) for phrase, weight in pairs})


@cache
def word_set(language: Language, name: str, section: str) -> frozenset[str]:
    """Return one section of a word list as a set."""
    return frozenset(sections(language, name)[section])
