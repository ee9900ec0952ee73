"""How much the content of an article resembles text that a language model wrote.

Content document in, ``AiLikelihood`` out: probability, verdict with the measured
rate of false alarms, windows, and the passages that moved the score. A second model
asks the same about texts that a model translated or edited, a third whether the text
is like those that both were measured on. Imports the models and the report.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detector.ai_domain import Domain, domain_of, refuse_incomplete
from detector.ai_evidence import Added, by_unit, contributions, find_evidence
from detector.ai_passages import passages, sentence_log_odds
from detector.ai_undecided import undecided_reason
from detector.errors import ModelError
from detector.experts import (
    BANDS,
    band_name,
    band_of,
    combined,
    measuring_trees,
    probability,
    within_range,
)
from detector.measure_use import measure_evidence
from detector.model import Floats, Model, side_by_side
from detector.report import (
    AiLikelihood,
    Assisted,
    Evidence,
    FalsePositiveRate,
    Window,
)
from detector.store import MODELS, load
from detector.trees import Trees
from features.distinct import distinct
from features.document import Document, once_per_document
from features.extract import vector
from features.ngrams import stream_of
from features.weights import SideBySide
from features.window_counts import Counts, Whole, window_counts

Integers = NDArray[np.int64]
Verdict = Literal["likely", "unclear", "unlikely", "undecided"]
Reliability = Literal["high", "medium", "low"]

FEWEST_WORDS = BANDS[0]  # below, no probability
WINDOW_WORDS = 120
WINDOW_STEP = 60
_AGREEMENT = 0.2  # spread of the windows' probabilities of a uniform text
_NO_MODEL = "none"


@dataclass(frozen=True, eq=False)
class AiModels:
    """The three models of a language; they read the same n-grams.

    Attributes
    ----------
    likelihood, assisted, domain : Model
    """

    likelihood: Model
    assisted: Model
    domain: Model

    def __post_init__(self) -> None:
        """Refuse models that read other n-grams, or that lack a part."""
        for model in (self.likelihood, self.assisted):
            _refuse_incomplete(model)
        refuse_incomplete(self.domain)
        for model in (self.assisted, self.domain):
            if model.families != self.likelihood.families:
                raise ModelError(
                    f"{model.name}: other n-gram families than "
                    f"{self.likelihood.name}; train both with the same families"
                )
        _ = self.trees  # damaged ones are refused now, not with the first text

    @cached_property
    def trees(self) -> Trees | None:
        """The trees of ``likelihood``, where it has any."""
        return measuring_trees(self.likelihood)

    @cached_property
    def tables(self) -> tuple[SideBySide, ...]:
        """One table per family, the outputs of all models side by side."""
        return side_by_side((self.likelihood, self.assisted, self.domain))

    def split(self, by_ngrams: Floats) -> list[Floats]:
        """Return the columns of each model, in the order of the fields."""
        first = len(self.likelihood.outputs)
        second = first + len(self.assisted.outputs)
        return [by_ngrams[:, :first], by_ngrams[:, first:second], by_ngrams[:, second:]]

    @classmethod
    def load(cls, language: Literal["de", "en"], folder: Path = MODELS) -> AiModels:
        """Read the model folders of a language."""
        return cls(
            likelihood=load(folder / f"ai_likelihood_{language}"),
            assisted=load(folder / f"assisted_{language}"),
            domain=load(folder / f"domain_{language}"),
        )


def _refuse_incomplete(model: Model) -> None:
    wanted = {"unlikely", *(f"likely_{words}" for words in BANDS)}
    lengths = {len(model.parameters.get(name, ())) for name in ("slope", "offset")}
    if wanted - set(model.thresholds) or lengths != {len(BANDS)}:
        raise ModelError(
            f"{model.name}: thresholds or calibration of a length band are missing; "
            "reinstall Lesart, or retrain the model"
        )


class _Units(NamedTuple):
    """The whole text first, then its windows."""

    starts: Integers
    ends: Integers
    words: Integers


class _Judged(NamedTuple):
    """What bears on a verdict beside the probability."""

    words: int
    undecided: str | None
    domain: Domain


def score_ai(document: Document, models: AiModels | None) -> AiLikelihood:
    """Score the content of an article.

    Parameters
    ----------
    document : Document
        The content alone, without leftovers of the page.
    models : AiModels or None
        None where there is no model for the language.

    Returns
    -------
    AiLikelihood
        Undecided, with the reason, where the text cannot bear a verdict.
    """
    words = int(document.words_before[-1])
    if models is None:
        return _unscored("The language has no model.")
    if words < FEWEST_WORDS:
        return _unscored(
            f"The content has {words} words; a score needs {FEWEST_WORDS}.", models
        )
    units = _units(document, words)
    model = models.likelihood
    by_ngrams, ngrams = _decisions_by_ngrams(document, models, units)
    own, assisting, usual = models.split(by_ngrams)
    domain = domain_of(models.domain, usual[1:])
    decisions = _decisions(document, models, own)
    probabilities = probability(model, combined(model, decisions), units.words)
    whole = float(probabilities[0])
    reason = undecided_reason(document, words, domain)
    judged = _Judged(words, reason, domain)
    verdict = _verdict(model, whole, judged)
    reliability, doubt = _reliability(words, probabilities[1:], domain)
    added = contributions(document, model, models.tables, decisions[0], ngrams)
    sentences = sentence_log_odds(
        document.sentence_lengths,
        by_unit(added, document.sentences_at.starts),
        (*window_sentences(document.sentence_lengths), probabilities),
    )
    return AiLikelihood(
        probability=whole,
        verdict=verdict,
        false_positive_rate=None if reason else _false_positive_rate(model, words),
        reliability="low" if reason else reliability,
        reason=reason or doubt,
        assisted=_assisted(document, models.assisted, assisting[:1], judged),
        windows=_windows(document, units, probabilities[1:]),
        passages=passages(document, sentences),
        evidence=_evidence(document, models, added, verdict),
        model=model.name,
        tier="fast",
    )


def _unscored(reason: str, models: AiModels | None = None) -> AiLikelihood:
    return AiLikelihood(
        probability=math.nan,
        verdict="undecided",
        false_positive_rate=None,
        reliability="low",
        reason=reason,
        assisted=Assisted(
            probability=math.nan,
            verdict="undecided",
            model=models.assisted.name if models else _NO_MODEL,
            tier="fast",
        ),
        windows=(),
        passages=(),
        evidence=(),
        model=models.likelihood.name if models else _NO_MODEL,
        tier="fast",
    )


def _language(model: Model) -> Literal["de", "en"]:
    return "en" if model.language == "en" else "de"


def _decisions_by_ngrams(
    document: Document, models: AiModels, units: _Units
) -> tuple[Floats, list[Counts]]:
    """Return what the n-grams add to the decisions, and those of the whole text.

    All models side by side: shape (n_units, n_outputs of all).
    """
    model = models.likelihood
    language = _language(model)
    starts, ends = units.starts[1:], units.ends[1:]
    total = np.zeros((len(units.words), models.tables[0].shape[1]))
    ngrams = []
    for family, table in zip(model.families, models.tables, strict=True):
        stream = stream_of(document, family.name, language)
        whole, parts = Whole(family), []
        for counts in window_counts(stream, family, starts, ends):
            whole.add(counts)
            parts.append(counts.dot(table))
        ngrams.append(whole.counts())
        total[1:] += np.concatenate([part[1:] for part in parts])
        total[:1] += parts[0][:1] if len(parts) == 1 else ngrams[-1].dot(table)
    return total, ngrams


def _units(document: Document, words: int) -> _Units:
    first, last = window_sentences(document.sentence_lengths)
    begin, end = document.sentences_at.starts, document.sentences_at.ends
    before = np.concatenate(([0], np.cumsum(document.sentence_lengths)))
    return _Units(
        starts=np.concatenate((begin[:1], begin[first])),
        ends=np.concatenate((end[-1:], end[last])),
        words=np.concatenate(([words], before[last + 1] - before[first])),
    )


def window_sentences(lengths: Integers) -> tuple[Integers, Integers]:
    """Return the first and the last sentence of overlapping windows.

    A window begins about every 60 words and goes on for at least 120 words, or to
    the end of the text; windows that only repeat the end of another are left out.

    Parameters
    ----------
    lengths : ndarray of int64
        Words in each sentence.
    """
    ends = np.cumsum(lengths)
    begins = ends - lengths
    marks = np.arange(0, max(int(ends[-1]) - WINDOW_STEP, 0) + 1, WINDOW_STEP)
    first = distinct(np.minimum(np.searchsorted(begins, marks), len(lengths) - 1))
    reach = np.searchsorted(ends, begins[first] + WINDOW_WORDS)
    last = np.minimum(reach, len(lengths) - 1)
    new_end = np.concatenate(([True], last[1:] > last[:-1]))
    return first[new_end], last[new_end]


def _verdict(model: Model, value: float, judged: _Judged) -> Verdict:
    if judged.undecided:
        return "undecided"
    band = int(band_of(np.array([judged.words]))[0])
    if value >= model.thresholds[f"likely_{BANDS[band]}"]:
        return "unclear" if judged.domain.foreign else "likely"
    return "unlikely" if value < model.thresholds["unlikely"] else "unclear"


def _false_positive_rate(model: Model, words: int) -> FalsePositiveRate | None:
    """Return the rate measured at the threshold of the text's length band."""
    rates: Any = model.facts.get("false_positives", {})
    band = int(band_of(np.array([words]))[0])
    found: Mapping[str, Any] | None = rates.get(band_name(band))
    if found is None:
        return None
    return FalsePositiveRate(
        value=found["value"],
        low=found["low"],
        high=found["high"],
        n=found["n"],
        on=str(model.facts.get("false_positives_on", "")),
    )


