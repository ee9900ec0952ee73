"""Human news that AI scores are held against: what 1 % false positives means.

A threshold taken from the human texts of a corpus fits that corpus alone. The one
that counts is the 99 % quantile of human news of outlets that a fit did not learn
from, cut to the length of the AI texts; for genres of the web, of human web pages.
Recent news is counted beside it: how much of it lies above the threshold.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks.catalogue import SEED, Corpus, catalogue, load
from benchmarks.items import BESIDE, Item
from benchmarks.predictions import Said, file_name, rounded, rows_of, write
from benchmarks.sampling import rank
from benchmarks.systems.base import Learner, System
from benchmarks.systems.ours import Ours
from detector.training import metrics
from detector.training.tasks.ai_units import excerpt, without_marks
from features.document import parse

Floats = NDArray[np.float64]
RATES = (0.01, 0.05)
_NAME = "reference_news.ai"
RECENT = "recent_news_above"
PARTS: Mapping[str, str] = {
    "fang_covid": "news",
    "gnad": "news",
    "article_bias": "news",
    "web_de": "web",
    "fundus_news": "recent",
}
NEWS = tuple(name for name, part in PARTS.items() if part == "news")
_PER_LANGUAGE = 1000
_WORDS = (160, 380)
_FEWEST = 50  # texts below which a quantile says nothing
_TASKS = {"ai", "assisted"}


@dataclass(frozen=True)
class Reference:
    """Human texts beside a corpus.

    Attributes
    ----------
    texts : tuple of Item
        Their group is the outlet or site; the slice ``BESIDE`` is the part.
    outlets : mapping
        Outlet of every article that was sampled from, by its id, so that a story's
        outlet is known wherever the story is.
    scores : mapping
        What systems that learn nothing said of the texts, by system and id.
    """

    texts: tuple[Item, ...]
    outlets: Mapping[str, str]
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, corpus: Corpus) -> tuple[Item, ...]:
        """Return the texts in the languages and of the genre of a corpus."""
        genre = corpus.options.get("reference", "news")
        return tuple(
            text
            for text in self.texts
            if text.language in corpus.languages
            and text.slices[BESIDE] in (genre, "recent")
        )

    def by_outlet(self, items: Sequence[Item]) -> list[Item]:
        """Return items grouped by outlet where their group names an article."""
        return [
            replace(item, group=self.outlets.get(item.group, item.group))
            for item in items
        ]

    def thinned(self, limit: int | None) -> Reference:
        """Return at most about ``limit`` texts a language and part."""
        if not limit:
            return self
        kept: dict[tuple[str, str], list[Item]] = {}
        for text in self.texts:
            kept.setdefault((text.language, text.slices[BESIDE]), []).append(text)
        texts = [t for own in kept.values() for t in own[:: -(-len(own) // limit)]]
        return replace(self, texts=tuple(texts))


@dataclass(frozen=True)
class Judged:
    """What a system said of items, and which recent articles lie above 1 %.

    Attributes
    ----------
    said : list of Said
        With ``limits`` where there is enough reference news.
    recent : dict or None
        ``value``, ``low``, ``high``, ``n`` and the ``texts`` by their ids.
    """

    said: list[Said]
    recent: dict[str, Any] | None = None


def threshold(scores: Floats, rate: float) -> float:
    """Return the score that a share ``rate`` of human texts exceeds."""
    return float(np.quantile(scores, 1 - rate))


def applies(corpus: Corpus) -> bool:
    """Tell whether AI texts of a corpus can be held against human news."""
    return (
        corpus.task in _TASKS
        and corpus.kind == "binary"
        and "constant" not in corpus.options
    )


def read_reference(data: Path) -> Reference:
    """Return a seeded sample of the reference news.

    Raises
    ------
    CorpusError
        If one of its corpora is not there, or another one.
    """
    texts: list[Item] = []
    outlets: dict[str, str] = {}
    corpora = [corpus for corpus in catalogue() if corpus.name in PARTS]
    for corpus in corpora:
        part = PARTS[corpus.name]
        items = load(corpus, data)
        outlets |= {item.id: item.group for item in items}
        if part == "recent":
            chosen = items
        else:
            alike = [c for c in corpora if PARTS[c.name] == part]
            alike = [c for c in alike if c.languages == corpus.languages]
            chosen = _cropped(items, _PER_LANGUAGE // len(alike))
        texts += [replace(item, slices={BESIDE: part}) for item in chosen]
    return Reference(tuple(texts), outlets)


def scored(
    reference: Reference, systems: Sequence[System], peer_limit: int | None
) -> Reference:
    """Return the reference with what systems that learn nothing say of its texts.

    They are asked once for all corpora. Our shipped models learnt from this news and
    are not asked; ``benchmarks.ai_corpora`` has their figure, with outlets left out. A
    system that fails here fails on the corpora too, where it is named.
    """
    scores: dict[str, dict[str, float]] = {}
    asked = [
        corpus for corpus in catalogue() if corpus.name in ("gnad", "article_bias")
    ]
    texts = reference.thinned(peer_limit).texts
    for system in systems:
        if isinstance(system, (Learner, Ours)):
            continue
        for corpus in (corpus for corpus in asked if system.handles(corpus)):
            own = [text for text in texts if text.language in corpus.languages]
            with suppress(Exception):
                said = system.predict(corpus, own)
                scores.setdefault(system.name, {}).update(
                    (text.id, rounded(answer.prediction))
                    for text, answer in zip(own, said, strict=True)
                )
    return replace(reference, scores=scores)


def write_scores(reference: Reference, out: Path) -> None:
    """Write what systems that learn nothing said of the texts, as all predictions."""
    for system, known in reference.scores.items():
        texts = [text for text in reference.texts if text.id in known]
        rows = rows_of(texts, [Said(known[text.id]) for text in texts])
        write(rows, out / "predictions" / _NAME / f"{file_name(system)}.jsonl")


def judged(
    system: System, corpus: Corpus, items: Sequence[Item], reference: Reference | None
) -> Judged:
    """Return what a system says of items, with limits from the reference news."""
    if reference is None:
        return Judged(system.predict(corpus, items))
    texts = reference.of(corpus)
    if isinstance(system, Learner):
        said, fold_of, scores = system.predict_beside(corpus, items, texts)
    else:
        said, fold_of = system.predict(corpus, items), np.full(len(items), -1)
        known = reference.scores.get(system.name, {})
        texts = tuple(text for text in texts if text.id in known)
        scores = np.array([[known[text.id] for text in texts]])
    return _limited(items, said, fold_of, _Beside(texts, scores))


@dataclass(frozen=True)
class _Beside:
    """Texts, their scores by every fit (shape fits, texts), and what they are."""

    texts: Sequence[Item]
    scores: Floats

    def limits(self, fit: int, language: str, seen: set[str]) -> list[float] | None:
        """Return the thresholds of a fit that learnt from some outlets."""
        kept = [
            text.slices[BESIDE] != "recent"
            and text.language == language
            and text.group not in seen
            for text in self.texts
        ]
        if sum(kept) < _FEWEST:
            return None
        own = self.scores[fit][np.array(kept)]
        return [rounded(threshold(own, rate)) for rate in RATES]

    def recent(self, fit: int, language: str) -> Iterator[tuple[str, float]]:
        """Yield the recent articles with their scores."""
        for text, score in zip(self.texts, self.scores[fit].tolist(), strict=True):
            if text.slices[BESIDE] == "recent" and text.language == language:
                yield text.id, score


def _limited(
    items: Sequence[Item], said: Sequence[Said], fold_of: NDArray[Any], beside: _Beside
) -> Judged:
    """Set the limits of each item: those of the fit that had not seen its group.

    Where nothing was learnt, the one fit is -1 and no outlet was seen.
    """
    result = list(said)
    above: dict[str, list[bool]] = {}
    for fold in np.unique(fold_of).tolist():
        seen = {i.group for i, f in zip(items, fold_of, strict=True) if f != fold}
        for language in sorted({item.language for item in items}):
            limits = beside.limits(fold, language, seen)
            if limits is None:
                continue
            for place, item in enumerate(items):
                if fold_of[place] == fold and item.language == language:
                    result[place] = replace(said[place], limits=limits)
            for name, score in beside.recent(fold, language):
                above.setdefault(name, []).append(score > limits[0])
    return Judged(result, _counted(above))


def _counted(above: Mapping[str, Sequence[bool]]) -> dict[str, Any] | None:
    """Return the share of articles that most fits place above their threshold."""
    if not above:
        return None
    names = sorted(name for name, told in above.items() if 2 * sum(told) > len(told))
    return {**metrics.wilson(len(names), len(above)), "texts": names}


def _cropped(items: Iterable[Item], most: int) -> list[Item]:
    """Return excerpts of long enough texts, without marks that only news has."""
    generator = np.random.default_rng(SEED)
    chosen = heapq.nsmallest(2 * most, items, key=lambda item: rank(item.id, SEED))
    kept: list[Item] = []
    for item in chosen:
        language: Literal["de", "en"] = "en" if item.language == "en" else "de"
        document = parse(without_marks(item.text), language=language)
        place = excerpt(document, _WORDS, generator)
        if place is not None:
            start, end = document.original(*place)
            kept.append(replace(item, text=document.text[start:end]))
    return kept[:most]
