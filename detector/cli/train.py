"""``lesart train``: make models from recipes, or a first one from own labels."""

from pathlib import Path

import click

from detector.cli.app import complain


@click.command("train")
@click.argument(
    "folders",
    nargs=-1,
    metavar="[FOLDER...]",
    type=click.Path(path_type=Path, file_okay=False),
)
@click.option(
    "--data",
    default="../shared/corpora",
    show_default=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the corpora named in the recipes are.",
)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Train elsewhere and fail where any byte differs; nothing is written.",
)
@click.option(
    "--task",
    help="Own labels: ai, assisted, boilerplate, loaded, opinion, frames, tone.",
)
@click.option(
    "--corpus",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Own labels: JSON Lines, CSV, TSV or Parquet.",
)
@click.option("--text", default="text", show_default=True, help="Column of the text.")
@click.option("--label", default="label", show_default=True, help="Column of labels.")
@click.option("--group", help="Column of what must not be split: outlet, site, story.")
@click.option("--no-group", is_flag=True, help="There is none: split at random.")
@click.option("--positive", multiple=True, help="Label of the positive class.")
@click.option("--negative", multiple=True, help="Label of the other class.")
@click.option("--language", type=click.Choice(["de", "en"]), help="Of the texts.")
@click.option(
    "--allow-shortcuts",
    is_flag=True,
    help="Train although typography or length alone give the label away.",
)
@click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Own labels: where the model goes.",
)
def command(
    folders: tuple[Path, ...], data: Path, only_check: bool, **given: object
) -> None:
    """Train the models of FOLDERs, each from its recipe.toml.

    A folder then holds model.json, arrays.npz and CARD.md. The same recipe and the
    same corpora give the same bytes.

    With --task, --corpus, --out and --group (or --no-group) a recipe for own labels is
    written into a new folder first.
    """
    if given["task"] is None and given["corpus"] is None:
        _from_recipes(folders, data, only_check)
    else:
        _from_labels(folders, only_check, given)


def _from_recipes(folders: tuple[Path, ...], data: Path, only_check: bool) -> None:
    if not folders:
        raise click.UsageError(
            "name a FOLDER with a recipe.toml, or --task and --corpus"
        )
    from detector.training.run import check, train

    for folder in folders:
        if only_check:
            check(folder, data)
            click.echo(f"{folder}: as the recipe gives it")
        else:
            model = train(folder, data)
            click.echo(f"{folder}: {model.name} written")


def _from_labels(
    folders: tuple[Path, ...], only_check: bool, given: dict[str, object]
) -> None:
    no_group, out = given.pop("no_group"), given.pop("out")
    missing = [name for name in ("task", "corpus") if given[name] is None]
    if missing or out is None or folders or only_check:
        raise click.UsageError(
            "training on own labels needs --task, --corpus and --out, "
            "and neither FOLDER nor --check"
        )
    if (given["group"] is None) != bool(no_group):
        raise click.UsageError(
            "say which column holds outlet, site or story (--group COLUMN), "
            "or that there is none (--no-group)"
        )
    from detector.training.own import Order, train_own

    with _waiting("training"):
        outcome = train_own(Order(**given), out)  # type: ignore[arg-type]
    for warning in outcome.warnings:
        complain(warning)
    _report(outcome.model.facts, out)  # type: ignore[arg-type]


def _waiting(what: str):  # type: ignore[no-untyped-def]  # rich is imported on call
    from rich.console import Console

    return Console(stderr=True).status(what)


def _report(
    facts: dict[str, dict[str, dict[str, dict[str, float]]]], out: Path
) -> None:
    for name, measured in facts["metrics"].items():
        auroc, f1 = measured["auroc"], measured["macro_f1_at_0.5"]
        click.echo(
            f"{name}: AUROC {auroc['value']:.3f} ({auroc['low']:.3f} to "
            f"{auroc['high']:.3f}), macro F1 {f1['value']:.3f} on groups left out"
        )
    for share, point in facts["learning_curve"].items():
        click.echo(f"  learnt from {share}: AUROC {point['auroc']:.3f}")
    click.echo(f"{out}: written; its CARD.md says what it was measured on")
