"""Konjunktiv is told from the indicative, from adjectives and from nouns."""

import pytest

from features.document import parse
from features.konjunktiv import konjunktiv


def forms(sentence: str) -> list[tuple[str, int]]:
    document = parse(sentence, language="de")
    found = konjunktiv(document.token_lower, document.token_texts)
    return [(document.token_texts[form.token], form.mood) for form in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Die Brücke sei seit Wochen gesperrt.", "sei"),
        ("Der Betrieb laufe weiter, hieß es.", "laufe"),
        ("Die Leitung plane einen Umbau.", "plane"),
        ("Das Werk produziere wieder.", "produziere"),
        ("Man wisse, dass der Zug ausfalle.", "wisse"),
        ("Er sagte, dass die Miete zurückgehe.", "zurückgehe"),
    ],
)
def test_konjunktiv_1_of_listed_foreign_and_prefixed_verbs(
    sentence: str, expected: str
) -> None:
    assert (expected, 1) in forms(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ohne Regen wäre die Ernte verloren.", "wäre"),
        ("Mit mehr Geld käme der Bau voran.", "käme"),
        ("Die Preise lägen dann höher.", "lägen"),
        ("Das ginge auch schneller.", "ginge"),
    ],
)
def test_konjunktiv_2_where_it_differs_from_the_past_tense(
    sentence: str, expected: str
) -> None:
    assert forms(sentence) == [(expected, 2)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich habe den Zug verpasst.",
        "Dann habe ich die Karte gefunden.",
        "Gestern war ich im Amt und habe den Ausweis abgeholt.",
        "Die Lage der Stadt ist gut.",
        "Die gleiche Frage stellt sich heute.",
        "Eine breite Mehrheit stimmte zu.",
        "Sei vorsichtig!",
        "Das Amt schließt, es sei denn, jemand springt ein.",
        "Sei es im Zug, sei es im Bus: Es ist eng.",
        "Gott sei Dank regnete es.",
        "Die Kinder spielten und sagten nichts.",
    ],
)
def test_indicatives_adjectives_imperatives_and_fixed_phrases_are_none(
    sentence: str,
) -> None:
    assert forms(sentence) == []
