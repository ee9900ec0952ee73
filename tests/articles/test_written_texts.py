"""The texts written for the project say of themselves what is true."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from detector.report.boilerplate import LineKind
from detector.report.disclosure import StatementKind
from features.document import parse
from features.hedge_types import HEDGE_TYPES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPORA = ROOT / "benchmarks" / "corpora"
CONTENT = {"headline", "heading", "content"}
LEFTOVERS = set(get_args(LineKind)) - CONTENT
STATEMENTS = set(get_args(StatementKind))
MANIFEST = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _read(CORPORA / name).splitlines()]


def _portal_articles() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("leftovers_de", "leftovers_en", "examples"):
        for article in json.loads(_read(HERE / f"{name}.json")):
            yield article.get("text") or _read(ROOT / article["file"]), article


def _non_blank(text: str) -> list[str]:
    # str.splitlines would also cut at form feeds and the like.
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    return [line for line in lines if line]


@pytest.mark.parametrize("page", _rows("portal_pages.jsonl"), ids=lambda p: p["id"])
def test_every_line_of_a_portal_page_is_labelled(page):
    assert [line["text"] for line in page["lines"]] == _non_blank(page["text"])
    for line in page["lines"]:
        kinds = CONTENT if line["label"] == "content" else LEFTOVERS
        assert line["kind"] in kinds
    for statement in page["ai_statements"]:
        assert statement["kind"] in STATEMENTS
        assert any(statement["text"] in line["text"] for line in page["lines"])


def test_spans_of_sentences_lie_inside_and_start_and_end_on_a_character():
    for sentence in _rows("sentences_de.jsonl") + _rows("sentences_en.jsonl"):
        for span in sentence["loaded_spans"] + sentence["hedges"]:
            words = sentence["text"][span["start"] : span["end"]]
            assert words
            assert words == words.strip()
        assert {hedge["type"] for hedge in sentence["hedges"]} <= set(HEDGE_TYPES)
        assert sentence["loaded"] == bool(sentence["loaded_spans"])


def test_sentences_have_the_promised_number_and_no_double():
    for name, number in (("sentences_de.jsonl", 120), ("sentences_en.jsonl", 60)):
        assert len({sentence["text"] for sentence in _rows(name)}) == number


def test_articles_come_in_pairs_of_150_to_300_words():
    articles = _rows("articles.jsonl")
    pairs = Counter(article["pair"] for article in articles)
    assert set(pairs.values()) == {2}
    assert Counter(a["lang"] for a in articles) == {"de": 16, "en": 8}
    for article in articles:
        assert 150 <= len(article["text"].split()) <= 300


def test_portal_articles_name_their_spans():
    for text, article in _portal_articles():
        spans = article["leftovers"] + article["disclosure"] + article["hedges"]
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]
        for hedge in article["hedges"]:
            assert text[: hedge["end"]].count(hedge["text"]) == hedge["occurrence"]
        for leftover in article["leftovers"]:
            assert text.split("\n")[leftover["line"] - 1] == leftover["text"]
            assert leftover["kind"] in LEFTOVERS


@pytest.mark.parametrize("name", MANIFEST)
def test_a_document_of_an_edge_case_has_the_parts_counted_by_hand(name):
    expected, document = MANIFEST[name], parse(_read(HERE / name))
    found = {
        "language": document.language,
        "non_blank_lines": len(document.lines),
        "blocks": len(document.blocks),
        "sentences": len(document.sentences),
        "words": len(document.words),
    }
    known = {key: expected[key] for key in found if key in expected}
    assert {key: found[key] for key in known} == known


def test_marks_of_evasion_fold_away():
    document = parse(_read(HERE / "evasion.txt"))
    assert document.folded == _read(HERE / "evasion_plain.txt")
    folds = Counter(fold.what for fold in document.form.folds)
    marks = MANIFEST["evasion.txt"]["marks"]
    assert {what: folds[what] for what in folds if what in marks} == {
        what: marks[what] for what in marks if what != "look_alike_words"
    }
    assert "Правда" in document.folded
