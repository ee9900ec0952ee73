"""How often human and AI news use a construction."""

import numpy as np
import pytest

from detector import construction_use
from detector.construction_use import CLEARLY_MORE, Table, tables, usage_of
from detector.render.words import usage_in_words
from detector.training.constructions import count, main, write
from features.document import parse

PEOPLE = "Gestern kam er heim und schlief. Es war spät."
MACHINE = "Zudem gilt der Schritt als Zeichen der Hoffnung. Es war spät."


@pytest.fixture
def table(monkeypatch):
    texts = [(PEOPLE, False)] * 4 + [(MACHINE, True)] * 3 + [(PEOPLE, True)]
    made = count(texts, "de")
    monkeypatch.setattr(construction_use, "tables", lambda: {"de": made})
    return made


def _usage(text):
    document = parse(text, language="de")
    return usage_of(document, "de", 0, len(document.folded))


@pytest.mark.usefixtures("table")
def test_a_construction_of_the_machine_is_shown_in_the_words_of_the_article():
    usage = _usage("Dort gilt der Schritt als klug.")
    assert usage.text == "Dort gilt der Schritt als klug."[usage.start : usage.end]
    assert (usage.ai.count, usage.ai.of, usage.human.count) == (3, 4, 0)
    assert usage.counted


@pytest.mark.usefixtures("table")
def test_what_people_write_as_often_is_not_counted():
    usage = _usage("Es war spät.")
    assert usage.ai.value == usage.human.value == 1
    assert not usage.counted
    assert "about as often" in usage_in_words(usage)


@pytest.mark.usefixtures("table")
def test_unknown_constructions_have_no_rate():
    assert _usage("Quietschbunt! Na?") is None


def test_no_construction_crosses_the_end_of_a_sentence():
    apart = count([("Er kam. Sie ging.", False), ("Er kam.", True)], "de")
    joined = count([("Er kam sie ging.", False), ("Er kam.", True)], "de")
    assert len(apart.keys) < len(joined.keys)


@pytest.mark.usefixtures("table")
def test_rates_are_told_in_plain_words():
    words = usage_in_words(_usage("Dort gilt der Schritt als klug."))
    assert words.startswith("such as “")
    assert words.endswith("”: in 750 of 1,000 AI articles, 0 of 1,000 human ones")


def test_rare_constructions_are_left_out():
    texts = [(PEOPLE, False)] * 150 + [(PEOPLE, True)] * 149 + [(MACHINE, True)]
    both = count(texts, "de")
    people = count([(PEOPLE, False), (PEOPLE, True)], "de")
    assert len(both.keys) == len(people.keys)


def test_both_sides_are_needed():
    with pytest.raises(ValueError, match="by people and by models"):
        count([(PEOPLE, False)], "de")


def test_a_written_table_reads_as_it_was(table, tmp_path, monkeypatch):
    path = tmp_path / "constructions.npz"
    write({"de": table, "en": table}, path)
    monkeypatch.undo()
    monkeypatch.setattr(construction_use, "FILE", path)
    tables.cache_clear()
    try:
        read = tables()["de"]
    finally:
        tables.cache_clear()
    for name in ("keys", "human", "machine"):
        assert np.array_equal(getattr(read, name), getattr(table, name))
    assert read.articles == table.articles


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_shipped_table_is_in_order_and_holds_counts(language):
    shipped: Table = tables()[language]
    assert (np.diff(shipped.keys) > 0).all()
    assert shipped.human.max() <= shipped.articles[0]
    assert shipped.machine.max() <= shipped.articles[1]
    assert (shipped.more >= CLEARLY_MORE).any()


def test_a_folder_without_the_corpus_is_one_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path)])
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("detector.training.constructions: ")
    assert "newsroom.jsonl.gz: cannot be read" in message
    assert message.count("\n") == 1
