"""Whose words: direct and indirect speech with its speaker, and per sentence.

Imports the text modules and the cue rules of ``features`` only.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from features.attribution import attributions, sourced_cues
from features.direct_speech import is_speech, reports
from features.document import Document, once_per_document
from features.hedging import hedges, rate
from features.indirect_speech import Outside, is_indirect
from features.quotes import QuotePair, quote_pairs
from features.reading import LANGUAGES, readings

QuotationKind = Literal["direct", "indirect", "title_or_scare"]
SentenceQuotation = Literal["none", "direct", "indirect", "mixed"]

_LABELS: Mapping[tuple[bool, bool], SentenceQuotation] = {
    (False, False): "none",
    (True, False): "direct",
    (False, True): "indirect",
    (True, True): "mixed",
}
_REPORTED = ("konjunktiv_reported", "hearsay_sollen")


class Quotation(NamedTuple):
    """Words that are not the author's, or a quoted title.

    Attributes
    ----------
    start, end : int
        Offsets into the folded text: with the marks, or the sentence of indirect
        speech.
    kind : {"direct", "indirect", "title_or_scare"}
    depth : int
        0 outside, 1 for a quotation inside a quotation.
    speaker : (int, int) or None
        Offsets of the source, where the sentence names one.
    """

    start: int
    end: int
    kind: QuotationKind
    depth: int
    speaker: tuple[int, int] | None


@once_per_document
def quotations(document: Document) -> tuple[Quotation, ...]:
    """Return direct speech, indirect speech and quoted titles in order."""
    speakers = _speakers(document)
    reporting = _reporting_sentences(document)
    direct = []
    for pair in quote_pairs(document):
        number = _sentence_of(document, pair)
        speech = is_speech(document, pair, number in reporting)
        kind: QuotationKind = "direct" if speech else "title_or_scare"
        speaker = speakers.get(number) if speech else None
        direct.append(
            (pair, Quotation(pair.start, pair.end, kind, pair.depth, speaker))
        )
    spoken = [pair for pair, found in direct if found.kind == "direct"]
    indirect = [
        Quotation(*document.sentences[number], "indirect", 0, speakers.get(number))
        for number in dict.fromkeys(_indirect_sentences(document, spoken))
    ]
    found = [quotation for _, quotation in direct] + indirect
    return tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


@once_per_document
def sentence_quotation(document: Document) -> tuple[SentenceQuotation, ...]:
    """Return for each sentence whether it holds direct or indirect speech, or both."""
    direct, indirect = set[int](), set[int]()
    starts, ends = document.sentences_at.starts, document.sentences_at.ends
    for quotation in quotations(document):
        if quotation.kind == "indirect":
            indirect.add(int(starts.searchsorted(quotation.start)))
        elif quotation.kind == "direct":
            first = int(ends.searchsorted(quotation.start, side="right"))
            direct.update(range(first, int(starts.searchsorted(quotation.end))))
    return tuple(
        _LABELS[number in direct, number in indirect] for number in range(len(starts))
    )


def sentence_attributed(document: Document) -> list[bool]:
    """Return for each sentence whether it gives the source of its claim."""
    sourced = {
        found.sentence for found in attributions(document) if found.kind != "none"
    }
    return [number in sourced for number in range(len(document.sentences))]


def direct_quote_share(document: Document) -> float:
    """Return the share of characters inside direct speech; higher = more quoted.

    Returns
    -------
    float
        Ratio in [0, 1]; NaN without words.
    """
    if not document.words:
        return math.nan
    outer = (q for q in quotations(document) if q.kind == "direct" and q.depth == 0)
    return sum(q.end - q.start for q in outer) / len(document.folded.strip())


def quoted_sentence_share(document: Document) -> float:
    """Return the share of sentences with direct or indirect speech.

    Higher = more quoted.

    Returns
    -------
    float
        Ratio in [0, 1]; NaN without words or in a language without rules.
    """
    labels = sentence_quotation(document)
    if not document.words or document.language not in LANGUAGES:
        return math.nan
    return sum(label != "none" for label in labels) / len(labels)


def attributions_per_100_words(document: Document) -> float:
    """Return attributions to a source per 100 words; higher = better sourced.

    Returns
    -------
    float
        Rate in [0, 100]; NaN without words or in a language without rules.
    """
    sourced = [found for found in attributions(document) if found.kind != "none"]
    return rate(document, len(sourced))


def _speakers(document: Document) -> dict[int, tuple[int, int]]:
    """Return the first source of each sentence that has one."""
    found: dict[int, tuple[int, int]] = {}
    for attribution in attributions(document):
        if attribution.source:
            found.setdefault(attribution.sentence, attribution.source)
    return found


def _sentence_of(document: Document, pair: QuotePair) -> int:
    starts = document.sentences_at.starts
    return max(int(starts.searchsorted(pair.start, side="right")) - 1, 0)


def _reporting_sentences(document: Document) -> set[int]:
    together = zip(readings(document), sourced_cues(document), strict=True)
    return {reading.sentence for reading, cues in together if reports(reading, cues)}


def _indirect_sentences(document: Document, spoken: list[QuotePair]) -> Iterator[int]:
    quoted = bytearray(len(document.starts))
    for pair in spoken:
        if not pair.depth:
            quoted[pair.first : pair.last + 1] = b"\1" * (pair.last + 1 - pair.first)
    reported = [hedge.first for hedge in hedges(document) if hedge.type in _REPORTED]
    reported.reverse()
    for reading, cues in zip(readings(document), sourced_cues(document), strict=True):
        end = reading.offset + len(reading.lower)
        here = []
        while reported and reported[-1] < end:
            here.append(reported.pop() - reading.offset)
        outside = Outside(reading, bytes(quoted[reading.offset : end]))
        if is_indirect(outside, cues, here):
            yield reading.sentence
