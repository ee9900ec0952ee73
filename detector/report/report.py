"""The report on one article: what every face of Lesart shows.

The same object goes to the terminal, to JSON, to HTML and to other programs.
``as_dict`` is on the hot path: well under a millisecond for an article.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from json import JSONEncoder
from typing import Any

from detector import __version__
from detector.report.ai_likelihood import AiLikelihood
from detector.report.article import ArticleFacts, Normalisation
from detector.report.boilerplate import Boilerplate
from detector.report.disclosure import Disclosure
from detector.report.framing import Framing
from detector.report.serialise import HIDDEN, to_dict

# Raised by hand whenever the shape of ``as_dict()`` changes; a test compares it with
# the shipped schema file.
SCHEMA = 1
_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What Lesart has to say about one article.

    Attributes
    ----------
    schema
        Number of the shape of the report.
    lesart
        Version of the program.
    features
        All named measures of the content, on request.
    warnings
        What a reader of the report should know, one sentence each.
    timing
        Milliseconds by step.
    """

    schema: int = field(default=SCHEMA, init=False)
    lesart: str = __version__
    article: ArticleFacts
    normalisation: Normalisation
    boilerplate: Boilerplate
    ai: AiLikelihood
    disclosure: Disclosure
    framing: Framing
    features: Mapping[str, float] | None = None
    warnings: tuple[str, ...] = ()
    timing: Mapping[str, float] = field(default_factory=dict)
    text: str = field(metadata=HIDDEN, repr=False)

    def as_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """Return the report as plain dictionaries, lists and scalars.

        Numbers are rounded to six decimals, an undefined number is None.

        Parameters
        ----------
        with_text : bool
            Carry the text that the offsets point into, also for plain text.
        """
        result = to_dict(self)
        if with_text:
            result["article"]["text"] = self.text
        return result

    def to_json(self, *, with_text: bool = False) -> str:
        """Return ``as_dict`` as one line of JSON."""
        return _encode(self.as_dict(with_text=with_text))

    def to_html(self) -> str:
        """Return a page with the marked text, in one file that requests nothing."""
        from detector.render.html import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        """Show the report in a notebook."""
        from detector.render.notebook import to_notebook_html

        return to_notebook_html(self)
