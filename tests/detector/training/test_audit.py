"""The audit of a corpus, and the shortcuts it names."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from detector.cli.app import main
from detector.errors import CorpusError
from detector.training.audit import Columns, audit, near_duplicates
from detector.training.shortcuts import shortcuts

LONG = (
    "Der Stadtrat von Wendenau hat am Mittwoch über die Zukunft der Bücherei beraten "
    "und nach drei Stunden eine Entscheidung vertagt."
)
CORPORA = os.environ.get("LESART_CORPORA", "../shared/corpora")
NEWS = Path(CORPORA) / "ai" / "mindner_en_news.jsonl.gz"


def filled(rows):
    """Return rows with others beside them that no answer counts."""
    made = [{"text": f"Zeile Nummer {n} hier", "label": "z", "split": "train"}
            for n in range(10)]  # fmt: skip
    return [*rows, *made]


def rows_to(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_mark_that_one_class_alone_has_is_a_shortcut():
    texts = ["Eins — zwei.", "Eins und zwei."] * 5
    found = shortcuts(texts, np.array([1.0, 0.0] * 5))
    dashes = next(s for s in found if s.name == "em dashes")
    assert (dashes.auroc, dashes.more) == (1.0, "positive")
    assert (dashes.positive, dashes.negative) == (1.0, 0.0)


def test_lengths_are_given_as_medians():
    texts = ["ein Wort mehr", "ein Wort"] * 5
    found = shortcuts(texts, np.array([1.0, 0.0] * 5))
    length = next(s for s in found if s.name == "length in words")
    assert (length.positive, length.negative) == (3.0, 2.0)


def test_texts_that_look_alike_have_no_shortcut():
    assert shortcuts(["Ein Satz."] * 10, np.array([1.0, 0.0] * 5)) == []


def test_texts_without_a_label_are_left_out():
    texts = ["Eins — zwei.", "Eins und zwei."] * 5 + ["— — —"]
    found = shortcuts(texts, np.array([1.0, 0.0] * 5 + [np.nan]))
    assert next(s for s in found if s.name == "em dashes").auroc == 1.0


def test_nearly_the_same_texts_are_paired():
    changed = LONG.replace("Mittwoch", "Freitag")
    other = "Ganz andere Worte stehen hier, und zwar ohne jeden Bezug auf die Bücherei."
    assert near_duplicates([LONG, other, changed]) == [(0, 2)]


def test_copies_pairs_and_groups_that_cross_are_counted(tmp_path):
    rows = [
        {"text": LONG, "label": "a", "split": "train", "pair": "1", "outlet": "x"},
        {"text": LONG, "label": "b", "split": "dev", "pair": "1", "outlet": "y"},
        {"text": "Kurz und gut.", "label": "b", "split": "dev", "outlet": "x"},
    ]
    path = rows_to(tmp_path / "a.jsonl", filled(rows))
    result = audit(path, Columns(group="outlet"))
    assert (result.duplicates, result.near_duplicates) == (1, 0)
    assert result.crossing == {
        "copies across splits": 1,
        "copies with another label": 1,
        "pairs across splits": 1,
        "groups across splits": 1,
    }


def test_classes_have_lengths_languages_and_repeated_lines(tmp_path):
    repeated = "Lesen Sie auch diesen Beitrag.\n"
    rows = [{"text": repeated + LONG + str(n), "label": "a"} for n in range(3)]
    rows.append({"text": "The council met on Wednesday and voted.", "label": "b"})
    result = audit(rows_to(tmp_path / "a.jsonl", filled(rows)))
    assert result.classes["a"]["repeated"] == 1.0
    assert result.classes["b"]["repeated"] == 0.0
    assert result.classes["a"]["languages"] == {"de": 3}
    assert result.classes["b"]["median_words"] == 7.0


@pytest.mark.parametrize("name", ["text", "label", "group"])
def test_a_missing_column_is_refused(tmp_path, name):
    path = rows_to(tmp_path / "a.jsonl", filled([]))
    with pytest.raises(CorpusError, match="no column 'none'"):
        audit(path, Columns(**{name: "none"}))


def test_the_command_ends_with_two_and_one_line_on_broken_json(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a", "label": 1}\n{"text"')
    done = CliRunner().invoke(main, ["audit", str(path)])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "line 2" in done.stderr


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"text": "Ein Satz.", "label": "a"}] * 5, "5 rows, at least 10 needed"),
        (filled([]), "two classes are needed, the labels are 'z'"),
        (filled([{"text": "Ein Satz."}])[:1] * 10, "no column 'label'"),
    ],
)
def test_a_corpus_that_holds_too_little_ends_with_two_and_one_line(
    tmp_path, rows, message
):
    path = rows_to(tmp_path / "a.jsonl", rows)
    done = CliRunner().invoke(main, ["audit", str(path)])
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_command_gives_json_on_request(tmp_path):
    path = rows_to(tmp_path / "a.jsonl", filled([{"text": "Eins.", "label": "ai"}]))
    done = CliRunner().invoke(main, ["audit", str(path), "--format", "json"])
    assert json.loads(done.stdout)["classes"]["ai"]["n"] == 1


def test_the_command_says_so_where_nothing_is_found(tmp_path):
    rows = [{"text": "Ein Satz.", "label": label} for label in ("ai", "human")] * 5
    done = CliRunner().invoke(main, ["audit", str(rows_to(tmp_path / "a.jsonl", rows))])
    assert "No measure of typography or length" in done.stdout


@pytest.mark.skipif(
    not NEWS.is_file(),
    reason="needs ai/mindner_en_news.jsonl.gz in the folder named by LESART_CORPORA",
)
def test_the_news_of_mindner_have_their_known_shortcuts():
    done = CliRunner().invoke(main, ["audit", str(NEWS)])
    assert "quotation marks: 0.69, more in the others" in done.stdout
    assert "em dashes: 0.69, more in the others (in 0% against 38%)" in done.stdout
