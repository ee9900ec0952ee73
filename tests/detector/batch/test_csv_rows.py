"""CSV as newsrooms and spreadsheets write it."""

import csv
import io

import pytest

from detector.article import Article
from detector.batch.csv_rows import read_csv
from detector.batch.records import Columns, Raw, Reading, article_of
from detector.errors import InputError


def _raws(data: str | bytes, columns: Columns = ()) -> list[Raw]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_csv(stream, Reading(name="x.csv", unit="row", columns=columns)))


def _articles(data: str | bytes, columns: Columns = ()) -> list[Article]:
    reading = Reading(name="x.csv", unit="row")
    return [article_of(raw, reading) for raw in _raws(data, columns)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    rows = (("id", "text", "note"), ("a", "Ein Satz.", "x"))
    data = "\n".join(delimiter.join(row) for row in rows)
    assert _articles(data) == [Article(text="Ein Satz.", id="a")]


def test_quoted_fields_keep_their_line_breaks_and_delimiters() -> None:
    data = 'id,text\r\na,"Erste Zeile.\r\n""Zweite"", Zeile."\r\nb,Text.\r\n'
    first, second = _articles(data)
    assert first.text == 'Erste Zeile.\r\n"Zweite", Zeile.'
    assert second.id == "b"


def test_an_empty_cell_says_nothing() -> None:
    (article,) = _articles("id,text,title,date\na,Text.,,2026-01-02\n")
    assert (article.title, article.date) == (None, "2026-01-02")


def test_an_empty_text_is_refused_as_empty() -> None:
    with pytest.raises(InputError, match=r'row 1: field "text": is empty'):
        _articles("id,text\na,\n")


def test_rows_without_an_id_are_numbered() -> None:
    assert [a.id for a in _articles("text\nEins.\nZwei.\n")] == ["1", "2"]


def test_windows_1252_and_a_byte_order_mark_are_read() -> None:
    assert _articles("\ufeffid,text\na,Öl\n")[0].text == "Öl"
    assert _articles("id,text\na,Öl\n".encode("windows-1252"))[0].text == "Öl"


def test_columns_may_have_other_names() -> None:
    columns = (("id", "nr"), ("text", "artikel"))
    articles = _articles("nr,artikel,text\n7,Ein Satz.,anderes\n", columns)
    assert articles == [Article(text="Ein Satz.", id="7")]


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        ("id,body\na,b\n", (), 'x.csv: column "text" is missing; found: id, body; '),
        ("text\na\n", (("id", "nr"),), 'column "nr" is missing; found: text; .*--id'),
        ("", (), 'column "text" is missing; found: none; name it: --text'),
        ("id,text,text\n", (), 'x.csv: column "text" is there twice'),
        ("id,text\n".encode("utf-16"), (), "UTF-8 or Windows-1252 expected, found ze"),
    ],
)
def test_a_table_of_no_use_is_refused_before_any_row(
    data: str | bytes, columns: Columns, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        _raws(data, columns)


def test_a_row_of_another_length_is_refused_and_the_next_is_read() -> None:
    reading = Reading(name="x.csv", unit="row")
    short, good = _raws("id,text\na\nb,Text.\n")
    with pytest.raises(InputError, match=r"x.csv row 1: 2 fields expected, found 1"):
        article_of(short, reading)
    assert article_of(good, reading).id == "b"


def test_a_field_over_the_limit_is_refused_and_reading_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = csv.field_size_limit()
    monkeypatch.setattr("detector.batch.csv_rows.SIZE_LIMIT", 30)
    broken, good = _raws("id,text\na," + "x" * 45 + "\nb,Text.\n")[:2]
    csv.field_size_limit(limit)
    assert "CSV expected; field larger than field limit" in str(broken.content)
    assert good.number == 2
