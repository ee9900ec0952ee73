"""``lesart score --model``: what one model says, such as one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detector.article import Article, read_article
from detector.cli.app import complain
from detector.errors import InputError

if TYPE_CHECKING:
    from detector.model import Model


def score_files(files: Sequence[str], folder: Path, *, as_json: bool) -> int:
    """Write the probabilities of each file; return how many could be read.

    Parameters
    ----------
    files : sequence of str
        ``-`` is the standard input.
    folder : Path
        A model folder.
    as_json : bool
        One object a line with ``id``, ``model`` and ``probabilities``, or ``lines``.
    """
    from detector.store import load

    model = load(folder)
    done = 0
    for name in files:
        try:
            article = read_article(name)
        except InputError as error:
            complain(str(error))
            continue
        done += 1
        if model.task == "boilerplate":
            _show_lines(article, model, as_json=as_json)
        else:
            _show_text(article, model, as_json=as_json)
    return done


def _show_text(article: Article, model: Model, *, as_json: bool) -> None:
    from detector.own_labels import score_text

    found = score_text(model, article.text)
    if as_json:
        line = {"id": article.id, "model": model.name, "probabilities": found}
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    values = ", ".join(f"{output} {value:.2f}" for output, value in found.items())
    click.echo(f"{article.id}: {values} ({model.name})")


def _show_lines(article: Article, model: Model, *, as_json: bool) -> None:
    from detector.own_labels import score_lines
    from features.document import parse

    document = parse(article.text, language="en" if model.language == "en" else "de")
    values, limits = score_lines(model, document)
    leftover = (values >= limits).tolist()
    if as_json:
        lines = [
            {"line": number, "probability": value, "leftover": flag}
            for number, (value, flag) in enumerate(
                zip(values.tolist(), leftover, strict=True)
            )
        ]
        line = {"id": article.id, "model": model.name, "lines": lines}
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    click.echo(f"{article.id}: leftovers are marked with - ({model.name})")
    shown = zip(values.tolist(), leftover, document.line_texts, strict=True)
    for value, flag, text in shown:
        click.echo(f"{'-' if flag else ' '} {value:.2f}  {text}")
