"""The measure of extraction on pages written here."""

import gzip
import json
import math
from pathlib import Path

import pytest

from benchmarks.extraction import harmonic, main, precision_and_recall


def test_shingles_count_what_is_missing_and_what_is_too_much() -> None:
    body = "Der Hafen von Kiel bleibt bis Montag gesperrt"  # 5 shingles
    assert precision_and_recall(body, body.upper()) == (1.0, 1.0)
    assert precision_and_recall(body, f"{body} Lesen Sie auch") == (5 / 8, 1.0)
    assert precision_and_recall(body, "Der Hafen von Kiel") == (1.0, 1 / 5)
    precision, recall = precision_and_recall(body, "")
    assert math.isnan(precision)
    assert recall == 0.0
    assert harmonic([(1.0, 0.5), (math.nan, 0.5)]) == (1.0, 0.5, pytest.approx(2 / 3))


def test_every_system_is_measured_on_every_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "boilerplate" / "html"
    folder.mkdir(parents=True)
    body = "Die Brücke wird im Mai gesperrt, teilte die Stadt am Freitag mit. " * 5
    page = f"<html><body><article><p>{body}</p></article></body></html>"
    pairs = []
    for number, (source, language) in enumerate(
        [("fundus", "de"), ("fundus", "en"), ("cleanportaleval", "en"),
         ("wcxb_articles", "en")]
    ):  # fmt: skip
        with gzip.open(folder / f"{number}.html.gz", "wt", encoding="utf-8") as file:
            file.write(page)
        pairs.append(
            {"source": source, "lang": language, "split": "dev", "paragraphs": [body],
             "file": f"{number}.html.gz"}
        )  # fmt: skip
    with gzip.open(folder / "pairs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(pair) + "\n" for pair in pairs)
    main(["--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert "| fundus de (1) | ours | 1.000 | 1.000 | 1.000 |" in told
    assert told.count("| trafilatura, recall |") == 4
