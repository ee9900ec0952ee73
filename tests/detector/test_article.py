"""Reading articles from files and records."""

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from detector import article as module
from detector.article import Article, article_from_record, read_article
from detector.errors import DetectorError, InputError


def test_a_file_is_read_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Erste Zeile\r\nZweite größere\n".encode())
    article = read_article(path, title="Titel", language="de")
    assert article.text == "Erste Zeile\r\nZweite größere\n"
    assert (article.id, article.title, article.language) == (str(path), "Titel", "de")


def test_a_dash_reads_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO("Grüße".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert read_article("-") == Article(text="Grüße", id="stdin")


def test_a_pipe_is_read_like_a_file() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Ein Satz.")
    os.close(writing)
    assert read_article(f"/dev/fd/{reading}").text == "Ein Satz."
    os.close(reading)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty; a text is needed"),
        (b" \r\n\t\xef\xbb\xbf", "is empty"),
        (b"<!DOCTYPE html><html><body>", "no article found in the page"),
        (b"  <?xml version='1.0'?>\n<html lang='de'>", "no article found"),
    ],
)
def test_a_file_without_an_article_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data.replace(b"\xef\xbb\xbf", b""))
    with pytest.raises(InputError, match=message):
        read_article(path)


def test_an_article_on_html_is_no_html(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Das Element <p> schließt man mit </p>, sagte sie.")
    assert read_article(path).text.startswith("Das Element")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fehlt\.txt: no such file; check the path"):
        read_article(tmp_path / "fehlt.txt")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a directory; name the files in it"):
        read_article(tmp_path)


def test_a_file_as_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    with pytest.raises(InputError, match="cannot be read: Not a directory"):
        read_article(tmp_path / "a.txt" / "b.txt")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(module.SIZE_LIMIT + 1_000_000)
    with pytest.raises(InputError, match="at most 30 MB expected, found 31 MB"):
        read_article(path)


def test_an_endless_stream_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZE_LIMIT", 1_000_000)
    with pytest.raises(InputError, match="at most 1 MB expected, found more"):
        read_article("/dev/zero")


def test_an_input_error_is_a_value_error_and_a_detector_error() -> None:
    assert issubclass(InputError, ValueError)
    assert issubclass(InputError, DetectorError)


def test_a_lone_surrogate_is_replaced_in_place() -> None:
    article = Article(text="halb \ud83d da")
    assert article.text == "halb \ufffd da"


def test_a_record_carries_its_facts() -> None:
    record = {
        "id": 7,
        "text": "Ein Satz.",
        "title": "Titel",
        "url": "https://example.org/7",
        "source": None,
        "language": "de",
        "html": "<p>Ein Satz.</p>",
        "other": [1],
    }
    assert article_from_record(record, "line 1") == Article(
        text="Ein Satz.",
        id="7",
        title="Titel",
        url="https://example.org/7",
        language="de",
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ([1], "line 4: an object with id and text expected, found an array"),
        ({"text": "a"}, 'line 4: field "id" is missing'),
        ({"id": True, "text": "a"}, 'field "id": a string or an integer expected'),
        ({"id": "a"}, 'line 4: field "text" is missing'),
        ({"id": "a", "html": "<p>"}, "line 4: a: no HTML that can be read"),
        ({"id": "a", "html": 3}, '"html": a string expected, found a number'),
        ({"id": "a", "text": "<html><p>x"}, 'name the field "html"'),
        ({"id": "a", "text": 3}, 'field "text": a string expected, found a number'),
        ({"id": "a", "text": " \n"}, 'field "text": is empty'),
        ({"id": "a", "text": "x", "url": {}}, '"url": a string expected, found an obj'),
    ],
)
def test_a_bad_record_names_line_and_field(record: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        article_from_record(record, "line 4")


def test_a_record_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZE_LIMIT", 1_000_000)
    with pytest.raises(InputError, match="at most 1 MB expected, found 2 MB"):
        article_from_record({"id": "a", "text": "a" * 1_600_000}, "line 1")
