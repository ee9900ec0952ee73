"""Refit without one corpus and score it: ``python -m benchmarks.leave_out FOLDER``.

For each corpus of a recipe a model is trained on the others, by the very same road,
and asked about the one left out: what a figure inside a corpus cannot tell. Slow; a
command of its own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.catalogue import Corpus, catalogue, load
from benchmarks.loaders.files import json_lines
from benchmarks.measures import measure
from benchmarks.predictions import Row, rows_of, write
from benchmarks.systems.ours import Ours
from benchmarks.tables import Table, cell, name_of, to_markdown
from detector.errors import DetectorError
from detector.store import MODELS, plain, save
from detector.training.labelled import read_rows
from detector.training.recipe import Recipe, read_recipe
from detector.training.run import build

_MEASURES = ("auroc", "tpr_at_1_percent_fpr", "f1", "best_f1", "micro_f1")


def without(recipe: Recipe, path: str, data: Path, elsewhere: Path) -> Recipe:
    """Return a recipe without a corpus, its files laid out in ``elsewhere``.

    Rows of other corpora that the one left out names in ``pair`` (the human article
    beside a generated one) leave with it.
    """
    gone = {str(record.get("pair")) for record in read_rows(data / path)}
    rest = []
    for entry in recipe.corpora:
        if entry.path != path:
            digest = _laid_out(data / entry.path, elsewhere / entry.path, gone)
            rest.append(entry if digest is None else replace(entry, sha256=digest))
    return replace(recipe, corpora=tuple(rest))


def left_out(
    folder: Path, data: Path, limit: int | None, only: Sequence[str] = ()
) -> Iterator[tuple[str, list[Row] | str, Corpus | None]]:
    """Yield for each corpus of a recipe what a model without it says of it.

    Where a refit fails (nothing is left to learn from, say), the reason is yielded in
    place of the rows.
    """
    recipe = read_recipe(folder)
    for path in dict.fromkeys(entry.path for entry in recipe.corpora):
        corpus = measurable(recipe, path)
        if corpus is None or (only and corpus.name not in only):
            continue
        try:
            yield path, _scored(recipe, folder, corpus, data, limit), corpus
        except (DetectorError, ValueError) as error:
            yield path, str(error), corpus


def measurable(recipe: Recipe, path: str) -> Corpus | None:
    """Return the corpus of the catalogue that a recipe's file is, for its task."""
    task = {"ai_likelihood": "ai"}.get(recipe.task, recipe.task)
    for corpus in catalogue():
        same = corpus.path == path and corpus.task == task
        if (
            same
            and recipe.language in corpus.languages
            and "constant" not in corpus.options
        ):
            return corpus
    return None


def table_of(folder: Path, found: dict[str, Any]) -> Table:
    """Return the table of a folder's left-out corpora."""
    known = [m for m in _MEASURES if any(m in values for values in found.values())]
    rows = tuple(
        (path, *(cell(values.get(name)) for name in known))
        for path, values in found.items()
    )
    note = "Each row: a model trained by the recipe without this corpus."
    header = ("corpus left out", *(name_of(name) for name in known))
    return Table(f"{folder.name}: one corpus left out", header, rows, (note,))


def main(arguments: list[str] | None = None) -> int:
    """Refit, score, and write ``leave_out.json`` and ``leave_out.md``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--limit", type=int, default=600)
    parser.add_argument("--only", action="append", default=[], metavar="CORPUS")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    results: dict[str, Any] = {}
    pages = []
    try:
        for folder in options.folders:
            found: dict[str, Any] = {}
            parts = left_out(folder, options.data, options.limit, options.only)
            for path, rows, corpus in parts:
                if isinstance(rows, str) or corpus is None:
                    print(f"{folder.name} without {path}: {rows}", file=sys.stderr)
                    continue
                name = f"{folder.name}-without-{corpus.name}.jsonl"
                write(rows, options.output / "predictions" / name)
                values = measure(rows, corpus.kind)
                found[path] = {name: drawn.as_dict() for name, drawn in values.items()}
                print(f"{folder.name} without {path}: done", file=sys.stderr)
            results[folder.name] = found
            pages.append(to_markdown(table_of(folder, found)))
    except DetectorError as error:
        print(f"benchmarks.leave_out: {error}", file=sys.stderr)
        return 2
    options.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain(results), indent=1, ensure_ascii=False)
    (options.output / "leave_out.json").write_text(text + "\n", encoding="utf-8")
    (options.output / "leave_out.md").write_text("\n".join(pages), encoding="utf-8")
    return 0


def _laid_out(source: Path, target: Path, gone: set[str]) -> str | None:
    """Link a file, or write it without the rows that are gone and give its digest."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return hashlib.sha256(target.read_bytes()).hexdigest()
    records = list(json_lines(source))
    kept = [record for record in records if str(record.get("id")) not in gone]
    if len(kept) == len(records):
        target.symlink_to(source.resolve())
        return None
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in kept)
    target.write_bytes(gzip.compress(lines.encode(), mtime=0))
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _scored(
    recipe: Recipe, folder: Path, corpus: Corpus, data: Path, limit: int | None
) -> list[Row]:
    with tempfile.TemporaryDirectory() as elsewhere:
        models, rest = Path(elsewhere) / "models", Path(elsewhere) / "data"
        models.mkdir()
        for other in MODELS.iterdir():
            if other.is_dir() and other.name != folder.name:
                shutil.copytree(other, models / other.name)
        thinned = without(recipe, corpus.path, data, rest)
        save(build(thinned, rest), models / folder.name)
        items = [
            item
            for item in load(corpus, data, limit)
            if item.language == recipe.language
        ]
        return rows_of(items, Ours(models, "refit").predict(corpus, items))


if __name__ == "__main__":
    sys.exit(main())
