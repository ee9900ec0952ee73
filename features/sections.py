"""Read the word lists that are grouped in named sections. Imports nothing of ours."""

from importlib.resources import files


def read_sections(*path: str) -> dict[str, frozenset[str]]:
    """Read a word list of `features/data`: `[name]` lines, then words.

    Parameters
    ----------
    *path : str
        Folders and file name below `features/data`.

    Returns
    -------
    dict of str to frozenset of str
        The words of each section; lines that begin with "#" are comments.
    """
    text = files("features").joinpath("data", *path).read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            entries = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            entries.extend(line.split())
    return {name: frozenset(words) for name, words in sections.items()}
