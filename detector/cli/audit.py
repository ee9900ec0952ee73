"""``lesart audit``: what a reviewer would ask of a labelled corpus."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from detector.training.audit import Audit
    from detector.training.shortcuts import Shortcut


@click.command("audit")
@click.argument("corpus", metavar="CORPUS", type=click.Path(path_type=Path))
@click.option("--text", default="text", show_default=True, help="Column of the text.")
@click.option("--label", default="label", show_default=True, help="Column of labels.")
@click.option("--group", help="Column of outlet, site or source.")
@click.option("--split", default="split", show_default=True, help="Column of splits.")
@click.option(
    "--pair", default="pair", show_default=True, help="Column that joins related texts."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(corpus: Path, output_format: str, **names: str | None) -> None:
    """Audit CORPUS (JSON Lines, CSV, TSV or Parquet) before training on it.

    Named are duplicates and pairs across splits, measures of typography and length
    that alone give the label away, and languages, lengths and repeated lines by class.
    """
    from detector.training.audit import Columns, audit

    result = audit(corpus, Columns(**names))  # type: ignore[arg-type]
    if output_format == "json":
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(corpus, result)))


def _lines(corpus: Path, result: "Audit") -> Iterator[str]:
    yield f"{corpus}: {result.rows:,} rows, {result.unlabelled:,} without a label"
    for label, facts in result.classes.items():
        languages = ", ".join(f"{name} {n:,}" for name, n in facts["languages"].items())
        yield (
            f"  {label}: {facts['n']:,} texts, {facts['median_words']:,.0f} words "
            f"(10-90 %: {facts['low_words']:,.0f} to {facts['high_words']:,.0f}); "
            f"{languages}; {facts['repeated']:.0%} with a line of other texts"
        )
    yield (
        f"Copies: {result.duplicates:,} the same, {result.near_duplicates:,} nearly; "
        + ", ".join(f"{name} {n:,}" for name, n in result.crossing.items())
    )
    for label, found in result.shortcuts.items():
        if found:
            yield f"Shortcuts for {label!r} (AUROC of the measure alone):"
            yield from (_shortcut(label, shortcut) for shortcut in found)
    if not any(result.shortcuts.values()):
        yield "No measure of typography or length alone reaches AUROC 0.65."


def _shortcut(label: str, shortcut: "Shortcut") -> str:
    side = label if shortcut.more == "positive" else "the others"
    if shortcut.name == "length in words":
        counts = f"median {shortcut.positive:,.0f} against {shortcut.negative:,.0f}"
    else:
        counts = f"in {shortcut.positive:.0%} against {shortcut.negative:.0%}"
    return f"  {shortcut.name}: {shortcut.auroc:.2f}, more in {side} ({counts})"
