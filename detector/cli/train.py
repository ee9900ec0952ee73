"""``lesart train``: make a model from the recipe in its folder, or check it."""

from pathlib import Path

import click


@click.command("train")
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="FOLDER...",
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
def command(folders: tuple[Path, ...], data: Path, only_check: bool) -> None:
    """Train the models of FOLDERs, each from its recipe.toml.

    A folder then holds model.json, arrays.npz and CARD.md. The same recipe and the
    same corpora give the same bytes.
    """
    from detector.training.run import check, train

    for folder in folders:
        if only_check:
            check(folder, data)
            click.echo(f"{folder}: as the recipe gives it")
        else:
            model = train(folder, data)
            click.echo(f"{folder}: {model.name} written")
