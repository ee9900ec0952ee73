"""The table of corpora (``corpora.toml``) and the way from an entry to its items."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.items import TASKS, Item, Kind
from benchmarks.loaders import loader
from benchmarks.sampling import sample
from benchmarks.targets import items_of
from detector.errors import CorpusError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
SHIPPED = HERE / "corpora"
SEED = 20260101
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Corpus:
    """One corpus and one task that is measured on it.

    Attributes
    ----------
    name, task : str
    kind : str
        See ``items``.
    path, format, version : str
    sha256 : str or None
        None where the makers publish a folder, or several editions.
    languages : tuple of str
    licence, citation, source : str
    suite : {"shipped", "all"}
    group : str or None
        Column of what is never split.
    options : mapping
        Columns and labels; see ``targets``.
    where : mapping
        Only records with these values.
    also : tuple of mapping
        Further files, with ``path``, ``label``, ``group`` and ``where``.
    texts_of : tuple of str
        Paths of other corpora that hold these texts: who learnt from one of them knows
        this corpus too.
    """

    name: str
    task: str
    kind: Kind
    path: str
    format: str
    version: str
    sha256: str | None
    languages: tuple[str, ...]
    licence: str
    citation: str
    source: str
    suite: str
    group: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Mapping[str, Any], ...] = ()
    texts_of: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Name and task, as files and tables are named."""
        return f"{self.name}.{self.task}"

    def file(self, data: Path) -> Path:
        """Return where the corpus is."""
        return (SHIPPED if self.suite == "shipped" else data) / self.path


@cache
def catalogue(path: Path = HERE / "corpora.toml") -> tuple[Corpus, ...]:
    """Return every corpus with every task of it, in the order of the file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        _corpus(name, block, task, options)
        for name, block in content.items()
        for task, options in block["tasks"].items()
    )


def chosen(
    suite: str, tasks: tuple[str, ...] = (), names: tuple[str, ...] = ()
) -> tuple[Corpus, ...]:
    """Return the corpora of a suite; ``all`` is everything, shipped ones too.

    Raises
    ------
    CorpusError
        If a name or a task is not known; the message names those that are.
    """
    everything = catalogue()
    for given, known in ((tasks, list(TASKS)), (names, [c.name for c in everything])):
        for name in given:
            if name not in known:
                listed = ", ".join(dict.fromkeys(known))
                raise CorpusError(f"unknown {name!r}; known: {listed}")
    return tuple(
        corpus
        for corpus in everything
        if (suite == "all" or corpus.suite == suite)
        and (not tasks or corpus.task in tasks)
        and (not names or corpus.name in names)
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of names and sizes of a folder's files."""
    total = hashlib.sha256()
    if path.is_file():
        with path.open("rb") as stream:
            while part := stream.read(_CHUNK):
                total.update(part)
    else:
        for file in sorted(path.rglob("*")):
            if file.is_file():
                name = file.relative_to(path).as_posix()
                total.update(f"{name} {file.stat().st_size}\n".encode())
    return total.hexdigest()


def load(corpus: Corpus, data: Path, limit: int | None = None) -> list[Item]:
    """Return the items of a corpus, sorted, at most about ``limit`` by whole groups.

    Raises
    ------
    CorpusError
        If it is not there (the message says where it comes from and its licence),
        is another file than the catalogue names, or is malformed.
    """
    path = corpus.file(data)
    if not path.exists():
        raise CorpusError(
            f"{corpus.name}: {path} is not there; it comes from {corpus.source} "
            f"(licence: {corpus.licence}); nothing is downloaded"
        )
    if corpus.sha256 is not None and digest(path) != corpus.sha256:
        raise CorpusError(
            f"{corpus.name}: {path} is not version {corpus.version} "
            f"(SHA-256 {corpus.sha256[:12]}... expected)"
        )
    options = {**corpus.options, "group": corpus.group}
    records = _records(corpus, path, data)
    try:
        items = sample(items_of(records, corpus.kind, options), limit, SEED)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            f"{path}: not in the form {corpus.format} ({error})"
        ) from None
    except CorpusError as error:
        raise CorpusError(f"{corpus.name}: {error}") from None
    if not items:
        raise CorpusError(f"{corpus.name}: {path} holds nothing for {corpus.task}")
    return items


def _records(corpus: Corpus, path: Path, data: Path) -> Iterator[dict[str, Any]]:
    constant = corpus.options.get("constant")
    for record in loader(corpus.format)(path):
        if _fits(record, corpus.where):
            yield record if constant is None else {**record, "label": constant}
    for other in corpus.also:
        if not (data / other["path"]).exists():
            raise CorpusError(f"{data / other['path']} is not there (human texts)")
        for record in loader("table")(data / other["path"]):
            if _fits(record, other.get("where", {})):
                group = record[other["group"]]
                yield {**record, "label": other["label"], str(corpus.group): group}


def _fits(record: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(
        record.get(name) in value
        if isinstance(value, list)
        else record.get(name) == value
        for name, value in where.items()
    )


def _corpus(
    name: str, block: Mapping[str, Any], task: str, options: Mapping[str, Any]
) -> Corpus:
    slices = {"slices": block["slices"]} if "slices" in block else {}
    language = {"language": block["languages"][0]}
    return Corpus(
        name=name,
        task=task,
        kind=options.get("kind", TASKS[task]),
        path=block["path"],
        format=block["format"],
        version=block["version"],
        sha256=block.get("sha256"),
        languages=tuple(block["languages"]),
        licence=block["licence"],
        citation=block["citation"],
        source=block["source"],
        suite=block["suite"],
        group=block.get("group"),
        options={**language, **slices, **options},
        where=block.get("where", {}),
        also=tuple(block.get("also", ())),
        texts_of=tuple(block.get("texts_of", ())),
    )
