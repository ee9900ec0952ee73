"""Framing: what the author's words do, sentence by sentence, then for the article.

Direct and indirect speech is found first; what stands inside it is shown as quoted
and does not count for the author. Imports the framing models, the report and
``features``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detector.frames import article_frames
from detector.framing_models import FramingModels, SentenceNumbers
from detector.framing_verdict import verdict
from detector.loaded_words import loaded_words
from detector.percentiles import FEWEST_WORDS, percentile
from detector.report import (
    Attribution,
    Frame,
    Framing,
    Headline,
    Hedge,
    Hedging,
    Loaded,
    LoadedSpan,
    Opinion,
    Percentile,
    Quote,
    Quotes,
    SentenceScore,
    Share,
    Span,
    Tier,
    Tone,
)
from detector.semantic import SemanticFraming
from features.attribution import attributions
from features.document import Document, parse
from features.hedging import hedges, hedges_per_100_words
from features.quotation import (
    quotations,
    sentence_attributed,
    sentence_quotation,
)

Marks = NDArray[np.bool_]
Framers = FramingModels | SemanticFraming
_TIER: Tier = "fast"
# Hedges, quotations and attributions are found by rules and word lists.
_RULES = "rules 1.0"
_NO_MODEL = "none"
# With a third of its letters in direct speech, the rest mostly says who speaks.
_DIRECT_SHARE = 1 / 3
_EVEN = 0.5


def score_framing(
    document: Document, models: Framers | None, headline: str | None = None
) -> Framing:
    """Return the framing part of a report.

    Parameters
    ----------
    document : Document
        The content of the article, without the leftovers of the page.
    models : FramingModels or SemanticFraming, optional
        They give the scores their tier. None for a language without models: no frames,
        probabilities of NaN.
    headline : str, optional
        The headline, wherever it stood.

    Returns
    -------
    Framing
    """
    view = _View(document, models)
    loaded, opinion = view.loaded, view.opinion
    quotes, hedging = view.quotes, view.hedging
    return Framing(
        frames=view.frames,
        sentences=view.sentences,
        verdict=verdict(
            view.used_frames,
            loaded.share,
            opinion.share,
            hedging=hedging.per_100_words,
            quoted=quotes.share.value,
        ),
        headline=_headline(headline, view) if headline else None,
        loaded=loaded,
        opinion=opinion,
        quotes=quotes,
        hedging=hedging,
        tone=view.tone,
        attribution=view.attribution,
    )


@dataclass(frozen=True, eq=False)
class _View:
    """A document with what is known of its sentences; each part of the report once."""

    document: Document
    models: Framers | None

    @cached_property
    def numbers(self) -> SentenceNumbers:
        """What the models say of each sentence."""
        if self.models is None:
            unknown = np.full(len(self.document.sentences), np.nan)
            return SentenceNumbers(unknown, unknown, unknown, np.empty((0, 0)))
        return self.models.score(self.document)

    @cached_property
    def quoted_characters(self) -> NDArray[np.int64]:
        """Characters inside direct speech before each offset."""
        inside = np.zeros(len(self.document.folded) + 1, np.int64)
        for quotation in quotations(self.document):
            if quotation.kind == "direct":
                inside[quotation.start + 1 : quotation.end + 1] = 1
        return np.cumsum(inside)

    @cached_property
    def is_author(self) -> Marks:
        """Which sentences are mostly the author's own words."""
        parts, before = self.document.sentences_at, self.quoted_characters
        direct = before[parts.ends] - before[parts.starts]
        own = direct < _DIRECT_SHARE * np.maximum(parts.ends - parts.starts, 1)
        reported = [
            kind in ("indirect", "mixed") for kind in sentence_quotation(self.document)
        ]
        return np.asarray(own & ~np.array(reported, np.bool_))

    @cached_property
    def is_loaded(self) -> Marks:
        """Which sentences are loaded, whoever speaks."""
        return self.numbers.loaded >= _threshold(self.models, "loaded")

    @property
    def sentences(self) -> tuple[SentenceScore, ...]:
        """Every sentence with its scores."""
        document, numbers = self.document, self.numbers
        starts = document.sentences_at.starts
        hedged = np.zeros(len(starts) + 1, np.bool_)
        hedged[[starts.searchsorted(h.start, "right") for h in hedges(document)]] = True
        columns = zip(
            document.sentences,
            numbers.loaded.tolist(),
            numbers.opinion.tolist(),
            numbers.tone.tolist(),
            sentence_quotation(document),
            hedged[1:].tolist(),
            sentence_attributed(document),
            strict=True,
        )
        return tuple(
            SentenceScore(
                start=place.start,
                end=place.end,
                loaded=loaded,
                opinion=opinion,
                tone=tone,
                quoted=quoted,
                hedged=has_hedge,
                attributed=attributed,
            )
            for span, loaded, opinion, tone, quoted, has_hedge, attributed in columns
            for place in (document.original(*span),)
        )

    @property
    def used_frames(self) -> list[str] | None:
        """Frames that the article uses, strongest first; None without models."""
        if self.models is None:
            return None
        return [frame.name for frame in self.frames if frame.used]

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """All 14 frames, the most probable first; none without models."""
        if self.models is None:
            return ()
        model, tier = self.models.model("frames"), self.tier("frames")
        return article_frames(self.document, model, self.numbers.frames, tier)

    @cached_property
    def loaded(self) -> Loaded:
        """Loaded sentences of the author, and the loaded words."""
        share = self._share(self.is_loaded)
        return Loaded(
            share=share,
            percentile=self._percentile("loaded", share.value),
            spans=tuple(self._loaded_spans()),
            model=self.name("loaded"),
            tier=self.tier("loaded"),
        )

    def _loaded_spans(self) -> Iterator[LoadedSpan]:
        if self.models is None:
            return
        document, before = self.document, self.quoted_characters
        own, ends = self.is_author, document.sentence_token_ends
        chosen = np.flatnonzero(self.is_loaded)
        for words in loaded_words(document, self.models.fast, chosen):
            start = int(document.starts[words.first])
            end = int(document.ends[words.last])
            number = int(ends.searchsorted(words.first, "right"))
            place = document.original(start, end)
            yield LoadedSpan(
                start=place.start,
                end=place.end,
                text=document.text[place.start : place.end],
                quoted=bool(before[end] > before[start] or not own[number]),
                score=words.score,
            )

    @cached_property
    def opinion(self) -> Opinion:
        """Sentences of the author that state an opinion."""
        marks = self.numbers.opinion >= _threshold(self.models, "opinion")
        share = self._share(marks)
        return Opinion(
            share=share,
            percentile=self._percentile("opinion", share.value),
            model=self.name("opinion"),
            tier=self.tier("opinion"),
        )

    @cached_property
    def quotes(self) -> Quotes:
        """Quotations and reported speech, and the words inside them."""
        document = self.document
        found = [q for q in quotations(document) if q.kind != "title_or_scare"]
        inside = np.zeros(len(document.starts), np.bool_)
        spans = []
        for quotation in found:
            first, last = document.starts.searchsorted([quotation.start, quotation.end])
            inside[first:last] = True
            place = document.original(quotation.start, quotation.end)
            spans.append(
                Quote(
                    start=place.start,
                    end=place.end,
                    kind="direct" if quotation.kind == "direct" else "indirect",
                    speaker=_slice(document, quotation.speaker),
                )
            )
        words = int((inside & document.is_word).sum())
        share = Share.from_counts(words, int(document.words_before[-1]))
        return Quotes(
            share=share,
            spans=tuple(spans),
            percentile=self._percentile("quotes", share.value),
            model=_RULES,
            tier=_TIER,
        )

    @cached_property
    def hedging(self) -> Hedging:
        """Hedges and how many there are per 100 words."""
        document = self.document
        spans = []
        for hedge in hedges(document):
            place = document.original(hedge.start, hedge.end)
            text = document.text[place.start : place.end]
            spans.append(
                Hedge(start=place.start, end=place.end, text=text, type=hedge.type)
            )
        rate = hedges_per_100_words(document)
        return Hedging(
            per_100_words=rate,
            spans=tuple(spans),
            percentile=self._percentile("hedging", rate),
            model=_RULES,
            tier=_TIER,
        )

    @property
    def tone(self) -> Tone:
        """Mean tone of the author's sentences."""
        own = self.numbers.tone[self.is_author]
        mean = float(own.mean()) if len(own) else math.nan
        return Tone(
            mean=mean,
            percentile=self._percentile("tone", mean),
            model=self.name("tone"),
            tier=self.tier("tone"),
        )

    @property
    def attribution(self) -> Attribution:
        """Attributions by what kind of source they name."""
        kinds = [found.kind for found in attributions(self.document)]
        named = kinds.count("named") + kinds.count("described")
        vague = kinds.count("vague")
        return Attribution(named=named, vague=vague, model=_RULES, tier=_TIER)

    def name(self, task: str) -> str:
        """Return the name of the model that has the last word on a task."""
        return self.models.model(task).name if self.models else _NO_MODEL

    def tier(self, task: str) -> Tier:
        """Return the tier of that model."""
        return self.models.tier(task) if self.models else "fast"

    def _percentile(self, measure: str, value: float) -> Percentile | None:
        """Return the place among human news; none for other tiers and short texts."""
        judged = self.models is not None and self.models.tier(measure) == "fast"
        long_enough = self.document.words_before[-1] >= FEWEST_WORDS
        if not judged or not long_enough:
            return None
        return percentile(measure, self.document.language, value)

    def _share(self, marks: Marks) -> Share:
        own = self.is_author
        if self.models is None:
            return Share(value=math.nan, count=0, of=int(own.sum()))
        return Share.from_counts(int((marks & own).sum()), int(own.sum()))


