from typing import get_args

import numpy as np
import pytest

from detector.report import LineKind
from detector.training.composed import compose
from detector.training.leftovers import leftover_run, written_leftovers
from detector.training.structures import topics, with_structures

PARAGRAPH = (
    "Der Motor der Fähre soll nach Ostern in einer Werft in {} getauscht werden, "
    "so die Reederei."
)
ARTICLES = [
    {
        "header": f"Fähre {number} fällt aus",
        "text": "\n".join(
            [PARAGRAPH.format(f"Kiel{number}a"), f"Was {number} kostet"]
            + [PARAGRAPH.format(f"Kiel{number}{letter}") for letter in "bcdef"]
        ),
    }
    for number in range(3)
]
HOST = {
    "id": "host-1",
    "lang": "de",
    "lines": [
        {"text": "Startseite", "label": "boilerplate", "kind": "nav"},
        {"text": "Ein Satz des Artikels.", "label": "content", "kind": None},
        {"text": "Werbung vom Wirt", "label": "boilerplate", "kind": "ad"},
        {"text": "Noch ein Satz.", "label": "content", "kind": None},
    ],
}


def _pages(**changes):
    given = {"language": "de", "pages": 30, "seed": 7, **changes}
    return compose(ARTICLES, [HOST], **given)


def test_the_same_arguments_give_the_same_pages():
    assert _pages() == _pages()


def test_another_seed_gives_other_pages():
    assert _pages() != _pages(seed=8)


def test_a_page_belongs_to_the_host_of_its_leftovers():
    assert {page["id"] for page in _pages()} == {"host-1"}


def test_the_hosts_own_article_is_not_taken_over():
    texts = {line["text"] for page in _pages() for line in page["lines"]}
    assert "Werbung vom Wirt" in texts
    assert "Ein Satz des Artikels." not in texts


def test_the_text_holds_the_labelled_lines_in_order():
    for page in _pages():
        assert page["text"].split("\n") == [line["text"] for line in page["lines"]]


def test_leftovers_have_kinds_of_the_product():
    kinds = {
        line["kind"]
        for page in _pages()
        for line in page["lines"]
        if line["label"] == "boilerplate"
    }
    assert kinds <= set(get_args(LineKind))


@pytest.mark.parametrize("language", ["de", "en"])
def test_written_leftovers_have_kinds_of_the_product(language):
    kinds = set(written_leftovers(language))
    assert kinds <= set(get_args(LineKind)) - {"content", "heading", "headline"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_blank_of_a_written_leftover_stays_open(language):
    words = {"t": ["Fähre"], "h": ["Motor kaputt"]}
    generator = np.random.default_rng(1)
    for kind in written_leftovers(language):
        for _ in range(20):
            lines = leftover_run(kind, words, generator, language)
            assert all(line.strip() and "{" not in line for line in lines)


def test_structures_keep_every_paragraph():
    lines = [PARAGRAPH.format(letter * 3) for letter in "abcdef"]
    for seed in range(40):
        given = with_structures(lines, np.random.default_rng(seed), "de")
        text = "\n".join(given)
        assert all(line in text for line in lines) or "?" in text


def test_topics_are_german_nouns_inside_sentences():
    assert topics("Die neue Fähre bleibt im alten Hafen liegen.", "de") == [
        "Fähre",
        "Hafen",
    ]
