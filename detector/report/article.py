"""What the report says about the article as a text. Imports nothing of ours."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "en", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """The article that the report is about.

    Attributes
    ----------
    id
        As given; for a file its name.
    title
        The headline found in the text or given with it; null when there is none.
    words
        Words of the text as given.
    characters
        Unicode code points of the text as given.
    content_words
        Words left when the leftovers of the page are taken out.
    sha256
        Digest of the text as given, in UTF-8.
    date
        As given.
    text
        The text that the offsets point into: on request, and always for HTML.
    """

    id: str
    title: str | None
    language: Language
    words: int
    characters: int
    content_words: int
    sha256: str
    url: str | None = None
    source: str | None = None
    site: str | None = None
    author: str | None = None
    date: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Folding:
    """A place where the text was folded before scoring.

    Attributes
    ----------
    what
        The sort of character, such as ``soft_hyphen`` or ``look_alike``.
    """

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Normalisation:
    """What was folded, and whether it looks like an attempt to evade scoring."""

    folded: tuple[Folding, ...]
    evasion: bool