def _reliability(
    words: int, windows: Floats, domain: Domain
) -> tuple[Reliability, str | None]:
    """Grade a score by its domain, its length and the agreement of its windows."""
    if domain.foreign:
        return "low", "The text is unlike those the score was measured on."
    spread = float(windows.std()) if len(windows) > 1 else 0.0
    if words < BANDS[2]:
        return "low", f"The content has only {words} words."
    if spread > _AGREEMENT:
        return "medium", "Parts of the text score differently."
    if words < BANDS[3]:
        return "medium", f"The content has {words} words."
    return "high", None


def _windows(
    document: Document, units: _Units, probabilities: Floats
) -> tuple[Window, ...]:
    places = zip(units.starts[1:].tolist(), units.ends[1:].tolist(), strict=True)
    spans = [document.original(start, end) for start, end in places]
    return tuple(
        Window(start=span.start, end=span.end, probability=value)
        for span, value in zip(spans, probabilities.tolist(), strict=True)
    )


def _decisions(document: Document, models: AiModels, by_ngrams: Floats) -> Floats:
    """Return the decisions of the experts, and of the trees where there are any."""
    measures = _measures(document, models.likelihood)
    decisions = models.likelihood.decide_with(measures, by_ngrams)
    if models.trees is None or measures is None:
        return decisions
    measured = models.trees.decide(models.likelihood.dense.standardise(measures))
    return np.column_stack((decisions, np.full(len(decisions), measured[0])))


