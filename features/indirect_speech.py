"""Tell sentences of indirect speech.

Konjunktiv that reports, attribution phrases, and reporting verbs with a clause of
content. What stands in direct speech does not count. Imports the reading of a
sentence, attributions and word lists only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from features.attribution import SourcedCue
from features.reading import Reading
from features.wordlists import word_set

_FRAME = 5
_FINAL = 2
_THAT = frozenset(["dass", "daß", "that"])
_DASHES = ("–", "—")


@dataclass(frozen=True, slots=True)
class Outside:
    """A sentence and which of its tokens stand in direct speech.

    Attributes
    ----------
    reading : Reading
    quoted : bytes
        One byte a token, 1 in direct speech.
    """

    reading: Reading
    quoted: bytes

    def has(self, place: int) -> bool:
        """Tell whether a token stands outside direct speech."""
        return not self.quoted[place]

    def words(self) -> int:
        """Return how many words stand outside direct speech."""
        lower = self.reading.lower
        return sum(
            not quoted and word[0].isalnum()
            for quoted, word in zip(self.quoted, lower, strict=True)
        )


def is_indirect(
    outside: Outside, cues: Sequence[SourcedCue], reported: Sequence[int]
) -> bool:
    """Tell whether a sentence holds indirect speech.

    Parameters
    ----------
    outside : Outside
    cues : sequence of SourcedCue
        Attributions of the sentence.
    reported : sequence of int
        Places of Konjunktiv in reported speech and of hearsay.
    """
    if any(outside.has(place) for place in reported):
        return True
    if any(outside.has(place) for place in _it_is_said(outside.reading)):
        return True
    cues = [cue for cue in cues if outside.has(cue.first)]
    if not cues:
        return False
    speaks_besides = not any(outside.quoted) or outside.words() > _FRAME
    if speaks_besides and any(not cue.verb or _is_aside(outside, cue) for cue in cues):
        return True
    return any(cue.verb and _governs_clause(outside, cue.first) for cue in cues)


def _it_is_said(reading: Reading) -> Iterator[int]:
    """Yield where 'heißt es, dass' or 'die Ansicht, dass' stands."""
    nouns = word_set(reading.language, "reporting", "noun")
    for place, word in enumerate(reading.lower):
        if word in nouns and _THAT & set(reading.lower[place + 1 : place + 3]):
            yield place
    for word in ("heißt", "hieß"):
        if word in reading.lower:
            place = reading.lower.index(word)
            if _says(reading.lower[place + 1 : place + 3]):
                yield place


def _says(following: list[str]) -> bool:
    """Tell 'heißt es, dass' and 'heißt es in' from 'jetzt heißt es sparen'."""
    said_before = word_set("de", "grammar", "it is said before")
    return following[:1] == ["es"] and following[-1] in said_before


def _is_aside(outside: Outside, cue: SourcedCue) -> bool:
    """Tell '…, sagte sie.' and 'wie Reuters berichtet' beside their content."""
    reading = outside.reading
    start, end = reading.clause(cue.first)
    if reading.lower[start] in ("wie", "as"):
        return cue.first >= end - _FINAL
    aside = reading.at(start - 1) in (",", *_DASHES)
    return aside and start == cue.first and start > 1 and outside.has(start - 2)


def _governs_clause(outside: Outside, verb: int) -> bool:
    """Tell whether a reporting verb has a clause of content behind it."""
    reading = outside.reading
    behind = range(verb + 1, len(reading.lower))
    words = [reading.lower[place] for place in behind if outside.has(place)]
    if reading.language == "en":
        return len(words) > _FRAME and not any(outside.quoted)
    return any(
        word == ":" or (word == "," and _opens_content(words[place + 1 :]))
        for place, word in enumerate(words[:-1])
    )


def _opens_content(words: list[str]) -> bool:
    """Tell 'dass …', 'ob …' and an infinitive with 'zu' from other clauses."""
    if words[0] in word_set("de", "grammar", "clause openers"):
        return True
    if words[0] in word_set("de", "grammar", "opens an infinitive of purpose"):
        return False
    clause = words[: words.index(",")] if "," in words else words
    return "zu" in clause
