"""The real portal article that the project began with; it lies beside the corpora."""

import os
from pathlib import Path

import pytest

from detector import Detector

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("LESART_CORPORA", ROOT.parent / "shared" / "corpora"))
FOUND = CORPORA / "examples" / "belarus.txt"

pytestmark = pytest.mark.skipif(
    not FOUND.is_file(),
    reason=f"the article is not part of the project: needs {FOUND.parent.name}/"
    f"{FOUND.name} in the folder named by LESART_CORPORA",
)


@pytest.fixture(scope="module")
def text():
    return FOUND.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(text):
    return Detector().score(text)


def test_the_leftovers_and_nothing_else_are_set_apart(text, report):
    lines = text.split("\n")
    cut = [
        (lines[line.line - 1][:20], line.kind)
        for line in report.boilerplate.lines
        if line.label == "boilerplate"
    ]
    assert cut == [
        ("Der belarussische Ve", "duplicate"),
        ("Gerade lesen andere", "related_link"),
        ("Lesen Sie auch", "related_link"),
        ("Lesen Sie auch", "related_link"),
        ("Lesen Sie auch", "related_link"),
        ("Lesen Sie auch", "related_link"),
        ("Dieser Artikel wurde", "disclosure"),
    ]


def test_the_disclosure_is_found_as_hedged(report):
    (statement,) = report.disclosure.statements
    assert statement.kind == "assisted"
    assert statement.hedged
    assert "möglicherweise KI" in statement.text


def test_the_hedges_are_found_where_they_stand(text, report):
    found = {
        (text[hedge.start : hedge.end], hedge.type)
        for hedge in report.framing.hedging.spans
    }
    assert {
        ("soll", "hearsay_sollen"),
        ("angeblich", "epistemic_adverb"),
        ("scheinen", "epistemic_verb"),
        ("Nach Angaben", "attribution"),
    } <= found


def test_reuters_is_a_source_and_not_a_hedge(text, report):
    cue = text.index("berichtet Reuters")
    assert all(hedge.start != cue for hedge in report.framing.hedging.spans)
    sentence = next(s for s in report.framing.sentences if s.start <= cue < s.end)
    assert sentence.attributed
