"""``lesart evaluate``: a model on a labelled table that it has not seen."""

import json
from pathlib import Path

import click


@click.command("evaluate")
@click.argument("folder", metavar="MODEL", type=click.Path(path_type=Path))
@click.option(
    "--corpus",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="JSON Lines, CSV, TSV or Parquet.",
)
@click.option("--text", help="Column of the text; as in the recipe without it.")
@click.option("--label", help="Column of labels; as in the recipe without it.")
@click.option("--group", help="Column to draw the intervals over.")
@click.option("--positive", multiple=True, help="Label of the positive class.")
@click.option("--negative", multiple=True, help="Label of the other class.")
@click.option(
    "--predictions",
    metavar="OUT.jsonl",
    type=click.Path(path_type=Path),
    help="Also write the prediction of each row.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(
    folder: Path,
    corpus: Path,
    predictions: Path | None,
    output_format: str,
    **given: object,
) -> None:
    """Measure MODEL, a folder that lesart train made, on FILE.

    Whole texts are scored. Do not use texts, or outlets, that it was trained on.
    """
    from detector.store import load
    from detector.training.evaluate import evaluate
    from detector.training.recipe import read_recipe

    defaults = {"text": "text", "label": "label", "kind": "binary"}
    options = {**defaults, **read_recipe(folder).options}
    options |= {name: value for name, value in given.items() if value}
    model = load(folder)
    result = evaluate(model, corpus, options)
    if predictions is not None:
        lines = [json.dumps(row, ensure_ascii=False) for row in result.predictions]
        predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if output_format == "json":
        measured = {"corpus": str(corpus), "n": result.n, "measures": result.measures}
        click.echo(json.dumps(measured, ensure_ascii=False, indent=1))
        return
    what = "lines" if model.task == "boilerplate" else "texts"
    click.echo(f"{corpus}: {result.n:,} labelled {what}")
    for output, measures in result.measures.items():
        click.echo(f"{output}: {measures['positives']:,} positive")
        for name, value in measures.items():
            if isinstance(value, dict):
                click.echo(
                    f"  {name.replace('_', ' ')}: {value['value']:.3f} "
                    f"({value['low']:.3f} to {value['high']:.3f})"
                )
