"""Verbs that report speech or thought, found in a sentence.

Imports word lists, inflection and the ends of clauses only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from features.inflection import english_forms, finite_forms, participle
from features.konjunktiv import CLAUSE_ENDS
from features.wordlists import Language, sections, word_set

_SPEECH = ("speech", "thought")
_Forms = Iterator[tuple[str, str]]


@cache
def reporting_forms(language: Language) -> Mapping[str, frozenset[str]]:
    """Return the separable parts a form may need, by form: '' if none.

    'sagte' needs nothing, 'teilte' reports only where 'mit' follows.
    """
    parts: dict[str, set[str]] = {}
    lists = sections(language, "reporting")
    for line in (line for name in _SPEECH for line in lists[name]):
        verb, _, irregular = line.partition("\t")
        for form, part in _FORMS[language](verb, irregular.split()):
            parts.setdefault(form, set()).add(part)
    return {form: frozenset(needed) for form, needed in parts.items()}


def reporting_verbs(
    lower: Sequence[str], texts: Sequence[str], language: Language
) -> list[int]:
    """Return the places of the reporting verbs among the tokens of a sentence."""
    forms = reporting_forms(language)
    found = [place for place, word in enumerate(lower) if word in forms]
    no_verb_behind = word_set(language, "grammar", "before no finite verb")
    found = [k for k in found if k == 0 or lower[k - 1] not in no_verb_behind]
    if language == "en":
        return found
    return [
        place
        for place in found
        if texts[place][0].islower() and _is_complete(lower, place, forms[lower[place]])
    ]


def _is_complete(lower: Sequence[str], place: int, parts: frozenset[str]) -> bool:
    """Tell 'teilte … mit' from 'teilte', and 'schreibt' from 'schreibt … vor'."""
    particle = ""
    for following in range(place + 1, len(lower)):
        ends = following + 1 == len(lower) or lower[following + 1] in CLAUSE_ENDS
        if ends or lower[following] in parts:
            particle = lower[following]
            break
    if particle in parts or (place and lower[place - 1] in parts - {""}):
        return True
    return "" in parts and particle not in word_set("de", "grammar", "particles")


def _german(verb: str, irregular: list[str]) -> _Forms:
    part, _, base = verb.rpartition("|")
    for form in finite_forms(base, irregular):
        yield form, part
        if part:
            yield part + form, ""
    made = "" if irregular else participle(base)
    if made:
        yield part + made, ""


def _english(verb: str, irregular: list[str]) -> _Forms:
    for form in english_forms(verb, irregular):
        yield form, ""


_FORMS: Mapping[Language, Callable[[str, list[str]], _Forms]] = {
    "de": _german,
    "en": _english,
}
