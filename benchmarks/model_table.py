"""The table of the shipped models: ``python -m benchmarks.model_table README.md``.

Every figure is read from ``trained_models/*/model.json``, where training wrote what
it measured on groups left out, and set between two marks of a Markdown file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detector.store import MODELS

BEGIN, END = "<!-- shipped models -->", "<!-- end of shipped models -->"
_BAND = "150-299 words"
_SEMANTIC = "- with `--semantic`"


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what : str
        What is measured, on what.
    task : str
        Prefix of the model folders.
    path : tuple of str
        Where the figure stands among the facts of both languages.
    english : tuple of str, optional
        Where it stands in English, if elsewhere; empty where there is no figure.
    suffix : str
        Ending of the English folder.
    tier : str
        Ending of both folders.
    """

    what: str
    task: str
    path: tuple[str, ...]
    english: tuple[str, ...] | None = None
    suffix: str = ""
    tier: str = ""


ROWS = (
    Row(
        "Leftover lines of news pages, houses left out: average precision",
        "boilerplate",
        ("metrics", "fundus", "average_precision"),
    ),
    Row(
        "- F1 at the shipped threshold", "boilerplate", ("at_threshold", "fundus", "f1")
    ),
    Row(
        "- lines of the article kept",
        "boilerplate",
        ("at_threshold", "fundus", "content_kept"),
    ),
    Row(
        "- sentences of the article kept",
        "boilerplate",
        ("at_threshold", "fundus", "sentences_kept"),
    ),
    Row(
        "AI or human news, stories and outlets left out: AUROC",
        "ai_likelihood",
        ("auroc_by_corpus", "newsroom"),
    ),
    Row(
        "- AI rewrites of human articles called `likely`",
        "ai_likelihood",
        ("ai_texts_called_likely", "newsroom rewrite"),
    ),
    Row(
        f"- human news of unseen outlets called `likely`, {_BAND}",
        "ai_likelihood",
        ("false_positives", _BAND),
    ),
    Row(
        "Loaded sentences, outlets left out: AUROC (English: model for research, BABE)",
        "loaded",
        ("metrics", "loaded", "auroc"),
        suffix="_research",
    ),
    Row(
        _SEMANTIC,
        "loaded",
        ("metrics", "loaded", "auroc"),
        suffix="_research",
        tier="_semantic",
    ),
    Row(
        "Opinion sentences, outlets left out: AUROC",
        "opinion",
        ("metrics", "opinion", "auroc"),
    ),
    Row(
        _SEMANTIC,
        "opinion",
        ("metrics", "opinion", "auroc"),
        english=(),  # it learns from German labels, and its card is of them
        tier="_semantic",
    ),
    Row("Frames of passages: micro F1", "frames", ("summary", "micro_f1")),
    Row(_SEMANTIC, "frames", ("summary", "micro_f1"), tier="_semantic"),
    Row("Tone of sentences, three classes: macro F1", "tone", ("summary", "macro_f1")),
    Row(_SEMANTIC, "tone", ("summary", "macro_f1"), tier="_semantic"),
)


def model_table() -> str:
    """Return the table as Markdown."""
    lines = ["| measured | German | English |", "|---|---|---|"]
    for row in ROWS:
        german = _figure(f"{row.task}_de{row.tier}", row.path)
        english = f"{row.task}_en{row.suffix}{row.tier}"
        english = _figure(english, row.path if row.english is None else row.english)
        lines.append(f"| {row.what} | {german} | {english} |")
    return "\n".join(lines)


def filled(text: str) -> str:
    """Return a Markdown text with the table between its marks brought up to date."""
    before, rest = text.split(f"{BEGIN}\n")
    _, after = rest.split(f"{END}\n")
    return f"{before}{BEGIN}\n{model_table()}\n{END}\n{after}"


def fill(path: Path) -> None:
    """Bring the table of a Markdown file up to date, if it has one."""
    text = path.read_text(encoding="utf-8")
    if BEGIN in text:
        path.write_text(filled(text), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Bring the table of a Markdown file up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path, help="a file with both marks")
    fill(parser.parse_args(arguments).text)


def _figure(folder: str, path: Sequence[str]) -> str:
    if not path or not (MODELS / folder).is_dir():
        return "-"
    found: Any = json.loads((MODELS / folder / "model.json").read_text("utf-8"))
    for step in ("facts", *path):
        found = found[step]
    if not isinstance(found, dict):
        return f"{found:.3f}"
    return f"{found['value']:.3f} ({found['low']:.3f} to {found['high']:.3f})"


if __name__ == "__main__":
    main()
