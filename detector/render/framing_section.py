"""The framing part of a report as rows of plain words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from detector.render import words
from detector.render.sections import Row, Section, quoted
from detector.report import Framing, Headline, Report

_FRAMES_SHOWN = 4
_WORDS_SHOWN = 6
_QUOTES_SHOWN = 3
_LOADED_FROM = 0.5
_HEDGES = {
    "epistemic_adverb": "",
    "epistemic_verb": "",
    "hearsay_sollen": "hearsay",
    "konjunktiv_reported": "reported",
    "attribution": "attribution",
    "approximator": "approximation",
    "vague_source": "vague source",
    "conditional": "conditional",
}


def framing_section(report: Report, *, verbose: bool = False) -> Section:
    """Return the frames, and how loaded, hedged and quoted the article is."""
    framing = report.framing
    limit = len(report.text) if verbose else _WORDS_SHOWN
    rows = [
        *_frames(framing, verbose=verbose),
        *_loaded(report, limit),
        Row("opinion", words.share_in_words(framing.opinion.share, "author sentence")),
        _hedging(framing, limit),
        *_quotes(report, verbose=verbose),
        Row("tone", words.tone_in_words(framing.tone.mean)),
        _sources(framing),
        *_headline(framing.headline),
    ]
    return Section("Framing", framing.verdict, "plain", tuple(rows))


def _frames(framing: Framing, *, verbose: bool) -> Iterator[Row]:
    used = [f for f in framing.frames if f.used][:_FRAMES_SHOWN]
    shown = [f"{words.FRAMES[f.name]} {f.probability:.2f}" for f in used]
    yield Row("frames", " · ".join(shown) or "none stands out")
    if verbose:
        for frame in framing.frames:
            yield Row("", f"{frame.probability:.2f} {words.FRAMES[frame.name]}")


def _loaded(report: Report, limit: int) -> Iterator[Row]:
    loaded = report.framing.loaded
    share = words.share_in_words(loaded.share, "author sentence")
    rank = words.percentile_in_words(loaded.percentile, "more loaded")
    start = f"{share}, {rank}" if rank else share
    own = [quoted(span.text) for span in loaded.spans if not span.quoted]
    yield Row("loaded", f"{start}: {_listed(own, limit)}" if own else start)
    theirs = [quoted(span.text) for span in loaded.spans if span.quoted]
    if theirs:
        yield Row("  in quotations", _listed(theirs, limit))
    yield from _most_loaded(report)


def _most_loaded(report: Report) -> Iterator[Row]:
    own = [s for s in report.framing.sentences if s.quoted != "direct"]
    strongest = max(own, key=lambda sentence: _number(sentence.loaded), default=None)
    if strongest and _number(strongest.loaded) >= _LOADED_FROM:
        words_of_it = quoted(report.text[strongest.start : strongest.end])
        yield Row("  most of all", f"{words_of_it} ({strongest.loaded:.2f})")


def _hedging(framing: Framing, limit: int) -> Row:
    hedging = framing.hedging
    if not hedging.spans:
        return Row("hedges", "none")
    found = [_hedge(span.text, span.type) for span in hedging.spans]
    rate = f"{hedging.per_100_words:.1f} per 100 words"
    rank = words.percentile_in_words(hedging.percentile, "more hedged")
    start = f"{rate}, {rank}" if rank else rate
    return Row("hedges", f"{start}: {_listed(found, limit)}")


def _hedge(text: str, kind: str) -> str:
    return f"{quoted(text)} ({_HEDGES[kind]})" if _HEDGES[kind] else quoted(text)


def _quotes(report: Report, *, verbose: bool) -> Iterator[Row]:
    quotes = report.framing.quotes
    yield Row("quoted", words.share_of_words(quotes.share))
    shown = quotes.spans if verbose else quotes.spans[:_QUOTES_SHOWN]
    for quote in shown:
        speaker = f" ({quote.speaker})" if quote.speaker else ""
        text = report.text[quote.start : quote.end]
        said = quoted(text) if quote.kind == "direct" else text
        yield Row(f"  {quote.kind}", said + speaker)
    left = len(quotes.spans) - len(shown)
    if left:
        yield Row("", f"and {left:,} more (--verbose)")


def _sources(framing: Framing) -> Row:
    attribution = framing.attribution
    return Row("sources", f"{attribution.named} named, {attribution.vague} vague")


def _headline(headline: Headline | None) -> Iterator[Row]:
    if headline is not None:
        loaded = f"loaded {headline.loaded:.2f}" if headline.loaded >= 0 else ""
        hedging = f"{headline.hedging:.1f} hedges per 100 words"
        tone = f"tone {words.tone_in_words(headline.tone)}"
        yield Row("headline", " · ".join(x for x in (loaded, hedging, tone) if x))


def _listed(found: Sequence[str], limit: int) -> str:
    """List distinct findings, the most frequent first, with their counts."""
    counts = Counter(found).most_common()
    shown = [f"{text} ({n} times)" if n > 1 else text for text, n in counts[:limit]]
    left = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {left:,} more" if left else "")


def _number(value: float) -> float:
    return value if value == value else -1.0
