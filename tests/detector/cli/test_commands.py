"""The commands in process, with a detector that returns a report made by hand."""

import errno
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from detector import __version__
from detector.article import Article
from detector.cli.app import main
from detector.errors import ModelError
from detector.report import Report


class FakeDetector:
    """Stands in for the scoring road."""

    report: Report
    fail_with: BaseException | None = None

    def __init__(self, **_: object) -> None:
        """Take the options of the lines."""

    def score(self, article: Article, *, features: bool = False) -> Report:
        if self.fail_with and article.id == "bad":
            raise self.fail_with
        facts = replace(self.report.article, id=article.id, title=article.title)
        measures = self.report.features if features else None
        return replace(self.report, article=facts, features=measures, text=article.text)


@pytest.fixture
def detector(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[FakeDetector]]:
    fake = type("Fake", (FakeDetector,), {"report": report, "fail_with": None})
    module = SimpleNamespace(Detector=fake)
    monkeypatch.setitem(sys.modules, "detector.scoring", module)
    return fake


@pytest.fixture
def article(tmp_path: Path, article_text: str) -> str:
    path = tmp_path / "a.txt"
    path.write_text(article_text, encoding="utf-8")
    return str(path)


def _run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def _problems(result: Result) -> list[str]:
    return result.stderr.splitlines()


def test_the_version_is_told() -> None:
    assert _run("--version").stdout == f"lesart, version {__version__}\n"


def test_the_help_names_every_command() -> None:
    assert {"score", "batch"} <= set(_run("--help").stdout.split())


def test_an_unknown_command_is_wrong_usage() -> None:
    result = _run("scoer")
    assert result.exit_code == 2
    assert "No such command 'scoer'" in result.stderr


@pytest.mark.usefixtures("detector")
class TestScore:
    def test_a_page_is_printed_without_colours(self, article: str) -> None:
        result = _run("score", article)
        assert result.exit_code == 0
        assert "AI LIKELIHOOD" in result.stdout
        assert "\x1b" not in result.stdout

    def test_json_is_one_report_a_line(self, article: str) -> None:
        result = _run("score", "--format", "json", article, article)
        reports = [json.loads(line) for line in result.stdout.splitlines()]
        assert [r["article"]["id"] for r in reports] == [article, article]
        assert "text" not in reports[0]["article"]
        assert "features" not in reports[0]

    def test_measures_and_text_come_on_request(
        self, article: str, article_text: str
    ) -> None:
        result = _run("score", "--format=json", "--verbose", "--with-text", article)
        report = json.loads(result.stdout)
        assert report["features"]["mtld"] is None
        assert report["article"]["text"] == article_text

    def test_the_standard_input_is_read(self) -> None:
        result = _run("score", "-", "--format", "json", "--title", "T", given="Satz.")
        report = json.loads(result.stdout)
        assert (report["article"]["id"], report["article"]["title"]) == ("stdin", "T")

    def test_umlauts_are_written_as_they_are(self, article: str) -> None:
        result = _run("score", "--format", "json", "--title", "Grüße", article)
        assert "Grüße".encode() in result.stdout_bytes

    def test_a_bad_file_is_named_and_the_others_are_scored(self, article: str) -> None:
        result = _run("score", "--format", "json", "fehlt.txt", article)
        assert result.exit_code == 1
        assert json.loads(result.stdout)["article"]["id"] == article
        problem = "lesart: fehlt.txt: no such file; check the path"
        assert _problems(result) == [problem]

    def test_nothing_usable_exits_with_2(self, tmp_path: Path) -> None:
        result = _run("score", "fehlt.txt", str(tmp_path))
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(_problems(result)) == 2

    def test_a_hostile_file_name_is_shown_harmless(self) -> None:
        result = _run("score", "fehlt\x1b[31m.txt")
        assert _problems(result) == [
            "lesart: fehlt␛[31m.txt: no such file; check the path"
        ]

    def test_no_file_is_wrong_usage(self) -> None:
        assert _run("score").exit_code == 2

    def test_one_title_for_two_files_is_wrong_usage(self, article: str) -> None:
        result = _run("score", "--title", "T", article, article)
        assert result.exit_code == 2
        assert "--title belongs to one file" in result.stderr

    def test_a_page_for_a_browser_is_written_beside_the_output(
        self, article: str, tmp_path: Path
    ) -> None:
        page = tmp_path / "report.html"
        result = _run("score", "--format", "json", "--html", str(page), article)
        assert "features" not in json.loads(result.stdout)
        assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
        assert "mattr_50" in page.read_text(encoding="utf-8")

    def test_a_page_that_cannot_be_written_is_one_line(self, article: str) -> None:
        result = _run("score", "--html", "fehlt/report.html", article)
        assert result.exit_code == 2
        problem = "lesart: fehlt/report.html: cannot be written"
        assert _problems(result) == [f"{problem}: No such file or directory"]

    @pytest.mark.parametrize("command", [["score"], ["compare", "b.txt"]])
    def test_a_page_never_takes_the_place_of_an_article(
        self, article: str, command: list[str]
    ) -> None:
        before = Path(article).read_bytes()
        result = _run(*command, article, "--html", article)
        assert result.exit_code == 2
        problem = f"lesart: {article}: is an input itself; name another page"
        assert _problems(result) == [problem]
        assert Path(article).read_bytes() == before

    def test_one_page_for_two_files_is_wrong_usage(self, article: str) -> None:
        result = _run("score", "--html", "report.html", article, article)
        assert result.exit_code == 2
        assert "--html belongs to one file" in result.stderr

    def test_two_pages_are_ruled_apart(self, article: str) -> None:
        pages = _run("score", article, article).stdout
        assert pages.count("AI LIKELIHOOD") == 2
        assert "────" in pages


