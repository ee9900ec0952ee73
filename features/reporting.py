"""Verbs that report speech or thought, found in a sentence.

Imports word lists and inflection only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from features.inflection import english_forms, finite_forms, participle
from features.wordlists import Language, sections

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


def reporting_verbs(lower: Sequence[str], language: Language) -> list[int]:
    """Return the places of the reporting verbs among the tokens of a sentence."""
    forms = reporting_forms(language)
    return [
        place
        for place, word in enumerate(lower)
        if word in forms and _is_complete(lower, place, forms[word])
    ]


def _is_complete(lower: Sequence[str], place: int, parts: frozenset[str]) -> bool:
    return "" in parts or not parts.isdisjoint(lower[place + 1 :])


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
