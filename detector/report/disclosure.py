"""What the page itself says about the use of AI."""

from dataclasses import dataclass
from typing import Literal

StatementKind = Literal[
    "generated",
    "assisted",
    "translated",
    "summarised",
    "reviewed",
    "none_used",
    "image_only",
    "tool_leftover",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement on AI use in the text.

    Attributes
    ----------
    kind
        What is stated; ``tool_leftover`` is an assistant's own talk left in the text.
    hedged
        Whether the statement is qualified ("may have been", "möglicherweise").
    """

    start: int
    end: int
    text: str
    kind: StatementKind
    hedged: bool


@dataclass(frozen=True, slots=True)
class MetadataStatement:
    """A statement on AI use in the metadata of an HTML page.

    Attributes
    ----------
    name
        The metadata field.
    value
        What it says, as given.
    """

    name: str
    value: str
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The page's own statements on AI use.

    Attributes
    ----------
    found
        Whether there is any statement, in the text or the metadata.
    undisclosed
        True when AI is likely and nothing is stated about the text; false when it is
        stated or AI is unlikely; null otherwise.
    """

    found: bool
    statements: tuple[Statement, ...]
    metadata: tuple[MetadataStatement, ...]
    undisclosed: bool | None
