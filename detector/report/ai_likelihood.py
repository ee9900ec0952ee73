"""Whether the article resembles text that a language model wrote."""

from dataclasses import dataclass
from typing import Literal

from detector.report.spans import Evidence, Probability, Tier

AiVerdict = Literal["likely", "unclear", "unlikely", "undecided"]
Reliability = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class FalsePositiveRate:
    """How often human articles score as high as the threshold of the verdict.

    Attributes
    ----------
    value
        Share of the human articles that were called AI.
    low, high
        95 % interval of the value.
    n
        Human articles it was measured on.
    on
        Which articles these were.
    """

    value: Probability
    low: Probability
    high: Probability
    n: int
    on: str


@dataclass(frozen=True, slots=True)
class Window:
    """A passage of the article with a probability of its own.

    Attributes
    ----------
    probability
        That the passage resembles AI text.
    """

    start: int
    end: int
    probability: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Assisted:
    """Whether a human text resembles one that a model translated or edited.

    Attributes
    ----------
    probability
        At equal priors; null for short or foreign text.
    kind
        What sort of assistance it resembles most.
    """

    probability: Probability
    verdict: AiVerdict
    kind: Literal["translated", "edited"] | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class AiLikelihood:
    """Likeness to AI text, with what the score is worth.

    Attributes
    ----------
    probability
        That the article resembles AI text, at equal priors; null below 40 content
        words and for languages without a model. Where the verdict is ``undecided``
        it serves to rank texts and is not to be relied on; no page shows it.
    false_positive_rate
        Measured at the threshold of ``likely``; null where there is no measurement
        or the verdict is ``undecided``.
    reliability
        From length, agreement of the windows and distance from known text.
    reason
        Why the verdict is ``undecided`` or the reliability not high.
    windows
        Overlapping stretches of about the same length, in order.
    passages
        The article in runs of sentences that resemble AI text and runs that do not,
        in order; probability of 0.5 or more, and less. They say where in an article
        to look, not whether it is AI text: that is the probability of the whole.
    evidence
        Passages, strongest first; then, where the verdict is ``likely`` or
        ``unclear``, measures of the whole text, strongest first.
    """

    probability: Probability
    verdict: AiVerdict
    false_positive_rate: FalsePositiveRate | None
    reliability: Reliability
    reason: str | None = None
    assisted: Assisted
    windows: tuple[Window, ...]
    passages: tuple[Window, ...] = ()
    evidence: tuple[Evidence, ...]
    model: str
    tier: Tier
