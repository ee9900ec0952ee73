"""The sentences of a document as the cue rules read them, prepared once.

Hedging and quotation ask the same questions of a sentence: which listed phrases
stand in it, which verbs report, which forms are Konjunktiv. Imports the text
modules, word lists and ``features.konjunktiv`` only.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from features.document import Document, once_per_document
from features.inflection import adjective_forms
from features.konjunktiv import CLAUSE_ENDS, VerbForm, konjunktiv
from features.phrases import Match, PhraseTable
from features.reporting import reporting_verbs
from features.wordlists import Language, sections

LANGUAGES: tuple[Language, ...] = ("de", "en")
# Rules look around in a sentence; a limit keeps the cost linear in its length.
_LONGEST = 250
_LONGEST_ASIDE = 25
_AND = ("und", "aber", "doch", "denn", "and", "but")


class Reading(NamedTuple):
    """One sentence with its cues, or a stretch of one that is very long.

    Attributes
    ----------
    language : {"de", "en"}
    sentence : int
        Index of the sentence in the document.
    offset : int
        Index in the document of the first token; all other indices count from it.
    lower, texts : list of str
        The tokens in lower case and as written.
    words : frozenset of str
        The tokens in lower case, to ask at once whether some of them stand there.
    cues : list of Match
        Phrases of the hedge lists.
    reporters : list of int
        Places of reporting verbs.
    konjunktiv : list of VerbForm
        German Konjunktiv forms.
    """

    language: Language
    sentence: int
    offset: int
    lower: list[str]
    texts: list[str]
    words: frozenset[str]
    cues: list[Match]
    reporters: list[int]
    konjunktiv: list[VerbForm]

    def at(self, place: int) -> str:
        """Return the lower-case token at a place, '' beyond either end."""
        return self.lower[place] if 0 <= place < len(self.lower) else ""

    def clause(self, place: int) -> tuple[int, int]:
        """Return where the stretch between commas (and the like) begins and ends."""
        start = place
        while start and self.lower[start - 1] not in CLAUSE_ENDS:
            start -= 1
        end = place + 1
        while end < len(self.lower) and self.lower[end] not in CLAUSE_ENDS:
            end += 1
        return start, end

    def as_clause(self, verb: int) -> int | None:
        """Return where 'wie' stands in 'wie die Leiterin, eine Ärztin, sagte'."""
        for place in range(verb - 1, max(verb - _LONGEST_ASIDE, -1), -1):
            if self.lower[place] in ("wie", "as"):
                before = self.at(place - 1)
                opens = place == 0 or before in CLAUSE_ENDS or before in _AND
                return place if opens else None
            if self.lower[place] in (":", ";") or place in self.reporters:
                return None
        return None

    def has(self, *words: str) -> bool:
        """Tell whether one of the words stands in the sentence."""
        return not self.words.isdisjoint(words)


def is_name_like(text: str) -> bool:
    """Tell a German noun or name by its form: 'Polizei', 'dpa-Bericht', 'blatt.de'."""
    if text[0].isupper():
        return True
    hyphened = "-" in text and text != text.lower()
    return hyphened or ("." in text[1:-1] and text[0].isalpha())


@once_per_document
def readings(document: Document) -> tuple[Reading, ...]:
    """Return the sentences of a German or English document, none for others.

    The last documents are kept, so that all measures of one article share the work.
    """
    language = next((known for known in LANGUAGES if known == document.language), None)
    if language is None:
        return ()
    lower, texts = document.token_lower, document.token_texts
    return tuple(
        _read(language, number, start, lower[start:end], texts[start:end])
        for number, start, end in _stretches(document)
    )


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield sentence, first and end token; endless sentences in several stretches."""
    starts = document.sentence_token_starts.tolist()
    ends = document.sentence_token_ends.tolist()
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for cut in range(start, end, _LONGEST):
            yield number, cut, min(cut + _LONGEST, end)


def _read(
    language: Language, sentence: int, offset: int, lower: list[str], texts: list[str]
) -> Reading:
    return Reading(
        language=language,
        sentence=sentence,
        offset=offset,
        lower=lower,
        texts=texts,
        words=frozenset(lower),
        cues=_hedge_table(language).find(lower),
        reporters=reporting_verbs(lower, texts, language),
        konjunktiv=konjunktiv(lower, texts) if language == "de" else [],
    )


@cache
def _hedge_table(language: Language) -> PhraseTable:
    entries: dict[str, Sequence[str]] = {}
    for name, listed in sections(language, "hedges").items():
        if name.endswith("_adjective"):
            entries[name] = tuple(adjective_forms(listed))
        else:
            entries[name] = listed
    return PhraseTable(entries)
