"""Rules that tell German hedges from the same words in other senses.

Imports the reading of a sentence, its rules and word lists only.
"""

from collections.abc import Callable, Iterator, Mapping

from features.hedge_types import Found, HedgeType
from features.konjunktiv_use import use_of
from features.numerals import is_quantity
from features.phrases import Match
from features.reading import Reading, is_name_like
from features.sollen import is_hearsay, supposes
from features.wordlists import word_set

_LONGEST_SOURCE = 14
_MIDDLE = 5


def hedges_of(reading: Reading, *, reported_before: bool) -> Iterator[Found]:
    """Yield the hedges of one German sentence, in no order.

    Parameters
    ----------
    reading : Reading
    reported_before : bool
        Whether the sentence before it was reported speech.
    """
    for cue in reading.cues:
        kind = _RULES[cue.name](reading, cue)
        if kind:
            yield Found(cue.first, cue.last, kind)
    for form in reading.konjunktiv:
        kind = use_of(reading, form, reported_before)
        if kind:
            yield Found(form.token, form.token, kind)
    if not _WORDS.keys().isdisjoint(reading.words):
        yield from _single_words(reading)
    for first, last in points_of_view(reading):
        yield Found(first, last, "attribution")


def _single_words(reading: Reading) -> Iterator[Found]:
    for place, word in enumerate(reading.lower):
        if word in _WORDS and _WORDS[word][0](reading, place):
            yield Found(place, place, _WORDS[word][1])


def begins_name(reading: Reading, place: int) -> bool:
    """Tell a noun phrase or a quote from a verb or an adverb."""
    if place >= len(reading.lower):
        return False
    word, text = reading.lower[place], reading.texts[place]
    if is_name_like(text) or text[0] in "@#" or word in _section("quotes"):
        return True
    if word in _section("noun phrase openers"):
        return True
    for text in reading.texts[place + 1 : place + 3]:
        if not word.endswith(("en", "er", "em")):
            return False
        if text[0].isupper():
            return True
        word = text
    return False


def is_so_attribution(reading: Reading, place: int) -> bool:
    """Tell '…“, so Müller.' from 'so' in its other senses."""
    before = reading.at(place - 1)
    if before not in (",", "–", "-") and before not in _section("quotes"):
        return False
    if not begins_name(reading, place + 1):
        return False
    end = reading.clause(place)[1]
    short = end - place <= _LONGEST_SOURCE
    return short and _section("finite helpers").isdisjoint(reading.lower[place:end])


def points_of_view(reading: Reading) -> list[tuple[int, int]]:
    """Return 'nach ersten Schätzungen', 'aus Schmidts Sicht' as first and last token.

    The middle is open, so these are no phrases of a list.
    """
    if not reading.has("nach", "gemäß", "sicht"):
        return []
    found = []
    for place, word in enumerate(reading.lower):
        last = _report_noun(reading, place) if word in ("nach", "gemäß") else None
        if last:
            found.append((place, last))
        elif word == "sicht" and _is_view_of_name(reading, place):
            found.append((place - 2, place))
    return found


def _is_view_of_name(reading: Reading, place: int) -> bool:
    return reading.at(place - 2) == "aus" and reading.texts[place - 1][0].isupper()


def _report_noun(reading: Reading, place: int) -> int | None:
    nouns = word_set("de", "hedges", "report_noun")
    for last in range(place + 1, min(place + _MIDDLE, len(reading.lower))):
        word = reading.lower[last]
        if word.rpartition("-")[2] in nouns and reading.texts[last][0].isupper():
            return last
        genitive = reading.texts[last][0].isupper() and word.endswith("s")
        if not genitive and (reading.texts[last][0].isupper() or not word.isalpha()):
            return None
    return None


def _section(name: str) -> frozenset[str]:
    return word_set("de", "grammar", name)


def _adverb(reading: Reading, cue: Match) -> HedgeType | None:
    """Tell 'wohl' the particle from 'sich wohl fühlen' and 'wohl oder übel'."""
    if reading.lower[cue.first] != "wohl":
        return "epistemic_adverb"
    before, after = reading.at(cue.first - 1), reading.at(cue.first + 1)
    well = any(word.startswith("fühl") for word in reading.lower)
    noun = reading.texts[cue.first] == "Wohl" and cue.first > 0
    fixed = before in _section("before wohl") or after in _section("after wohl")
    return None if well or noun or fixed else "epistemic_adverb"


