"""Corpora of labelled sentences and headlines, as published."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.loaders.files import delimited, field, json_lines, opened
from detector.training.labelled import read_rows

# Codes 1 to 9 of the codebook; 99 stands for none.
GVFC_FRAMES = (
    "gun-rights",
    "gun-control",
    "politics",
    "mental-health",
    "public-space-safety",
    "race-ethnicity",
    "public-opinion",
    "society-culture",
    "economic-consequences",
)
_SENTIMENTS = {"positive": 1, "neutral": 0, "negative": -1}


def babe(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of BABE (``final_labels_SG2.csv``, semicolons).

    Source: Spinde et al. (2021), Findings of EMNLP.
    """
    for number, row in enumerate(delimited(path, ";")):
        text = field(row, "text", path)
        words = _word_list(row.get("biased_words", ""))
        yield {
            "id": number,
            "text": text,
            "lang": "en",
            "label": field(row, "label_bias", path),
            "opinion": row.get("label_opinion"),
            "outlet": row.get("outlet"),
            "topic": row.get("topic"),
            "spans": _occurrences(text, words),
        }


def mbic(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of MBIC (``labeled_dataset.csv``).

    Source: Spinde et al. (2021), Information Processing and Management.
    """
    for number, row in enumerate(read_rows(path)):
        text = field(row, "sentence", path)
        words = _word_list(row.get("biased_words4", ""))
        yield {
            "id": number,
            "text": text,
            "lang": "en",
            "label": field(row, "Label_bias", path),
            "opinion": row.get("Label_opinion"),
            "outlet": row.get("outlet"),
            "topic": row.get("topic"),
            "spans": _occurrences(text, words),
        }


def checkthat(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a CheckThat! subjectivity file (tabs, SUBJ or OBJ).

    Source: Struss et al. (2024), CLEF.
    """
    for row in delimited(path, "\t"):
        yield {
            "id": field(row, "sentence_id", path),
            "text": field(row, "sentence", path),
            "label": field(row, "label", path),
        }


def gvfc(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the headlines of the Gun Violence Frame Corpus.

    The table (``news_title``, ``Q1 Relevant``, ``Q3 Theme1``, ``Q3 Theme2``), or a
    fold of the multilingual edition (tabs, no header: id, headline, a letter, nine
    columns of 0 and 1). Source: Liu et al. (2019), CoNLL; Akyürek et al. (2020), ACL.
    """
    if path.suffix == ".tsv":
        yield from _gvfc_fold(path)
        return
    for number, row in enumerate(read_rows(path)):
        themes = [_code(row.get(name)) for name in ("Q3 Theme1", "Q3 Theme2")]
        if _code(row.get("Q1 Relevant", 1)) == 1:
            yield {
                "id": row.get("ID", number),
                "text": field(row, "news_title", path),
                "lang": "en",
                "labels": [GVFC_FRAMES[code - 1] for code in themes if 1 <= code <= 9],
            }


def newsmtsc(path: Path) -> Iterator[dict[str, Any]]:
    """Yield a record for each target of NewsMTSC, in both published forms.

    Polarity is 2, 4 or 6 in the first form, -1, 0 or 1 in the flat one. Source:
    Hamborg & Donnay (2021), EACL.
    """
    for number, row in enumerate(json_lines(path)):
        text = row.get("sentence_normalized", row.get("sentence"))
        targets = row.get("targets", [row])
        for place, target in enumerate(targets):
            polarity = float(field(target, "polarity", path))
            yield {
                "id": f"{number}-{place}",
                "text": text,
                "lang": "en",
                "label": (polarity - 4) / 2 if "targets" in row else polarity,
                "sentence": row.get("primary_gid", number),
                "target": target.get("mention"),
            }


def sb10k(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the tweets of SB10k (tabs, no header: label second, text last).

    Source: Cieliebak et al. (2017), SocialNLP.
    """
    with opened(path) as stream:
        for line in stream:
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) > 2 and cells[1].lower() in _SENTIMENTS:
                yield {
                    "id": cells[0],
                    "text": cells[-1],
                    "lang": "de",
                    "label": _SENTIMENTS[cells[1].lower()],
                }


def _gvfc_fold(path: Path) -> Iterator[dict[str, Any]]:
    with opened(path) as stream:
        for line in stream:
            name, text, _, *marks = line.rstrip("\r\n").split("\t")
            yield {
                "id": name,
                "text": text.strip(),
                "lang": "de" if "german" in path.as_posix() else "en",
                "labels": [
                    frame
                    for frame, mark in zip(GVFC_FRAMES, marks, strict=True)
                    if float(mark) > 0
                ],
            }


def _code(value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError):
        return 0


def _word_list(cell: str) -> list[str]:
    try:
        words = ast.literal_eval(cell or "[]")
    except (SyntaxError, ValueError):
        return []
    return [str(word) for word in words]


def _occurrences(text: str, words: list[str]) -> list[dict[str, Any]]:
    """Return where the listed words stand; the corpora list words, not places."""
    found = []
    for word in sorted(set(filter(None, words)), key=lambda word: (-len(word), word)):
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I):
            if all(
                match.end() <= s["start"] or match.start() >= s["end"] for s in found
            ):
                found.append({"start": match.start(), "end": match.end(), "type": ""})
    return sorted(found, key=lambda span: span["start"])
