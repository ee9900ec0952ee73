"""``lesart report`` in process."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detector.cli.app import main
from detector.report import Report


def _run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["report", *arguments], input=given)


@pytest.fixture
def reports(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text(f"{report.to_json()}\n" * 3, encoding="utf-8")
    return path


def test_a_page_and_figures_are_written(reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    result = _run(str(reports), "-o", str(folder))
    assert result.exit_code == 0
    assert result.stdout == f"{folder / 'index.html'}: 3 reports\n"
    assert "3 articles of 1 source<" in (folder / "index.html").read_text("utf-8")
    assert (folder / "ai_by_source.png").exists()


def test_the_standard_input_is_read(report: Report, tmp_path: Path) -> None:
    result = _run("-", "-o", str(tmp_path / "f"), given=report.to_json().encode())
    assert result.exit_code == 0


def test_bad_lines_are_named_and_the_others_used(reports: Path, tmp_path: Path) -> None:
    with reports.open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    result = _run(str(reports), "-o", str(tmp_path / "f"))
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert "line 4: a report of schema 1 expected" in first
    assert last.endswith("3 reports used, 1 line skipped")


def test_nothing_usable_writes_nothing(tmp_path: Path) -> None:
    result = _run("-", "-o", str(tmp_path / "f"), given=b"{}\n" * 30)
    assert result.exit_code == 2
    assert not (tmp_path / "f").exists()
    assert len(result.stderr.splitlines()) == 21
    assert "no usable report; nothing is written" in result.stderr


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    result = _run("fehlt.jsonl", "-o", str(tmp_path / "f"))
    assert result.exit_code == 2
    assert result.stderr == (
        "lesart: fehlt.jsonl: cannot be read: No such file or directory\n"
    )


def test_a_folder_that_cannot_be_made_is_one_line(
    reports: Path, tmp_path: Path
) -> None:
    result = _run(str(reports), "-o", str(reports / "f"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert tmp_path.exists()