def test_a_model_that_cannot_be_loaded_is_one_line(
    detector: type[FakeDetector], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise ModelError("model.json: format 1 expected, found 2; install again")

    monkeypatch.setitem(
        sys.modules, "detector.scoring", SimpleNamespace(Detector=broken)
    )
    (tmp_path / "a.txt").write_text("Ein Satz.")
    result = _run("score", str(tmp_path / "a.txt"))
    assert result.exit_code == 2
    assert _problems(result) == [
        "lesart: model.json: format 1 expected, found 2; install again"
    ]
    assert detector.fail_with is None


def _lines(*names: str) -> str:
    return "".join(json.dumps({"id": n, "text": "Satz."}) + "\n" for n in names)


def _ids(text: str) -> list[str]:
    return [json.loads(line)["article"]["id"] for line in text.splitlines()]


@pytest.mark.usefixtures("detector")
class TestBatch:
    def test_reports_come_in_the_order_of_the_records(self, tmp_path: Path) -> None:
        out = tmp_path / "out.jsonl"
        result = _run("batch", "-", "-o", str(out), given=_lines("c", "a", "b"))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert _ids(out.read_text(encoding="utf-8")) == ["c", "a", "b"]
        assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]

    def test_without_an_output_the_reports_are_printed(self, tmp_path: Path) -> None:
        path = tmp_path / "in.jsonl"
        path.write_text(_lines("a", "b"))
        assert _ids(_run("batch", str(path)).stdout) == ["a", "b"]

    def test_a_bad_line_is_named_and_skipped(self) -> None:
        result = _run("batch", "-", given=_lines("a") + "{\n" + _lines("c"))
        assert result.exit_code == 1
        assert _ids(result.stdout) == ["a", "c"]
        assert _problems(result) == [
            "lesart: stdin line 2: JSON expected; column 2: Expecting property name "
            "enclosed in double quotes",
            "lesart: stdin: 2 reports written, 1 line skipped",
        ]

    @pytest.mark.parametrize("given", ["", "\n\n", "{\n"])
    def test_nothing_usable_writes_nothing(self, tmp_path: Path, given: str) -> None:
        out = tmp_path / "out.jsonl"
        result = _run("batch", "-", "-o", str(out), given=given)
        assert result.exit_code == 2
        assert "lesart: stdin: no usable record; nothing is written" in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_an_old_output_survives_a_run_that_writes_nothing(
        self, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.jsonl"
        out.write_text("alt")
        _run("batch", "-", "-o", str(out), given="{\n")
        assert out.read_text() == "alt"

    def test_the_input_is_never_overwritten(self, tmp_path: Path) -> None:
        path = tmp_path / "in.jsonl"
        path.write_text(_lines("a"))
        result = _run("batch", str(path), "-o", str(path))
        assert result.exit_code == 2
        assert "is the input itself; name another output" in result.stderr
        assert path.read_text() == _lines("a")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["fehlt.jsonl"], "fehlt.jsonl: cannot be read: No such file"),
            ([".", "-o", "x"], ".: holds no .txt or .html file"),
            (["-", "-o", "fehlt/x"], "fehlt/x.part: cannot be written: No such file"),
        ],
    )
    def test_what_cannot_be_opened_is_one_line(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        arguments: list[str],
        message: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = _run("batch", *arguments, given=_lines("a"))
        assert result.exit_code == 2
        assert message in result.stderr
        assert len(_problems(result)) == 1

    def test_a_device_is_written_to_directly(self) -> None:
        result = _run("batch", "-", "-o", "/dev/null", given=_lines("a"))
        assert result.exit_code == 0
        assert Path("/dev/null").is_char_device()

    def test_texts_are_carried_on_request(self) -> None:
        result = _run("batch", "-", "--with-text", given=_lines("a"))
        assert json.loads(result.stdout)["article"]["text"] == "Satz."


def test_an_interrupted_run_keeps_what_is_done(
    detector: type[FakeDetector], tmp_path: Path
) -> None:
    detector.fail_with = KeyboardInterrupt()
    out = tmp_path / "out.jsonl"
    result = _run("batch", "-", "-o", str(out), given=_lines("a", "bad", "c"))
    assert result.exit_code == 130
    assert not out.exists()
    assert _ids((tmp_path / "out.jsonl.part").read_text(encoding="utf-8")) == ["a"]
    assert _problems(result) == [
        f"lesart: the reports so far are in {out}.part; go on with --resume",
        "lesart: interrupted",
    ]


def test_a_full_disk_is_one_line(detector: type[FakeDetector]) -> None:
    detector.fail_with = OSError(errno.ENOSPC, "No space left on device")
    result = _run("batch", "-", given=_lines("bad"))
    assert result.exit_code == 2
    assert _problems(result) == [
        "lesart: the output cannot be written: No space left on device"
    ]


def test_a_closed_pipe_is_no_problem(detector: type[FakeDetector]) -> None:
    detector.fail_with = BrokenPipeError(errno.EPIPE, "Broken pipe")
    result = _run("batch", "-", given=_lines("bad"))
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("command", ["score", "batch"])
@pytest.mark.parametrize(
    ("option", "value", "problem"),
    [
        ("--keep", "byline,foo", 'keep: "foo" is no kind of leftover; known: related_'),
        ("--threshold", "1.5", "threshold: a number from 0 to 1 expected, found 1.5"),
        ("--threshold", "nan", "threshold: a number from 0 to 1 expected, found nan"),
    ],
)
def test_wrong_options_of_the_lines_are_refused_in_one_line(
    command: str, option: str, value: str, problem: str
) -> None:
    result = _run(command, "-", option, value, given="Ein Satz.")
    assert result.exit_code == 2
    (line,) = _problems(result)
    assert line.startswith(f"lesart: {problem}")
    assert result.stdout == ""


def test_a_fault_of_ours_is_one_line_and_stops_no_other_file(
    detector: type[FakeDetector],
    article: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad").write_text("Ein Satz.", encoding="utf-8")
    detector.fail_with = ZeroDivisionError("division by zero")
    result = _run("score", "bad", article)
    assert result.exit_code == 1
    assert result.stdout
    (problem,) = _problems(result)
    assert problem.startswith(
        "lesart: bad: cannot be scored: ZeroDivisionError: division by zero (test_"
    )
    monkeypatch.setenv("LESART_DEBUG", "1")
    assert isinstance(_run("score", "bad").exception, ZeroDivisionError)


def test_a_fault_of_a_command_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("detector.cli.clean.read_article", fail)
    result = _run("clean", "a.txt")
    assert result.exit_code == 2
    (problem,) = _problems(result)
    assert "a fault of Lesart: please report it (LESART_DEBUG=1" in problem
