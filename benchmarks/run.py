"""One run: corpora times systems -> predictions on disk -> measures -> results.

Numbers depend on corpora, versions and seed alone; what the clock says is kept in a
file of its own, so that two runs give the same ``results.json``.
"""

from __future__ import annotations

import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from benchmarks.catalogue import SEED, Corpus, digest, load
from benchmarks.curves import curve
from benchmarks.draws import DRAWS
from benchmarks.items import Item
from benchmarks.measures import measure
from benchmarks.paired import differences
from benchmarks.predictions import Row, rows_of, write
from benchmarks.slices import slices
from benchmarks.systems import systems
from benchmarks.systems.base import System, Unavailable
from benchmarks.systems.ours import Ours
from detector import __version__
from detector.errors import CorpusError
from detector.store import plain
from features.registry import SCHEMA_VERSION, schema_digest

LIMIT = 600
PEER_LIMIT = 300
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "joblib", "nltk")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a run is made of.

    Attributes
    ----------
    data : Path
        Folder of the corpora that do not ship.
    out : Path
        Folder of the results.
    systems : tuple of str
        Families or names of peers.
    own : tuple of str
        Descriptions of your own systems.
    limit, peer_limit : int or None
        About so many items a corpus, by whole groups; None: all.
    jobs : int
        Corpora at the same time.
    curves : bool
        Also the learning curve of our n-grams on each corpus.
    """

    data: Path
    out: Path
    systems: tuple[str, ...] = ("ours", "baselines")
    own: tuple[str, ...] = ()
    limit: int | None = LIMIT
    peer_limit: int | None = PEER_LIMIT
    jobs: int = 1
    curves: bool = False


@dataclass(frozen=True)
class Outcome:
    """Results as JSON can hold them, and what the clock said.

    Attributes
    ----------
    results : dict
        ``run``, ``corpora``, ``rows``, ``held_out`` (systems that learnt from a corpus,
        with the figures of their cards), ``differences``, ``curves``, ``skipped``.
    timing : dict
        Per corpus and system: items and milliseconds an item.
    """

    results: dict[str, Any]
    timing: dict[str, Any] = field(default_factory=dict)


def run(
    corpora: Sequence[Corpus],
    settings: Settings,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Measure the systems on the corpora and write predictions and results.

    Parameters
    ----------
    corpora : sequence of Corpus
    settings : Settings
    progress : callable
        Told the name of each corpus when it is done.

    Raises
    ------
    CorpusError
        If none of the corpora can be measured; nothing is written then.
    """
    _, missing = systems(settings.systems, settings.own)
    parts: list[dict[str, Any]] = []
    skipped: list[dict[str, Any]] = [
        {"what": name, "why": reason} for name, reason in missing.items()
    ]
    for corpus, part in zip(corpora, _parts(corpora, settings), strict=True):
        progress(corpus.key)
        if isinstance(part, str):
            skipped.append({"what": corpus.key, "why": part})
        else:
            parts.append(part)
            skipped += part.pop("skipped")
    if not parts:
        raise CorpusError(skipped[-1]["why"] if skipped else "no corpus is chosen")
    results = {
        "run": facts(settings),
        "corpora": [part["corpus"] for part in parts],
        "rows": [row for part in parts for row in part["rows"]],
        "held_out": [entry for part in parts for entry in part["held_out"]],
        "differences": [row for part in parts for row in part["differences"]],
        "curves": {p["corpus"]["key"]: p["curve"] for p in parts if p["curve"]},
        "skipped": skipped,
    }
    timing = {part["corpus"]["key"]: part["timing"] for part in parts}
    _save(results, settings.out / "results.json")
    _save(timing, settings.out / "timing.json")
    return Outcome(results, timing)


