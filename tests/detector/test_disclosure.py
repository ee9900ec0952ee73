import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.disclosure import find_disclosures
from features.document import parse

BODY = "Der Hafen von Lüttersum bleibt bis Ostern gesperrt, teilte die Stadt mit.\n"


def _found(text, language="de", leftover=()):
    document = parse(text, language=language)
    marks = np.zeros(len(document.lines), np.bool_)
    marks[list(leftover)] = True
    return [
        (document.folded[found.start : found.end], found.kind, found.hedged)
        for found in find_disclosures(document, marks)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "hedged"),
    [
        ("Dieser Artikel wurde von einer KI verfasst.", "generated", False),
        ("Dieser Text könnte mit KI geschrieben worden sein.", "generated", True),
        ("Dieser Beitrag entstand mit Unterstützung von ChatGPT.", "assisted", False),
        ("Dieser Bericht wurde maschinell übersetzt.", "translated", False),
        ("Diese Zusammenfassung hat eine KI geschrieben.", "summarised", False),
        ("Dieser Text ist ohne KI entstanden.", "none_used", False),
        ("KI-generierter Text", "generated", False),
    ],
)
def test_german_statements_on_this_text_are_found_in_the_article(text, kind, hedged):
    assert _found(BODY + text) == [(text, kind, hedged)]


@pytest.mark.parametrize(
    ("text", "kind", "hedged"),
    [
        ("This article was written by AI.", "generated", False),
        ("This story may have been drafted by a chatbot.", "generated", True),
        ("This report was produced with the help of AI.", "assisted", False),
        ("This article was translated automatically.", "translated", False),
        ("No AI was used for this article.", "none_used", False),
    ],
)
def test_english_statements_on_this_text_are_found(text, kind, hedged):
    body = "The harbour of Luttersham stays closed until Easter, the town said.\n"
    assert _found(body + text, "en") == [(text, kind, hedged)]


def test_a_check_by_people_is_a_statement_of_its_own():
    text = "Dieser Artikel wurde mit KI erstellt und von der Redaktion geprüft."
    assert _found(BODY + text) == [
        ("Dieser Artikel wurde mit KI erstellt", "generated", False),
        ("von der Redaktion geprüft.", "reviewed", False),
    ]


def test_an_image_notice_is_on_the_image_only():
    text = "Das Symbolbild wurde mit künstlicher Intelligenz erzeugt."
    assert _found(BODY + text, leftover=[1]) == [(text, "image_only", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Hier ist der überarbeitete Artikel:",
        "Als KI-Sprachmodell habe ich keine aktuellen Daten.",
        "Soll ich dir noch eine kürzere Fassung schreiben?",
    ],
)
def test_an_assistants_own_talk_is_a_tool_leftover(text):
    assert _found(text + "\n" + BODY) == [(text, "tool_leftover", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Viele Redaktionen lassen Texte inzwischen von einer KI schreiben.",
        "„Dieser Text wurde mit KI erstellt“, stand unter dem Artikel.",
        "Die KI der Firma hat das Bild erzeugt, sagte ein Sprecher.",
        "In diesem Artikel erklären wir, wie eine KI Texte schreibt.",
        "Die Polizei setzt eine KI ein, um Kennzeichen zu lesen.",
        "Wurde dieser Artikel von einer KI geschrieben?",
    ],
)
def test_an_article_about_ai_states_nothing_on_itself(text):
    assert _found(BODY + text + " " + BODY) == []


def test_a_leftover_needs_no_pointer_to_the_text():
    text = "Die Vorhersage formuliert ein KI-Programm aus Messdaten."
    assert _found(BODY + text) == []
    assert _found(BODY + text, leftover=[1]) == [(text, "generated", False)]


def test_a_label_before_a_colon_is_not_part_of_the_statement():
    text = "In eigener Sache: Dieser Artikel wurde von einer KI verfasst."
    ((span, _, _),) = _found(BODY + text)
    assert span == "Dieser Artikel wurde von einer KI verfasst."


@given(st.text(alphabet="KIki-AIai dieser Text wurde erstellt.[]:?\n„“", max_size=120))
@settings(max_examples=100, deadline=None)
def test_statements_are_in_order_and_inside_the_text(text):
    document = parse(text, language="de")
    found = find_disclosures(document, np.ones(len(document.lines), np.bool_))
    ends = [0, *(statement.end for statement in found)]
    for before, statement in zip(ends, found, strict=False):
        assert before <= statement.start < statement.end <= len(document.folded)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Weder beim Recherchieren noch beim Schreiben wurde KI eingesetzt.", "de"),
        ("Künstliche Intelligenz war an diesem Porträt nicht beteiligt.", "de"),
        ("Neither AI nor any other machine was used for this story.", "en"),
        ("AI was never involved in reporting this story.", "en"),
    ],
)
def test_a_late_denial_is_a_denial(text, language):
    assert _found(BODY + text, language, leftover=[1]) == [(text, "none_used", False)]


def test_not_only_is_no_denial():
    text = "Für diesen Artikel wurde KI nicht nur beim Übersetzen eingesetzt."
    ((_, kind, _),) = _found(BODY + text, leftover=[1])
    assert kind != "none_used"


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Übersetzt aus dem Dänischen von einer Software.", "de", "translated"),
        ("Das Gespräch wurde von einem Programm abgetippt.", "de", "assisted"),
        ("Translated from Norwegian by a computer; we made small edits.", "en", None),
        ("A computer typed up the interview from the tape.", "en", "assisted"),
        ("Scores may have been put together automatically.", "en", "generated"),
    ],
)
def test_a_machine_without_the_word_ai_counts_in_a_leftover_alone(text, language, kind):
    found = _found(BODY + text, language, leftover=[1])
    assert found[0][1] == (kind or "translated")
    assert not _found(BODY + text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich habe keinen Zugriff auf aktuelle Kurse, bitte ergänze sie.", "de"),
        ("Leider kann ich keine Echtzeitdaten abrufen.", "de"),
        ("I don't have access to the final score, so please add it.", "en"),
        ("I'm unable to verify the quotes with live sources.", "en"),
    ],
)
def test_an_assistant_that_excuses_itself_left_its_talk(text, language):
    assert _found(text + "\n" + BODY, language) == [(text, "tool_leftover", False)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich habe keinen Zugang zu einem Auto, schreibt eine Leserin.", "de"),
        ("I don't have access to a car, a reader writes.", "en"),
    ],
)
def test_a_person_may_lack_things_too(text, language):
    assert not _found(text + "\n" + BODY, language)


def test_an_article_on_machines_that_write_makes_no_statement():
    text = (
        "Automatisch erstellte Texte gibt es seit Jahren.\n"
        "Maschinell geschriebene Berichte sind oft kurz.\n"
        "Algorithmen verfassen Texte über Fußballspiele.\n"
        "Auch Wetterberichte werden automatisch erzeugt.\n"
    )
    assert not _found(text, leftover=[0, 1, 2, 3])
    statement = "Dieser Artikel wurde automatisch erstellt."
    found = _found(text + statement, leftover=[0, 1, 2, 3, 4])
    assert found == [(statement, "generated", False)]
