"""Who says so: reporting verbs and attribution phrases with the source they name.

Imports the reading of a sentence, its rules and word lists of ``features`` only.
"""

from collections.abc import Iterator
from typing import NamedTuple

from features.document import Document, once_per_document
from features.hedging_de import begins_name, is_so_attribution, points_of_view
from features.konjunktiv import CLAUSE_ENDS
from features.phrases import Match
from features.reading import Reading, readings
from features.sources import Source, SourceKind, noun_phrase, noun_phrase_before
from features.wordlists import word_set

_OPENERS = frozenset(
    ["wie", "dass", "weil", "und", "aber", "doch", "as", "that", "and", "but"]
)
_FINITE_IN_GE = frozenset(["geht", "gehen", "gesteht", "gestehen", "gestand"])
_WHOSE_VIEW = 2
_PAIR = 2
_FAR = 25
_NO_SUBJECT = frozenset(["dem", "den", "im", "am", "zum", "zur"])


class Attribution(NamedTuple):
    """A cue that assigns a statement to a source.

    Attributes
    ----------
    start, end : int
        The cue ('berichtet', 'nach Angaben'), offsets into the folded text.
    kind : {"named", "described", "vague", "none"}
        'Reuters', 'die Polizei', 'Beobachter', or no source in the sentence.
    source : (int, int) or None
        Offsets of the source.
    sentence : int
        Index of the sentence.
    verb : bool
        Whether the cue is a reporting verb.
    """

    start: int
    end: int
    kind: SourceKind
    source: tuple[int, int] | None
    sentence: int
    verb: bool


class SourcedCue(NamedTuple):
    """A cue within its sentence: its tokens, its source, whether it is a verb."""

    first: int
    last: int
    source: Source | None
    verb: bool


