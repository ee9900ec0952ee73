"""What features/data/build.py learns, on texts made for the test."""

import gzip
import json
from pathlib import Path

import pytest

from features.data.build import main

_GERMAN = (
    "Das Fest beginnt mittwochs. Danach spricht Frau Dr. Kern. Wir gehen danach heim. "
    "Am 7. Spieltag verlor Ulm gegen Dr. Wolf. Kern gewann. Wer kommt, sieht Kern. "
    "Das war der Spieltag."
)
_ENGLISH = "The fair begins soon. Then Mr. Hill speaks. We leave then. Hill stays here."


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    for name, text in (
        ("fang_covid", _GERMAN),
        ("web_de", _GERMAN),
        ("article_bias", _ENGLISH),
    ):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for number in range(60):
                record = {"id": f"{name}-{number:03}", "text": text}
                lines.write(json.dumps(record) + "\n")
    return folder


@pytest.fixture(scope="module")
def learned(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learned")
    main(["--data", str(corpora), "--out", str(folder)])
    return folder


def _table(folder: Path, language: str) -> dict[str, list[str]]:
    path = folder / language / "sentence_ends.json"
    table: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return table


def test_words_that_never_lack_their_stop_are_abbreviations(learned: Path) -> None:
    assert "Dr" in _table(learned, "de")["abbreviations"]
    assert "Mr" in _table(learned, "en")["abbreviations"]


def test_openers_are_written_small_inside_a_sentence(learned: Path) -> None:
    german = _table(learned, "de")["openers"]
    assert "danach" in german
    # a name opens sentences too, but keeps its capital inside them
    assert "kern" not in german


def test_nouns_counted_with_a_stop_are_german_only(learned: Path) -> None:
    assert _table(learned, "de")["ordinal_nouns"] == ["Spieltag"]
    assert _table(learned, "en")["ordinal_nouns"] == []


def test_learning_twice_gives_the_same_bytes(
    corpora: Path, learned: Path, tmp_path: Path
) -> None:
    main(["--data", str(corpora), "--out", str(tmp_path)])
    for language in ("de", "en"):
        first = (learned / language / "sentence_ends.json").read_bytes()
        assert (tmp_path / language / "sentence_ends.json").read_bytes() == first


def test_the_shipped_tables_are_sorted_and_name_source_and_licence() -> None:
    for language in ("de", "en"):
        data = Path(__file__).parents[2] / "features" / "data"
        table = _table(data, language)
        assert table["licence"] == "Apache-2.0"
        assert "article" in table["source"] or "fang_covid" in table["source"]
        for name in ("abbreviations", "openers", "ordinal_nouns"):
            assert table[name] == sorted(set(table[name]))
