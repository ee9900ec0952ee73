"""How far a run has come, and where the next one goes on.

Records are told apart by their position in the input, never by their ids, which may
repeat. Imports the records.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from detector.batch.records import Raw, Reading, article_of
from detector.batch.work import Outcome
from detector.errors import InputError


@dataclass(slots=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    done
        Reports written.
    rejected
        Positions of the records rejected by an earlier run, in order.
    digest
        Digest of the text of the last report of an earlier run.
    newly_rejected
        Records rejected by this run.
    """

    done: int = 0
    rejected: Sequence[int] = ()
    digest: str | None = None
    newly_rejected: int = 0

    @property
    def records(self) -> int:
        """Records that need not be looked at again."""
        return self.done + self.skipped

    @property
    def skipped(self) -> int:
        """Records rejected by this and an earlier run."""
        return len(self.rejected) + self.newly_rejected

    @property
    def last(self) -> int:
        """Position of the last report of an earlier run."""
        position, before = self.records - 1, set(self.rejected)
        while position in before:
            position -= 1
        return position

    def add(self, outcome: Outcome) -> None:
        """Count what became of a chunk."""
        self.done += outcome.done
        self.newly_rejected += len(outcome.rejected)


def go_on(raws: Iterator[Raw], reading: Reading, progress: Progress) -> Iterator[Raw]:
    """Pass over the records that are done, and return those that are not.

    Raises
    ------
    InputError
        If the last report of the earlier run is not on this input's record.
    """
    passed = 0
    for passed, raw in enumerate(islice(raws, progress.records), 1):
        if progress.digest and passed == progress.last + 1:
            _refuse_another_input(raw, reading, progress.digest)
    if passed < progress.records:
        raise InputError(
            f"{reading.name}: has {passed:,} records, and the earlier run had read "
            f"{progress.records:,}; is it another input?"
        )
    return raws


def _refuse_another_input(raw: Raw, reading: Reading, digest: str) -> None:
    where = reading.where(raw.number)
    try:
        article = article_of(raw, reading)
    except InputError as error:
        raise InputError(f"{error}; the earlier run could read it") from None
    if hashlib.sha256(article.text.encode()).hexdigest() != digest:
        raise InputError(
            f"{where}: is not what the earlier run has read there; use its input, or "
            "start anew without --resume"
        )
