"""``lesart batch``: many articles in, one report a line or row out."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from detector.batch.encode import Encoding, OutputFormat
from detector.batch.output import (
    Files,
    Output,
    Paths,
    Stream,
    is_complete,
    name_rejected,
)
from detector.batch.records import FIELDS, Columns, Reading
from detector.batch.resume import Progress, go_on
from detector.batch.sources import InputFormat, Source, open_source
from detector.batch.work import Outcome, Scorer, Task, score_all
from detector.cli.app import complain
from detector.cli.line_choice import taken_out, with_line_options
from detector.errors import InputError
from detector.line_options import LineOptions
from detector.render.words import counted

_COMPLAINTS_AT_MOST = 20
_OUTPUTS: dict[str, OutputFormat] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What the user asked for."""

    output: str
    output_format: OutputFormat | None
    input_format: InputFormat | None
    with_text: bool
    jobs: int
    resume: bool
    quiet: bool
    semantic: bool
    lines: LineOptions


@dataclass(frozen=True, slots=True)
class _Scorers:
    """Makes the function that scores, in whichever process it is to run."""

    lines: LineOptions
    semantic: bool

    def __call__(self) -> Scorer:
        """Load the detector."""
        from detector.scoring import Detector

        return Detector(
            keep=self.lines.keep,
            threshold=self.lines.threshold,
            semantic=self.semantic,
        ).score


def _column_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add an option for the column of each field of an article."""
    for field in reversed(FIELDS):
        add = click.option(
            f"--{field}", f"column_{field}", metavar="NAME", help=f"Column of {field}."
        )
        function = add(function)
    return function


@click.command("batch")
@click.argument("records", metavar="INPUT")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="OUT",
    help="Where to write; the standard output without it.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    help="What to write, if the name of OUT does not tell it.",
)
@click.option(
    "--input-format",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    help="What to read, if the name of INPUT does not tell it.",
)
@click.option("--with-text", is_flag=True, help="Carry the texts in the reports.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that score.",
)
@click.option("--resume", is_flag=True, help="Go on where an earlier run was cut off.")
@click.option("--quiet", is_flag=True, help="Show no progress bar.")
@click.option(
    "--semantic", is_flag=True, help="Judge framing with sentence embeddings too: slow."
)
@with_line_options
@_column_options
@click.pass_context
def command(ctx: click.Context, /, records: str, **given: Any) -> None:
    """Score many articles: JSON Lines, CSV, Parquet or a folder; "-" reads a pipe.

    JSON Lines and CSV may be packed with gzip or zstd. Each record has "id" and "text",
    or "html" for a web page; "title", "url", "source", "site", "author", "date" and
    "language" are optional, and options of these names tell which column holds them.
    OUT may end in .jsonl, .jsonl.gz, .csv, .csv.gz or .parquet. The reports come in the
    order of the records. A bad record is named on standard error and in
    OUT.rejected.jsonl, and the exit code then is 1. An output file takes its name when
    it is complete; until then it is called OUT.part.
    """
    reading = Reading(
        name="stdin" if records == "-" else records, columns=_columns(given)
    )
    options = _Options(lines=taken_out(given), **given)
    encoding, paths = _encoding(options), Paths(Path(options.output))
    _refuse_same_file(records, options.output, paths)
    if options.resume and is_complete(paths):
        name_rejected(paths)
        complain(f"{paths.output}: is complete; there is nothing to go on with")
        ctx.exit(1 if paths.rejected.exists() else 0)
    with open_source(records, reading, options.input_format) as source:
        progress = _run(source, encoding, options)
    if progress.skipped:
        reports = counted(progress.done, "report")
        skipped = counted(progress.skipped, source.reading.unit)
        complain(f"{reading.name}: {reports} written, {skipped} skipped")
        ctx.exit(1)


def _columns(given: dict[str, str | None]) -> Columns:
    """Take the columns out of what was given."""
    named = {field: given.pop(f"column_{field}") for field in FIELDS}
    return tuple((field, column) for field, column in named.items() if column)


def _encoding(options: _Options) -> Encoding:
    name = Path(options.output.lower())
    packed = name.suffix == ".gz"
    told = name.with_suffix("").suffix if packed else name.suffix
    form = options.output_format or _OUTPUTS.get(told, "jsonl")
    if form == "parquet" and (packed or _is_stream(options.output)):
        raise click.UsageError("Parquet needs an output file that is not packed")
    if options.resume and _is_stream(options.output):
        raise click.UsageError("--resume needs an output file")
    return Encoding(form=form, with_text=options.with_text, compressed=packed)


def _run(source: Source, encoding: Encoding, options: _Options) -> Progress:
    """Score a source; return how far it came."""
    reading = source.reading
    scorers = _Scorers(options.lines, options.semantic)
    task = Task(reading=reading, encoding=encoding, scorer=scorers)
    with _opened(options, encoding, reading.unit) as output:
        progress = output.progress
        raws = go_on(source.raws, reading, progress)
        outcomes = score_all(raws, task, first=progress.records, jobs=options.jobs)
        with closing(outcomes), _watched(source, progress, options) as advance:
            for outcome in outcomes:
                output.write(outcome)
                advance()
                _name_rejected(outcome, output)
        if not progress.done:
            raise InputError(f"{reading.name}: no usable record; nothing is written")
    return progress


def _name_rejected(outcome: Outcome, output: Output) -> None:
    """Name rejected records, unless there are many and a file has them."""
    named = output.progress.newly_rejected - len(outcome.rejected)
    for number, rejected in enumerate(outcome.rejected, named):
        if isinstance(output, Stream) or number < _COMPLAINTS_AT_MOST:
            complain(rejected.reason)


@contextmanager
def _watched(
    source: Source, progress: Progress, options: _Options
) -> Iterator[Callable[[], None]]:
    """Show the progress where a person may see it."""
    mixed = options.output == "-" and sys.stdout.isatty()
    if options.quiet or mixed or not sys.stderr.isatty():
        yield lambda: None
        return
    from detector.render.progress import progress_bar

    before, name = progress.records, Path(source.reading.name).name
    with progress_bar(name, source.size, source.position()) as show:
        yield lambda: show(source.position(), progress.records - before)


def _is_stream(output: str) -> bool:
    target = Path(output)
    return output == "-" or (target.exists() and not target.is_file())


def _refuse_same_file(records: str, output: str, paths: Paths) -> None:
    source = Path(records)
    if _is_stream(output) or not source.exists():
        return
    for target in (
        paths.output,
        paths.part,
        paths.journal,
        paths.rejected,
        paths.rejected_part,
    ):
        if target.is_file() and source.samefile(target):
            raise InputError(f"{target}: is the input itself; name another output")


@contextmanager
def _opened(options: _Options, encoding: Encoding, unit: str) -> Iterator[Output]:
    """Open what is written to; a file takes its name only when it is complete."""
    if options.output == "-":
        yield Stream(sys.stdout.buffer, encoding)
    elif _is_stream(options.output):  # a pipe or a device
        with _created(options.output) as stream:
            yield Stream(stream, encoding)
    else:
        files = Files(Path(options.output), encoding, unit=unit, resume=options.resume)
        try:
            yield files
        except BaseException:
            if part := files.leave():
                complain(f"the reports so far are in {part}; go on with --resume")
            raise
        files.finish()


def _created(path: str) -> BinaryIO:
    try:
        return Path(path).open("wb")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