def _evidence(
    document: Document, models: AiModels, added: Sequence[Added], verdict: Verdict
) -> tuple[Evidence, ...]:
    """Return the passages and, where the score is in doubt or high, the measures."""
    model = models.likelihood
    found = find_evidence(document, _language(model), added)
    if models.trees is None or verdict in ("unlikely", "undecided"):
        return found
    values = _named(document, model.dense.names)
    return (*found, *measure_evidence(model, models.trees, values))


def _measures(document: Document, model: Model) -> Floats | None:
    """Return the named measures of the whole text, shape (1, n_features).

    A window alone is too short for most of them and takes those of the text.
    """
    if not model.dense.names:
        return None
    values = _named(document, model.dense.names)
    return within_range(values, model.dense)[None, :]


@once_per_document
def _named(document: Document, names: tuple[str, ...]) -> Floats:
    return vector(document, names)


def _assisted(
    document: Document, model: Model, by_ngrams: Floats, judged: _Judged
) -> Assisted:
    decisions = model.decide_with(_measures(document, model), by_ngrams)
    length = np.array([judged.words])
    value = float(probability(model, combined(model, decisions), length)[0])
    verdict = _verdict(model, value, judged)
    strongest = int(np.argmax(decisions[0] * model.slope + model.offset))
    kind: Any = model.outputs[strongest] if verdict in ("likely", "unclear") else None
    return Assisted(
        probability=value, verdict=verdict, kind=kind, model=model.name, tier="fast"
    )
