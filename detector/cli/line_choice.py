"""The options ``--keep`` and ``--threshold``, alike for all commands that have them."""

from collections.abc import Callable
from typing import Any

import click

from detector.line_options import LineOptions, line_options


def with_line_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add both to a command, which takes them as ``keep`` and ``threshold``."""
    keep = click.option(
        "--keep",
        default="",
        metavar="KINDS",
        help="Leftovers that stay in the article, such as byline,caption.",
    )
    threshold = click.option(
        "--threshold",
        type=float,
        metavar="0..1",
        help="Probability from which a line is a leftover, if not the model's own.",
    )
    return keep(threshold(function))


def taken_out(given: dict[str, Any]) -> LineOptions:
    """Take both out of what a command was given; InputError where they are wrong."""
    return line_options(given.pop("keep"), given.pop("threshold"))
