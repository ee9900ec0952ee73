"""Labelled pages as line examples."""

import gzip
import hashlib
import json

import pytest

from detector.training.pages import measured_lines, read_pages
from detector.training.recipe import CorpusEntry, Recipe
from features.lines import LINE_FEATURES
from features.ngrams import Family

PAGES = {
    "en": ["The harbour stays closed until Monday, the city said.", "Read more: boats"],
    "de": ["Der Hafen bleibt bis Montag zu, sagte die Stadt.", "Lesen Sie auch: Boote"],
}


@pytest.fixture
def recipe(tmp_path):
    path = tmp_path / "pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        for language, texts in PAGES.items():
            lines = [
                {"text": texts[0], "label": "content", "kind": "content"},
                {"text": texts[1], "label": "boilerplate", "kind": "related_link"},
            ]
            record = {"id": f"{language}-1", "lang": language, "lines": lines}
            stream.write(json.dumps(record) + "\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entry = CorpusEntry("pages.jsonl.gz", digest, 1.0, options={})
    lent = CorpusEntry(
        "pages.jsonl.gz", digest, 2.0, options={"language": "de", "name": "lent"}
    )
    return Recipe(
        task="line_kinds",
        language="en",
        version="1.0",
        licence="open",
        intended_use="",
        limits="",
        corpora=(entry, lent),
        dense=LINE_FEATURES,
        families=(Family("word", 1, 1, 8),),
    )


def test_pages_of_the_other_language_lend_their_measures_and_not_their_words(
    recipe, tmp_path
):
    lines = measured_lines(read_pages(recipe, tmp_path), recipe)
    lent = lines.examples.slices["corpus"] == "lent"
    assert lent.tolist() == [False, False, True, True]
    assert lines.kinds.tolist() == ["", "related_link", "", "related_link"]
    words = lines.examples.ngrams[0].getnnz(axis=1)
    assert (words[~lent] > 0).all()
    assert not words[lent].any()
    cue = lines.examples.dense[:, LINE_FEATURES.index("cue_opens")]
    assert cue.tolist() == [0, 1, 0, 1]  # each by the cues of its language
    assert lines.examples.weights.tolist() == [1, 1, 2, 2]
