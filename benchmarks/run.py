"""One run: corpora times systems -> predictions on disk -> measures -> results.

Numbers depend on corpora, versions and seed alone; what the clock says is kept in a
file of its own, so that two runs give the same ``results.json``.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from benchmarks.catalogue import Corpus, digest, load
from benchmarks.curves import curve
from benchmarks.items import Item
from benchmarks.measures import measure
from benchmarks.paired import differences
from benchmarks.predictions import Row, file_name, rows_of, write
from benchmarks.reference import (
    RECENT,
    Reference,
    applies,
    judged,
    read_reference,
    scored,
    write_scores,
)
from benchmarks.settings import Settings
from benchmarks.slices import slices
from benchmarks.systems import systems
from benchmarks.systems.base import System, Unavailable
from benchmarks.systems.ours import Ours
from detector.errors import CorpusError
from detector.store import plain


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
    made, missing = systems(settings.systems, settings.own)
    reference = _reference(corpora, settings, made)
    if isinstance(reference, str):
        reference, missing["reference news"] = None, reference
    parts: list[dict[str, Any]] = []
    skipped = [{"what": name, "why": reason} for name, reason in missing.items()]
    found = _parts(corpora, settings, reference)
    for corpus, part in zip(corpora, found, strict=True):
        progress(corpus.key)
        if isinstance(part, str):
            skipped.append({"what": corpus.key, "why": part})
        else:
            parts.append(part)
            skipped += part.pop("skipped")
    if not parts:
        raise CorpusError(skipped[-1]["why"] if skipped else "no corpus is chosen")
    results = {
        "run": settings.facts(),
        "corpora": [part["corpus"] for part in parts],
        "rows": [row for part in parts for row in part["rows"]],
        "held_out": [entry for part in parts for entry in part["held_out"]],
        "differences": [row for part in parts for row in part["differences"]],
        "curves": {p["corpus"]["key"]: p["curve"] for p in parts if p["curve"]},
        "skipped": skipped,
    }
    if reference is not None:
        write_scores(reference, settings.out)
    timing = {part["corpus"]["key"]: part["timing"] for part in parts}
    _save(results, settings.out / "results.json")
    _save(timing, settings.out / "timing.json")
    return Outcome(results, timing)


def _reference(
    corpora: Sequence[Corpus], settings: Settings, made: Sequence[System]
) -> Reference | str | None:
    """Return the reference news, None where not asked for, or why it is not there."""
    if not (settings.reference and any(map(applies, corpora))):
        return None
    try:
        news = read_reference(settings.data)
    except CorpusError as error:
        return str(error)
    return scored(news, made, settings.peer_limit)


def measure_corpus(
    corpus: Corpus, settings: Settings, reference: Reference | None = None
) -> dict[str, Any] | str:
    """Return the part of the results of one corpus, or why there is none."""
    try:
        items = load(corpus, settings.data, _limit(corpus, settings.limit))
    except CorpusError as error:
        return str(error)
    if reference is not None:
        items = reference.by_outlet(items)
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
        beside, asked = reference, items
        if system.family in {"peer", "yours"} and settings.peer_limit:
            asked = _thinned(items, settings.peer_limit)
            beside = reference and reference.thinned(settings.peer_limit)
        rows = _predicted((system, corpus, beside), asked, settings.out, part)
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
    who: tuple[System, Corpus, Reference | None],
    items: Sequence[Item],
    out: Path,
    part: dict[str, Any],
) -> list[Row] | None:
    """Predict, write and measure; None, with the reason noted, where it cannot."""
    system, corpus, reference = who
    begin = time.perf_counter()
    try:
        told = judged(system, corpus, items, reference)
        rows = rows_of(items, told.said)
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
    write(rows, out / "predictions" / corpus.key / f"{file_name(system.name)}.jsonl")
    part["timing"][system.name] = {
        "n": len(items),
        "ms_per_item": 1000 * spent / len(items),
    }
    result = _result(system, corpus, rows)
    if told.recent is not None:
        result["measures"][RECENT] = told.recent
    part["rows"].append(result)
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
    corpora: Sequence[Corpus], settings: Settings, reference: Reference | None
) -> Iterator[dict[str, Any] | str]:
    work = [(c, settings, reference if applies(c) else None) for c in corpora]
    if settings.jobs == 1:
        yield from (measure_corpus(*given) for given in work)
        return
    tasks = (delayed(measure_corpus)(*given) for given in work)
    yield from Parallel(n_jobs=settings.jobs, return_as="generator")(tasks)


def _save(content: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(content), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_results(folder: Path) -> dict[str, Any]:
    """Return the results of a folder; CorpusError where there are none."""
    path = folder / "results.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: no results ({error})") from None
    return found
