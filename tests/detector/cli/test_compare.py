"""``lesart compare`` in process, with a detector that returns a report made by hand."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from detector.article import Article
from detector.cli.app import main
from detector.report import Report


@pytest.fixture
def files(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, article_text: str
) -> list[str]:
    class Fake:
        def __init__(self, *, semantic: bool) -> None:
            """Take the tier."""

        def score(self, article: Article) -> Report:
            facts = replace(report.article, id=article.id)
            return replace(report, article=facts, text=article.text)

    monkeypatch.setitem(sys.modules, "detector.scoring", SimpleNamespace(Detector=Fake))
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(article_text, encoding="utf-8")
    return [str(path) for path in paths]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def test_articles_are_set_side_by_side(files: list[str]) -> None:
    result = _run(*files)
    assert result.exit_code == 0
    assert "SHARED TEXT" in result.stdout


def test_json_is_one_object(files: list[str]) -> None:
    answer = json.loads(_run("--format", "json", *files).stdout)
    assert [article["id"] for article in answer["articles"]] == files


def test_a_page_is_written_beside_the_output(files: list[str], tmp_path: Path) -> None:
    page = tmp_path / "c.html"
    assert _run("--html", str(page), *files).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_bad_file_is_named_and_the_others_are_compared(files: list[str]) -> None:
    result = _run(*files, "fehlt.txt")
    assert result.exit_code == 1
    assert "SHARED TEXT" in result.stdout
    assert result.stderr == "lesart: fehlt.txt: no such file; check the path\n"


def test_one_readable_article_is_nothing_to_compare(files: list[str]) -> None:
    result = _run(files[0], "fehlt.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "fewer than two articles can be read" in result.stderr


def test_one_file_is_wrong_usage(files: list[str]) -> None:
    result = _run(files[0])
    assert result.exit_code == 2
    assert "two files or more are needed" in result.stderr
