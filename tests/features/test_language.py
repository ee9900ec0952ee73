"""Which language a text is in; the sentences here are written for the project."""

# Cyrillic, Greek and Turkish letters are meant
# ruff: noqa: RUF001

import math
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.language import identify

GERMAN = [
    "Der Stadtrat hat am Dienstag über den neuen Haushalt beraten.",
    "Das ist noch nicht alles.",
    "Sie kommt morgen wieder, wenn es nicht regnet.",
    # Swiss spelling
    "Die Strasse ist gross genug, heisst es im Grossen Rat.",
    # Austrian words
    "Heuer gab es im Jänner in der Steiermark kaum Schnee, sagt die Landeshauptfrau.",
    # English words in a German sentence
    "Das Team um den CEO setzt auf Cloud und Machine Learning.",
    # no small word at all
    "Empfindliche Abteilungen bleiben geschützt.",
]
ENGLISH = [
    "The council met on Tuesday to talk about the new budget.",
    "That is not all.",
    "She will be back tomorrow if it does not rain.",
    "Markets rallied after falling earlier this week.",
    "He drove his Volkswagen to the Oktoberfest in Munich.",
]
OTHER = {
    "Dutch": "De gemeenteraad heeft dinsdag over de nieuwe begroting gesproken.",
    "Afrikaans": "Hulle het gister nie geweet wat die raad sal besluit nie.",
    "French": "Le conseil a parlé mardi du nouveau budget de la ville.",
    "Italian": "Il consiglio ha discusso martedì il nuovo bilancio della città.",
    "Spanish": "El consejo habló el martes sobre el nuevo presupuesto de la ciudad.",
    "Portuguese": "O conselho falou na terça sobre o novo orçamento da cidade.",
    "Romanian": "Consiliul a discutat marți despre noul buget al orașului.",
    "Catalan": "El consell va parlar dimarts sobre el nou pressupost de la ciutat.",
    "Danish": "Byrådet talte tirsdag om det nye budget, og der var ikke enighed.",
    "Swedish": "Kommunen talade på tisdagen om den nya budgeten och var inte överens.",
    "Norwegian": "Kommunen snakket tirsdag om det nye budsjettet, men ble ikke enige.",
    "Icelandic": "Ráðið ræddi um nýja áætlun borgarinnar og það var ekki búið.",
    "Polish": "Rada miasta rozmawiała we wtorek o nowym budżecie, ale nie było zgody.",
    "Czech": "Rada města jednala v úterý o novém rozpočtu, ale neshodla se.",
    "Hungarian": "A tanács kedden az új költségvetésről beszélt, de nem döntött.",
    "Croatian": "Vijeće je u utorak razgovaralo o novom proračunu, ali nije odlučilo.",
    "Finnish": "Valtuusto puhui tiistaina uudesta talousarviosta, mutta ei päättänyt.",
    "Luxembourgish": "De Gemengerot huet en Dënschdeg iwwer de neie Budget geschwat.",
    "Low German": "De Raad hett güstern över dat Geld snackt un is nich eens worrn.",
    "Turkish": "Belediye meclisi salı günü yeni bütçe için toplandı ve karar vermedi.",
    "Albanian": "Këshilli foli të martën për buxhetin e ri të qytetit dhe nuk vendosi.",
    "Russian": "Городской совет во вторник говорил о новом бюджете и ничего не решил.",
    "Ukrainian": "Міська рада у вівторок говорила про бюджет і нічого не вирішила.",
    "Bulgarian": "Градският съвет във вторник говори за новия бюджет и не реши нищо.",
    "Greek": "Το συμβούλιο μίλησε την Τρίτη για τον νέο προϋπολογισμό της πόλης.",
    "Indonesian": "Dewan kota pada hari Selasa membahas anggaran yang baru.",
    # languages without a list
    "Basque": "Udalak asteartean aurrekontu berriaz hitz egin zuen.",
    "Arabic": "تحدث المجلس يوم الثلاثاء عن الميزانية الجديدة",
    "Chinese": "市议会星期二讨论了新预算",
}


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.lower())


@pytest.mark.parametrize("sentence", GERMAN)
def test_a_german_sentence_is_german(sentence: str) -> None:
    assert identify(_words(sentence)).language == "de"


@pytest.mark.parametrize("sentence", ENGLISH)
def test_an_english_sentence_is_english(sentence: str) -> None:
    assert identify(_words(sentence)).language == "en"


@pytest.mark.parametrize("name", OTHER)
def test_a_sentence_in_another_language_is_other(name: str) -> None:
    assert identify(_words(OTHER[name])).language == "other"


def test_no_words_are_other_without_margin() -> None:
    guess = identify([])
    assert (guess.language, guess.margin) == ("other", 0.0)


def test_two_words_give_a_low_margin_and_a_long_text_a_high_one() -> None:
    assert identify(["das", "haus"]).margin < 0.4
    assert identify(_words(" ".join(GERMAN) * 5)).margin > 0.8


def test_the_margin_is_the_lead_over_the_next_language() -> None:
    # only German has "und" and "nicht": (1 - 0) / (1 + 2), and (2 - 0) / (2 + 2)
    assert identify(["und"]).margin == pytest.approx(1 / 3)
    assert identify(["und", "nicht"]).margin == pytest.approx(2 / 4)
    # one German and one English word: no lead
    assert identify(["und", "the"]).margin == 0.0


def test_names_of_another_language_do_not_change_the_guess() -> None:
    sentence = "Der Trainer von Le Havre hat mit Las Palmas und Den Haag verhandelt."
    assert identify(_words(sentence)).language == "de"


def test_only_the_first_two_thousand_words_count() -> None:
    german = ["und", "nicht", "der", "haus"] * 500
    assert identify(german + ["the"] * 9000) == identify(german)


@given(st.lists(st.one_of(st.text(), st.sampled_from(["und", "the", "les", "och"]))))
def test_any_words_give_a_margin_between_zero_and_one(words: list[str]) -> None:
    guess = identify(words)
    assert guess.language in ("de", "en", "other")
    assert 0.0 <= guess.margin <= 1.0
    assert not math.isnan(guess.margin)


def test_the_words_of_a_book_take_no_longer_than_two_thousand() -> None:
    words = ["und", "haus", "nicht", "baum"] * 500
    identify(words)
    short = min(_seconds(words) for _ in range(5))
    assert min(_seconds(words * 500) for _ in range(5)) < 5 * short + 0.001


def _seconds(words: list[str]) -> float:
    began = time.process_time()
    identify(words)
    return time.process_time() - began
