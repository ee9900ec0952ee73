"""How well statements on AI use are found, and how often one is found where none is.

    python -m benchmarks.disclosures --data CORPORA [--split dev]

``CORPORA`` holds ``boilerplate/portal_pages.jsonl.gz`` with labelled statements and
``news/`` with articles of years in which hardly any newsroom used such tools. A
statement counts as found if the overlap is at least half of the shorter span. The
lines are labelled by the shipped models; ``--known-lines`` takes the true labels.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from detector.boilerplate import LineModels, load_line_models, score_lines
from detector.disclosure import Found, find_disclosures
from detector.training.corpus import Record, parse_records, read_bytes
from features.document import Document, parse
from features.normalise import fold

_PAGES = "boilerplate/portal_pages.jsonl.gz"
_NEWS = ("fang_covid", "gnad", "fundus_news", "article_bias")


@dataclass
class Counts:
    """What was found of the labelled statements."""

    labelled: int = 0
    claimed: int = 0
    found: int = 0
    kind_right: int = 0
    hedge_right: int = 0
    overlaps: list[float] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Return the shares, each higher is better."""
        values = {
            "labelled": self.labelled,
            "precision": self.found / max(self.claimed, 1),
            "recall": self.found / max(self.labelled, 1),
            "f1": 2 * self.found / max(self.claimed + self.labelled, 1),
            "kind": self.kind_right / max(self.found, 1),
            "hedged": self.hedge_right / max(self.found, 1),
            "span": float(np.mean(self.overlaps)),
        }
        return {name: round(value, 4) for name, value in values.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures, and every statement found in the news."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--known-lines", action="store_true")
    given = parser.parse_args(arguments)
    models = {"de": load_line_models("de"), "en": load_line_models("en")}
    counts = Counts()
    for record in _records(given.data / _PAGES):
        if record["split"] == given.split:
            _count(record, None if given.known_lines else models, counts)
    print(given.split, counts.measures())
    for name in _NEWS:
        _print_news(name, _records(given.data / "news" / f"{name}.jsonl.gz"), models)


def _records(path: Path) -> list[Record]:
    return parse_records(read_bytes(path), path)


def _found(document: Document, models: dict[str, LineModels]) -> Sequence[Found]:
    known = models.get(document.language)
    return () if known is None else score_lines(document, known).statements


def _count(
    record: Record, models: dict[str, LineModels] | None, counts: Counts
) -> None:
    document = parse(record["text"], language=record["lang"])
    if models is None:
        labels = [line["label"] == "boilerplate" for line in record["lines"]]
        claimed: Sequence[Found] = find_disclosures(document, np.array(labels))
    else:
        claimed = _found(document, models)
    counts.claimed += len(claimed)
    rest = list(claimed)
    for start, end, label in _labelled(record, document):
        counts.labelled += 1
        best = max(rest, key=lambda found: _overlap(found, start, end), default=None)
        if best is None or _overlap(best, start, end) < 0.5:
            continue
        rest.remove(best)
        counts.found += 1
        counts.kind_right += best.kind == label["kind"]
        counts.hedge_right += best.hedged == label["hedged"]
        shared = min(end, best.end) - max(start, best.start)
        counts.overlaps.append(shared / (max(end, best.end) - min(start, best.start)))


def _labelled(
    record: Record, document: Document
) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for label in record["ai_statements"]:
        text = fold(label["text"]).text
        start = document.folded.find(text)
        yield start, start + len(text), label


def _overlap(found: Found, start: int, end: int) -> float:
    """Return the overlap as a share of the shorter span."""
    shared = min(end, found.end) - max(start, found.start)
    return shared / max(min(end - start, found.end - found.start), 1)


def _print_news(
    name: str, records: list[Record], models: dict[str, LineModels]
) -> None:
    spent, claimed = 0.0, 0
    for record in records:
        document = parse(record["text"])
        begin = time.process_time()
        statements = _found(document, models)
        spent += time.process_time() - begin
        claimed += len(statements)
        for found in statements:
            text = document.folded[found.start : found.end]
            print(f"  {record['id']} {found.kind}: {text[:160]}")
    print(f"{name}: {claimed} in {len(records)} articles, {spent:.0f} CPU seconds")


if __name__ == "__main__":
    main()