@once_per_document
def attributions(document: Document) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order."""
    return tuple(
        _attribution(document, reading, cue)
        for reading, cues in zip(
            readings(document), sourced_cues(document), strict=True
        )
        for cue in cues
    )


@once_per_document
def sourced_cues(document: Document) -> tuple[list[SourcedCue], ...]:
    """Return the attributions of each reading of a document, in order."""
    return tuple(
        sorted({cue.first: cue for cue in _cues(reading)}.values())
        for reading in readings(document)
    )


def _attribution(document: Document, reading: Reading, cue: SourcedCue) -> Attribution:
    starts, ends, offset = document.starts, document.ends, reading.offset
    source = cue.source
    where = source and (
        int(starts[offset + source.first]),
        int(ends[offset + source.last]),
    )
    return Attribution(
        start=int(starts[offset + cue.first]),
        end=int(ends[offset + cue.last]),
        kind=source.kind if source else "none",
        source=where,
        sentence=reading.sentence,
        verb=cue.verb,
    )


def _cues(reading: Reading) -> Iterator[SourcedCue]:
    for place in reading.reporters:
        source = _subject(reading, place)
        if source:
            yield SourcedCue(place, place, source, True)
    for cue in reading.cues:
        if cue.name == "attribution" and _is_attribution(reading, cue):
            yield SourcedCue(
                cue.first, cue.last, _source_of_phrase(reading, cue), False
            )
    if reading.language == "de":
        yield from _german_cues(reading)


def _german_cues(reading: Reading) -> Iterator[SourcedCue]:
    if reading.has("so"):
        for place, word in enumerate(reading.lower):
            if word == "so" and is_so_attribution(reading, place):
                yield SourcedCue(place, place, noun_phrase(reading, place + 1), False)
    for first, last in points_of_view(reading):
        source = noun_phrase(reading, last + 1) or Source(first + 1, last, "described")
        yield SourcedCue(first, last, source, False)


def _is_attribution(reading: Reading, cue: Match) -> bool:
    if reading.lower[cue.first] == "laut":
        return begins_name(reading, cue.last + 1)
    return reading.lower[cue.first] not in ("heißt", "hieß", "per")


def _source_of_phrase(reading: Reading, cue: Match) -> Source | None:
    word = reading.lower[cue.last]
    if word in ("demnach", "hervorgeht"):
        return None
    if word in ("zufolge", "nach"):
        return noun_phrase_before(reading, cue.first - 1)
    if reading.lower[cue.first] == "aus" and cue.last - cue.first == _WHOSE_VIEW:
        return Source(cue.first + 1, cue.last, "described")
    return noun_phrase(reading, cue.last + 1)


def _subject(reading: Reading, verb: int) -> Source | None:
    """Return the subject of a reporting verb, None where the verb has none.

    Behind the verb where it opens its clause ('…, sagte sie'), else in front of it,
    else behind it once more ('Gestern erklärte die Ministerin').
    """
    ends = reading.at(verb + 1) in CLAUSE_ENDS
    opener = reading.as_clause(verb)
    if opener is not None and verb - opener > 1 and ends:
        return noun_phrase(reading, _behind_adverbs(reading, opener + 1), verb)
    if reading.at(verb - 1) == "," and ends and _is_participle(reading, verb):
        return _subject_of_perfect(reading, verb)
    if verb == 0 or reading.lower[verb - 1] in CLAUSE_ENDS - {")"}:
        return _behind(reading, verb) or _across_insertion(reading, verb)
    if reading.language == "de" and _is_participle(reading, verb):
        return _subject_of_perfect(reading, verb)
    return _in_front(reading, verb) or _behind(reading, verb)


def _in_front(reading: Reading, verb: int) -> Source | None:
    start, _ = reading.clause(verb)
    while start < verb and reading.lower[start] in _OPENERS:
        start += 1
    start = _behind_adverbs(reading, start)
    if start < verb:
        return noun_phrase(reading, start, verb)
    if reading.at(verb - 1) == ")":
        return noun_phrase_before(reading, verb - 1)
    return None


def _behind_adverbs(reading: Reading, place: int) -> int:
    """Return where the subject may begin: 'gestern' in 'gestern die Ministerin'."""
    if reading.language == "de":
        adverbs = word_set("de", "grammar", "between verb and subject")
        while reading.at(place) in adverbs:
            place += 1
    return place


def _behind(reading: Reading, verb: int) -> Source | None:
    place = _behind_adverbs(reading, verb + 1)
    if reading.language == "de" and reading.at(place) in _NO_SUBJECT:
        return None
    return noun_phrase(reading, place)


def _across_insertion(reading: Reading, verb: int) -> Source | None:
    """Return the subject of 'Müller, der es wissen muss, sagte, …'."""
    if verb and reading.at(verb + 1) in (",", ":", "dass", "that"):
        return noun_phrase(reading, 0, verb)
    return _with_apposition(reading, verb)


def _with_apposition(reading: Reading, verb: int) -> Source | None:
    """Return the subject of 'Müller, der Leiter des Amtes, sagte am Montag …'."""
    if reading.at(verb - 1) != "," or reading.lower[:verb].count(",") != _PAIR:
        return None
    source = noun_phrase(reading, 0, verb)
    return source if source and reading.at(source.last + 1) == "," else None


def _is_participle(reading: Reading, verb: int) -> bool:
    """Tell a participle by its form, or by the auxiliary of the perfect before it."""
    word = reading.lower[verb]
    if word.startswith("ge") and word not in _FINITE_IN_GE:
        return True
    return _auxiliary(reading, verb) is not None


def _subject_of_perfect(reading: Reading, verb: int) -> Source | None:
    """Return the subject of 'hat … gesagt': in front of the auxiliary or behind it."""
    place = _auxiliary(reading, verb)
    if place is None:
        return None
    in_front = _in_front(reading, place) or _with_apposition(reading, place)
    return in_front or _behind(reading, place)


def _auxiliary(reading: Reading, verb: int) -> int | None:
    """Return the place of 'hat' before a participle, past an apposition if need be."""
    start, _ = reading.clause(verb)
    if start == verb:
        start = max(verb - _FAR, 0)
    perfect = word_set("de", "grammar", "auxiliaries of the perfect")
    places = (k for k in range(start, verb) if reading.lower[k] in perfect)
    return next(places, None)
