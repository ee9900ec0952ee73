"""Writes what comes of a run, so that it can be cut off anywhere and go on.

Until a run is complete its output is called ``OUT.part`` (for Parquet, which cannot be
continued, the rows wait in ``OUT.journal``), and the records without a report are in
``OUT.rejected.jsonl.part``. The rejected records of a chunk are written before its
reports: as each carries its position, the lines of both files together tell how far
the run had come, whatever moment it ended at. Imports the encoding.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from detector.batch.encode import Encoding
from detector.batch.parquet import load_arrow, write_parquet
from detector.batch.resume import Progress
from detector.batch.torn import cut_torn_end
from detector.batch.work import Outcome, Rejected
from detector.errors import InputError


class Output(Protocol):
    """Where the outcomes of a run go."""

    progress: Progress

    def write(self, outcome: Outcome) -> None:
        """Write what became of a chunk."""


class Stream:
    """The standard output, a pipe or a device: written to and never looked at again."""

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self.progress = Progress()
        self._stream = stream
        self._stream.write(encoding.header())

    def write(self, outcome: Outcome) -> None:
        """Write the reports; a reader further down the pipe need not wait."""
        self._stream.write(outcome.lines)
        self._stream.flush()
        self.progress.add(outcome)


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of a run, all beside its output."""

    output: Path

    @property
    def part(self) -> Path:
        """The output while it is not complete."""
        return self._beside(".part")

    @property
    def journal(self) -> Path:
        """The rows that wait to become Parquet."""
        return self._beside(".journal")

    @property
    def rejected(self) -> Path:
        """The records without a report."""
        stem = self.output.name
        for suffix in (".gz", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".pq"):
            stem = stem.removesuffix(suffix)
        return self.output.with_name((stem or self.output.name) + ".rejected.jsonl")

    @property
    def rejected_part(self) -> Path:
        """The records without a report while the run is not complete."""
        return self.rejected.with_name(self.rejected.name + ".part")

    def _beside(self, suffix: str) -> Path:
        return self.output.with_name(self.output.name + suffix)


class Files:
    """An output file with its rejected records.

    Parameters
    ----------
    output : Path
    encoding : Encoding
    unit : str
        What a record is in the input: ``line``, ``row`` or ``file``.
    resume : bool
        Go on where an earlier run ended, if there is one.

    Attributes
    ----------
    progress : Progress
        How far the run has come, an earlier one included.

    Raises
    ------
    InputError
        If it cannot be written, or an earlier run wrote something else.
    """

    def __init__(
        self, output: Path, encoding: Encoding, *, unit: str, resume: bool = False
    ) -> None:
        self._paths, self._encoding, self._unit = Paths(output), encoding, unit
        self._to_parquet = encoding.form == "parquet"
        self._path = self._paths.journal if self._to_parquet else self._paths.part
        if self._to_parquet:
            load_arrow(str(output))  # refuse now rather than after the run
        with _writable(self._path):
            if resume and self._path.exists():
                self.progress = self._earlier()
            else:
                self.progress = Progress()
                for path in (self._path, self._paths.part, self._paths.rejected_part):
                    path.unlink(missing_ok=True)
            self._lines = self._path.open("ab")
        if not self._lines.tell():
            self._lines.write(encoding.header())
            self._lines.flush()
        self._end = self._lines.tell()

    def write(self, outcome: Outcome) -> None:
        """Write rejected records, then reports; see above why in this order."""
        if outcome.rejected:
            with self._paths.rejected_part.open("ab") as stream:
                stream.write(b"".join(map(self._rejected_line, outcome.rejected)))
        self._lines.write(outcome.lines)
        self._lines.flush()
        self._end += len(outcome.lines)
        self.progress.add(outcome)

    def finish(self) -> None:
        """Give the files of a complete run their names."""
        if not self.progress.done:
            self.leave()
            return
        os.fsync(self._lines.fileno())
        self._lines.close()
        self._convert()
        self._paths.part.replace(self._paths.output)
        if self._to_parquet:
            self._paths.journal.unlink()
        if not name_rejected(self._paths):
            self._paths.rejected.unlink(missing_ok=True)  # of a run before this one

    def leave(self) -> Path | None:
        """Close the files of a run that ends early; return where its reports are."""
        with suppress(OSError):  # the disk may be full
            self._lines.close()
        if self.progress.done:
            os.truncate(self._path, self._end)  # Ctrl-C can come inside a line
            self._convert()
            return self._paths.part
        self._path.unlink()
        self._paths.rejected_part.unlink(missing_ok=True)
        return None

    def _convert(self) -> None:
        if self._to_parquet:
            with self._paths.journal.open("rb") as rows:
                write_parquet(rows, self._paths.part, self._encoding.columns)

    def _earlier(self) -> Progress:
        """Find out how far an earlier run came, and cut what it left torn."""
        whole = cut_torn_end(self._path, compressed=self._encoding.compressed)
        header = 1 if self._encoding.form == "csv" else 0
        done = max(whole.lines - header, 0)
        if whole.lines and not self._encoding.wrote(whole.first):
            raise InputError(
                f"{self._path}: was written with other options; use the same ones, or "
                "start anew without --resume"
            )
        rejected = self._earlier_rejected(done)
        digest = self._encoding.digest(whole.last) if done else None
        return Progress(done, rejected, digest)

    def _earlier_rejected(self, done: int) -> list[int]:
        """Return the positions of rejected records, cutting those of a torn chunk."""
        path = self._paths.rejected_part
        if not path.exists():
            return []
        cut_torn_end(path)
        seen, end, positions = done, 0, []
        with path.open("r+b") as stream:
            for line in stream:
                position = json.loads(line)["record"] - 1
                if position > seen:
                    break
                positions.append(position)
                seen, end = seen + 1, end + len(line)
            stream.truncate(end)
        return positions

    def _rejected_line(self, rejected: Rejected) -> bytes:
        entry = {
            self._unit: rejected.number,
            "record": rejected.position + 1,
            "reason": rejected.reason,
        }
        return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


def is_complete(paths: Paths) -> bool:
    """Say whether a run has ended, and nothing is left to go on from."""
    waiting = paths.part.exists() or paths.journal.exists()
    return paths.output.is_file() and not waiting


def name_rejected(paths: Paths) -> bool:
    """Give the rejected records of a complete run their name, if there are any."""
    found = paths.rejected_part.exists()
    if found:
        paths.rejected_part.replace(paths.rejected)
    return found


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
