"""The newsroom pairs: a person and a model on the same stories, at about one length.

What reports say of human and AI news is counted on them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from detector.training.corpus import parse_records, read_bytes
from detector.training.tasks.ai_units import without_marks

CORPUS = Path("ai") / "newsroom.jsonl.gz"


def newsroom_texts(data: Path, language: Literal["de", "en"]) -> list[tuple[str, bool]]:
    """Return (text without the marks of agencies, whether a model wrote it).

    Raises
    ------
    CorpusError
        If the corpus is not there or is malformed.
    """
    path = data / CORPUS
    return [
        (without_marks(record["text"]), record["label"] == "ai")
        for record in parse_records(read_bytes(path), path)
        if record["lang"] == language and record["label"] in ("ai", "human")
    ]
