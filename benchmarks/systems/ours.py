"""Our shipped models as they stand, one stage at a time.

Sentences, passages and flattened texts of corpora are no pages: they go to the stage
that scores them, so that no line is taken for a leftover first. Pages and texts with
lines go the whole road.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from benchmarks.catalogue import Corpus
from benchmarks.held_out import held_out
from benchmarks.html_text import visible_lines
from benchmarks.items import Item
from benchmarks.predictions import Said
from benchmarks.systems.base import Family, Unavailable
from detector.ai_likelihood import AiModels, score_ai
from detector.boilerplate import LineModels, line_models, score_lines
from detector.errors import ModelError
from detector.framing import score_framing
from detector.framing_models import FramingModels
from detector.report import Framing
from detector.store import MODELS, load
from features.document import parse

Language = Literal["de", "en"]


class Ours:
    """The models of a folder, the shipped ones by default.

    Parameters
    ----------
    folder : Path
    name : str
    research : bool
        Prefer models that learnt from non-commercial corpora.
    """

    family: Family = "ours"

    def __init__(
        self, folder: Path = MODELS, name: str = "ours", *, research: bool = False
    ) -> None:
        self.name = name
        self.protocol = "as shipped"
        self._folder = folder
        self._research = research
        self._stages = _Stages(folder, research)

    def handles(self, corpus: Corpus) -> bool:
        """Tell whether there are models for the languages of the corpus."""
        if not set(corpus.languages) <= {"de", "en"}:
            return False
        if self._research and not self._has_research_model(corpus):
            return False
        try:
            for language in corpus.languages:
                self._stages.check(corpus.task, _language(language))
        except (ModelError, ImportError):
            return False
        return True

    def _has_research_model(self, corpus: Corpus) -> bool:
        names = [f"{corpus.task}_{language}_research" for language in corpus.languages]
        return any((self._folder / name / "model.json").is_file() for name in names)

    def held_out(self, corpus: Corpus) -> list[dict[str, Any]] | None:
        """Return what the cards say of a corpus learnt from; None where it is new."""
        return held_out(corpus, self._folder, research=self._research)

    def predict(self, corpus: Corpus, items: Sequence[Item]) -> list[Said]:
        """Return what the models say; where they say nothing, the middle."""
        what = "page" if corpus.kind == "page" else corpus.task
        said = [self.say(what, item) for item in items]
        if corpus.kind == "labels":
            _refuse_other_labels(corpus, items, said)
        return said

    def say(self, what: str, item: Item) -> Said:
        """Return what the models say of one item on a task, or on a ``page``."""
        return _SAY[what](self._stages, item)


class _Stages:
    """The stages of the road, loaded when they are first asked for."""

    def __init__(self, folder: Path, research: bool) -> None:
        self._folder = folder
        self._research = research
        self._ai: dict[Language, AiModels] = {}
        self._framing: dict[Language, FramingModels] = {}
        self._lines: dict[Language, LineModels] = {}
        self.framing = lru_cache(maxsize=20_000)(self._score_framing)

    def check(self, task: str, language: Language) -> None:
        if task == "boilerplate":
            self._line_models(language)
        elif task in {"ai", "assisted"}:
            self.ai_models(language)
        else:
            self._framing_models(language)

    def _score_framing(self, text: str, language: Language) -> Framing:
        document = parse(text, language=language)
        return score_framing(document, self._framing_models(language), None)

    def ai_models(self, language: Language) -> AiModels:
        if language not in self._ai:
            self._ai[language] = AiModels.load(language, self._folder)
        return self._ai[language]

    def _framing_models(self, language: Language) -> FramingModels:
        if language not in self._framing:
            self._framing[language] = FramingModels.load(
                language, self._folder, research=self._research
            )
        return self._framing[language]

    def _line_models(self, language: Language) -> LineModels:
        if language not in self._lines:
            self._lines[language] = line_models(
                load(self._folder / f"boilerplate_{language}"),
                load(self._folder / f"line_kinds_{language}"),
            )
        return self._lines[language]

    def lines(self, item: Item, text: str) -> tuple[list[float], list[bool], list[str]]:
        """Return probability, verdict and text of each line."""
        document = parse(text, language=_language(item.language))
        found = score_lines(document, self._line_models(_language(item.language)))
        flags = [not content for content in found.content.tolist()]
        return found.probabilities.tolist(), flags, document.line_texts


def _refuse_other_labels(
    corpus: Corpus, items: Sequence[Item], said: Sequence[Said]
) -> None:
    true = {label for item in items for label in item.target}
    known = {label for answer in said for label in answer.prediction}
    if true and not true & known:
        raise Unavailable(f"none of the labels of {corpus.key} is one of ours")


def _ai(stages: _Stages, item: Item, *, assisted: bool = False) -> Said:
    language = _language(item.language)
    document = parse(item.text, language=language)
    found = score_ai(document, stages.ai_models(language))
    part = found.assisted if assisted else found
    probability = 0.5 if math.isnan(part.probability) else part.probability
    return Said(probability, part.verdict == "likely")


def _assisted(stages: _Stages, item: Item) -> Said:
    return _ai(stages, item, assisted=True)


def _loaded(stages: _Stages, item: Item) -> Said:
    sentences = _framing(stages, item).sentences
    return Said(max((sentence.loaded for sentence in sentences), default=0.0))


def _opinion(stages: _Stages, item: Item) -> Said:
    sentences = _framing(stages, item).sentences
    return Said(max((sentence.opinion for sentence in sentences), default=0.0))


def _frames(stages: _Stages, item: Item) -> Said:
    frames = _framing(stages, item).frames
    return Said({frame.name: frame.probability for frame in frames})


def _tone(stages: _Stages, item: Item) -> Said:
    mean = _framing(stages, item).tone.mean
    return Said(0.0 if math.isnan(mean) else mean)


def _hedges(stages: _Stages, item: Item) -> Said:
    spans = _framing(stages, item).hedging.spans
    return Said([[span.start, span.end, span.type] for span in spans])


def _quotation(stages: _Stages, item: Item) -> Said:
    found = {sentence.quoted for sentence in _framing(stages, item).sentences}
    return Said(
        {kind: float(bool(found & {kind, "mixed"})) for kind in ("direct", "indirect")}
    )


def _boilerplate(stages: _Stages, item: Item) -> Said:
    probabilities, flags, _ = stages.lines(item, item.text)
    if len(flags) != len(item.target):
        raise Unavailable(f"{item.id}: {len(item.target)} lines, {len(flags)} found")
    return Said(probabilities, flags)


def _page(stages: _Stages, item: Item) -> Said:
    _, flags, lines = stages.lines(item, "\n".join(visible_lines(item.text)))
    return Said("\n".join(x for x, flag in zip(lines, flags, strict=True) if not flag))


def _framing(stages: _Stages, item: Item) -> Framing:
    return stages.framing(item.text, _language(item.language))


def _language(name: str) -> Language:
    return "en" if name == "en" else "de"


_SAY: Mapping[str, Callable[[_Stages, Item], Said]] = {
    "ai": _ai,
    "assisted": _assisted,
    "boilerplate": _boilerplate,
    "loaded": _loaded,
    "opinion": _opinion,
    "frames": _frames,
    "tone": _tone,
    "hedges": _hedges,
    "quotation": _quotation,
    "page": _page,
}
