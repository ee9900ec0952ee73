"""Fixtures for all tests: one article with its report, both made by hand."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import settings

from detector.report import (
    AiLikelihood,
    ArticleFacts,
    Assisted,
    Attribution,
    Boilerplate,
    Disclosure,
    Evidence,
    FalsePositiveRate,
    Folding,
    Frame,
    Framing,
    Headline,
    Hedge,
    Hedging,
    LineScore,
    Loaded,
    LoadedSpan,
    Normalisation,
    Opinion,
    Quote,
    Quotes,
    Report,
    SentenceScore,
    Share,
    Span,
    Statement,
    TextSpan,
    Tone,
    Window,
)

ARTICLE = """\
Hafen von Lüttersum bleibt bis Ostern gesperrt
Von Okka Feddersen
Eine Fähre liegt am Kai von Lüttersum. Foto: Okka Feddersen

Der Hafen von Lüttersum bleibt nach einem Ölunfall vermutlich bis Ostern gesperrt.
Lesen Sie auch: So reinigt man einen Strand
„Das ist ein Trauerspiel“, sagte Fischer Hauke Janssen am Dienstag.
Die Reederei soll die Meldung tagelang zurückgehalten haben.
Ein solches Versagen ist beschämend.
Lesen Sie auch: So reinigt man einen Strand
Der Text wurde möglicherweise mit Hilfe von KI erstellt.
"""

_KINDS = {
    1: "headline",
    2: "byline",
    3: "caption",
    6: "related_link",
    10: "duplicate",
    11: "disclosure",
}
_LEFTOVERS = {2, 3, 6, 10, 11}
_FRAMES = (
    ("crime_punishment", 0.61),
    ("economic", 0.48),
    ("capacity_resources", 0.12),
    ("policy_prescription", 0.1),
    ("quality_of_life", 0.09),
    ("public_opinion", 0.08),
    ("health_safety", 0.07),
    ("political", 0.06),
    ("legality_constitutionality", 0.05),
    ("morality", 0.04),
    ("fairness_equality", 0.03),
    ("external_regulation_reputation", 0.02),
    ("security_defense", 0.02),
    ("cultural_identity", 0.01),
)

# The first example of a run reads the word lists, and a busy machine is no defect.
settings.register_profile("lesart", deadline=None)
settings.load_profile("lesart")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the values in tests/golden anew; review the difference",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def article_text() -> str:
    return ARTICLE


@pytest.fixture(scope="session")
def report() -> Report:
    return build_report()


@pytest.fixture
def undecided_report() -> Report:
    """The report on a text too short for a verdict."""
    whole = build_report()
    nothing = float("nan")
    ai = replace(
        whole.ai,
        probability=nothing,
        verdict="undecided",
        false_positive_rate=None,
        reliability="low",
        reason="31 words of content; a verdict needs 80",
        assisted=replace(whole.ai.assisted, probability=nothing, verdict="undecided"),
        windows=(),
        evidence=(),
    )
    framing = replace(
        whole.framing,
        headline=None,
        sentences=(),
        frames=(),
        loaded=replace(whole.framing.loaded, share=Share.from_counts(0, 0), spans=()),
        quotes=replace(whole.framing.quotes, share=Share.from_counts(0, 0), spans=()),
        hedging=replace(whole.framing.hedging, per_100_words=nothing, spans=()),
        tone=replace(whole.framing.tone, mean=nothing),
    )
    return replace(
        whole,
        article=replace(whole.article, title=None),
        ai=ai,
        disclosure=Disclosure(False, (), (), None),
        framing=framing,
    )


def build_report() -> Report:
    """Return the report on ``ARTICLE``, every field filled by hand."""
    return Report(
        article=ArticleFacts(
            id="luettersum.txt",
            title="Hafen von Lüttersum bleibt bis Ostern gesperrt",
            language="de",
            words=77,
            characters=len(ARTICLE),
            content_words=46,
            sha256=hashlib.sha256(ARTICLE.encode()).hexdigest(),
            author="Okka Feddersen",
        ),
        normalisation=Normalisation((Folding(5, 6, "soft_hyphen"),), evasion=False),
        boilerplate=_boilerplate(),
        ai=_ai(),
        disclosure=_disclosure(),
        framing=_framing(),
        features={"mattr_50": 0.8123456789, "mtld": float("nan")},
        warnings=("The article is short.",),
        timing={"total": 3.25},
        text=ARTICLE,
    )


def _span(words: str) -> tuple[int, int]:
    start = ARTICLE.index(words)
    return start, start + len(words)


def _boilerplate() -> Boilerplate:
    lines, start = [], 0
    for number, line in enumerate(ARTICLE.splitlines(), 1):
        if line:
            lines.append(
                LineScore(
                    line=number,
                    start=start,
                    end=start + len(line),
                    label="boilerplate" if number in _LEFTOVERS else "content",
                    kind=_KINDS.get(number, "content"),
                    probability=0.97 if number in _LEFTOVERS else 0.02,
                    duplicate_of=6 if number == 10 else None,
                )
            )
        start += len(line) + 1
    share = Share.from_counts(31, 77)
    return Boilerplate(
        share=share,
        verdict="heavy",
        lines=tuple(lines),
        model="boilerplate_de 1",
        tier="fast",
    )


def _ai() -> AiLikelihood:
    start, end = _span("Ein solches Versagen")
    return AiLikelihood(
        probability=0.3141592653589793,
        verdict="unclear",
        false_positive_rate=FalsePositiveRate(
            0.008, 0.005, 0.012, 2140, "human German news of outlets left out"
        ),
        reliability="medium",
        reason="short article",
        assisted=Assisted(
            probability=0.72,
            verdict="unclear",
            kind="edited",
            model="assisted_de 1",
            tier="fast",
        ),
        windows=(Window(0, 200, 0.4), Window(150, len(ARTICLE), 0.2)),
        passages=(Window(0, 150, 0.6), Window(150, len(ARTICLE), 0.2)),
        evidence=(
            Evidence(
                "skeleton n-grams",
                3.0,
                0.8,
                (TextSpan(start, end, "Ein solches Versagen"),),
            ),
            Evidence("mattr_50", 0.81, -0.25),
        ),
        model="ai_likelihood_de 1",
        tier="fast",
    )


def _disclosure() -> Disclosure:
    words = "Der Text wurde möglicherweise mit Hilfe von KI erstellt."
    start, end = _span(words)
    statement = Statement(
        start=start, end=end, text=words, kind="assisted", hedged=True
    )
    return Disclosure(True, (statement,), (), undisclosed=False)


def _framing() -> Framing:
    fast = {"model": "loaded_de 1", "tier": "fast"}
    return Framing(
        frames=tuple(
            Frame(
                name=name,
                probability=probability,
                used=probability >= 0.4,
                evidence=(Span(*_span("Ein solches Versagen ist beschämend.")),),
                model="frames_de 1",
                tier="fast",
            )
            for name, probability in _FRAMES
        ),
        sentences=_sentences(),
        verdict="Mostly factual; one loaded sentence of 4 in the author's own words.",
        headline=Headline(loaded=0.08, hedging=0.0, tone=-0.2, **fast),
        loaded=Loaded(
            share=Share.from_counts(1, 4),
            spans=(_loaded("beschämend", False), _loaded("Trauerspiel", True)),
            **fast,
        ),
        opinion=Opinion(share=Share.from_counts(1, 4), **fast),
        quotes=Quotes(share=Share.from_counts(4, 46), spans=_quotes(), **fast),
        hedging=Hedging(per_100_words=4.35, spans=_hedges(), **fast),
        tone=Tone(mean=-0.31, **fast),
        attribution=Attribution(named=1, vague=0, **fast),
    )


def _sentences() -> tuple[SentenceScore, ...]:
    first = _span("Die Reederei soll die Meldung tagelang zurückgehalten haben.")
    second = _span("Ein solches Versagen ist beschämend.")
    return (
        SentenceScore(
            start=first[0],
            end=first[1],
            loaded=0.2,
            opinion=0.1,
            tone=-0.3,
            quoted="none",
            hedged=True,
            attributed=False,
        ),
        SentenceScore(
            start=second[0],
            end=second[1],
            loaded=0.91,
            opinion=0.95,
            tone=-0.8,
            quoted="none",
            hedged=False,
            attributed=False,
        ),
    )


def _loaded(words: str, quoted: bool) -> LoadedSpan:
    start, end = _span(words)
    return LoadedSpan(start=start, end=end, text=words, quoted=quoted, score=0.9)


def _quotes() -> tuple[Quote, ...]:
    start, end = _span("„Das ist ein Trauerspiel“")
    return (Quote(start=start, end=end, kind="direct", speaker="Hauke Janssen"),)


def _hedges() -> tuple[Hedge, ...]:
    soll, adverb = _span("soll"), _span("vermutlich")
    return (
        Hedge(
            start=adverb[0], end=adverb[1], text="vermutlich", type="epistemic_adverb"
        ),
        Hedge(start=soll[0], end=soll[1], text="soll", type="hearsay_sollen"),
    )
