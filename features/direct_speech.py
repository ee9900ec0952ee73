"""Tell direct speech from quoted titles, names and scare-quoted words.

Imports the text modules, word lists and the reading of a sentence only.
"""

from features.attribution import SourcedCue
from features.document import Document
from features.quotes import QuotePair
from features.reading import Reading
from features.reporting import reporting_forms
from features.wordlists import word_set

_SHORT = 2
_TITLE = 5
_NAME = 8
_ENDS_SPEECH = frozenset(".!?,…")


def is_speech(document: Document, pair: QuotePair, reported: bool) -> bool:
    """Tell whether a quoted stretch is somebody's words.

    Parameters
    ----------
    document : Document
    pair : QuotePair
    reported : bool
        Whether its sentence reports: only there a word or two are speech.
    """
    texts = document.token_texts
    inside = [text for text in texts[pair.first + 1 : pair.last] if text[0].isalnum()]
    if not inside:
        return False
    before = texts[pair.first - 1] if pair.first else ""
    if before == ":" or texts[pair.last - 1] in _ENDS_SPEECH:
        return True
    if _is_titled(document, pair) or _is_name(document, pair, inside):
        return False
    called = reported and before.lower() == "als"
    if called or _is_followed_by_speaker(document, pair):
        return True
    quotes_words = any(text.islower() for text in inside)
    if len(inside) <= _SHORT:
        return reported and quotes_words
    return len(inside) > _TITLE or quotes_words


def reports(reading: Reading, cues: list[SourcedCue]) -> bool:
    """Tell whether a sentence says that somebody says, names or calls something."""
    if any(form.mood == 1 for form in reading.konjunktiv):
        return True
    naming = word_set(reading.language, "grammar", "naming verbs")
    return any(cue.source for cue in cues) or not naming.isdisjoint(reading.words)


def _is_titled(document: Document, pair: QuotePair) -> bool:
    """Tell 'der Serie „…“' from speech."""
    language = "de" if document.language == "de" else "en"
    before = document.token_lower[max(pair.first - 2, 0) : pair.first]
    return not word_set(language, "grammar", "title nouns").isdisjoint(before)


def _is_name(document: Document, pair: QuotePair, inside: list[str]) -> bool:
    """Tell 'die „Aktion Offene Tür“' from words that somebody said."""
    capital = inside[0][0].isupper() and len(inside) <= _NAME
    if not capital or not pair.first or document.language != "de":
        return False
    before = document.token_texts[pair.first - 1]
    noun = before[0].isupper() and before.isalpha()
    return noun or before.lower() in word_set("de", "grammar", "before a name")


def _is_followed_by_speaker(document: Document, pair: QuotePair) -> bool:
    """Tell '„…“, sagte sie' from a quoted name before a comma."""
    language = "de" if document.language == "de" else "en"
    after = document.token_lower[pair.last + 1 : pair.last + 3]
    if len(after) < _SHORT or after[0] != ",":
        return False
    return after[1] in ("so", "heißt", "hieß") or after[1] in reporting_forms(language)
