"""An article without the leftovers of its page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detector import InputError, clean
from detector.cli.app import main

ARTICLE = (
    "Der Deich bei Osterhagen wird in diesem Sommer um einen halben Meter erhöht. Das "
    "beschloss der Kreistag am Mittwoch mit großer Mehrheit.",
    "Die Arbeiten sollen im Juni beginnen und bis Oktober dauern. Der Radweg auf der "
    "Deichkrone wird in dieser Zeit gesperrt, teilte der Landkreis mit.",
    "Landwirte hatten eine Entschädigung gefordert. Darüber wird im Mai verhandelt, "
    "sagte der Landrat nach der Sitzung.",
)
LEFTOVER = "Lesen Sie auch: So hoch stand das Wasser 1962"


def _run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["clean", *arguments], input=given)


def _page(*paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = "Deich wird erhöht"
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>"
        f"<h1>{title}</h1><article>{text}</article></body></html>"
    )


def test_leftovers_go_and_blank_lines_stay() -> None:
    text = "\r\n\r\n".join((ARTICLE[0], LEFTOVER, *ARTICLE[1:])) + "\r\n"
    cleaned = clean(text)
    assert cleaned.text == "\n\n".join(ARTICLE)
    (removed,) = cleaned.removed
    assert (removed.line, removed.text, removed.kind) == (3, LEFTOVER, "related_link")
    assert text[removed.start : removed.end] == LEFTOVER
    assert 0.5 < removed.probability <= 1


def test_a_page_is_cleaned() -> None:
    cleaned = clean(html=_page(ARTICLE[0], LEFTOVER, *ARTICLE[1:]))
    assert cleaned.text == "\n".join(ARTICLE)
    assert cleaned.title == "Deich wird erhöht"
    assert [removed.text for removed in cleaned.removed] == [LEFTOVER]


def test_what_is_to_be_kept_stays() -> None:
    text = "\n".join((ARTICLE[0], LEFTOVER, *ARTICLE[1:]))
    assert clean(text, keep="related_link").text == text
    assert clean(text, threshold=1.0).text == text
    with pytest.raises(InputError, match="is no kind of leftover"):
        clean(text, keep="advert")


def test_a_text_in_another_language_is_left_alone() -> None:
    text = (
        "Le port reste fermé jusqu'à lundi, a dit la directrice du port.\nÀ lire aussi"
    )
    assert clean(text).text == text


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_nothing_stays_nothing(text: str) -> None:
    assert clean(text).text.strip("\ufeff") == ""


def test_the_command_prints_the_article() -> None:
    result = _run("-", given="\n".join((ARTICLE[0], LEFTOVER, *ARTICLE[1:])))
    assert result.exit_code == 0
    assert result.stdout == "\n".join(ARTICLE) + "\n"


def test_the_command_says_what_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(_page(ARTICLE[0], LEFTOVER, *ARTICLE[1:]), encoding="utf-8")
    said = json.loads(_run(str(path), "--format", "json").stdout)
    assert said["text"] == "\n".join(ARTICLE)
    (removed,) = said["removed"]
    assert (removed["line"], removed["kind"]) == (2, "related_link")
    assert _run(str(path), "--keep", "related_link").stdout.count("\n") == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x89PNG\x00\x01\x02\x03" * 99, "is binary"),
        (b"<!doctype html><html><body></body></html>", "no article found"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    result = _run(str(path))
    assert result.exit_code == 2
    assert not result.stdout
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
