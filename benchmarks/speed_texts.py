"""Articles of any length, made from the project's own texts.

Sentences are drawn from the small corpora of the benchmark, and in each some words are
exchanged for others that begin alike in case, so that no two lines are alike: a text
of 50,000 words would otherwise be a study in duplicates. Every sixth line is a
leftover of a page, as in text copied from a portal.
"""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_CORPORA = Path(__file__).parent / "corpora"
_SENTENCE_END = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])")
_LONG_WORD = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]{6,}")
_SENTENCES_A_LINE = 3
_LEFTOVER_EVERY = 6
_EXCHANGED = 0.5


def german_articles(count: int, words: int, seed: int = 8) -> list[str]:
    """Return distinct articles of so many words, give or take a sentence.

    Parameters
    ----------
    count : int
        How many articles.
    words : int
        Words of each, told by blanks.
    seed : int
        Of the draw.
    """
    # The same seed gives the same texts; nothing here is a secret.
    draw = random.Random(seed * 1_000_003 + words)  # noqa: S311
    return [_article(words, draw) for _ in range(count)]


def _article(words: int, draw: random.Random) -> str:
    lines: list[str] = []
    written = 0
    for line in _lines(draw):
        room = words - written
        if room <= 0:
            break
        kept = line.split(" ")[:room]
        lines.append(" ".join(kept))
        written += len(kept)
    return "\n\n".join(lines) + "\n"


def _lines(draw: random.Random) -> Iterator[str]:
    sentences, leftovers = _pool()
    number = 0
    while True:
        number += 1
        if number % _LEFTOVER_EVERY == 0:
            yield draw.choice(leftovers)
        else:
            chosen = draw.choices(sentences, k=_SENTENCES_A_LINE)
            yield " ".join(_varied(sentence, draw) for sentence in chosen)


def _varied(sentence: str, draw: random.Random) -> str:
    """Exchange about half of the long words for others of the same case."""
    capitalised, plain = _long_words()

    def other(found: re.Match[str]) -> str:
        if draw.random() > _EXCHANGED:
            return found[0]
        return draw.choice(capitalised if found[0][0].isupper() else plain)

    return _LONG_WORD.sub(other, sentence)


@cache
def _pool() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the German sentences and the leftovers of the project's own texts."""
    sentences = [
        sentence
        for record in _records("articles.jsonl")
        for line in str(record["text"]).splitlines()
        for sentence in _SENTENCE_END.split(line)
        if sentence.endswith((".", "!", "?", "“"))
    ]
    leftovers = [
        str(line["text"])
        for record in _records("portal_pages.jsonl")
        for line in record["lines"]
        if line["label"] == "boilerplate"
    ]
    return tuple(sentences), tuple(leftovers)


@cache
def _long_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = sorted({w for s in _pool()[0] for w in _LONG_WORD.findall(s)})
    return (
        tuple(word for word in words if word[0].isupper()),
        tuple(word for word in words if word[0].islower()),
    )


def _records(name: str) -> list[dict[str, object]]:
    lines = (_CORPORA / name).read_text(encoding="utf-8").splitlines()
    return [r for r in map(json.loads, lines) if r["lang"] == "de"]
