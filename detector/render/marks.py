"""What is marked in the text of a report, layer by layer, and why.

A mark is a stretch of the text with a note in plain words. The marks of one layer may
overlap those of another; ``passages.py`` cuts the text where they begin and end.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from detector.render import words
from detector.report import HedgeType, LineScore, Report, SentenceScore, Span

_STRENGTHS = 5
_AUTHOR_SHARE = 0.5  # as the framing counts it
_HEDGES: dict[HedgeType, str] = {
    "epistemic_adverb": "an adverb that limits the claim",
    "epistemic_verb": "a verb that limits the claim",
    "hearsay_sollen": "“sollen” for what others say",
    "konjunktiv_reported": "a Konjunktiv for what others say",
    "attribution": "gives the source of the claim",
    "approximator": "an approximate figure",
    "vague_source": "a source without a name",
    "conditional": "holds on a condition only",
}
_QUOTES = {
    "direct": "Direct speech",
    "indirect": "Reported speech",
    "mixed": "Direct and reported speech",
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A sort of mark that a reader can switch on and off.

    Attributes
    ----------
    hint
        How it is drawn, so that it can be told without its colour.
    shown
        Whether it is on when the page opens.
    """

    name: str
    title: str
    hint: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text in one layer.

    Attributes
    ----------
    start, end
        Offsets into the text as given, end exclusive.
    note
        Why it is marked.
    style
        A variant of the layer's look; empty for the ordinary one.
    label
        A word that stands beside the mark; empty for none.
    """

    start: int
    end: int
    layer: str
    note: str
    style: str = ""
    label: str = ""


def layers(report: Report) -> tuple[Layer, ...]:
    """Return the eight layers, from the widest marks to the narrowest."""
    suspicious = report.ai.verdict == "likely"
    return (
        Layer("leftovers", "Leftovers", "small and grey, named in the margin", True),
        Layer("disclosure", "Notices on AI", "framed", True),
        Layer("windows", "AI likelihood", "shaded, with its probability", suspicious),
        Layer("frames", "Frames", "a line above, with its name", False),
        Layer("quotes", "Quotations", "slanted", False),
        Layer("opinion", "Opinion", "dotted line", False),
        Layer("loaded", "Loaded words", "filled; boxed when quoted", True),
        Layer("hedges", "Hedges", "dashed line", True),
    )


def marks(report: Report) -> dict[str, list[Mark]]:
    """Return for each layer its marks, in the order of the text."""
    found = {
        "leftovers": _leftovers(report),
        "disclosure": _disclosure(report),
        "windows": _windows(report),
        "frames": _frames(report),
        "quotes": _quotes(report),
        "opinion": _opinion(report),
        "loaded": _loaded(report),
        "hedges": _hedges(report),
    }
    return {
        name: sorted(layer, key=lambda mark: (mark.start, mark.end))
        for name, layer in found.items()
    }


def author_opinions(report: Report) -> list[SentenceScore]:
    """Return the sentences behind the share of opinion, in the order of the text.

    The share says how many there are; these are the likeliest of the author's own,
    that is of those that are neither reported nor mostly direct speech.
    """
    direct = _direct_speech(report)
    own = [
        sentence
        for sentence in report.framing.sentences
        if sentence.quoted in ("none", "direct")
        and sentence.opinion >= 0
        and direct(sentence) < _AUTHOR_SHARE * (sentence.end - sentence.start)
    ]
    own.sort(key=lambda sentence: -sentence.opinion)
    count = report.framing.opinion.share.count
    return sorted(own[:count], key=lambda sentence: sentence.start)


def _direct_speech(report: Report) -> Callable[[SentenceScore], int]:
    """Return a function that counts the characters of direct speech in a sentence."""
    spans = report.framing.quotes.spans
    quotes = sorted((q.start, q.end) for q in spans if q.kind == "direct")
    ends = list(accumulate((end for _, end in quotes), max))

    def characters(sentence: SentenceScore) -> int:
        inside = 0
        for place in range(bisect_right(ends, sentence.start), len(quotes)):
            start, end = quotes[place]
            if start >= sentence.end:
                break
            inside += max(min(end, sentence.end) - max(start, sentence.start), 0)
        return inside

    return characters


def _leftovers(report: Report) -> list[Mark]:
    return [
        Mark(
            start=line.start,
            end=line.end,
            layer="leftovers",
            note=f"{_kind(line)}; a leftover with probability {line.probability:.2f}",
            label=words.name_in_words(line.kind),
        )
        for line in report.boilerplate.lines
        if line.label == "boilerplate"
    ]


def _kind(line: LineScore) -> str:
    if line.duplicate_of is not None:
        return f"Copy of line {line.duplicate_of}"
    return words.name_in_words(line.kind).capitalize()


def _disclosure(report: Report) -> list[Mark]:
    return [
        Mark(
            start=statement.start,
            end=statement.end,
            layer="disclosure",
            note=f"The page on itself: {words.statement_in_words(statement)}",
        )
        for statement in report.disclosure.statements
    ]


def _windows(report: Report) -> list[Mark]:
    if report.ai.verdict == "undecided":
        return []
    return [
        Mark(
            start=window.start,
            end=window.end,
            layer="windows",
            note=f"Resembles AI text with probability {window.probability:.2f}",
            style=f"strength-{_strength(window.probability)}",
            label=f"{window.probability:.2f}",
        )
        for window in report.ai.passages
    ]


def _strength(probability: float) -> int:
    return min(int(probability * _STRENGTHS), _STRENGTHS - 1)


def _frames(report: Report) -> list[Mark]:
    """Name all frames of a passage in one mark."""
    passages: dict[Span, list[str]] = {}
    for frame in report.framing.frames:
        name = words.FRAMES[frame.name]
        for span in frame.evidence:
            passages.setdefault(span, []).append(f"{name} {frame.probability:.2f}")
    return [
        Mark(
            start=span.start,
            end=span.end,
            layer="frames",
            note=f"Shows the frame {', '.join(named)}",
            label=" · ".join(name.rpartition(" ")[0] for name in named),
        )
        for span, named in passages.items()
    ]


def _quotes(report: Report) -> list[Mark]:
    return [
        Mark(
            start=quote.start,
            end=quote.end,
            layer="quotes",
            note=_QUOTES[quote.kind] + (f": {quote.speaker}" if quote.speaker else ""),
            style=quote.kind,
        )
        for quote in report.framing.quotes.spans
    ]


def _opinion(report: Report) -> list[Mark]:
    return [
        Mark(
            start=sentence.start,
            end=sentence.end,
            layer="opinion",
            note=f"Reads as opinion with probability {sentence.opinion:.2f}",
        )
        for sentence in author_opinions(report)
    ]


def _loaded(report: Report) -> list[Mark]:
    return [
        Mark(
            start=span.start,
            end=span.end,
            layer="loaded",
            note=("Quoted person’s words" if span.quoted else "Author’s own words")
            + f"; loaded {span.score:.2f}",
            style="theirs" if span.quoted else "",
        )
        for span in report.framing.loaded.spans
    ]


def _hedges(report: Report) -> list[Mark]:
    return [
        Mark(
            start=hedge.start,
            end=hedge.end,
            layer="hedges",
            note=f"Hedge: {_HEDGES[hedge.type]}",
        )
        for hedge in report.framing.hedging.spans
    ]
