"""The lines of the output."""

import csv
import gzip
import io
import json
from dataclasses import replace

import pytest

from detector.batch.encode import Encoding, OutputFormat
from detector.report import Report


def _cells(report: Report, *, with_text: bool = False) -> dict[str, str]:
    encoding = Encoding(form="csv", with_text=with_text)
    data = (encoding.header() + encoding.line(report)).decode()
    (row,) = csv.DictReader(io.StringIO(data))
    return row


def test_a_line_of_json_is_the_report(report: Report) -> None:
    assert json.loads(Encoding().line(report)) == report.as_dict()
    assert Encoding().header() == b""


def test_a_row_of_csv_has_the_names_of_its_header(report: Report) -> None:
    cells = _cells(report)
    assert cells["id"] == "luettersum.txt"
    assert cells["ai_probability"] == "0.314159"
    assert cells["undisclosed"] == "false"
    assert cells["site"] == ""
    assert "text" not in cells


def test_a_row_and_the_json_give_one_verdict(report: Report) -> None:
    said, cells = report.as_dict(), _cells(report)
    packed = json.loads(Encoding(form="parquet").line(report))
    names = [column.name for column in Encoding(form="parquet").columns]
    waiting = dict(zip(names, packed, strict=True))
    for name, value in (
        ("ai_verdict", said["ai"]["verdict"]),
        ("ai_probability", said["ai"]["probability"]),
        ("ai_false_positive_rate", said["ai"]["false_positive_rate"]["value"]),
        ("boilerplate_share", said["boilerplate"]["share"]["value"]),
        ("framing_verdict", said["framing"]["verdict"]),
    ):
        assert cells[name] == str(value)
        assert waiting[name] == value


def test_a_row_of_csv_is_one_line_whatever_the_article_says(report: Report) -> None:
    facts = replace(report.article, title='Der "Hafen",\r\ngesperrt', id="a\u2028b")
    cells = replace(report, article=facts)
    line = Encoding(form="csv", with_text=True).line(cells)
    assert line.count(b"\n") == 1
    assert b"\r" not in line
    read = _cells(cells, with_text=True)
    assert read["title"] == 'Der "Hafen", gesperrt'
    assert read["id"] == "a b"
    assert read["text"] == " ".join(report.text.splitlines())


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_the_digest_is_found_again_in_a_line(
    report: Report, form: OutputFormat
) -> None:
    encoding = Encoding(form=form, with_text=True)
    line = encoding.line(report)
    assert encoding.digest(line) == report.article.sha256
    assert encoding.wrote(encoding.header() or line)


def test_packed_lines_are_a_gzip_member(report: Report) -> None:
    encoding = Encoding(compressed=True)
    line = encoding.line(report)
    packed = encoding.packed(line)
    assert gzip.decompress(packed + packed) == line + line
    assert encoding.packed(b"") == b""
    assert Encoding().packed(line) == line
