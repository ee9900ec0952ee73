"""``lesart score``: articles from files, a report on each."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import click

from detector.article import Article, GivenLanguage, read_article
from detector.cli.app import DEBUG, complain
from detector.cli.line_choice import taken_out, with_line_options
from detector.cli.page_file import refuse_input_as_page, write_page
from detector.errors import DetectorError, InputError, told
from detector.line_options import AS_SHIPPED, LineOptions
from detector.report import Report

Scorer = Callable[[Article], Report]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What the user asked for."""

    output_format: str
    page: str | None
    verbose: bool
    marked: bool
    with_text: bool
    title: str | None
    language: GivenLanguage | None
    model: Path | None
    semantic: bool
    lines: LineOptions


@click.command("score")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A page to read, or one line of JSON per article.",
)
@click.option(
    "--html",
    "page",
    metavar="REPORT.html",
    type=click.Path(dir_okay=False),
    help="Also write a page with the marked text, to open in a browser.",
)
@click.option("--verbose", is_flag=True, help="Add all named measures.")
@click.option("--marked", is_flag=True, help="Show the text too, with its marks.")
@click.option("--with-text", is_flag=True, help="Carry the article's text in the JSON.")
@click.option("--title", help="The headline, if it is not in the text.")
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    help="The language, if it is not to be guessed.",
)
@click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Score with this model alone, one that lesart train made from own labels.",
)
@click.option(
    "--semantic", is_flag=True, help="Judge framing with sentence embeddings too: slow."
)
@with_line_options
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], **given: Any) -> None:
    """Score articles in text files; "-" reads the standard input.

    Files may be UTF-8, UTF-16 or Windows-1252.
    """
    options = _Options(lines=taken_out(given), **given)
    if options.title is not None and len(files) > 1:
        raise click.UsageError("--title belongs to one file, and several are given")
    if options.page is not None and len(files) > 1:
        raise click.UsageError("--html belongs to one file, and several are given")
    if options.model is None:
        done = _reported(files, options)
    else:
        done = _own(files, options.model, options)
    if done < len(files):
        ctx.exit(1 if done else 2)


def _reported(files: tuple[str, ...], options: _Options) -> int:
    """Write a report on each file that can be read; return how many there were."""
    refuse_input_as_page(options.page, files)
    done, write = 0, _writer(options)
    for report in _reports(files, options):
        write(report)
        if options.page is not None:
            write_page(report.to_html(), options.page)
        done += 1
    return done


def _own(files: tuple[str, ...], folder: Path, options: _Options) -> int:
    from detector.cli.own_model import score_files

    asked = options.verbose or options.marked or options.with_text or options.semantic
    if asked or options.page is not None or options.lines != AS_SHIPPED:
        raise click.UsageError("--model goes with --format and FILEs alone")
    return score_files(files, folder, as_json=options.output_format == "json")


def _reports(files: tuple[str, ...], options: _Options) -> Iterator[Report]:
    """Score each file that can be read; the models load with the first."""
    scorer = cache(lambda: _scorer(options))
    for name in files:
        report = _report(name, options, scorer)
        if report is not None:
            yield report


def _report(
    name: str, options: _Options, scorer: Callable[[], Scorer]
) -> Report | None:
    """Score a file; say what is wrong and return None where it cannot be done."""
    try:
        article = read_article(name, title=options.title, language=options.language)
        return scorer()(article)
    except InputError as error:
        complain(str(error))
    except (DetectorError, OSError, MemoryError):
        raise  # a model or the machine is at fault, not the file
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(f"{name}: cannot be scored: {told(error)}")
    return None


def _scorer(options: _Options) -> Scorer:
    from detector.scoring import Detector

    detector = Detector(
        keep=options.lines.keep,
        threshold=options.lines.threshold,
        semantic=options.semantic,
    )
    return lambda article: detector.score(
        article, features=options.verbose or options.page is not None
    )


def _writer(options: _Options) -> Callable[[Report], None]:
    if options.output_format == "json":
        return lambda report: click.echo(_json(report, options).encode())
    from detector.render.terminal import page_writer

    return page_writer(verbose=options.verbose, marked=options.marked)


def _json(report: Report, options: _Options) -> str:
    if not options.verbose:  # the page may have asked for the measures
        report = replace(report, features=None)
    return report.to_json(with_text=options.with_text)