def _epistemic_verb(reading: Reading, cue: Match) -> HedgeType | None:
    word = reading.lower[cue.first]
    if "schein" in word or "schien" in word:
        start, end = reading.clause(cue.first)
        if not _section("that shine").isdisjoint(reading.lower[start:end]):
            return None
    return "epistemic_verb"


def _before_quantity(reading: Reading, cue: Match) -> HedgeType | None:
    return "approximator" if is_quantity(reading, cue.last + 1) else None


def _attribution(reading: Reading, cue: Match) -> HedgeType | None:
    word = reading.lower[cue.first]
    if word == "laut":
        return "attribution" if begins_name(reading, cue.last + 1) else None
    if word in ("heißt", "hieß"):
        return _it_says(reading, cue)
    return "attribution"


def _it_says(reading: Reading, cue: Match) -> HedgeType | None:
    """Tell '…“, heißt es in …' from 'jetzt heißt es sparen'."""
    before, after = reading.at(cue.first - 1), reading.at(cue.last + 1)
    if after in _section("it says in"):
        return "attribution"
    ends = before == "," and after in (".", "aus", "")
    quoted = before in _section("quotes") or ends
    return "vague_source" if quoted or after in (",", "aus") else None


def _vague_noun(reading: Reading, cue: Match) -> HedgeType | None:
    """Tell 'Experten warnen' from 'die Experten der Kommission'."""
    before, after = reading.at(cue.first - 1), reading.at(cue.last + 1)
    if before in _section("determined") or not reading.texts[cue.first][0].isupper():
        return None
    beside = {cue.first - 1, cue.last + 1} & set(reading.reporters)
    speaks = any(not reading.lower[verb].startswith("ge") for verb in beside)
    return "vague_source" if speaks or after == "zufolge" or before == "laut" else None


def _i_believe(reading: Reading, place: int) -> bool:
    return "ich" in (reading.at(place - 1), reading.at(place + 1))


def _reckons(reading: Reading, place: int) -> bool:
    return reading.has("mit", "damit") and reading.at(place - 1) != "zu"


def _assumes(reading: Reading, place: int) -> bool:
    """Tell 'geht … von … aus' from going out; 'geht davon aus' stands in the list."""
    rest = reading.lower[place + 1 :]
    if rest[:2] == ["davon", "aus"] or "aus" not in rest:
        return False
    between = rest[: rest.index("aus")]
    return "davon" in between or "von" in between


_RULES: Mapping[str, Callable[[Reading, Match], HedgeType | None]] = {
    "epistemic_adverb": _adverb,
    "epistemic_adjective": lambda _reading, _cue: "epistemic_adverb",
    "epistemic_verb": _epistemic_verb,
    "approximator": lambda _reading, _cue: "approximator",
    "approximator_number": _before_quantity,
    "attribution": _attribution,
    "vague_source": lambda _reading, _cue: "vague_source",
    "vague_noun": _vague_noun,
    "report_noun": lambda _reading, _cue: None,
}
_WORDS: Mapping[str, tuple[Callable[[Reading, int], bool], HedgeType]] = {
    "soll": (is_hearsay, "hearsay_sollen"),
    "sollen": (is_hearsay, "hearsay_sollen"),
    "sollte": (supposes, "conditional"),
    "sollten": (supposes, "conditional"),
    "so": (is_so_attribution, "attribution"),
    "glaube": (_i_believe, "epistemic_verb"),
    "denke": (_i_believe, "epistemic_verb"),
    "rechnet": (_reckons, "epistemic_verb"),
    "rechnen": (_reckons, "epistemic_verb"),
    "rechnete": (_reckons, "epistemic_verb"),
    "geht": (_assumes, "epistemic_verb"),
    "gehen": (_assumes, "epistemic_verb"),
    "ging": (_assumes, "epistemic_verb"),
    "gingen": (_assumes, "epistemic_verb"),
}
