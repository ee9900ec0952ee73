"""The table of corpora, sampling, and the way from an entry to items."""

import hashlib
import json
from dataclasses import replace

import pytest

from benchmarks.catalogue import SHIPPED, catalogue, chosen, digest, load
from benchmarks.items import TASKS, Item, length_band
from benchmarks.loaders import FORMATS
from benchmarks.sampling import sample
from benchmarks.targets import items_of
from detector.errors import CorpusError
from tests.benchmarks.made import corpus


def test_every_corpus_has_a_known_format_and_task():
    for entry in catalogue():
        assert entry.format in FORMATS, entry.key
        assert entry.task in TASKS, entry.key
        assert entry.licence, entry.key
        assert entry.citation, entry.key
        assert entry.source, entry.key


def test_every_shipped_corpus_is_there_and_is_the_one_named():
    for entry in chosen("shipped"):
        assert load(entry, SHIPPED), entry.key


def test_names_are_unique():
    keys = [entry.key for entry in catalogue()]
    assert len(keys) == len(set(keys))


def test_a_suite_can_be_narrowed_by_task_and_name():
    found = chosen("shipped", ("hedges",), ("sentences_own_de",))
    assert [entry.key for entry in found] == ["sentences_own_de.hedges"]


@pytest.mark.parametrize("given", [{"tasks": ("bias",)}, {"names": ("nothing",)}])
def test_unknown_names_are_refused_with_those_that_are_known(given):
    with pytest.raises(CorpusError, match=r"unknown '\w+'; known: "):
        chosen("all", **given)


def test_records_become_items_with_slices_and_groups(made):
    items = load(corpus(), made)
    first = next(item for item in items if item.id == "1")
    assert (first.target, first.group, first.language) == (1.0, "p0", "de")
    assert first.slices == {"generator": "gpt", "length": "under 80 words"}


def test_a_missing_corpus_says_where_it_comes_from(tmp_path):
    with pytest.raises(CorpusError, match=r"comes from here \(licence: CC BY 4.0\)"):
        load(corpus(), tmp_path)


def test_another_file_than_the_catalogue_names_is_refused(made):
    with pytest.raises(CorpusError, match="is not version 1"):
        load(corpus(sha256="0" * 64), made)


def test_the_file_that_the_catalogue_names_is_read(made):
    known = hashlib.sha256((made / "made.jsonl").read_bytes()).hexdigest()
    assert len(load(corpus(sha256=known), made)) == 36


def test_a_column_that_is_not_there_is_named(made):
    with pytest.raises(CorpusError, match="made: no column 'outlet'; there are: "):
        load(corpus(group="outlet"), made)


def test_records_without_a_class_are_left_out(made):
    options = {**corpus().options, "negative": ["nobody"]}
    assert {item.target for item in load(corpus(options=options), made)} == {1.0}


def test_a_corpus_that_holds_nothing_for_the_task_is_refused(made):
    with pytest.raises(CorpusError, match="holds nothing for ai"):
        load(corpus(where={"generator": ["claude"]}), made)


def test_human_texts_of_another_file_join(made):
    other = {"id": "h", "text": "Ein Mensch", "label": "x"}
    (made / "humans.jsonl").write_text(json.dumps(other))
    also = ({"path": "humans.jsonl", "label": "human", "group": "id"},)
    found = load(corpus(also=also), made)
    assert next(item for item in found if item.id == "h").target == 0.0


def test_a_missing_file_of_human_texts_is_named(made):
    also = ({"path": "humans.jsonl", "label": "human", "group": "id"},)
    with pytest.raises(CorpusError, match=r"humans.jsonl is not there"):
        load(corpus(also=also), made)


@pytest.mark.parametrize(
    ("kind", "record", "options", "expected"),
    [
        ("binary", {"text": "a", "label": "0.2"}, {"above": 0.5}, 0.0),
        ("labels", {"text": "a", "label": "mixed"}, {}, ["direct", "indirect"]),
        ("labels", {"text": "a", "label": ["b", "c"]}, {"map": {"b": "d"},
         "names": ["d"]}, ["d"]),
        ("tone", {"text": "a", "label": "Negative"}, {}, -1.0),
        ("tone", {"text": "a", "label": 2}, {}, 1.0),
        ("spans", {"text": "a", "spans": [{"start": 0, "end": 1}]}, {}, [[0, 1, ""]]),
        ("page", {"text": "<p>", "reference": "a"}, {}, "a"),
    ],
)  # fmt: skip
def test_targets_of_each_kind(kind, record, options, expected):
    assert next(items_of([record], kind, options)).target == expected


def test_lines_are_one_text_with_a_target_each():
    lines = [
        {"text": " Titel \u00a0 hier", "label": "content"},
        {"text": "Teilen", "label": "boilerplate"},
    ]
    item = next(items_of([{"lines": lines}], "lines", {}))
    assert (item.text, item.target) == ("Titel hier\nTeilen", [0, 1])


def test_a_digest_of_a_folder_knows_names_and_sizes(tmp_path):
    (tmp_path / "a").write_text("x")
    before = digest(tmp_path)
    (tmp_path / "a").write_text("xx")
    assert digest(tmp_path) != before


@pytest.mark.parametrize(
    ("words", "band"),
    [(79, "under 80"), (80, "80-159"), (319, "160-319"), (320, "320 words or more")],
)
def test_lengths_have_four_bands(words, band):
    assert length_band("a " * words).startswith(band)


def made_items(groups, size=2):
    return [
        Item(f"{group}-{n}", "t", "de", 0.0, f"g{group}")
        for group in range(groups)
        for n in range(size)
    ]


def test_a_sample_takes_whole_groups_whatever_the_order():
    items = made_items(50)
    found = sample(items, 20, 1)
    assert len(found) == 20
    assert found == sample(items[::-1], 20, 1)
    assert len({item.group for item in found}) == 10


def test_a_large_group_gives_a_quarter_of_the_sample():
    found = sample(made_items(1, 100), 20, 1)
    assert len(found) == 5


def test_without_a_limit_everything_stays():
    assert len(sample(made_items(5), None, 1)) == 10


def test_another_seed_gives_another_sample():
    items = made_items(50)
    assert sample(items, 20, 1) != sample(items, 20, 2)


def test_a_corpus_is_read_in_the_form_it_claims(made):
    (made / "made.jsonl").write_text('{"text": "a"')
    with pytest.raises(CorpusError, match="line 1"):
        load(replace(corpus()), made)
