"""Corpora of human and AI texts, as published.

Records: ``text``, ``label`` (``human`` or ``ai``), ``generator``, ``domain``,
``attack``, ``pair`` (the source or question that texts share) and ``id``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.loaders.files import below, delimited, field, json_lines, read_json

_HUMAN = "human"
_GHOSTBUSTER_NOT_TEXTS = {"prompts", "logprobs", "headlines"}


def hc3(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the answers of HC3 (``all.jsonl``): several a question, of both sides.

    Source: Guo et al. (2023), arXiv:2301.07597.
    """
    for number, row in enumerate(json_lines(path)):
        sides = (("human_answers", _HUMAN), ("chatgpt_answers", "chatgpt"))
        for name, generator in sides:
            for place, answer in enumerate(field(row, name, path)):
                yield _record(
                    answer,
                    generator,
                    id=f"{number}-{generator}-{place}",
                    domain=row.get("source"),
                    pair=number,
                )


def m4(path: Path) -> Iterator[dict[str, Any]]:
    """Yield both texts of each row of M4 (``<domain>_<model>.jsonl`` in a folder).

    Source: Wang et al. (2024), EACL.
    """
    for file in below(path, "**/*.jsonl"):
        for number, row in enumerate(json_lines(file)):
            source = row.get("source_ID", row.get("source_id", number))
            facts = {
                "domain": row.get("source", file.stem),
                "pair": f"{row.get('source', file.stem)}-{source}",
            }
            yield _record(
                field(row, "human_text", file),
                _HUMAN,
                id=f"{file.stem}-{number}-h",
                **facts,
            )
            yield _record(
                field(row, "machine_text", file),
                str(row.get("model", "unknown")),
                id=f"{file.stem}-{number}-m",
                **facts,
            )


def semeval8(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the texts of SemEval-2024 task 8, subtask A (1 = machine).

    Source: Wang et al. (2024), SemEval.
    """
    for number, row in enumerate(json_lines(path)):
        model = str(row.get("model", "unknown"))
        yield _record(
            field(row, "text", path),
            _HUMAN if int(field(row, "label", path)) == 0 else model,
            id=row.get("id", number),
            domain=row.get("source"),
        )


def raid(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of RAID (``train.csv``, ``extra.csv``), attacked ones too.

    Source: Dugan et al. (2024), ACL.
    """
    for row in delimited(path, ","):
        yield _record(
            field(row, "generation", path),
            field(row, "model", path),
            id=row["id"],
            domain=row.get("domain"),
            attack=row.get("attack"),
            pair=row.get("source_id") or row["id"],
            decoding=row.get("decoding"),
        )


def ghostbuster(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the texts of the Ghostbuster folders ``essay``, ``reuter``, ``wp``.

    The folder below the domain is the generator; a file of the same name answers the
    same prompt. Source: Verma et al. (2024), NAACL.
    """
    for file in below(path, "*/*/**/*.txt"):
        domain, generator, *rest = file.relative_to(path).parts
        if generator in _GHOSTBUSTER_NOT_TEXTS or "logprobs" in rest:
            continue
        yield _record(
            file.read_text(encoding="utf-8", errors="replace"),
            generator,
            id=file.relative_to(path).as_posix(),
            domain=domain,
            pair="/".join((domain, *rest)),
        )


def mage(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of MAGE (``text,label,src``; 1 = human there).

    Source: Li et al. (2024), ACL.
    """
    for number, row in enumerate(delimited(path, ",")):
        source = row.get("src", "")
        human = int(field(row, "label", path)) == 1
        yield _record(
            field(row, "text", path),
            _HUMAN if human else source.partition("_machine_")[2] or source,
            id=number,
            domain=source.partition("_")[0],
        )


def detectrl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the texts of DetectRL (JSON arrays, in a folder or one file).

    Source: Wu et al. (2024), NeurIPS.
    """
    for file in below(path, "**/*.json"):
        for number, row in enumerate(read_json(file)):
            human = str(field(row, "label", file)).lower() == _HUMAN
            yield _record(
                field(row, "text", file),
                _HUMAN if human else str(row.get("llm_type", "llm")),
                id=f"{file.stem}-{row.get('id', number)}",
                domain=row.get("data_type"),
                attack=file.stem,
            )


def _record(text: str, generator: str, **facts: Any) -> dict[str, Any]:
    label = _HUMAN if generator == _HUMAN else "ai"
    return {
        "text": text,
        "label": label,
        "generator": generator,
        "lang": "en",
        **{name: value for name, value in facts.items() if value not in (None, "")},
    }
