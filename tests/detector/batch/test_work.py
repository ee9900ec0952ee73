"""Chunks and processes."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detector.batch import work
from detector.batch.encode import Encoding
from detector.batch.records import Raw, Reading
from detector.batch.work import Rejected, Task, chunks, score_all
from detector.errors import InputError, ModelError
from tests.detector.batch.stub import scorer

READING = Reading(name="x.jsonl")
TASK = Task(reading=READING, encoding=Encoding(), scorer=scorer)


def _raws(texts: list[str]) -> Iterator[Raw]:
    for number, text in enumerate(texts, 1):
        yield Raw(number, json.dumps({"id": number, "text": text}).encode())


def _ids(lines: bytes) -> list[int]:
    return [int(json.loads(line)["article"]["id"]) for line in lines.splitlines()]


def test_chunks_are_bounded_in_number_and_know_their_place() -> None:
    found = list(chunks(_raws(["Text."] * 5), 10, at_most=2))
    assert [(c.first, len(c.raws)) for c in found] == [(10, 2), (12, 2), (14, 1)]


def test_chunks_are_bounded_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_BYTES_AT_MOST", 100)
    rows = [Raw(n, {"id": n, "text": "x" * 60}) for n in range(4)]
    assert [len(c.raws) for c in chunks(rows, at_most=10)] == [2, 2]
    lines = [Raw(n, b"x" * 120) for n in range(2)]
    assert [len(c.raws) for c in chunks(lines, at_most=10)] == [1, 1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_and_one_failure_loses_no_other_record(jobs: int) -> None:
    texts = ["Text."] * 200
    texts[70], texts[150] = "break", "reject"
    outcomes = list(score_all(_raws(texts), TASK, jobs=jobs))
    ids = _ids(b"".join(outcome.lines for outcome in outcomes))
    assert ids == [n for n in range(1, 201) if n not in (71, 151)]
    assert sum(outcome.done for outcome in outcomes) == 198
    rejected = [one for outcome in outcomes for one in outcome.rejected]
    assert rejected[1] == Rejected(150, 151, "151: not this one")
    assert rejected[0][:2] == (70, 71)
    assert re.fullmatch(
        r"x\.jsonl line 71: cannot be scored: ZeroDivisionError: division by zero "
        r"\(stub\.py line \d+\)",
        rejected[0].reason,
    )


def test_alone_each_record_is_an_outcome_unless_the_output_is_packed() -> None:
    assert len(list(score_all(_raws(["Text."] * 3), TASK))) == 3
    packed = Task(reading=READING, encoding=Encoding(compressed=True), scorer=scorer)
    assert len(list(score_all(_raws(["Text."] * 3), packed))) == 1


def test_few_records_are_read_ahead_of_the_processes() -> None:
    read = [0]

    def counted() -> Iterator[Raw]:
        for raw in _raws(["Text."] * 5000):
            read[0] += 1
            yield raw

    outcomes = score_all(counted(), TASK, jobs=2)
    next(outcomes)
    outcomes.close()
    assert read[0] <= 2 * 3 * 64


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_ends_the_run(jobs: int) -> None:
    with pytest.raises(ModelError, match=r"no model here"):
        list(score_all(_raws(["Text.", "model"]), TASK, jobs=jobs))


def test_a_process_that_dies_ends_the_run_in_one_line() -> None:
    with pytest.raises(InputError, match=r"a process has died.*--resume"):
        list(score_all(_raws(["Text.", "die"]), TASK, jobs=2))


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_processes_end_with_a_parent_that_is_killed() -> None:
    program = (
        "import os\n"
        "from multiprocessing import active_children\n"
        "from tests.detector.batch.test_work import TASK, _raws, score_all\n"
        "outcomes = score_all(_raws(['Text.'] * 5000), TASK, jobs=2)\n"
        "next(outcomes)\n"
        "print(*(child.pid for child in active_children()), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        timeout=30,
    )
    # ``run`` ends when the last process that holds the pipes has ended.
    assert len(done.stdout.split()) == 2
    assert done.returncode == -9