def _headline(headline: str, view: _View) -> Headline:
    """Score the headline where it stands in the document, else by itself."""
    document, models = view.document, view.models
    lines = document.line_texts
    if headline in lines:
        line = lines.index(headline)
        span = Span(int(document.lines.starts[line]), int(document.lines.ends[line]))
    else:
        view = _View(parse(headline, language=document.language), models)
        span = Span(0, len(view.document.folded))
    return _headline_of(view, span)


def _headline_of(view: _View, span: Span) -> Headline:
    document, starts = view.document, view.document.sentences_at.starts
    first, last = starts.searchsorted([span.start, span.end]).tolist()
    loaded, tone = view.numbers.loaded[first:last], view.numbers.tone[first:last]
    words = document.sentence_lengths[first:last].sum()
    hedged = [h for h in hedges(document) if span.start <= h.start < span.end]
    return Headline(
        loaded=float(loaded.max()) if len(loaded) else math.nan,
        hedging=100 * len(hedged) / words if words else math.nan,
        tone=float(tone.mean()) if len(tone) else math.nan,
        model=view.name("loaded"),
        tier=view.tier("loaded"),
    )


def _threshold(models: Framers | None, task: str) -> float:
    if models is None:
        return _EVEN
    model = models.model(task)
    return model.thresholds.get(model.outputs[0], _EVEN)


def _slice(document: Document, span: tuple[int, int] | None) -> str | None:
    if span is None:
        return None
    place = document.original(*span)
    return document.text[place.start : place.end]
