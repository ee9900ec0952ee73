"""What a command costs as a process of its own: processor time, time, memory.

Processor time is what counts: it says the same on a busy machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed_texts import german_articles

Numbers = dict[str, float]
_ROOT = Path(__file__).parent.parent
_LESART = "from detector.cli.app import main; main()"
# Linux counts the memory of the process that starts another as the other's, up to its
# begin; so a small one stands between.
_LAUNCHER = """
import os, sys, time
begin = time.perf_counter()
nothing = os.open(os.devnull, os.O_WRONLY)
quiet = [(os.POSIX_SPAWN_DUP2, nothing, 1)]
command = [sys.executable, "-c", *sys.argv[1:]]
child = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
print(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
# An installed package is compiled; one that may not keep what Python compiles would
# be compiled again at every start.
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and those it started have cost.

    Attributes
    ----------
    processor : float
        Seconds of processor time.
    wall : float
        Seconds from start to finish.
    megabytes : float
        Largest resident memory of any one process.
    """

    processor: float
    wall: float
    megabytes: float


def cost_of(program: str, arguments: Sequence[str] = ()) -> Cost:
    """Run a Python program to its end and return what it cost.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    done = subprocess.run(  # noqa: S603 (programs of this module)
        [sys.executable, "-I", "-S", "-c", _LAUNCHER, program, *arguments],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=_ROOT,
        env={**os.environ, **_ONE_THREAD, **_COMPILED},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program} {arguments}: exit code {done.returncode}")
    processor, wall, size = map(float, done.stdout.split())
    return Cost(processor, wall, size / (2**20 if sys.platform == "darwin" else 2**10))


def start_up(repeats: int) -> Mapping[str, Numbers]:
    """Return the cost of short commands from start to finish, medians.

    Python alone and Python with numpy stand beside them, as what nothing can undercut.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(german_articles(1, 400)[0], encoding="utf-8")
        commands = {
            "python": ("pass", ()),
            "python with numpy": ("import numpy", ()),
            "lesart --version": (_LESART, ("--version",)),
            "lesart score --format json": (
                _LESART,
                ("score", "--format", "json", str(path)),
            ),
            "lesart score": (_LESART, ("score", str(path))),
        }
        return {
            name: _median([cost_of(*command) for _ in range(repeats)])
            for name, command in commands.items()
        }


def batches(articles: int, words: int) -> Mapping[str, Numbers]:
    """Return the cost of ``lesart batch`` with one and two processes.

    A quarter of the articles is run as well: memory that stays the same is flat, and
    what a run costs beside its articles is left out of the articles per second.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, part = Path(folder) / "in.jsonl", Path(folder) / "part.jsonl"
        texts = german_articles(min(articles, 500), words)
        lines = [
            json.dumps({"id": n, "text": texts[n % len(texts)]}) + "\n"
            for n in range(articles)
        ]
        path.write_text("".join(lines), encoding="utf-8")
        part.write_text("".join(lines[: articles // 4]), encoding="utf-8")
        out = str(Path(folder) / "out.jsonl")
        return {
            f"{jobs}": _batch(str(path), str(part), out, (jobs, articles))
            for jobs in (1, 2)
        }


def _batch(path: str, part: str, out: str, run: tuple[int, int]) -> Numbers:
    jobs, articles = run
    options = ("-o", out, "--jobs", str(jobs), "--quiet")
    small = cost_of(_LESART, ("batch", part, *options))
    whole = cost_of(_LESART, ("batch", path, *options))
    more = articles - articles // 4
    return {
        "articles": articles,
        "articles_per_cpu_second": more / (whole.processor - small.processor),
        "articles_per_second": more / (whole.wall - small.wall),
        "cpu_seconds": whole.processor,
        "seconds": whole.wall,
        "megabytes": whole.megabytes,
        "megabytes_of_a_quarter": small.megabytes,
    }


def _median(costs: Sequence[Cost]) -> Numbers:
    return {
        "cpu_seconds": statistics.median(cost.processor for cost in costs),
        "seconds": statistics.median(cost.wall for cost in costs),
        "megabytes": statistics.median(cost.megabytes for cost in costs),
    }
