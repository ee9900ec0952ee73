"""Which sentences of a partly-AI article are whose, by the product's passages.

    python -m benchmarks.windows --data PATH [--language de] [-o FILE.md]

Articles are made from newsroom pairs: the start, middle or end of a human article
gives way to about as many words of the AI text on the same story. A sentence is
called AI where the report's passage around it has a probability of one half or more.
The shipped models learnt from all newsroom pairs; here every pair is scored by a
model of the same recipe that saw neither its story nor its outlet, with the shipped
calibration, which was fitted on decisions of such models.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.unseen import Language, refit
from detector.ai_likelihood import AiModels, score_ai
from detector.report import Window
from detector.store import MODELS
from detector.training import metrics
from detector.training.corpus import Record, read_corpus
from detector.training.recipe import read_recipe
from detector.training.tasks.ai_units import without_marks
from features.document import parse

Floats = NDArray[np.float64]
Sides = NDArray[np.bool_]
Pieces = tuple[list[str], list[int]]
POSITIONS = ("start", "middle", "end")
SIZES = (80, 150, 220)  # least words of the AI part
LEAST = 150  # words of an AI part that counts for the target
_LEAST_HUMAN = 100  # words of the human article that must stay
_NEWSROOM = "ai/newsroom.jsonl.gz"
_HALF = 0.5
_ANY = 10**6  # words: no upper limit


@dataclass(frozen=True)
class Mixed:
    """An article of whose sentences the writer is known.

    Attributes
    ----------
    text : str
    start, end : int
        Offsets of the AI part; equal where all is human.
    position : str
        ``start``, ``middle``, ``end``, ``human`` or ``ai``.
    words : int
        Of the AI part.
    split, group : str
        Split of the corpus; what its sentences are counted together by.
    """

    text: str
    start: int
    end: int
    position: str
    words: int
    split: str
    group: str


@dataclass(frozen=True, eq=False)
class Judged:
    """Sentences of an article: whose they are, and the probability given."""

    article: Mixed
    machine: Sides
    probability: Floats

    @property
    def right(self) -> Sides:
        """Which sentences are on the right side."""
        return np.asarray((self.probability >= _HALF) == self.machine)


def pieces(text: str, language: Language) -> Pieces:
    """Return the sentences of a text and the words in each."""
    document = parse(text, language=language)
    places = zip(
        document.sentences_at.starts.tolist(),
        document.sentences_at.ends.tolist(),
        strict=True,
    )
    spans = [document.original(start, end) for start, end in places]
    found = [text[span.start : span.end] for span in spans]
    return found, document.sentence_lengths.tolist()


def taken(lengths: Sequence[int], wanted: int, position: str) -> tuple[int, int] | None:
    """Return first and end of the fewest sentences of at least the wanted words.

    Those at the start, in the middle or at the end; None where there are too few.
    """
    ends = np.cumsum(lengths)
    if not len(ends) or ends[-1] < wanted:
        return None
    begins = ends - lengths
    if position == "end":
        first = int(np.searchsorted(begins, ends[-1] - wanted, "right")) - 1
        return first, len(ends)
    first = 0
    if position == "middle":
        first = int(np.searchsorted(begins, (ends[-1] - wanted) / 2, "right")) - 1
    return first, int(np.searchsorted(ends, begins[first] + wanted)) + 1


def mixed(
    human: Pieces, machine: Pieces, wanted: int, position: str
) -> tuple[str, int, int, int] | None:
    """Return the human article with about the wanted words by the machine.

    Returns
    -------
    tuple of (text, start, end, words)
        Offsets and words of the AI part; None where a text is too short for it.
    """
    own, own_words = human
    other, other_words = machine
    new = taken(other_words, wanted, position)
    if new is None:
        return None
    words = sum(other_words[slice(*new)])
    old = taken(own_words, words, position)
    if old is None or sum(own_words) - sum(own_words[slice(*old)]) < _LEAST_HUMAN:
        return None
    before, part = " ".join(own[: old[0]]), " ".join(other[slice(*new)])
    text = " ".join(filter(None, (before, part, " ".join(own[old[1] :]))))
    start = len(before) + 1 if before else 0
    return text, start, start + len(part), words


def unmixed(record: Record, language: Language) -> Mixed:
    """Return an article by one writer."""
    text = without_marks(record["text"])
    end = len(text) if record["label"] == "ai" else 0
    words = int(parse(text, language=language).words_before[-1]) if end else 0
    return Mixed(text, 0, end, record["label"], words, record["split"], record["pair"])


def articles(records: Iterable[Record], language: Language) -> Iterator[Mixed]:
    """Yield the articles made from pairs, and those by one writer."""
    kept = [record for record in records if record["lang"] == language]
    human = {r["pair"]: r for r in kept if r["label"] == "human"}
    for partner in human.values():
        yield unmixed(partner, language)
    for machine in kept:
        if machine["label"] != "ai" or machine["pair"] not in human:
            continue
        yield unmixed(machine, language)
        own = pieces(without_marks(human[machine["pair"]]["text"]), language)
        other = pieces(without_marks(machine["text"]), language)
        for wanted, position in product(SIZES, POSITIONS):
            made = mixed(own, other, wanted, position)
            if made is not None:
                text, start, end, words = made
                names = machine["split"], machine["pair"]
                yield Mixed(text, start, end, position, words, *names)


def probability_at(passages: Sequence[Window], places: Sequence[float]) -> Floats:
    """Return the probability of the passage around each place; NaN without one."""
    result = np.full(len(places), np.nan)
    for passage in passages:
        for index, place in enumerate(places):
            if passage.start <= place < passage.end:
                result[index] = passage.probability
    return result


def judge(article: Mixed, models: AiModels, language: Language) -> Judged | None:
    """Score an article; None where it is too short for a score."""
    document = parse(article.text, language=language)
    passages = score_ai(document, models).passages
    if not passages:
        return None
    spans = [
        document.original(start, end)
        for start, end in zip(
            document.sentences_at.starts.tolist(),
            document.sentences_at.ends.tolist(),
            strict=True,
        )
    ]
    middles = [(span.start + span.end) / 2 for span in spans]
    machine = [article.start <= place < article.end for place in middles]
    return Judged(article, np.array(machine), probability_at(passages, middles))


def measure(language: Language, data: Path) -> list[Judged]:
    """Return the judged articles of a language."""
    recipe = read_recipe(MODELS / f"ai_likelihood_{language}")
    entry = next(entry for entry in recipe.corpora if entry.path == _NEWSROOM)
    made = list(articles(read_corpus(entry, data), language))
    models = refit(language, data)
    judged = (judge(one, models.asked(one.group), language) for one in made)
    return [one for one in judged if one is not None]


def _row(name: str, judged: Sequence[Judged]) -> str:
    if not judged:
        return f"| {name} | - | - | - | - | 0 | 0 |"
    right = np.concatenate([one.right for one in judged]).astype(float)
    machine = np.concatenate([one.machine for one in judged])
    groups = np.concatenate(
        [np.repeat(one.article.group, len(one.machine)) for one in judged]
    )
    found = metrics.interval(_mean, right, right, groups)
    all_human = 1 - machine.mean()
    return (
        f"| {name} | {found['value']:.3f} | {found['low']:.3f}-{found['high']:.3f} "
        f"| {all_human:.3f} | {1 - all_human:.3f} | {len(judged)} | {len(right)} |"
    )


def _mean(_: Floats, right: Floats) -> float:
    return float(right.mean())


def _partly(judged: Sequence[Judged], low: int, high: int) -> list[Judged]:
    return [
        one
        for one in judged
        if one.article.position in POSITIONS and low <= one.article.words < high
    ]


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield the rows of a language's table as Markdown."""
    yield "| articles | right side | 95 % interval | all human | all AI | n | of |"
    yield "|---|---|---|---|---|---|---|"
    long = _partly(judged, LEAST, _ANY)
    yield _row(f"AI part of {LEAST} words or more", long)
    for split in ("train", "dev"):
        yield _row(
            f"- split {split}", [one for one in long if one.article.split == split]
        )
    for position in POSITIONS:
        yield _row(
            f"- in the {position}" if position == "middle" else f"- at the {position}",
            [one for one in long if one.article.position == position],
        )
    for low, high in ((150, 200), (200, 250), (250, _ANY)):
        name = f"{low}-{high - 1} words" if high < _ANY else f"{low} words or more"
        yield _row(f"- AI part of {name}", _partly(judged, low, high))
    name = f"AI part of {SIZES[0]}-{LEAST - 1} words"
    yield _row(name, _partly(judged, 0, LEAST))
    for position, name in (("human", "wholly human"), ("ai", "wholly AI")):
        yield _row(name, [one for one in judged if one.article.position == position])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, or write them to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", choices=("de", "en"), action="append")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args(arguments)
    lines = []
    for language in given.language or ("de", "en"):
        lines += [f"## {language}", "", *table(measure(language, given.data)), ""]
    text = "# Partly-AI articles, by sentence\n\n" + "\n".join(lines)
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
