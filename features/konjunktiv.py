"""German Konjunktiv forms, from rules over a verb list and the clause they stand in.

Konjunktiv I of the third person singular ends in -e, as do the first person of the
indicative, many adjectives and nouns: the clause decides. Imports the text modules
and word lists of ``features`` only.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from features.inflection import konjunktiv_1
from features.wordlists import phrases, sections, word_set

Mood = Literal[1, 2]

CLAUSE_ENDS = frozenset(',;:–—().!?„“”"»«')
_FIXED = ("es sei denn", "gott sei dank", "wie dem auch sei", "dahingestellt sei")


class VerbForm(NamedTuple):
    """A finite verb in the Konjunktiv: its token and 1 or 2."""

    token: int
    mood: Mood


class _Forms(NamedTuple):
    first: frozenset[str]
    second: frozenset[str]
    ambiguous: frozenset[str]
    function_words: frozenset[str]


@cache
def _forms() -> _Forms:
    lists = sections("de", "verbs")
    strong = [line.split("\t") for line in lists["strong"]]
    infinitives = [*lists["weak"], *(infinitive for infinitive, _ in strong)]
    ambiguous = frozenset(lists["ambiguous"])
    first = {form for verb in infinitives for form in konjunktiv_1(verb)} | _section(
        "sure konjunktiv 1"
    )
    singular = {form for _, form in strong} - {"möchte"}
    plural = {form + "n" for form in singular if _has_umlaut(form)} - set(infinitives)
    second = singular | plural | _section("sure konjunktiv 2")
    closed = frozenset(phrases("de", "function_words"))
    unclear = first & ambiguous - closed
    return _Forms(
        frozenset(first - ambiguous),
        frozenset(second),
        frozenset(unclear),
        closed - (first - ambiguous) - second,
    )


def _section(name: str) -> frozenset[str]:
    return word_set("de", "grammar", name)


def _has_umlaut(form: str) -> bool:
    """Tell 'käme' (past tense 'kam') from 'übertriebe' and 'ginge'."""
    return not set("äöü").isdisjoint(form.removeprefix("über"))


def konjunktiv(lower: Sequence[str], texts: Sequence[str]) -> list[VerbForm]:
    """Return the Konjunktiv forms of one German sentence, in order.

    Parameters
    ----------
    lower, texts : sequence of str
        Its tokens in lower case and as written.

    Returns
    -------
    list of VerbForm
        Token indices within the sentence. Konjunktiv II only where the form differs
        from the past tense ('käme', not 'sagte').
    """
    forms = _forms()
    found = []
    for place, word in enumerate(lower):
        if word[-1] not in "eni" or word in forms.function_words:
            continue
        mood = _mood(word)
        if not mood or (word in forms.ambiguous and not _ends_clause(lower, place)):
            continue
        if _is_verb(lower, texts, place, mood):
            found.append(VerbForm(place, mood))
    return found


def _ends_clause(lower: Sequence[str], place: int) -> bool:
    """Tell '..., die auf ihm laste.' from an adjective before its noun."""
    before = lower[place - 1] if place else ""
    after = lower[place + 1] if place + 1 < len(lower) else "."
    return after in CLAUSE_ENDS and not before.endswith(("e", "er", "as", "en", "em"))


@lru_cache(maxsize=1 << 15)
def _mood(word: str) -> Mood | None:
    forms = _forms()
    if word in forms.first:
        return 1
    if word in forms.second:
        return 2
    if word in forms.ambiguous or word.endswith("iere"):
        return 1
    return _mood_behind_prefix(word, forms)


def _mood_behind_prefix(word: str, forms: _Forms) -> Mood | None:
    prefixes = _section("prefixes")
    for cut in range(2, min(len(word) - 2, 9)):
        if word[:cut] in prefixes:
            rest = word[cut:]
            if rest in forms.first:
                return 1
            if rest in forms.second:
                return 2
    return None


def _is_verb(
    lower: Sequence[str], texts: Sequence[str], place: int, mood: Mood
) -> bool:
    word = lower[place]
    capital = texts[place][0].isupper()
    begins = place == 0 or lower[place - 1] in CLAUSE_ENDS - {","}
    if capital and not begins:
        return False
    if capital and not _may_begin(lower, place, mood):
        return False
    if word in ("sei", "seien"):
        return not _is_fixed(lower, place)
    if mood == 2 or word in _section("sure konjunktiv 1"):
        return True
    return not _is_first_person(lower, place)


def _may_begin(lower: Sequence[str], place: int, mood: Mood) -> bool:
    """Tell a verb at the head of a sentence from an imperative or a noun."""
    follower = lower[place + 1] if place + 1 < len(lower) else ""
    if mood == 2:
        return lower[place] in _section("sure konjunktiv 2")
    return lower[place] in _section(
        "may open a sentence in konjunktiv 1"
    ) and follower in _section("subjects")


def _is_fixed(lower: Sequence[str], place: int) -> bool:
    around = " ".join(lower[max(place - 3, 0) : place + 2])
    if any(phrase in around for phrase in _FIXED):
        return True
    follower = lower[place + 1] if place + 1 < len(lower) else ""
    rest = lower[place + 2 :]
    aside = place > 0 and lower[place - 1] == ","
    return follower == "es" and (aside or "oder" in rest or "sei" in rest)


def _is_first_person(lower: Sequence[str], place: int) -> bool:
    """Tell 'ich habe' from 'er habe': an 'ich' in the clause, or one left out."""
    start = place
    while start and lower[start - 1] not in CLAUSE_ENDS:
        start -= 1
    end = place
    while end < len(lower) and lower[end] not in CLAUSE_ENDS:
        end += 1
    if "ich" in lower[start:end]:
        return True
    headless = start == place or lower[place - 1] in ("und", "oder", "aber")
    return headless and not _section("first person").isdisjoint(lower)
