"""The report, version 1: frozen dataclasses of plain values, and their JSON.

Imports nothing of ours but its own parts.
"""

from detector.report.ai_likelihood import (
    AiLikelihood,
    AiVerdict,
    Assisted,
    FalsePositiveRate,
    Reliability,
    Window,
)
from detector.report.article import ArticleFacts, Folding, Language, Normalisation
from detector.report.boilerplate import (
    LEFTOVER_KINDS,
    Boilerplate,
    LineKind,
    LineLabel,
    LineScore,
)
from detector.report.disclosure import (
    Disclosure,
    MetadataStatement,
    Statement,
    StatementKind,
)
from detector.report.framing import (
    Attribution,
    Frame,
    FrameName,
    Framing,
    Headline,
    Hedge,
    HedgeType,
    Hedging,
    Loaded,
    LoadedSpan,
    Opinion,
    Quote,
    Quoted,
    Quotes,
    SentenceScore,
    Tone,
)
from detector.report.report import SCHEMA, Report
from detector.report.spans import (
    Evidence,
    Percentile,
    Reach,
    Share,
    Span,
    TextSpan,
    Tier,
    Usage,
)

__all__ = [
    "LEFTOVER_KINDS",
    "SCHEMA",
    "AiLikelihood",
    "AiVerdict",
    "ArticleFacts",
    "Assisted",
    "Attribution",
    "Boilerplate",
    "Disclosure",
    "Evidence",
    "FalsePositiveRate",
    "Folding",
    "Frame",
    "FrameName",
    "Framing",
    "Headline",
    "Hedge",
    "HedgeType",
    "Hedging",
    "Language",
    "LineKind",
    "LineLabel",
    "LineScore",
    "Loaded",
    "LoadedSpan",
    "MetadataStatement",
    "Normalisation",
    "Opinion",
    "Percentile",
    "Quote",
    "Quoted",
    "Quotes",
    "Reach",
    "Reliability",
    "Report",
    "SentenceScore",
    "Share",
    "Span",
    "Statement",
    "StatementKind",
    "TextSpan",
    "Tier",
    "Tone",
    "Usage",
    "Window",
]
