"""Which lines are the article, and what the others are."""

from dataclasses import dataclass
from typing import Literal, get_args

from detector.report.spans import Probability, Share, Tier

LineLabel = Literal["content", "boilerplate"]
LineKind = Literal[
    "headline",
    "heading",
    "content",
    "related_link",
    "teaser",
    "duplicate",
    "newsletter",
    "app",
    "share",
    "comment",
    "credit",
    "caption",
    "byline",
    "ad",
    "subscription",
    "cookie",
    "note",
    "bio",
    "tags",
    "legal",
    "nav",
    "disclosure",
    "tool_leftover",
]
# Kinds of lines that are no part of the article; the others are its text.
LEFTOVER_KINDS: tuple[LineKind, ...] = tuple(
    kind
    for kind in get_args(LineKind)
    if kind not in ("headline", "heading", "content")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineScore:
    """One non-blank line: part of the article, or a leftover of the page.

    Attributes
    ----------
    line
        Number of the physical line, from 1.
    label
        A leftover of a kind that was to be kept is content.
    kind
        What sort of content or leftover it is.
    probability
        That the line is a leftover.
    duplicate_of
        Number of the line whose copy this is.
    """

    line: int
    start: int
    end: int
    label: LineLabel
    kind: LineKind
    probability: Probability
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """The leftovers of the page in the text as given.

    Attributes
    ----------
    share
        Words in leftover lines, of all words.
    lines
        Every non-blank line, in order.
    """

    share: Share
    verdict: Literal["clean", "some", "heavy"]
    lines: tuple[LineScore, ...]
    model: str
    tier: Tier
