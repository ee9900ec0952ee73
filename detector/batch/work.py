"""Scores chunks of records, here or in other processes, and keeps their order.

The processes are those of the standard library, started afresh (``spawn``), so that a
run behaves alike on every system; they load the models once each. Few chunks are under
way at any time, which bounds the memory. Imports the records and the encoding.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from detector.article import Article
from detector.batch.encode import Encoding
from detector.batch.records import Raw, Reading, article_of
from detector.errors import DetectorError, InputError, told
from detector.report import Report

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Scorer = Callable[[Article], Report]
_RECORDS_AT_MOST = 64
_BYTES_AT_MOST = 1_000_000
_CHUNKS_WAITING = 2  # beside the one that a process works on


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done with every record.

    Attributes
    ----------
    scorer
        Makes the function that scores; equal to its copy in another process, which
        loads the models once, and for that a function of a module or a frozen
        dataclass.
    """

    reading: Reading
    encoding: Encoding
    scorer: Callable[[], Scorer]


class Chunk(NamedTuple):
    """Neighbouring records, and how many come before them."""

    first: int
    raws: list[Raw]


class Rejected(NamedTuple):
    """A record without a report.

    Attributes
    ----------
    position : int
        Records before it.
    number : int
        Of its line, row or file, from 1.
    reason : str
        Why, with its place.
    """

    position: int
    number: int
    reason: str


class Outcome(NamedTuple):
    """What became of a chunk.

    Attributes
    ----------
    lines : bytes
        The lines of its reports as they are written.
    done : int
        Their number.
    rejected : list of Rejected
        The other records.
    """

    lines: bytes
    done: int
    rejected: list[Rejected]


def chunks(raws: Iterable[Raw], first: int = 0, *, at_most: int) -> Iterator[Chunk]:
    """Gather records into chunks, bounded in number and in size.

    Parameters
    ----------
    raws : iterable of Raw
    first : int
        Records before them.
    at_most : int
        Records of a chunk.
    """
    gathered: list[Raw] = []
    size = 0
    for raw in raws:
        gathered.append(raw)
        size += _size(raw)
        if len(gathered) >= at_most or size >= _BYTES_AT_MOST:
            yield Chunk(first, gathered)
            first, gathered, size = first + len(gathered), [], 0
    if gathered:
        yield Chunk(first, gathered)


def score_all(
    raws: Iterable[Raw], task: Task, *, first: int = 0, jobs: int = 1
) -> Generator[Outcome, None, None]:
    """Score records in order.

    Parameters
    ----------
    raws : iterable of Raw
    task : Task
    first : int
        Records of the input before them.
    jobs : int
        Processes; 1 is this one, and each record then is an outcome of its own unless
        the output is compressed.

    Raises
    ------
    DetectorError
        If no record could be scored whatever it is, or a process has died.
    """
    alone = jobs == 1 and not task.encoding.compressed
    gathered = chunks(raws, first, at_most=1 if alone else _RECORDS_AT_MOST)
    if jobs > 1:
        yield from _in_processes(gathered, task, jobs)
    else:
        yield from map(Worker(task), gathered)


class Worker:
    """Scores chunks in the process that it is made in."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._score = task.scorer()

    def __call__(self, chunk: Chunk) -> Outcome:
        """Score the records of a chunk; one that fails does not stop the others."""
        lines, rejected = [], []
        for position, raw in enumerate(chunk.raws, chunk.first):
            result = self._line(raw)
            if isinstance(result, bytes):
                lines.append(result)
            else:
                rejected.append(Rejected(position, raw.number, result))
        packed = self._task.encoding.packed(b"".join(lines))
        return Outcome(packed, len(lines), rejected)

    def _line(self, raw: Raw) -> bytes | str:
        """Return the line of a record, or why there is none."""
        reading, encoding = self._task.reading, self._task.encoding
        try:
            return encoding.line(self._score(article_of(raw, reading)))
        except InputError as error:
            return str(error)
        except (DetectorError, OSError):
            raise  # a model or the machine is at fault, not the record
        except Exception as error:
            return f"{reading.where(raw.number)}: cannot be scored: {told(error)}"


def _size(raw: Raw) -> int:
    content = raw.content
    if isinstance(content, bytes):
        return len(content)
    if not isinstance(content, dict):
        return 0
    return sum(len(str(content.get(field))) for field in ("text", "html"))


def _in_processes(
    gathered: Iterator[Chunk], task: Task, jobs: int
) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin_process
    )
    try:
        yield from _ordered(pool, gathered, task, jobs * (1 + _CHUNKS_WAITING))
    except BrokenProcessPool:
        raise InputError(
            "a process has died, perhaps for want of memory; continue with --resume"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _ordered(
    pool: "ProcessPoolExecutor", gathered: Iterator[Chunk], task: Task, at_once: int
) -> Iterator[Outcome]:
    """Keep so many chunks under way, and yield what becomes of them in order."""
    waiting: deque[Future[Outcome]] = deque(
        pool.submit(_score_here, task, chunk) for chunk in islice(gathered, at_once)
    )
    while waiting:
        yield waiting.popleft().result()
        for chunk in islice(gathered, 1):
            waiting.append(pool.submit(_score_here, task, chunk))


@cache
def _worker(task: Task) -> Worker:
    """Return the one worker of this process."""
    return Worker(task)


def _score_here(task: Task, chunk: Chunk) -> Outcome:
    return _worker(task)(chunk)


def _begin_process() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is no more.

    As each processor has a process, numpy needs no threads; it is not loaded yet.
    """
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        with suppress(OSError):
            parent.join()
        os._exit(1)
