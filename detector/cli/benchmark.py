"""``lesart benchmark``: our scores, baselines and peers on labelled corpora."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detector.cli.app import complain

if TYPE_CHECKING:
    from benchmarks.catalogue import Corpus
    from benchmarks.run import Outcome
    from benchmarks.settings import Settings

_TASKS = (
    "ai", "assisted", "boilerplate", "loaded", "opinion", "frames", "tone", "hedges",
    "quotation",
)  # fmt: skip


@click.command("benchmark")
@click.option(
    "--suite",
    type=click.Choice(["shipped", "all"]),
    help="shipped: small, needs nothing else. all: everything below --data too.",
)
@click.option(
    "--data",
    default="../shared/corpora",
    show_default=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the corpora are that do not ship; nothing is downloaded.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where predictions, results, tables, figures and the page go.",
)
@click.option("--task", "tasks", multiple=True, type=click.Choice(_TASKS))
@click.option("--only", "names", multiple=True, metavar="CORPUS", help="By its name.")
@click.option(
    "--corpus",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your own corpus: JSON Lines, CSV, TSV or Parquet; needs one --task.",
)
@click.option("--text", default="text", show_default=True, help="Column of the text.")
@click.option("--label", default="label", show_default=True, help="Column of labels.")
@click.option("--group", help="Column of what is never split: outlet, site, story.")
@click.option("--positive", multiple=True, help="Label of the positive class.")
@click.option("--negative", multiple=True, help="Label of the other class.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de")
@click.option(
    "--systems",
    default="ours,baselines",
    show_default=True,
    help="Of ours, baselines, peers, or names of peers, with commas.",
)
@click.option(
    "--system",
    "own",
    multiple=True,
    metavar="KIND:WHERE",
    help="Your own: http://..., callable:MODULE:NAME, pipeline:MODULE:NAME, "
    "classifier:FOLDER, likelihood:FOLDER, fast-detect:FOLDER, binoculars:A,B.",
)
@click.option(
    "--limit",
    default=600,
    show_default=True,
    help="About so many items a corpus, by whole groups; 0 for all.",
)
@click.option(
    "--peer-limit", default=300, show_default=True, help="The same for peers and yours."
)
@click.option("--jobs", default=1, show_default=True, help="Corpora at the same time.")
@click.option("--curves", is_flag=True, help="Also learning curves (slower).")
@click.pass_context
def command(ctx: click.Context, /, output: Path, **given: Any) -> None:
    """Measure scores on labelled corpora, with intervals, beside baselines and peers.

    "lesart benchmark --suite shipped -o results/" needs minutes and nothing but the
    package. The folder then holds predictions/, results.json, timing.json, tables.md,
    tables.tex, figures/ and index.html.
    """
    if (given["suite"] is None) == (given["corpus"] is None):
        raise click.UsageError("say --suite shipped, --suite all or --corpus FILE")
    corpora = _corpora(given)
    from benchmarks.page import write_outputs
    from benchmarks.settings import Settings

    settings = Settings(
        data=given["data"],
        out=output,
        systems=tuple(part for part in given["systems"].split(",") if part),
        own=given["own"],
        limit=given["limit"] or None,
        peer_limit=given["peer_limit"] or None,
        jobs=given["jobs"],
        curves=given["curves"],
        reference=given["suite"] != "shipped" and given["data"].is_dir(),
    )
    outcome = _measured(corpora, settings)
    for skipped in outcome.results["skipped"]:
        complain(f"not measured: {skipped['what']}: {skipped['why']}")
    write_outputs(outcome.results, output)
    rows = len(outcome.results["rows"])
    click.echo(f"{output}: {rows:,} results; open {output / 'index.html'}")
    if any(skipped.get("failed") for skipped in outcome.results["skipped"]):
        ctx.exit(1)


def _corpora(given: dict[str, Any]) -> tuple[Corpus, ...]:
    from benchmarks.catalogue import chosen
    from benchmarks.own import own_corpus

    if given["corpus"] is None:
        return chosen(given["suite"], given["tasks"], given["names"])
    if len(given["tasks"]) != 1:
        raise click.UsageError("--corpus needs one --task")
    columns = {
        name: given[name]
        for name in ("text", "label", "group", "positive", "negative", "language")
    }
    return (own_corpus(given["corpus"], given["tasks"][0], columns),)


def _measured(corpora: tuple[Corpus, ...], settings: Settings) -> Outcome:
    from benchmarks.run import run

    with _progress(len(corpora)) as tell:
        return run(corpora, settings, progress=tell)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error, for a person alone."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("measuring", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)
