"""Where sentences end; the sentences here are written for the project."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sentence_ends import measure, read_sentences
from features.sentences import sentence_spans

# "|" marks the ends that have to be found
GERMAN = [
    # ordinals and dates
    "Das Fest beginnt am 3. Oktober in Ulm.| Der Eintritt ist frei.",
    "Sie stieg in die 2. Bundesliga auf.| Danach wechselte sie.",
    "Im 19. Jahrhundert stand hier ein Kloster.| Heute ist dort ein Parkplatz.",
    "Geprüft wird am 3., 4. und 5. Mai.| Wer fehlt, fällt durch.",
    "Vom 1. bis 14. August bleibt das Bad zu.| Dann kommt der Regen.",
    "Der Zug vom 12. 10. 2020 fiel aus.| Die Bahn schwieg.",
    "Am Montag, 7. September, tagt der Rat.| Er berät öffentlich.",
    "Sie feierte ihren 100. Geburtstag.| Es gab Kuchen.",
    "Das Gesetz ging in 2. Lesung durch.| Niemand stimmte dagegen.",
    "Der 1. und 2. Platz gehen nach Bern.| Die Jury schwieg.",
    "Es war sein bereits 150. Einsatz.| Er wirkte müde.",
    "Mit ihrem viel gelobten 3. Album kam der Erfolg.| Dann folgte die Pause.",
    "Am 3.10. feiern wir.| Am 24.12. Abendessen gibt es nicht.",
    # numbers that end the sentence
    "Die Zahl der Fälle stieg auf 25. |Die Regierung schwieg.",
    "Das war im Jahr 2020. |Der Prozess läuft noch.",
    "Gebaut wurde die Brücke 1987. |Bürgermeister Kern lebte damals noch in Graz.",
    "Sie kamen auf Platz 3. |Trainer Lohse war zufrieden.",
    "Der Kurs fiel um 3,5. |Anleger verkauften.",
    "Es kamen genau 12.000. |Polizisten sperrten die Straße.",
    "Der Test beginnt um 20.15. |Zuschauer dürfen nicht in den Saal.",
    # clubs and kings
    "1. FC Köln und Union trennten sich 2:2.| Beide haderten.",
    "Gegen den 1. FC Köln verlor der Klub.| Trotzdem blieb er oben.",
    "Ludwig XIV. starb 1715.| Sein Urenkel folgte ihm.",
    "Über Heinrich VIII. Tudor gibt es Filme.| Manche sind gut.",
    "Gewählt wurde Benedikt XVI. |Danach läuteten die Glocken.",
    # abbreviations inside the sentence
    "Obst, z. B. Birnen, war teuer.| Gemüse, z.B. Kohl, nicht.",
    "Z. B. Birnen waren teuer.| Kohl nicht.",
    "Frau Dr. Kern und Prof. Dr. Ing. Wolf kamen.| Beide sprachen kurz.",
    "Nach Nr. 5 und Art. 12 Abs. 3 gilt das nicht.| Nach Nr. 6 schon.",
    "Das Haus, d. h. Dach und Keller, ist neu.| Die Fenster sind alt.",
    "Gefördert werden u. a. Schulen und Bäder.| Der Rest geht leer aus.",
    "Der Bau kostet 3,5 Mio. Euro.| Der Bund zahlt 1 Mrd. Euro.",
    "J. F. Kennedy sprach in Berlin.| G. Müller traf zweimal.",
    "Prof. h. c. mult. Wolf und Hans-J. Kern kamen.| Beide gingen bald.",
    "In St. Pölten und Wr. Neustadt wird gewählt.| In Graz nicht.",
    "Sie wohnt in der Goethestr. 12 in Köln.| Er wohnt in Bonn.",
    "Geöffnet ist ca. 20 Stunden bzw. Tage.| Dann ist Schluss.",
    "Das Spiel beginnt um 20.15 Uhr.| Karten gibt es bei www.example.org.| Es regnet.",
    # abbreviations that end it
    "Verkauft wurden Äpfel, Birnen usw. |Danach wurde aufgeräumt.",
    "Es ging um Zölle, Steuern etc. |Minister Falk gab keine Antwort.",
    "Der Umsatz lag bei 12 Mio. |Die Firma will wachsen.",
    "Verdächtig ist Stephan B. |Der Mann schweigt.",
    "Sie lebte bis 40 v. Chr. |Ihre Söhne erbten das Land.",
    "Das zahlt die Müller GmbH. |Anwälte prüfen den Fall.",
    "Das gilt für Kinder u. a. |Die Kasse zahlt.",
    "So machen es viele auf ihre Art. |Polizisten sehen das anders.",
    "Bis zum Ziel waren es noch 5 km. |Läufer klagten über Hitze.",
    # quotes
    "„Das war knapp“, sagte Lohse.| „Wir hatten Glück.“ |Dann ging er.",
    "»Das war knapp.« |Dann ging er.| »Kommt er wieder?« |Niemand weiß es.",
    '"Das war knapp." |Dann ging er.| "Kommt er wieder?" |Niemand weiß es.',
    "„Kommst du?“, fragte sie.| „Nein!“, rief er.",
    "„Kommst du?“ fragte sie.| „Nein!“ rief er.",
    "Er sagte: „Das reicht.| Wir gehen.“ |Alle lachten.",
    "Die Serie „Wer weiß es?“ läuft wieder.| Sie hat Fans.",
    "« Das reicht. » |Danach ging er.",
    # brackets, ellipses, question and exclamation marks
    "Er kam zu spät (es schneite.) |Die anderen warteten.",
    "Das (!) war neu.| Wirklich (?) neu.",
    "Die Feier fällt aus. |(dpa)",
    "Er zögerte … und ging.| Dann kam er zurück ... |Alle staunten.",
    "Der Rat […] Stimmte (...) Zu.| Mehr nicht.",
    "Was nun?! |Keine Ahnung!!! |Wir warten.",
    "Wer kommt? |Müller, Maier – alle! |Schön.",
    "Er schoss (87. Maranda) kurz vor Schluss.| Das Tor zählte.",
    # colon, links, lost blanks, line breaks
    "Das Ergebnis: Der Rat stimmt zu.| Die Folgen: keine.",
    "Mehr unter https://example.org/a.html?b=c. |Dort steht auch der Plan.",
    "Er kam zurück.|Danach ging er wieder.| Mehr auf zeit.de und bei Golem.de.",
    "Das steht\nim Bericht.|\nDie Stadt\nprüft ihn.",
    "Kapitel 2.1 nennt Zahlen.| Abschnitt 3.2.1. auch.",
    "1. Der Antrag wird gestellt.| Dann folgt die Prüfung.",
    "Inhalt . . . . . . . S. 12",
]
ENGLISH = [
    "Mr. Hill met Mrs. Dale and Dr. Young.| They talked.",
    "The U.S. Senate voted.| U.S. officials declined to comment.",
    "He moved to the U.S. |The family followed.",
    "It starts at 9 a.m. Monday.| It ends at 5 p.m. |The doors close then.",
    "See No. 5 on the list.| Is it true?| No. |The list is old.",
    "Acme Inc. Chairman Bob Hill left.| He joined Foo Inc. |The board agreed.",
    "J. F. Hill and George W. Dale spoke.| So did I. |The crowd left.",
    "The war ended in 1945. |Soldiers went home.",
    "Sen. Hill (D-Calif.) said no.| Rep. Dale (R-Wash.) agreed.",
    "“Is it true?” she asked.| “No.” |He left.",
    '"It is true," she said. |"Go home!" |He left.',
    "They sell fruit, e.g. Pears, etc. |People like it.",
    "It rose 2.5 percent on Jan. 6, 2020.| It fell on Feb. 7. |Nobody knew why.",
    "1. Keep calm.| 2. Carry on.",
    "“… If we win, they lose.” |Nobody laughed.",
    "He paused… then left.| She stayed... |They met later.",
]


def _expected(marked: str) -> tuple[str, list[str]]:
    sentences = [part.strip() for part in marked.split("|")]
    return marked.replace("|", ""), sentences


def _split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize("marked", GERMAN)
def test_german_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text, sentences = _expected(marked)
    assert _split(text, "de") == sentences


@pytest.mark.parametrize("marked", ENGLISH)
def test_english_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text, sentences = _expected(marked)
    assert _split(text, "en") == sentences


def test_a_number_with_a_stop_ends_an_english_sentence_but_not_a_german_one() -> None:
    text = "Look at the 3. Oktober"
    assert len(_split(text, "en")) == 2
    assert len(_split("Schau auf den 3. Oktober", "de")) == 1


def test_other_languages_are_split_at_marks_before_capitals() -> None:
    text = "Il est venu avec M. Petit. Elle est partie ! Où ? Ici."
    assert _split(text, "other") == [
        "Il est venu avec M. Petit.",
        "Elle est partie !",
        "Où ?",
        "Ici.",
    ]


def test_special_blanks_inside_an_abbreviation_do_not_matter() -> None:
    for blank in ("", " ", "\u00a0", "\u2009", "\u202f", "\n"):
        text = f"Obst, z.{blank}B. Birnen, war teuer. Kohl nicht."
        assert len(_split(text, "de")) == 2, repr(blank)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert sentence_spans(text, "de") == []


@pytest.mark.parametrize("text", [".", "…", "?!", "🙂", "Wort", "“", "3."])
def test_text_without_two_sentences_is_one(text: str) -> None:
    assert sentence_spans(f" {text} ", "de") == [(1, 1 + len(text))]


PIECES = st.sampled_from(
    [
        *'aB3.…?! \n"“„»(),:–',
        ". ",
        " Der ",
        " z. B. ",
        "Dr. ",
        "19. ",
        "XIV. ",
        "http://",
    ]
)


@given(
    st.one_of(st.text(), st.lists(PIECES).map("".join)),
    st.sampled_from(["de", "en", "other"]),
)
def test_spans_cover_the_text_in_order_without_outer_blanks(
    text: str, language: str
) -> None:
    spans = sentence_spans(text, language)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(st.lists(PIECES).map("".join))
def test_trailing_blank_lines_change_nothing(text: str) -> None:
    assert sentence_spans(text + "\n \n", "de") == sentence_spans(text, "de")


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "a.",
        "A.b ",
        ". ",
        "Aa.Bb",
        "3. ",
        "z. B. ",
        "x",
        " ",
        "… ”",
        "(.",
        "Ab. Der ",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        sentence_spans(text, "de")
        return time.process_time() - began

    sentence_spans("Warm. Der", "de")
    short = min(seconds(20_000) for _ in range(3))
    # twice the tenfold: quadratic time would be a hundredfold
    assert min(seconds(200_000) for _ in range(2)) < 20 * short + 0.01


def _treebank() -> Path:
    root = Path(__file__).parents[2]
    corpora = Path(os.environ.get("LESART_CORPORA", root.parent / "shared" / "corpora"))
    return corpora / "hedging" / "konjunktiv_ud.jsonl.gz"


@pytest.mark.skipif(
    not _treebank().exists(),
    reason="set LESART_CORPORA to the folder with hedging/konjunktiv_ud.jsonl.gz",
)
def test_treebank_sentences_are_found_again() -> None:
    counts = measure(read_sentences(_treebank()))
    assert counts.recall >= 0.97
    assert counts.false_share <= 0.02
