"""``lesart clean``: an article without the leftovers of its page, for a pipe."""

import json

import click

from detector.article import GivenLanguage, read_article
from detector.cli.line_choice import taken_out, with_line_options


@click.command("clean")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The article, or one line of JSON with what was cut and why.",
)
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    help="The language, if it is not to be guessed.",
)
@with_line_options
def command(
    file: str,
    output_format: str,
    language: GivenLanguage | None,
    **given: object,
) -> None:
    """Print the article in a text file or web page; "-" reads the standard input.

    Leftovers of the page are cut: "Lesen Sie auch", teasers, captions, copies.
    """
    options = taken_out(given)
    article = read_article(file, language=language)
    from detector.cleaning import clean_article

    cleaned = clean_article(article, options)
    if output_format == "json":
        content = {"id": article.id, **cleaned.as_dict()}
        click.echo(json.dumps(content, ensure_ascii=False).encode())
    else:
        click.echo(cleaned.text.encode())
