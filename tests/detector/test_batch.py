"""Streams of records."""

import io
import json
from dataclasses import replace
from functools import partial

import pytest

from detector import batch
from detector.article import Article
from detector.batch import read_records, score_records
from detector.errors import InputError
from detector.report import Report


def _stream(*lines: str | bytes) -> io.BytesIO:
    return io.BytesIO(
        b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines)
    )


def _record(name: str) -> str:
    return json.dumps({"id": name, "text": f"Text {name}."})


def test_records_keep_their_order_and_blank_lines_are_passed_over() -> None:
    records = read_records(_stream(_record("a"), "", "  ", _record("b")))
    assert list(records) == [
        Article(text="Text a.", id="a"),
        Article(text="Text b.", id="b"),
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    data = b"\xef\xbb\xbf" + _record("a").encode() + b"\r\n"
    assert list(read_records(io.BytesIO(data))) == [Article(text="Text a.", id="a")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "x.jsonl line 2: JSON expected; column 2: Expecting property name"),
        ("[" * 100_000, "x.jsonl line 2: JSON of ordinary size and depth expected"),
        ('{"id": ' + "9" * 5000 + "}", "line 2: JSON of ordinary size and depth"),
        (b'{"id": "\xe4"}', "x.jsonl line 2: UTF-8 expected, found 0xE4 at byte 8"),
        ('{"id": "b"}', 'x.jsonl line 2: field "text" is missing'),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    line: str | bytes, message: str
) -> None:
    stream = _stream(_record("a"), line, _record("c"))
    first, bad, third = read_records(stream, name="x.jsonl")
    assert isinstance(bad, InputError)
    assert message in str(bad)
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.id, third.id) == ("a", "c")


def test_a_line_over_the_limit_is_passed_over_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "LINE_LIMIT", 50)
    long = json.dumps({"id": "b", "text": "x" * 170})
    first, bad, third = read_records(_stream(_record("a"), long, _record("c")))
    assert "line 2: at most 0 MB expected, found more" in str(bad)
    assert isinstance(first, Article)
    assert isinstance(third, Article)


def test_reading_is_lazy() -> None:
    stream = _stream(*[_record("a")] * 100_000)
    next(read_records(stream))
    assert stream.tell() < 1_000


def _score(report: Report, article: Article) -> Report:
    if article.id == "b":
        raise InputError("b: not this one")
    return replace(report, article=replace(report.article, id=article.id))


def test_an_article_that_cannot_be_scored_does_not_stop_the_others(
    report: Report,
) -> None:
    stream = _stream(_record("a"), _record("b"), "{", _record("c"))
    results = list(score_records(stream, partial(_score, report)))
    kinds = [type(result) for result in results]
    assert kinds == [Report, InputError, InputError, Report]
    assert [r.article.id for r in results if isinstance(r, Report)] == ["a", "c"]
