"""``lesart score --model``: the probabilities of one model, such as one's own."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from detector.article import read_article
from detector.cli.app import complain
from detector.errors import InputError


def score_files(files: Sequence[str], folder: Path, *, as_json: bool) -> int:
    """Write the probabilities of each file; return how many could be read.

    Parameters
    ----------
    files : sequence of str
        ``-`` is the standard input.
    folder : Path
        A model folder.
    as_json : bool
        One object a line with ``id``, ``model`` and ``probabilities``.
    """
    from detector.own_labels import score_text
    from detector.store import load

    model = load(folder)
    done = 0
    for name in files:
        try:
            article = read_article(name)
        except InputError as error:
            complain(str(error))
            continue
        found = score_text(model, article.text)
        done += 1
        if as_json:
            line = {"id": article.id, "model": model.name, "probabilities": found}
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            values = ", ".join(
                f"{output} {value:.2f}" for output, value in found.items()
            )
            click.echo(f"{article.id}: {values} ({model.name})")
    return done
