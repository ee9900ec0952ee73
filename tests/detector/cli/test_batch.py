"""``lesart batch`` as a process of its own: killed, interrupted, watched."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Every process of the command reads this when it starts.
STUB = """
import sys, types

class Detector:
    def __init__(self, **_):
        from tests.detector.batch.stub import scorer
        self.score = scorer()

sys.modules["detector.scoring"] = types.ModuleType("detector.scoring")
sys.modules["detector.scoring"].Detector = Detector
"""
COUNT = 400


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(STUB)
    path = os.pathsep.join((str(folder), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "STUB_PAUSE": "0"}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"id": n, "text": "reject" if n % 10 == 3 else f"Text {n}."}) + "\n"
        for n in range(COUNT)
    ]
    path.write_text("".join(lines))
    return path


def _start(
    environment: dict[str, str], *arguments: object, pause: float = 0
) -> subprocess.Popen[str]:
    # A shell that runs the tests in its background has them ignore interrupts.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from detector.cli.app import main; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, "batch", *map(str, arguments)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**environment, "STUB_PAUSE": str(pause)},
        start_new_session=True,
    )


def _run(environment: dict[str, str], *arguments: object) -> tuple[int, list[str]]:
    process = _start(environment, *arguments)
    _, problems = process.communicate(timeout=60)
    return process.returncode, problems.splitlines()


def _wait_for(path: Path, size: int) -> None:
    """Wait until a file has so many bytes."""
    end = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < end, f"{path} does not grow"
        time.sleep(0.005)


def _ids(path: Path) -> list[int]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return [int(row["id"]) for row in csv.DictReader(stream)]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [int(json.loads(line)["article"]["id"]) for line in lines]


@pytest.mark.parametrize(("name", "jobs"), [("out.jsonl", 2), ("out.csv", 1)])
def test_a_killed_run_goes_on_without_losing_or_repeating_a_record(
    environment: dict[str, str], records: Path, tmp_path: Path, name: str, jobs: int
) -> None:
    out = tmp_path / name
    arguments = (records, "-o", out, "--jobs", jobs, "--resume")
    process = _start(environment, *arguments, pause=0.02)
    _wait_for(tmp_path / f"{name}.part", 30_000)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert not out.exists()
    code, problems = _run(environment, *arguments)
    assert code == 1
    assert problems[-1] == f"lesart: {records}: 360 reports written, 40 lines skipped"
    assert _ids(out) == [n for n in range(COUNT) if n % 10 != 3]
    rejected = (tmp_path / "out.rejected.jsonl").read_text().splitlines()
    assert [json.loads(line)["line"] for line in rejected] == list(range(4, COUNT, 10))
    left = {"in.jsonl", "site", name, "out.rejected.jsonl"}
    assert {path.name for path in tmp_path.iterdir()} == left


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_whole_lines_and_goes_on(
    environment: dict[str, str], records: Path, tmp_path: Path, jobs: int
) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    arguments = (records, "-o", out, "--jobs", jobs, "--resume")
    process = _start(environment, *arguments, pause=0.02)
    _wait_for(part, 20_000)
    os.killpg(process.pid, signal.SIGINT)
    _, problems = process.communicate(timeout=60)
    assert process.returncode == 130
    assert problems.splitlines()[-2:] == [
        f"lesart: the reports so far are in {part}; go on with --resume",
        "lesart: interrupted",
    ]
    assert _ids(part) == [n for n in range(COUNT) if n % 10 != 3][: len(_ids(part))]
    assert _run(environment, *arguments)[0] == 1
    assert _ids(out) == [n for n in range(COUNT) if n % 10 != 3]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_leaves_whole_lines_and_the_run_goes_on(
    environment: dict[str, str], records: Path, tmp_path: Path, jobs: int
) -> None:
    limit = tmp_path / "site" / "sitecustomize.py"
    stub = limit.read_text()
    limit.write_text(
        f"{stub}\nimport resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
    )
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    arguments = (records, "-o", out, "--jobs", jobs, "--resume")
    code, problems = _run(environment, *arguments)
    assert code == 2
    assert problems[-2:] == [
        f"lesart: the reports so far are in {part}; go on with --resume",
        "lesart: the output cannot be written: File too large",
    ]
    assert 10 <= len(_ids(part)) < 150
    limit.write_text(stub)
    assert _run(environment, *arguments)[0] == 1
    assert _ids(out) == [n for n in range(COUNT) if n % 10 != 3]


def test_a_complete_run_is_not_run_again(
    environment: dict[str, str], records: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    arguments = (records, "-o", out, "--resume")
    assert _run(environment, *arguments)[0] == 1
    before = out.stat().st_mtime_ns
    code, problems = _run(environment, *arguments)
    assert (code, out.stat().st_mtime_ns) == (1, before)
    assert problems == [f"lesart: {out}: is complete; there is nothing to go on with"]


def test_many_bad_records_are_not_all_named_where_a_file_has_them(
    environment: dict[str, str], records: Path, tmp_path: Path
) -> None:
    _, problems = _run(environment, records, "-o", tmp_path / "out.jsonl")
    assert len(problems) == 21
    code, problems = _run(environment, records, "-o", "/dev/null")
    assert (code, len(problems)) == (1, 41)


def test_columns_have_the_names_that_are_given(
    environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("nr;artikel;kanal\n1;Ein Satz.;dpa\n", encoding="utf-8")
    names = ("--id", "nr", "--text", "artikel", "--source", "kanal")
    code, problems = _run(environment, path, "-o", tmp_path / "out.csv", *names)
    assert (code, problems) == (0, [])
    assert _ids(tmp_path / "out.csv") == [1]
    assert ",dpa," in (tmp_path / "out.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "parquet"), "Parquet needs an output file that is not packed"),
        (("-o", "out.parquet.gz"), "Parquet needs an output file that is not packed"),
        (("--resume",), "--resume needs an output file"),
        (("--jobs", "0"), "Invalid value for '--jobs'"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    environment: dict[str, str],
    records: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    code, problems = _run(environment, records, *arguments)
    assert code == 2
    assert message in problems[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal there")
@pytest.mark.parametrize(("quiet", "shown"), [((), True), (("--quiet",), False)])
def test_a_person_sees_the_progress_unless_it_is_unwanted(
    environment: dict[str, str],
    records: Path,
    tmp_path: Path,
    quiet: tuple[str, ...],
    shown: bool,
) -> None:
    import pty

    parent, child = pty.openpty()
    program = "from detector.cli.app import main; main()"
    command = [sys.executable, "-c", program, "batch", str(records), "-o"]
    process = subprocess.Popen(
        [*command, str(tmp_path / "out.jsonl"), *quiet],
        stderr=child,
        env={**environment, "TERM": "xterm", "COLUMNS": "120", "STUB_PAUSE": "0.001"},
    )
    os.close(child)
    seen = _all_from(parent)
    assert process.wait(timeout=60) == 1
    assert ("articles" in seen) == shown
    assert ("a second" in seen) == shown
    assert "360 reports written, 40 lines skipped" in seen


def _all_from(terminal: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # what Linux says at the end of a terminal
            break
        if not part:
            break
        parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()
