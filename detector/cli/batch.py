"""``lesart batch``: JSON Lines in, one report a line out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from detector.batch import score_records
from detector.cli.app import complain
from detector.errors import InputError
from detector.render.words import counted
from detector.report import Report


@click.command("batch")
@click.argument("records", metavar="IN.jsonl")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="OUT.jsonl",
    help="Where to write; the standard output without it.",
)
@click.option("--with-text", is_flag=True, help="Carry the texts in the reports.")
@click.pass_context
def command(ctx: click.Context, /, records: str, output: str, with_text: bool) -> None:
    """Score a JSON Lines file, one article a line; "-" reads the standard input.

    Each line is an object with "id" and "text"; "title", "url", "source", "site",
    "author", "date" and "language" are optional. The reports come in the order of the
    lines. A bad line is named on standard error and skipped. An output file takes its
    name when it is complete; until then it is called OUT.jsonl.part.
    """
    from detector.scoring import Detector

    _refuse_same_file(records, output)
    with _opened(records) as stream:
        name = "stdin" if records == "-" else records
        results = score_records(stream, Detector().score, name=name)
        with _safe_output(output) as out:
            done, skipped = _write(results, out, with_text=with_text)
            if not done:
                raise InputError(f"{name}: no usable record; nothing is written")
    if skipped:
        reports, lines = counted(done, "report"), counted(skipped, "line")
        complain(f"{name}: {reports} written, {lines} skipped")
        ctx.exit(1)


def _write(
    results: Iterable[Report | InputError], out: BinaryIO, *, with_text: bool
) -> tuple[int, int]:
    done = skipped = 0
    for result in results:
        if isinstance(result, InputError):
            complain(str(result))
            skipped += 1
            continue
        out.write(result.to_json(with_text=with_text).encode() + b"\n")
        out.flush()  # a reader further down the pipe need not wait
        done += 1
    return done, skipped


def _opened(records: str) -> BinaryIO:
    if records == "-":
        return sys.stdin.buffer
    try:
        return Path(records).open("rb")
    except OSError as error:
        raise InputError(f"{records}: cannot be read: {error.strerror}") from None


def _refuse_same_file(records: str, output: str) -> None:
    source, target = Path(records), Path(output)
    if target.is_file() and source.exists() and source.samefile(target):
        raise InputError(f"{output}: is the input itself; name another output")


@contextmanager
def _safe_output(output: str) -> Iterator[BinaryIO]:
    """Open what is written to; a file takes its name only when it is complete."""
    target = Path(output)
    if output == "-":
        yield sys.stdout.buffer
    elif target.exists() and not target.is_file():  # a pipe or a device
        with _created(target) as stream:
            yield stream
    else:
        part = target.with_name(target.name + ".part")
        with _created(part) as stream:
            try:
                yield stream
            except BaseException:
                _leave(part, stream)
                raise
        part.replace(target)


def _created(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None


def _leave(part: Path, stream: BinaryIO) -> None:
    """Keep the reports that are done when the run ends early, and say where."""
    if stream.tell():
        complain(f"the reports so far are in {part}")
    else:
        part.unlink()
