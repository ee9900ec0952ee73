"""Tell sentences of indirect speech.

Konjunktiv that reports, attribution phrases, and reporting verbs with a clause of
content. What stands in direct speech does not count. Imports the reading of a
sentence, attributions, English asides and word lists only.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from features.attribution import SourcedCue
from features.english_asides import asides
from features.konjunktiv import CLAUSE_ENDS
from features.reading import Reading
from features.wordlists import word_set

_FRAME = 5
_FINAL = 2
# Words between 'die Ansicht' and its 'dass': 'die Ansicht der neuen Leiterin, dass'.
_NEAR = 7
_THAT = frozenset(["dass", "daß", "that"])
_THIS = frozenset(["das", "dies"])
_DASHES = ("–", "—")


class Outside(NamedTuple):
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
    if any(outside.has(place) for place in _it_is_said(outside)):
        return True
    if outside.reading.language == "de":
        said = _is_said_by_anyone(outside)
    else:
        said = _stands_behind_content(outside)
    if said:
        return True
    cues = [cue for cue in cues if outside.has(cue.first)]
    speaks_besides = not any(outside.quoted) or outside.words() > _FRAME
    if speaks_besides and any(_stands_beside_content(outside, cue) for cue in cues):
        return True
    return any(cue.verb and _governs_clause(outside, cue.first) for cue in cues)


def _it_is_said(outside: Outside) -> Iterator[int]:
    """Yield where 'heißt es, dass', 'die Ansicht, dass' or 'wonach' stands."""
    reading = outside.reading
    nouns = word_set(reading.language, "reporting", "noun")
    if reading.has("wonach") or not nouns.isdisjoint(reading.words):
        for place, word in enumerate(reading.lower):
            whereby = word == "wonach" and reading.at(place - 1) == ","
            if whereby or (word in nouns and _that_follows(reading, place)):
                yield place
    for word in ("heißt", "hieß"):
        if reading.has(word):
            place = reading.lower.index(word)
            if _says(reading.lower[place + 1 : place + 3], any(outside.quoted)):
                yield place


def _that_follows(reading: Reading, noun: int) -> bool:
    for place in range(noun + 1, min(noun + _NEAR, len(reading.lower))):
        if reading.lower[place] in CLAUSE_ENDS:
            return reading.at(place + 1) in _THAT
        if reading.lower[place] in _THAT:
            return True
    return False


def _says(following: list[str], beside_quote: bool) -> bool:
    """Tell 'heißt es, dass' and 'heißt es in' from 'jetzt heißt es sparen'.

    Beside direct speech 'heißt es in' names the place of the quotation.
    """
    said_before = word_set("de", "grammar", "it is said before")
    if following[:1] != ["es"] or following[-1] not in said_before:
        return False
    return following[-1] == "," or not beside_quote


def _is_said_by_anyone(outside: Outside) -> bool:
    """Tell 'es wurde berichtet, dass …', whoever says so, except author and reader."""
    reading = outside.reading
    for verb in reading.reporters:
        start, end = reading.clause(verb)
        if not outside.has(verb) or not _section("author and reader").isdisjoint(
            reading.lower[start:end]
        ):
            continue
        if _is_summed_up(outside, verb) or _has_that_clause(reading, end):
            return True
        passive = not _section("passive").isdisjoint(reading.lower[start:end])
        if passive and _governs_clause(outside, verb):
            return True
    return False


def _has_that_clause(reading: Reading, end: int) -> bool:
    """Tell '…, dass' behind a clause; 'stellt sich heraus, dass' reports nobody."""
    opens = reading.at(end + 1) in _section("clause openers")
    return reading.at(end) == "," and opens and "sich" not in reading.lower[:end]


def _is_summed_up(outside: Outside, verb: int) -> bool:
    """Tell '…, das teilte die Stadt mit.', whose content stands before it."""
    reading = outside.reading
    this = reading.at(verb - 1) in _THIS and reading.at(verb - 2) in (",", *_DASHES)
    return this and verb > 2 and outside.has(verb - 3)


def _stands_beside_content(outside: Outside, cue: SourcedCue) -> bool:
    """Tell 'laut Reuters' and '…, sagte sie.' beside what the author reports."""
    if cue.verb:
        return _is_aside(outside, cue)
    before = cue.first - 1
    if outside.reading.at(before) == ",":
        before -= 1
    return before < 0 or outside.has(before)


def _is_aside(outside: Outside, cue: SourcedCue) -> bool:
    """Tell '…, sagte sie.' and 'wie Reuters berichtet' beside their content."""
    reading = outside.reading
    start, end = reading.clause(cue.first)
    if reading.as_clause(cue.first) is not None:
        return cue.first >= end - _FINAL
    if cue.source and cue.source.first < cue.first:
        return False
    aside = reading.at(start - 1) in (",", *_DASHES)
    return aside and start == cue.first and start > 1 and outside.has(start - 2)


def _stands_behind_content(outside: Outside) -> bool:
    """Tell 'The bill is dead, the minister said.', content outside direct speech."""
    return any(outside.has(place - 2) for place in asides(outside.reading))


def _governs_clause(outside: Outside, verb: int) -> bool:
    """Tell whether a reporting verb has a clause of content behind it."""
    reading = outside.reading
    behind = range(verb + 1, len(reading.lower))
    words = [reading.lower[place] for place in behind if outside.has(place)]
    if reading.language == "en":
        return len(words) > _FRAME and not any(outside.quoted)
    return _supposes_next(outside, verb) or any(
        (word == ":" and words[place + 1][0].isalnum())
        or (word == "," and _opens_content(words[place + 1 :]))
        for place, word in enumerate(words[:-1])
    )


def _supposes_next(outside: Outside, verb: int) -> bool:
    """Tell 'sie werfen ihm vor, er hätte gezögert'."""
    reading = outside.reading
    following = reading.clause(verb)[1] + 1
    return any(
        form.token > verb
        and outside.has(form.token)
        and reading.clause(form.token)[0] == following
        for form in reading.konjunktiv
    )


def _opens_content(words: list[str]) -> bool:
    """Tell 'dass …', 'ob …' and an infinitive with 'zu' from other clauses."""
    if words[0] in _section("clause openers"):
        return True
    if words[0] in _section("opens an infinitive of purpose"):
        return False
    clause = words[: words.index(",")] if "," in words else words
    return any(word == "zu" or _holds_zu(word) for word in clause)


def _holds_zu(word: str) -> bool:
    """Tell 'niederzulegen' from 'umzingeln'."""
    before, zu, after = word.rpartition("zu")
    return bool(zu) and after.endswith("n") and before in _section("prefixes")


def _section(name: str) -> frozenset[str]:
    return word_set("de", "grammar", name)