def facts(settings: Settings) -> dict[str, Any]:
    """Return what the numbers of a run depend on, and the machine."""
    return {
        "lesart": __version__,
        "schema": SCHEMA_VERSION,
        "schema_digest": schema_digest(),
        "seed": SEED,
        "draws": DRAWS,
        "limit": settings.limit,
        "peer_limit": settings.peer_limit,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def measure_corpus(corpus: Corpus, settings: Settings) -> dict[str, Any] | str:
    """Return the part of the results of one corpus, or why there is none."""
    try:
        items = load(corpus, settings.data, _limit(corpus, settings.limit))
    except CorpusError as error:
        return str(error)
    made, _ = systems(settings.systems, settings.own)
    part: dict[str, Any] = {
        "corpus": describe(corpus, items, settings.data),
        "rows": [],
        "held_out": [],
        "timing": {},
        "skipped": [],
    }
    said: dict[str, list[Row]] = {}
    for system in (system for system in made if system.handles(corpus)):
        if isinstance(system, Ours):
            models = system.held_out(corpus)
            if models is not None:
                part["held_out"].append(_learnt(system, corpus, models))
                continue
        rows = _predicted(system, corpus, items, settings, part)
        if rows is not None:
            said[system.name] = rows
    part["differences"] = list(differences(corpus, said))
    part["curve"] = curve(corpus, items) if settings.curves else []
    return part


def describe(corpus: Corpus, items: Sequence[Item], data: Path) -> dict[str, Any]:
    """Return what results say of a corpus."""
    classes = Counter(str(item.target) for item in items if corpus.kind == "binary")
    return {
        "key": corpus.key,
        "name": corpus.name,
        "task": corpus.task,
        "kind": corpus.kind,
        "version": corpus.version,
        "sha256": corpus.sha256 or digest(corpus.file(data)),
        "languages": dict(sorted(Counter(item.language for item in items).items())),
        "licence": corpus.licence,
        "citation": corpus.citation,
        "n": len(items),
        "groups": len({item.group for item in items}),
        "positives": classes.get("1.0", 0),
    }


def _predicted(
    system: System,
    corpus: Corpus,
    items: Sequence[Item],
    settings: Settings,
    part: dict[str, Any],
) -> list[Row] | None:
    """Predict, write and measure; None, with the reason noted, where it cannot."""
    if system.family in {"peer", "yours"} and settings.peer_limit:
        items = _thinned(items, settings.peer_limit)
    begin = time.perf_counter()
    try:
        rows = rows_of(items, system.predict(corpus, items))
    except Unavailable as reason:
        part["skipped"].append(_left_out(system, corpus, str(reason)))
        return None
    except Exception as error:
        # One system that breaks on one corpus must not cost the hours of the others;
        # it is named, and the command ends with 1.
        why = " ".join(f"failed: {type(error).__name__}: {error}".split())
        part["skipped"].append({**_left_out(system, corpus, why), "failed": True})
        return None
    spent = time.perf_counter() - begin
    name = system.name.replace("/", "_").replace(" ", "-")
    write(rows, settings.out / "predictions" / corpus.key / f"{name}.jsonl")
    part["timing"][system.name] = {
        "n": len(items),
        "ms_per_item": 1000 * spent / len(items),
    }
    part["rows"].append(_result(system, corpus, rows))
    return rows


def _result(system: System, corpus: Corpus, rows: Sequence[Row]) -> dict[str, Any]:
    found = measure(rows, corpus.kind)
    return {
        "corpus": corpus.key,
        "task": corpus.task,
        "kind": corpus.kind,
        "system": system.name,
        "family": system.family,
        "protocol": system.protocol,
        "n": len(rows),
        "measures": {key: value.as_dict() for key, value in found.items()},
        "slices": slices(rows, corpus.kind),
    }


def _learnt(
    system: System, corpus: Corpus, models: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "corpus": corpus.key,
        "task": corpus.task,
        "kind": corpus.kind,
        "system": system.name,
        "models": models,
    }


def _left_out(system: System, corpus: Corpus, reason: str) -> dict[str, Any]:
    return {"what": f"{system.name} on {corpus.key}", "why": reason}


def _limit(corpus: Corpus, limit: int | None) -> int | None:
    """Return the limit of a corpus: a page is many lines, a third as many of these."""
    return limit // 3 if limit and corpus.kind in {"lines", "page"} else limit


def _thinned(items: Sequence[Item], limit: int) -> list[Item]:
    """Return every k-th item, so that groups and classes stay represented."""
    step = max(1, -(-len(items) // limit))
    return list(items[::step])


def _parts(
    corpora: Sequence[Corpus], settings: Settings
) -> Iterator[dict[str, Any] | str]:
    if settings.jobs == 1:
        yield from (measure_corpus(corpus, settings) for corpus in corpora)
        return
    work = (delayed(measure_corpus)(corpus, settings) for corpus in corpora)
    yield from Parallel(n_jobs=settings.jobs, return_as="generator")(work)


def _save(content: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(content), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def read_results(folder: Path) -> dict[str, Any]:
    """Return the results of a folder; CorpusError where there are none."""
    path = folder / "results.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: no results ({error})") from None
    return found
