"""``clean``: an article without the leftovers of its page.

Only the line model is loaded. Imports the article, the lines and the line model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from detector.article import Article, GivenLanguage
from detector.boilerplate import LineModels, load_line_models
from detector.leftovers import line_report, line_scores
from detector.line_options import LineOptions, line_options
from detector.report import LineKind, LineScore
from detector.store import MODELS
from features.document import parse

_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r|\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A line that was cut.

    Attributes
    ----------
    line : int
        Its number in the text as given, from 1.
    start, end : int
        Its place there, in characters.
    text : str
    kind : str
        What it is, such as ``related_link``.
    probability : float
        That it is a leftover, 0 to 1.
    duplicate_of : int or None
        Number of the line of the article that it repeats.
    """

    line: int
    start: int
    end: int
    text: str
    kind: LineKind
    probability: float
    duplicate_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    r"""An article without leftovers.

    Attributes
    ----------
    text : str
        Its lines as given, blank lines between paragraphs kept, line ends as ``\n``.
    removed : tuple of Removed
        What was cut, in order.
    title : str or None
        The headline that the page names, where a page was given.
    """

    text: str
    removed: tuple[Removed, ...]
    title: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, probabilities rounded to six decimals."""
        removed = [
            {
                **{name: getattr(one, name) for name in Removed.__slots__},
                "probability": round(one.probability, 6),
            }
            for one in self.removed
        ]
        return {"title": self.title, "text": self.text, "removed": removed}


def clean(
    text: str = "",
    *,
    html: str | bytes | None = None,
    language: GivenLanguage | None = None,
    keep: str | Iterable[str] = (),
    threshold: float | None = None,
) -> Cleaned:
    """Return an article without the leftovers of its page.

    Parameters
    ----------
    text : str
        The article as plain text, or nothing where ``html`` is given.
    html : str or bytes, optional
        The web page that the article stands in.
    language : {"de", "en"}, optional
        Overrides the language found in the text. Of a text in another language
        nothing is cut.
    keep : str or iterable of str
        Kinds of leftovers that stay, such as ``("byline", "caption")``.
    threshold : float, optional
        Probability from which a line is cut, 0 to 1; the model's own by default.

    Returns
    -------
    Cleaned

    Raises
    ------
    InputError
        If no article can be taken out of the page, or an option is wrong.
    ModelError
        If a model folder is missing or damaged.

    Examples
    --------
    >>> from detector import clean
    >>> clean("Der Hafen bleibt gesperrt. Das sagte die Leiterin.").removed
    ()
    """
    article = Article(text=text, html=html, language=language)
    return clean_article(article, line_options(keep, threshold))


def clean_article(
    article: Article, options: LineOptions, models: Path = MODELS
) -> Cleaned:
    """Return an article without leftovers; see ``clean``."""
    document = parse(article.text, language=article.language)
    trained = None
    if document.language != "other":
        trained = _models(document.language, models)
    scores = line_scores(document, trained, options)
    lines = line_report(document, scores, trained).lines
    cut = [line for line, stays in zip(lines, scores.content, strict=True) if not stays]
    kept = [line for line, stays in zip(lines, scores.content, strict=True) if stays]
    return Cleaned(
        text=_joined(article.text, kept),
        removed=tuple(_removed(article.text, line) for line in cut),
        title=article.title if article.html is not None else None,
    )


def _joined(text: str, lines: list[LineScore]) -> str:
    """Return lines under one another, a blank line where one stood between them."""
    parts = [text[line.start : line.end] for line in lines]
    gaps = [
        "\n\n" if _BLANK.search(text, above.end, below.start) else "\n"
        for above, below in pairwise(lines)
    ]
    return "".join(part + gap for part, gap in zip_longest(parts, gaps, fillvalue=""))


def _removed(text: str, line: LineScore) -> Removed:
    return Removed(
        line=line.line,
        start=line.start,
        end=line.end,
        text=text[line.start : line.end],
        kind=line.kind,
        probability=line.probability,
        duplicate_of=line.duplicate_of,
    )


@cache
def _models(language: Any, folder: Path) -> LineModels:
    return load_line_models(language, folder)
