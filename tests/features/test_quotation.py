"""Direct speech in all styles of marks, indirect speech, and who is quoted."""

import math

import pytest

from features.attribution import attributions
from features.document import parse
from features.quotation import (
    attributions_per_100_words,
    direct_quote_share,
    quotations,
    quoted_sentence_share,
    sentence_attributed,
    sentence_quotation,
)
from features.quotes import quote_pairs


def quoted(text: str, language: str = "de") -> list[tuple[str, str]]:
    document = parse(text, language=language)
    return [(document.folded[q.start : q.end], q.kind) for q in quotations(document)]


@pytest.mark.parametrize(
    "speech",
    [
        "„Wir bauen die Halle neu.“",
        '"Wir bauen die Halle neu."',
        "»Wir bauen die Halle neu.«",
        "«Wir bauen die Halle neu.»",
        "“Wir bauen die Halle neu.”",
        "„Wir bauen die Halle neu.”",
        "‚Wir bauen die Halle neu.‘",
    ],
)
def test_direct_speech_in_every_style_of_marks(speech: str) -> None:
    assert quoted(f"Die Bürgermeisterin sagte: {speech}")[-1] == (speech, "direct")


def test_direct_speech_runs_across_sentences() -> None:
    text = "„Wir warten. Dann fahren wir los“, sagte der Schaffner."
    document = parse(text, language="de")
    assert sentence_quotation(document) == ("direct",) * len(document.sentences)
    assert quoted(text) == [("„Wir warten. Dann fahren wir los“", "direct")]


def test_a_quotation_inside_a_quotation_lies_deeper() -> None:
    text = "Sie sagte: „Er rief ‚Halt sofort an!‘ und lief weg.“"
    found = quotations(parse(text, language="de"))
    assert [(q.kind, q.depth) for q in found] == [("direct", 0), ("direct", 1)]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Er sagte: „Wir gehen jetzt nach Hause.\n\nDer Abend war mild."
    assert quoted(text) == [("„Wir gehen jetzt nach Hause.", "direct")]


def test_a_quotation_opened_before_the_text_begins_with_it() -> None:
    text = "und dann war das Geld weg“, sagte der Händler."
    assert quoted(text) == [("und dann war das Geld weg“", "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "Lukas’ Auto steht vor Hans' Haus, und 's ist kalt.",
        'Der Bildschirm misst 24" und kostet wenig.',
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Dampfer „Nordstern“ legte ab.",
        "Sie las aus dem Roman „Die lange Nacht am Fluss“ vor.",
        "Die „Reform“ kostet Millionen.",
        "Der Verein „Hilfe für alle Tiere im Tal“ gewann den Preis.",
        "Das „Große Band der schönen Künste“ erhielt ein Maler.",
    ],
)
def test_titles_and_scare_quotes_are_no_speech(text: str) -> None:
    assert [kind for _, kind in quoted(text)] == ["title_or_scare"]


def test_a_word_or_two_are_speech_where_somebody_is_said_to_use_them() -> None:
    text = "Der Anwalt nannte den Vorwurf „völlig haltlos“."
    assert ("„völlig haltlos“", "direct") in quoted(text)


def test_one_noun_is_speech_where_somebody_calls_a_thing_so() -> None:
    text = "Die Abgeordnete bezeichnete den Plan als „Wortbruch“."
    assert ("„Wortbruch“", "direct") in quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "„Wir bauen die Halle neu“, so die Leiterin der Baufirma am Montag in Ulm.",
        "Zum Neubau sagte die Leiterin am Montag: „Wir beginnen, sobald es taut.“",
        "„Wir bauen die Halle neu“, heißt es in dem Schreiben der Baufirma.",
    ],
)
def test_a_frame_beside_direct_speech_is_no_indirect_speech(text: str) -> None:
    assert sentence_quotation(parse(text, language="de")) == ("direct",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Werk habe genug Aufträge.",
        "Die Firma teilte mit, dass zwei Linien stillstehen.",
        "Laut Polizei war die Straße glatt.",
        "Dem Gutachten zufolge fehlten Bolzen.",
        "Nach Angaben der Feuerwehr brannte der Dachstuhl.",
        "Die Straße war glatt, sagte ein Sprecher.",
        "Wie die Zeitung berichtet, kam ein Zug zu spät.",
        "Der Mann soll Akten vernichtet haben.",
        "Der Verein kündigte an, den Platz zu räumen.",
        "Der Verein kündigte an, vom Vertrag zurückzutreten.",
        "Der Verein (VfB) hat nun angekündigt, den Platz zu räumen.",
        "Am Montag wurde berichtet, dass zwei Linien stillstehen.",
        "Ihm wird vorgeworfen, den Tresor geleert zu haben.",
        "Wie die Leiterin, eine Ärztin aus Ulm, mitteilte, fehlen Betten.",
        "Der Zug kam zu spät, wie der Sprecher Jan Roth (Bahn) sagte.",
        "Laut dpa-Bericht war die Straße glatt.",
        "Nach Webers Angaben fehlte ein Bolzen.",
        "Er stellte ein Papier vor, wonach zwei Linien stillstehen.",
        "Die Linie steht still, das teilte die Firma mit.",
        "Die Anwohner werfen ihm vor, er hätte sie früher warnen müssen.",
        "Anna Roth, die Leiterin der Klinik, hat gesagt, dass Betten fehlen.",
    ],
)
def test_german_indirect_speech(sentence: str) -> None:
    assert sentence_quotation(parse(sentence, language="de")) == ("indirect",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Werk hat genug Aufträge.",
        "Der Verein räumt den Platz.",
        "Die Fragen des Tages stehen unten.",
        "Die Ärztin schreibt das Rezept vor.",
        "Ich hoffe, dass es morgen schneit.",
        "Es stellt sich heraus, dass die Straße glatt war.",
        "Die Sprecherin, Petra Roth, forderte mehr Betten.",
    ],
)
def test_the_author_alone_is_no_reported_speech(sentence: str) -> None:
    assert sentence_quotation(parse(sentence, language="de")) == ("none",)


