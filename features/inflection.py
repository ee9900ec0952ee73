"""Forms of German and English words, made by rule from the entries of word lists.

Imports nothing of ours. The rules serve recognition: they may make a form that
nobody writes, never the form of another common word.
"""

from collections.abc import Iterable, Iterator

INSEPARABLE = ("be", "ent", "er", "ge", "miss", "ver", "zer", "wider", "über", "unter")


def adjective_forms(stems: Iterable[str]) -> Iterator[str]:
    """Yield German adjectives with and without their endings."""
    for stem in stems:
        yield stem
        base = stem[:-2] + stem[-1] if stem.endswith(("abel", "ibel")) else stem
        ending = base[:-1] if base.endswith("e") else base
        for suffix in ("e", "en", "er", "em", "es"):
            yield ending + suffix


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
    """Tell whether a German verb stem takes -e- before -t, as in 'arbeit-e-t'."""
    if base.endswith(("t", "d")):
        return True
    return (
        base.endswith(("m", "n")) and len(base) > 2 and base[-2] not in "aeiouäöülrhmny"
    )


def english_forms(infinitive: str, irregular: Iterable[str] = ()) -> tuple[str, ...]:
    """Return an English verb with its forms in -s, -ed and -ing."""
    ending_y = infinitive.endswith("y") and infinitive[-2] not in "aeiou"
    silent_e = infinitive.endswith("e")
    root = infinitive[:-1] if silent_e else infinitive
    hissing = infinitive.endswith(("s", "sh", "ch", "x", "z"))
    third = (
        infinitive[:-1] + "ies" if ending_y else infinitive + ("es" if hissing else "s")
    )
    past = infinitive[:-1] + "ied" if ending_y else root + "ed"
    return (infinitive, third, root + "ing", *(tuple(irregular) or (past,)))
