"""The small pieces that every part of a report is made of.

Offsets are characters (Unicode code points) into the text as given, end exclusive.
Imports the standard library only.
"""

from dataclasses import dataclass
from typing import Annotated, Literal


@dataclass(frozen=True, slots=True)
class Bounds:
    """The closed range that a number of the report lies in."""

    minimum: float
    maximum: float


Probability = Annotated[float, Bounds(0.0, 1.0)]
Tier = Literal["fast", "semantic"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of the text with its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with both counts.

    Attributes
    ----------
    value
        ``count / of``; null where the whole is empty.
    """

    value: Probability
    count: int
    of: int

    @classmethod
    def from_counts(cls, count: int, of: int) -> "Share":
        """Divide, with NaN where the whole is empty."""
        return cls(value=count / of if of else float("nan"), count=count, of=of)


@dataclass(frozen=True, slots=True)
class Percentile:
    """Where a value stands among the articles of a reference corpus.

    Attributes
    ----------
    value
        Share of the corpus with a smaller value.
    corpus
        The reference corpus.
    n
        Its articles.
    """

    value: Probability
    corpus: str
    n: int


@dataclass(frozen=True, slots=True)
class Usage:
    """How often human and AI news use a construction of a passage.

    Attributes
    ----------
    text
        The construction, as the article has it.
    human, ai
        Share of the articles of each side that use it; names and other words stand
        for any of their class.
    counted
        Whether AI news uses it clearly more often. What people use as often is
        shown, but is no evidence.
    """

    start: int
    end: int
    text: str
    human: Share
    ai: Share
    counted: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How much human and AI news has a measure as low or as high as the article.

    Attributes
    ----------
    unit
        What the measure counts.
    side
        On which side of the median human article the article stands.
    human, ai
        Share of the articles of each side that stand there as far out or farther.
    counted
        Whether clearly more AI news does. What people write as often is shown, but
        is no evidence.
    """

    unit: str
    side: Literal["low", "high"]
    human: Share
    ai: Share
    counted: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What moved a score, and where the text shows it.

    Attributes
    ----------
    feature
        The measure or n-gram family.
    value
        Its value in this article.
    contribution
        What it adds to the score, in log-odds; above 0 speaks for the verdict's claim.
    spans
        The words behind it; empty where the measure is of the whole text.
    usage
        Its most telling construction with the rates of human and AI news; null where
        none is frequent enough for a rate.
    reach
        Of a measure, how many human and AI articles stand as far out.
    """

    feature: str
    value: float
    contribution: float
    spans: tuple[TextSpan, ...] = ()
    usage: Usage | None = None
    reach: Reach | None = None
