"""A progress bar on the standard error, for a person who waits. Imports rich."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Advance = Callable[[int, int], None]


class _Rate(ProgressColumn):
    """Articles a second since the begin of the run."""

    def render(self, task: Task) -> Text:
        articles, seconds = task.fields["articles"], task.elapsed or 0.0
        rate = f"{articles / seconds:,.0f}" if seconds else "-"
        return Text(f"{rate} a second", no_wrap=True)


@contextmanager
def progress_bar(
    name: str, size: int | None, begin: int, console: Console | None = None
) -> Iterator[Advance]:
    """Show how far a run has come until the block is left.

    Parameters
    ----------
    name : str
        What is read.
    size : int or None
        How much there is to read; None shows the rate alone.
    begin : int
        How much of it an earlier run has read.
    console : Console or None
        Where to show it, the standard error by default.

    Yields
    ------
    callable
        To be called with how much has been read, and the articles of this run.
    """
    columns = _columns(known=size is not None)
    console = console or Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(name, total=size, completed=begin, articles=0)
        yield lambda position, articles: progress.update(
            task, completed=position, articles=articles
        )


def _columns(*, known: bool) -> tuple[ProgressColumn, ...]:
    name = TextColumn("{task.description}", markup=False)
    done = TextColumn("{task.fields[articles]:,} articles")
    if not known:
        return (SpinnerColumn(), name, done, _Rate(), TimeElapsedColumn())
    bar = (BarColumn(), TaskProgressColumn(), done, _Rate(), TimeRemainingColumn())
    return (name, *bar, TextColumn("left"))