def test_direct_and_indirect_speech_in_one_sentence_is_mixed() -> None:
    text = "Die Halle sei „in einem erbärmlichen Zustand“, sagte die Architektin."
    assert sentence_quotation(parse(text, language="de")) == ("mixed",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The company said it would close two lines next year.", "indirect"),
        ("According to the report, two bolts were missing.", "indirect"),
        ("“We are closing two lines,” the owner told reporters.", "direct"),
        ("The film “Night Train” opens today.", "none"),
        ("The company closes two lines.", "none"),
    ],
)
def test_english_quotation(sentence: str, expected: str) -> None:
    assert sentence_quotation(parse(sentence, language="en")) == (expected,)


@pytest.mark.parametrize(
    ("sentence", "cue", "kind", "source"),
    [
        ("Die Straße war glatt, berichtet Reuters.", "berichtet", "named", "Reuters"),
        ("„Es ist genug da“, sagte Anna Weber.", "sagte", "named", "Anna Weber"),
        ("Laut Polizei war es glatt.", "Laut", "described", "Polizei"),
        ("Nach Angaben von Weber fehlt Geld.", "Nach Angaben", "named", "Weber"),
        ("Experten zufolge fehlt Geld.", "zufolge", "vague", "Experten"),
        (
            "Die Ministerin hat erklärt, dass Geld fehlt.",
            "erklärt",
            "described",
            "Die Ministerin",
        ),
        ("Das reicht nicht, so die Ministerin.", "so", "described", "die Ministerin"),
    ],
)
def test_attributions_name_cue_and_source(
    sentence: str, cue: str, kind: str, source: str
) -> None:
    document = parse(sentence, language="de")
    found = {document.folded[a.start : a.end]: a for a in attributions(document)}
    assert found[cue].kind == kind
    span = found[cue].source
    assert span is not None
    assert document.folded[slice(*span)] == source


def test_demnach_attributes_without_a_source() -> None:
    (found,) = attributions(parse("Demnach fehlt der Stadt Geld.", language="de"))
    assert (found.kind, found.source) == ("none", None)


def test_the_speaker_of_direct_speech_is_given() -> None:
    document = parse("„Das Dach hält noch Jahre“, sagte Anna Weber.", language="de")
    (found,) = quotations(document)
    assert found.speaker is not None
    assert document.folded[slice(*found.speaker)] == "Anna Weber"


def test_sentences_with_a_source_are_attributed() -> None:
    text = "Laut Polizei war es glatt. Der Wagen rutschte weg."
    assert sentence_attributed(parse(text, language="de")) == [True, False]


def test_measures_by_hand() -> None:
    document = parse("„Ja, gern.“ Er ging.", language="de")
    assert direct_quote_share(document) == pytest.approx(11 / 20)
    assert quoted_sentence_share(document) == pytest.approx(1 / 2)


def test_attribution_rate_counts_sources_per_hundred_words() -> None:
    document = parse("Laut Polizei war es glatt.", language="de")
    assert attributions_per_100_words(document) == pytest.approx(20.0)


def test_measures_of_an_empty_text_are_nan() -> None:
    document = parse("", language="de")
    for measure in (
        direct_quote_share,
        quoted_sentence_share,
        attributions_per_100_words,
    ):
        assert math.isnan(measure(document))


def test_direct_speech_is_found_in_a_language_without_rules() -> None:
    assert quoted("Ha detto: “Partiamo domani mattina.”", "other") == [
        ("“Partiamo domani mattina.”", "direct")
    ]


def test_the_marks_of_a_document_are_paired_once():
    document = parse("„Ja“, sagte sie.", language="de")
    assert quote_pairs(document) is quote_pairs(document)
