"""The command as a process of its own: pipes that close, disks that are full."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-c", "from detector.cli.app import main; main()"]
FULL = Path("/dev/full")


def _start(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )


def _records(count: int) -> bytes:
    line = json.dumps({"id": "a", "text": "Ein Satz. Noch ein Satz."})
    return (line + "\n").encode() * count


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "in.jsonl"
    path.write_bytes(_records(400))
    return str(path)


@pytest.fixture
def articles(tmp_path: Path, article_text: str) -> list[str]:
    path = tmp_path / "a.txt"
    path.write_text(article_text, encoding="utf-8")
    return [str(path)] * 60


def _end_after_one_line(*arguments: str) -> tuple[bytes, int, bytes]:
    """Read one line of a command's output, and close the pipe."""
    with _start(*arguments) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        return first, process.wait(timeout=60), process.stderr.read()


def test_a_reader_who_stops_ends_a_batch_in_silence(records: str) -> None:
    first, code, problems = _end_after_one_line("batch", records)
    assert (code, problems) == (0, b"")
    assert json.loads(first)["schema"] == 1


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_a_reader_who_stops_ends_scoring_in_silence(
    articles: list[str], output_format: str
) -> None:
    _, code, problems = _end_after_one_line(
        "score", "--format", output_format, *articles
    )
    assert (code, problems) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["score", "batch"])
def test_a_full_disk_is_one_line(
    records: str, articles: list[str], command: str
) -> None:
    given = articles[0] if command == "score" else records
    with FULL.open("wb") as full, _start(command, given, stdout=full.fileno()) as run:
        _, problems = run.communicate(timeout=60)
    assert run.returncode == 2
    assert problems.decode().splitlines() == [
        "lesart: the output cannot be written: No space left on device"
    ]


def test_a_report_is_written_before_the_next_record_comes() -> None:
    with _start("batch", "-") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_records(1))
        process.stdin.flush()
        first = process.stdout.readline()
        _, problems = process.communicate(timeout=60)
    assert (process.returncode, problems) == (0, b"")
    assert json.loads(first)["article"]["id"] == "a"


def test_the_end_of_a_command_looks_for_no_garbage() -> None:
    program = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "from detector.cli.app import main\n"
        "main(['score', '--help'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    assert done.stdout.splitlines()[-1] == b"True"
