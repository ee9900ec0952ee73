"""From raw records to articles."""

import io
import json
from pathlib import Path

import pytest

from detector.article import Article
from detector.batch import records
from detector.batch.json_lines import read_json_lines
from detector.batch.records import Columns, Raw, Reading, article_of
from detector.errors import InputError

READING = Reading(name="x.jsonl")


def _stream(*lines: str | bytes) -> io.BytesIO:
    return io.BytesIO(
        b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines)
    )


def _record(name: str) -> str:
    return json.dumps({"id": name, "text": f"Text {name}."})


def _articles(stream: io.BytesIO) -> list[Article]:
    return [article_of(raw, READING) for raw in read_json_lines(stream)]


def test_records_keep_their_order_and_blank_lines_are_passed_over() -> None:
    raws = list(read_json_lines(_stream(_record("a"), "", "  ", _record("b"))))
    assert [raw.number for raw in raws] == [1, 4]
    assert [article_of(raw, READING) for raw in raws] == [
        Article(text="Text a.", id="a"),
        Article(text="Text b.", id="b"),
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    data = b"\xef\xbb\xbf" + _record("a").encode() + b"\r\n"
    assert _articles(io.BytesIO(data)) == [Article(text="Text a.", id="a")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "x.jsonl line 2: JSON expected; column 2: Expecting property name"),
        ("[" * 100_000, "x.jsonl line 2: JSON of ordinary size and depth expected"),
        ('{"id": ' + "9" * 5000 + "}", "line 2: JSON of ordinary size and depth"),
        (b'{"id": "\xe4"}', "x.jsonl line 2: UTF-8 expected, found 0xE4 at byte 8"),
        ('{"id": "b"}', 'x.jsonl line 2: field "text" is missing'),
        ("7", "line 2: an object with id and text expected, found a number"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    line: str | bytes, message: str
) -> None:
    first, bad, third = read_json_lines(_stream(_record("a"), line, _record("c")))
    with pytest.raises(InputError) as refusal:
        article_of(bad, READING)
    assert message in str(refusal.value)
    assert article_of(first, READING).id == "a"
    assert article_of(third, READING).id == "c"


def test_a_line_over_the_limit_is_passed_over_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "LINE_LIMIT", 50)
    long = json.dumps({"id": "b", "text": "x" * 170})
    stream = _stream(_record("a"), long, _record("c"))
    first, bad, third = read_json_lines(stream, 50)
    with pytest.raises(InputError, match=r"line 2: at most 0 MB expected, found more"):
        article_of(bad, READING)
    assert [first.number, third.number] == [1, 3]
    assert article_of(third, READING).id == "c"


def test_reading_is_lazy() -> None:
    stream = _stream(*[_record("a")] * 100_000)
    next(read_json_lines(stream))
    assert stream.tell() < 1_000


def _renamed(columns: Columns, **record: object) -> Article:
    reading = Reading(name="x.jsonl", columns=columns)
    return article_of(Raw(3, json.dumps(record).encode()), reading)


def test_the_fields_of_a_record_may_have_other_names() -> None:
    columns = (("id", "key"), ("text", "body"), ("title", "kicker"))
    article = _renamed(columns, key=7, body="Text.", kicker="Titel", source="dpa")
    assert article == Article(text="Text.", id="7", title="Titel", source="dpa")


def test_a_field_with_another_name_is_not_read_by_its_own() -> None:
    article = _renamed((("title", "kicker"),), id="a", text="Text.", title="Titel")
    assert article.title is None


def test_a_missing_field_is_refused_by_the_name_it_has_in_the_input() -> None:
    with pytest.raises(InputError, match=r'x.jsonl line 3: field "body" is missing'):
        _renamed((("text", "body"),), id="a", text="Text.")


def test_what_a_reader_has_found_wrong_is_refused() -> None:
    with pytest.raises(InputError, match=r"row 2: 3 fields expected"):
        article_of(Raw(2, InputError("row 2: 3 fields expected")), READING)


def test_a_file_is_named_by_its_place_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "mai" / "a.txt"
    path.parent.mkdir()
    path.write_bytes("Öl läuft aus.".encode("windows-1252"))
    reading = Reading(name=str(tmp_path), unit="file")
    assert article_of(Raw(1, path), reading) == Article(
        text="Öl läuft aus.", id="mai/a.txt"
    )
