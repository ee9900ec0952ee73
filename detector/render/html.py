"""A report as one HTML file: no request to anywhere, readable without a script.

jinja2 escapes whatever is put into a template; control and direction characters of
the article become signs first. A content security policy admits only the style and the
script of the page itself, by their digests. jinja2 loads when a page is asked for.
"""

import base64
import hashlib
import math
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detector.render import words
from detector.render.axes import axes, model_rows
from detector.render.marks import layers, marks
from detector.render.passages import cut, numbered
from detector.render.safe import harmless, shortened
from detector.render.sections import notes
from detector.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")
_QUOTED_LENGTH = 110


def to_html(report: Report) -> str:
    """Return a report as a self-contained HTML page.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        A whole page, with its style and script.
    """
    found = marks(report)
    listed = numbered(chain.from_iterable(found.values()))
    return render_page(
        "report.html",
        styles=("base.css", "report.css"),
        script="report.js",
        report=report,
        layers=layers(report),
        counts={name: len(layer) for name, layer in found.items()},
        findings=listed,
        lines=cut(report.text, report.boilerplate.lines, listed),
        axes=axes(report),
        strips=() if report.ai.verdict == "undecided" else report.ai.passages,
        models=model_rows(report),
        notes=tuple(notes(report)),
    )


def render_page(
    template: str, *, styles: tuple[str, ...], script: str = "", **values: object
) -> str:
    """Fill a template of this folder with values, all of them escaped.

    Parameters
    ----------
    template : str
        Its file name.
    styles : tuple of str
        Files of style that the page carries.
    script : str
        The file of its script; empty for none.
    **values
        What the template shows.

    Returns
    -------
    str
        A whole page.
    """
    from markupsafe import Markup

    style = "\n".join(_read(name) for name in styles)
    code = _read(script) if script else ""
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 (a file of this package)
            script=Markup(code),  # noqa: S704
            policy=_policy(style, code),
            **values,
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.globals.update(words=words)
    environment.filters.update(
        per_cent=words.per_cent, number=_number, quoted_short=_short
    )
    environment.tests["known"] = _is_known
    return environment


@cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a policy that admits this style and this script, and nothing else."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _harmless(value: Any) -> Any:
    """Make every string that a template shows harmless, but not our own markup."""
    return harmless(value) if type(value) is str else value


def _is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _number(value: float, form: str = ".2f") -> str:
    return format(value, form) if math.isfinite(value) else "undefined"


def _short(text: str) -> str:
    return shortened(text, _QUOTED_LENGTH)
