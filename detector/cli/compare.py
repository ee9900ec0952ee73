"""``lesart compare``: articles on the same event side by side."""

from collections.abc import Iterator

import click

from detector.article import read_article
from detector.cli.app import complain
from detector.cli.page_file import refuse_input_as_page, write_page
from detector.errors import InputError
from detector.report import Report


@click.command("compare")
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE...")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A page to read, or one line of JSON.",
)
@click.option(
    "--html",
    "page",
    metavar="COMPARISON.html",
    type=click.Path(dir_okay=False),
    help="Also write a page with the articles side by side.",
)
@click.option(
    "--semantic", is_flag=True, help="Judge framing with sentence embeddings too: slow."
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    output_format: str,
    page: str | None,
    *,
    semantic: bool,
) -> None:
    """Compare articles on the same event: versions of one, or several outlets.

    Shows which text they share, and how they differ in frames, loaded words, opinion,
    hedging, tone, sources and AI likelihood. Leftovers of the pages take no part.
    """
    from detector.compare import compare

    if len(files) < 2:
        raise click.UsageError("two files or more are needed")
    refuse_input_as_page(page, files)
    reports = list(_reports(files, semantic=semantic))
    if len(reports) < 2:
        complain("fewer than two articles can be read; there is nothing to compare")
        ctx.exit(2)
    comparison = compare(reports)
    if output_format == "json":
        click.echo(comparison.to_json().encode())
    else:
        from detector.render.comparison_page import print_comparison

        print_comparison(comparison)
    if page is not None:
        from detector.render.comparison_html import comparison_to_html

        write_page(comparison_to_html(comparison), page)
    if len(reports) < len(files):
        ctx.exit(1)


def _reports(files: tuple[str, ...], *, semantic: bool) -> Iterator[Report]:
    """Score each file that can be read."""
    from detector.scoring import Detector

    detector = Detector(semantic=semantic)
    for name in files:
        try:
            report = detector.score(read_article(name))
        except InputError as error:
            complain(str(error))
            continue
        yield report
