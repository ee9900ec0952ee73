"""Forms of German and English words, made by rule from the entries of word lists.

Imports nothing of ours. The rules serve recognition: they may make a form that
nobody writes, never the form of another common word.
"""

from collections.abc import Iterable

INSEPARABLE = ("be", "ent", "er", "ge", "miss", "ver", "zer", "wider", "über", "unter")
_ENGLISH_VOWELS = frozenset("aeiou")
_HISSING = ("s", "sh", "ch", "x", "z")


def adjective_forms(stems: Iterable[str]) -> list[str]:
    """Return German adjectives with and without their endings."""
    forms: list[str] = []
    for stem in stems:
        base = stem[:-2] + stem[-1] if stem.endswith(("abel", "ibel")) else stem
        base = base.removesuffix("e")
        forms += (stem, base + "e", base + "en", base + "er", base + "em", base + "es")
    return forms


def stem(infinitive: str) -> str:
    """Return a German infinitive without its ending -en or -n."""
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def konjunktiv_1(infinitive: str) -> tuple[str, ...]:
    """Return the third person singular of Konjunktiv I, with variants in -eln, -ern."""
    base = stem(infinitive)
    if infinitive.endswith(("eln", "ern")):
        return (base + "e", base[:-2] + base[-1] + "e")
    return (base + "e",)


def finite_forms(infinitive: str, irregular: Iterable[str] = ()) -> tuple[str, ...]:
    """Return infinitive, present and past of a German verb, third person.

    Parameters
    ----------
    infinitive : str
    irregular : iterable of str, optional
        Past and other irregular forms, instead of the weak past in -te.
    """
    base = stem(infinitive)
    link = "e" if needs_link(base) else ""
    forms = (infinitive, base + link + "t")
    past = tuple(irregular) or (f"{base}{link}te", f"{base}{link}ten")
    return forms + past


def participle(infinitive: str) -> str:
    """Return the past participle of a weak German verb without separable part."""
    base = stem(infinitive)
    ending = base + ("et" if needs_link(base) else "t")
    if infinitive.endswith("ieren") or infinitive.startswith(INSEPARABLE):
        return ending
    return "ge" + ending


def needs_link(base: str) -> bool:
    """Tell whether a German verb stem takes -e- before -t, as in 'arbeit-e-t'.

    It does behind d and t, and behind m and n after a consonant that is no l, r or
    silent h: 'rechn-e-t', 'atm-e-t', but 'wohn-t', 'lern-t'.
    """
    if base.endswith(("t", "d")):
        return True
    if base.endswith("chn"):
        return True
    return base.endswith(("m", "n")) and base[-2:-1] not in tuple("aeiouäöülrhmny")


def english_forms(infinitive: str, irregular: Iterable[str] = ()) -> tuple[str, ...]:
    """Return an English verb with its forms in -s, -ing and its past, -ed by rule."""
    root = infinitive.removesuffix("e")
    if infinitive.endswith("y") and infinitive[-2] not in _ENGLISH_VOWELS:
        third, past = infinitive[:-1] + "ies", infinitive[:-1] + "ied"
        return (infinitive, third, infinitive + "ing", *(tuple(irregular) or (past,)))
    if _doubles(infinitive):
        root += infinitive[-1]
    third = infinitive + ("es" if infinitive.endswith(_HISSING) else "s")
    return (infinitive, third, root + "ing", *(tuple(irregular) or (root + "ed",)))


def _doubles(infinitive: str) -> bool:
    """Tell 'slam', 'slammed' from 'help', 'helped'."""
    vowels = [letter in _ENGLISH_VOWELS for letter in infinitive]
    one_short_vowel = sum(vowels) == 1 and vowels[-2:] == [True, False]
    return one_short_vowel and infinitive[-1] not in "wxy"
