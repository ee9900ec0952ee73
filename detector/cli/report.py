"""``lesart report``: figures and a page about a corpus of reports."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from detector.cli.app import complain
from detector.corpus_report import CorpusFigures, read_reports
from detector.errors import InputError
from detector.render.words import counted

_COMPLAINTS_AT_MOST = 20


@click.command("report")
@click.argument("reports", metavar="OUT.jsonl")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the figures and index.html go; made if it is not there.",
)
@click.pass_context
def command(ctx: click.Context, /, reports: str, output: Path) -> None:
    """Draw what the reports of "lesart batch" show; "-" reads the standard input.

    FOLDER then holds index.html, a page with a table by source and all figures, and
    each figure as SVG and PNG. Articles are grouped by "source", else by "site", else
    by the host of "url"; dates that begin like 2026-11-30 or 30.11.2026 are understood.
    The most frequent leftover lines are listed when the reports carry their texts
    (lesart batch --with-text).
    """
    figures, name = CorpusFigures(), "stdin" if reports == "-" else reports
    skipped = 0
    with _opened(reports) as stream:
        for skipped, problem in enumerate(read_reports(stream, figures, name=name), 1):
            if skipped <= _COMPLAINTS_AT_MOST:
                complain(str(problem))
    if not figures.whole.articles:
        raise InputError(f"{name}: no usable report; nothing is written")
    _write(figures, output, name)
    done = counted(figures.whole.articles, "report")
    click.echo(f"{output / 'index.html'}: {done}")
    if skipped:
        complain(f"{name}: {done} used, {counted(skipped, 'line')} skipped")
        ctx.exit(1)


@contextmanager
def _opened(reports: str) -> Iterator[BinaryIO]:
    if reports == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(reports).open("rb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise InputError(f"{reports}: cannot be read: {error.strerror}") from None
    with stream:
        yield stream


def _write(figures: CorpusFigures, folder: Path, name: str) -> None:
    from detector.render.corpus_html import corpus_to_html, embedded
    from detector.render.plots import draw_figures

    try:
        folder.mkdir(parents=True, exist_ok=True)
        drawn = draw_figures(figures, folder)
        plots = [
            embedded(figure, title, (folder / f"{figure}.svg").read_bytes())
            for figure, title in drawn.items()
        ]
        page = corpus_to_html(figures, plots, name=Path(name).name)
        (folder / "index.html").write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}") from None
