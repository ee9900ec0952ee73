"""Hedges have the right type, and the same words in other senses are none."""

import math

import pytest

from features.document import parse
from features.hedging import hedges, hedges_per_100_words


def found(text: str, language: str = "de") -> list[tuple[str, str]]:
    document = parse(text, language=language)
    return [(document.folded[h.start : h.end], h.type) for h in hedges(document)]


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("Der Fahrer war vermutlich müde.", "vermutlich", "epistemic_adverb"),
        ("Ein mutmaßlicher Dieb floh.", "mutmaßlicher", "epistemic_adverb"),
        ("Er kommt wohl erst morgen.", "wohl", "epistemic_adverb"),
        ("Der Plan scheint zu scheitern.", "scheint", "epistemic_verb"),
        ("Die Preise dürften bald steigen.", "dürften", "epistemic_verb"),
        ("Das Dach könnte undicht sein.", "könnte", "epistemic_verb"),
        ("Das Amt geht davon aus, dass es reicht.", "geht davon aus", "epistemic_verb"),
        ("Laut Polizei fehlte das Licht.", "Laut", "attribution"),
        ("Dem Bericht zufolge fehlte das Licht.", "zufolge", "attribution"),
        ("Nach Angaben der Bahn fuhr kein Zug.", "Nach Angaben", "attribution"),
        ("Das reiche nicht, so die Ministerin.", "so", "attribution"),
        ("Aus Webers Sicht reicht das.", "Aus Webers Sicht", "attribution"),
        ("Es kamen rund 300 Gäste.", "rund", "approximator"),
        ("Gut ein Drittel blieb fern.", "Gut", "approximator"),
        ("Fast alle Plätze waren belegt.", "Fast", "approximator"),
        ("Experten warnen vor Hochwasser.", "Experten", "vague_source"),
        ("Der Umbau wäre zu teuer.", "wäre", "conditional"),
        ("Sollte es regnen, fällt das Fest aus.", "Sollte", "conditional"),
        ("Der Laden sei seit Mai zu.", "sei", "konjunktiv_reported"),
    ],
)
def test_german_hedges_by_type(sentence: str, cue: str, kind: str) -> None:
    assert (cue, kind) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Wirt soll den Gast beleidigt haben.",
        "Die Frau soll schon tot gewesen sein.",
        "Zwei Autos sollen beschädigt worden sein.",
        "Es heißt, dass der Chef die Akten vernichtet haben soll.",
        "Der Mann soll aus Italien stammen.",
        "Angeblich soll es um viel Geld gehen.",
    ],
)
def test_soll_with_infinitive_perfect_state_or_claim_is_hearsay(sentence: str) -> None:
    kinds = dict(found(sentence))
    assert "hearsay_sollen" in (kinds.get("soll"), kinds.get("sollen"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Museum soll im Mai eröffnen.",
        "Kinder sollen mehr lesen.",
        "Die Straße soll bis Herbst gesperrt werden.",
        "Wie soll das gehen?",
        "Der Umbau soll dem Ort helfen.",
    ],
)
def test_soll_of_plan_and_duty_is_no_hedge(sentence: str) -> None:
    assert "hearsay_sollen" not in {kind for _, kind in found(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Endlich scheint die Sonne.",
        "Die Gäste fühlten sich wohl.",
        "Viele Städte, etwa Kassel, bauen um.",
        "Die Feier drehte sich rund um das Buch.",
        "Der Motor ist laut.",
        "Er rief laut nach Hilfe.",
        "Sie glauben an das Gute.",
        "Er sprach über das Wetter.",
        "Das Essen war gut.",
        "So schön war es selten.",
        "Jetzt heißt es warten.",
        "Die Experten der Kommission reisten ab.",
        "Wer Zeit hat, sollte kommen.",
    ],
)
def test_the_same_words_in_other_senses_are_no_hedges(sentence: str) -> None:
    assert found(sentence) == []


def test_konjunktiv_2_plural_stands_for_konjunktiv_1_in_reported_speech() -> None:
    text = "Die Lage sei ernst. Die Helfer hätten kaum geschlafen."
    assert ("hätten", "konjunktiv_reported") in found(text)


def test_konjunktiv_2_in_a_condition_supposes() -> None:
    text = "Wenn der Fluss stiege, würden die Keller volllaufen."
    assert {kind for _, kind in found(text)} == {"conditional"}


def test_hearsay_marks_the_verb_form_alone_beside_other_hedges() -> None:
    text = "Der Minister soll angeblich gesagt haben, es sei genug."
    assert found(text) == [
        ("soll", "hearsay_sollen"),
        ("angeblich", "epistemic_adverb"),
        ("sei", "konjunktiv_reported"),
    ]


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("The plan will probably fail.", "probably", "epistemic_adverb"),
        ("The bridge could collapse.", "could", "epistemic_verb"),
        ("He is said to have left.", "is said to", "hearsay_sollen"),
        ("About 200 people came.", "About", "approximator"),
        ("According to police, nobody was hurt.", "According to", "attribution"),
        ("Experts say the wall is safe.", "Experts", "vague_source"),
        ("It would help if it rained.", "would", "conditional"),
    ],
)
def test_english_hedges_by_type(sentence: str, cue: str, kind: str) -> None:
    assert (cue, kind) in found(sentence, "en")


@pytest.mark.parametrize(
    "sentence",
    [
        "She could not see the road.",
        "They talked about music.",
        "He said he would come.",
    ],
)
def test_english_ability_topic_and_future_are_no_hedges(sentence: str) -> None:
    assert found(sentence, "en") == []


def test_offsets_name_the_words_of_the_text_as_given() -> None:
    text = "Ein\u00adsatz beendet.\r\nDer Grund ist\u00a0vermutlich ein Defekt."
    document = parse(text, language="de")
    (hedge,) = hedges(document)
    start, end = document.original(hedge.start, hedge.end)
    assert text[start:end] == "vermutlich"


def test_rate_counts_hedges_per_hundred_words() -> None:
    document = parse("Er kommt vermutlich heute an.", language="de")
    assert hedges_per_100_words(document) == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("text", "language"), [("", "de"), ("Il pleut peut-être.", "other")]
)
def test_rate_is_nan_without_words_or_rules(text: str, language: str) -> None:
    assert math.isnan(hedges_per_100_words(parse(text, language=language)))


def test_a_sentence_without_end_still_gets_its_hedges() -> None:
    text = "und die Brücke könnte laut Amt wohl rund 20 Jahre halten " * 400
    kinds = [hedge.type for hedge in hedges(parse(text, language="de"))]
    assert kinds.count("epistemic_verb") == 400
