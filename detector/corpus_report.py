"""What a corpus of reports shows, read line by line in nearly constant memory.

Reads the JSON Lines of ``lesart batch``. Memory grows with the number of sources and
days, both limited, and not with the number of articles. Imports no plotting.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from detector.corpus_entry import Entry, read_entry
from detector.distribution import Distribution
from detector.errors import InputError
from detector.report import SCHEMA

OTHER_SOURCES = "other sources"
POINTS_AT_MOST = 3000
_SOURCES_AT_MOST = 2000
_LINES_KEPT = 500
_SEED = 7
_MOST_HEDGES = 20.0


class SourceFigures:
    """The figures of the articles of one source.

    Attributes
    ----------
    articles : int
    verdicts : Counter
        AI verdicts.
    ai, boilerplate, loaded, opinion, hedging, tone : Distribution
        AI probability of decided articles; shares of leftover words, loaded and
        opinion sentences; hedges per 100 words; mean tone.
    kinds : Counter
        Leftover lines by kind.
    frames : dict of str to Distribution
        Probability by frame.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.articles = 0
        self.verdicts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.ai = Distribution(0, 1)
        self.boilerplate = Distribution(0, 1)
        self.loaded = Distribution(0, 1)
        self.opinion = Distribution(0, 1)
        self.hedging = Distribution(0, _MOST_HEDGES)
        self.tone = Distribution(-1, 1)
        self.frames: dict[str, Distribution] = {}

    def add(self, entry: Entry) -> None:
        """Count a report."""
        self.articles += 1
        self.verdicts[entry.verdict] += 1
        self.kinds.update(entry.kinds)
        self.ai.add(entry.ai)
        self.boilerplate.add(entry.boilerplate)
        self.loaded.add(entry.loaded)
        self.opinion.add(entry.opinion)
        self.hedging.add(entry.hedging)
        self.tone.add(entry.tone)
        for name, probability in entry.frames:
            self.frames.setdefault(name, Distribution(0, 1)).add(probability)

    def share_of(self, verdict: str) -> float:
        """Return the share of a verdict among the articles that are decided."""
        decided = self.articles - self.verdicts["undecided"]
        return self.verdicts[verdict] / decided if decided else float("nan")


class CorpusFigures:
    """The figures of a corpus.

    Attributes
    ----------
    whole : SourceFigures
        All articles.
    sources : dict of str to SourceFigures
    days : dict of date to Counter
        Per day the AI verdicts of the articles that are decided.
    points : list of (str, float, float)
        Source, hedges per 100 words and share of loaded sentences of a random sample
        of articles.
    lines : Counter
        Most frequent leftover lines, where the reports carry their texts. A line that
        is rare at first may be counted too low.
    rate : Distribution
        False-positive rates that the verdicts state.
    """

    def __init__(self) -> None:
        self.whole = SourceFigures("all articles")
        self.sources: dict[str, SourceFigures] = {}
        self.days: dict[date, Counter[str]] = {}
        self.points: list[tuple[str, float, float]] = []
        self.lines: Counter[str] = Counter()
        self.rate = Distribution(0, 1)
        self._candidates = 0
        self._random = np.random.default_rng(_SEED)

    def add(self, entry: Entry) -> None:
        """Count a report."""
        source = self._source(entry.source)
        self.whole.add(entry)
        source.add(entry)
        self.rate.add(entry.rate)
        if entry.day and entry.verdict != "undecided":
            self.days.setdefault(entry.day, Counter())[entry.verdict] += 1
        self._add_point((source.name, entry.hedging, entry.loaded))
        self._add_lines(entry.lines)

    def largest(self, count: int | None = None) -> list[SourceFigures]:
        """Return the sources with most articles, the largest first."""
        ordered = sorted(self.sources.values(), key=lambda s: (-s.articles, s.name))
        return ordered[:count]

    def _source(self, name: str) -> SourceFigures:
        if name not in self.sources and len(self.sources) >= _SOURCES_AT_MOST:
            name = OTHER_SOURCES
        return self.sources.setdefault(name, SourceFigures(name))

    def _add_point(self, point: tuple[str, float, float]) -> None:
        """Keep a sample in which every article is equally likely to be."""
        if point[1] != point[1] or point[2] != point[2]:
            return
        self._candidates += 1
        if len(self.points) < POINTS_AT_MOST:
            self.points.append(point)
            return
        place = int(self._random.integers(self._candidates))
        if place < POINTS_AT_MOST:
            self.points[place] = point

    def _add_lines(self, lines: Iterable[str]) -> None:
        self.lines.update(lines)
        if len(self.lines) > 4 * _LINES_KEPT:
            self.lines = Counter(dict(self.lines.most_common(_LINES_KEPT)))


def read_reports(
    lines: Iterable[bytes], figures: CorpusFigures, *, name: str = "input"
) -> Iterator[InputError]:
    """Count the reports of a JSON Lines stream.

    Parameters
    ----------
    lines : iterable of bytes
        One report a line; blank lines are passed over.
    figures : CorpusFigures
        What to count them into.
    name : str
        What to call the stream in a refusal.

    Yields
    ------
    InputError
        For each line that is no report, why.
    """
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        try:
            figures.add(read_entry(line))
        except (ValueError, RecursionError):
            yield InputError(f"{name} line {number:,}: JSON in UTF-8 expected")
        except (KeyError, TypeError, AttributeError):
            yield InputError(
                f"{name} line {number:,}: a report of schema {SCHEMA} expected; write "
                "it with: lesart batch"
            )
