"""How the article presents its matter: frames, and the author's own words."""

from dataclasses import dataclass
from typing import Annotated, Literal

from detector.report.spans import Bounds, Percentile, Probability, Share, Span, Tier

FrameName = Literal[
    "economic",
    "capacity_resources",
    "morality",
    "fairness_equality",
    "legality_constitutionality",
    "policy_prescription",
    "crime_punishment",
    "security_defense",
    "health_safety",
    "quality_of_life",
    "cultural_identity",
    "public_opinion",
    "political",
    "external_regulation_reputation",
]
HedgeType = Literal[
    "epistemic_adverb",
    "epistemic_verb",
    "hearsay_sollen",
    "konjunktiv_reported",
    "attribution",
    "approximator",
    "vague_source",
    "conditional",
]
Quoted = Literal["none", "direct", "indirect", "mixed"]
ToneValue = Annotated[float, Bounds(-1.0, 1.0)]
Rate = Annotated[float, Bounds(0.0, 100.0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One of the 14 generic frames of the Policy Frames Codebook.

    Attributes
    ----------
    probability
        That the article uses the frame, at equal priors.
    used
        Whether that is at least one half and reaches the threshold of the frame.
    evidence
        The passages that show it, strongest first.
    """

    name: FrameName
    probability: Probability
    used: bool
    evidence: tuple[Span, ...]
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScore:
    """One sentence of the article.

    Attributes
    ----------
    loaded
        Probability that the author's words are loaded.
    opinion
        Probability that it states an opinion rather than reports.
    tone
        From -1 (negative) to 1 (positive).
    quoted
        Whether the words are another person's.
    hedged
        Whether it holds a hedge.
    attributed
        Whether it names where its statement comes from.
    """

    start: int
    end: int
    loaded: Probability
    opinion: Probability
    tone: ToneValue
    quoted: Quoted
    hedged: bool
    attributed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The headline's figures, to set beside the body's.

    Attributes
    ----------
    loaded
        Probability that its words are loaded.
    hedging
        Hedges per 100 words.
    tone
        From -1 (negative) to 1 (positive).
    """

    loaded: Probability
    hedging: Rate
    tone: ToneValue
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSpan:
    """Loaded words.

    Attributes
    ----------
    quoted
        True where they are another person's words, false where the author's.
    score
        How loaded the words are.
    """

    start: int
    end: int
    text: str
    quoted: bool
    score: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Loaded language.

    Attributes
    ----------
    share
        Loaded sentences, of the author's sentences.
    """

    share: Share
    spans: tuple[LoadedSpan, ...]
    percentile: Percentile | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Opinion.

    Attributes
    ----------
    share
        Sentences that state an opinion, of the author's sentences.
    """

    share: Share
    percentile: Percentile | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of another person, direct or reported.

    Attributes
    ----------
    speaker
        Whose words they are, where the text says so.
    """

    start: int
    end: int
    kind: Literal["direct", "indirect", "mixed"]
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotation and reported speech.

    Attributes
    ----------
    share
        Words inside quotations and reported speech, of all words of the article.
    """

    share: Share
    spans: tuple[Quote, ...]
    percentile: Percentile | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A word or phrase that limits what is claimed."""

    start: int
    end: int
    text: str
    type: HedgeType


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedging:
    """How far the article limits its own claims.

    Attributes
    ----------
    per_100_words
        Hedges per 100 words; higher = more hedged.
    """

    per_100_words: Rate
    spans: tuple[Hedge, ...]
    percentile: Percentile | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """Tone of the author's own words.

    Attributes
    ----------
    mean
        Mean over the sentences, from -1 (negative) to 1 (positive).
    """

    mean: ToneValue
    percentile: Percentile | None = None
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Where the article says its statements come from.

    Attributes
    ----------
    named
        Attributions to a named or described source.
    vague
        Attributions to a vague one ("experts", "observers").
    """

    named: int
    vague: int
    model: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """Framing, on separate axes.

    Attributes
    ----------
    frames
        All 14, strongest first; empty for languages without a model.
    sentences
        Every sentence of the article, in order.
    verdict
        One sentence in words.
    headline
        Null where there is no headline.
    """

    frames: tuple[Frame, ...]
    sentences: tuple[SentenceScore, ...]
    verdict: str
    headline: Headline | None
    loaded: Loaded
    opinion: Opinion
    quotes: Quotes
    hedging: Hedging
    tone: Tone
    attribution: Attribution
