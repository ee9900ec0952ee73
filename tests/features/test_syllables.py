import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.syllables import syllables

# Running text divided by hand into spoken syllables; no rule was made from it.
GERMAN = """
Nach dem Brand in ei-ner La-ger-hal-le am Ha-fen hat die Feu-er-wehr Ent-war-nung
ge-ge-ben Mess-wer-te zeig-ten kei-ne Ge-fahr An-woh-ner soll-ten den-noch Fens-ter
und Tü-ren ge-schlos-sen hal-ten wie ein Spre-cher der Leit-stel-le mit-teil-te Der
Auf-sichts-rat be-rät am Frei-tag ü-ber den Ver-kauf der Spar-te Bran-chen-ken-ner
rech-nen mit Er-lö-sen von bis zu zwei-hun-dert Mil-li-o-nen Eu-ro Der Be-triebs-rat
kri-ti-siert feh-len-de In-for-ma-ti-o-nen und for-dert Ga-ran-ti-en Die
Wet-ter-diens-te er-war-ten für das Wo-chen-en-de Schnee-fall bis in tie-fe La-gen
Auf-grund der Glät-te kam es zu Un-fäl-len Ei-ne Stu-die-ren-de aus Leip-zig ge-wann
den Wett-be-werb mit ei-nem Ge-dicht ü-ber ih-re Groß-mut-ter Die Ju-ry lob-te
Rhyth-mus Hu-mor und ei-ne un-ge-wöhn-li-che Per-spek-ti-ve Das The-a-ter zeigt im
Herbst ei-ne neu-e In-sze-nie-rung Land-wir-te kla-gen ü-ber die Bü-ro-kra-tie
Mi-li-eu O-ze-an Ra-di-o Vi-de-o Fi-li-a-le Ma-te-ri-al Spe-zi-a-list Ge-ni-us
Stu-di-um Pub-li-kum Pre-mie-re Kar-rie-re Fi-nan-zen Ziel-grup-pe Be-am-ten-tum
Ge-o-lo-gie I-de-al Re-a-li-tät Ver-fas-sungs-ge-richt Bun-des-tag Ab-ge-ord-ne-te
Frak-ti-on Ko-a-li-ti-on Op-po-si-ti-on Aus-schuss Ge-setz Kom-mis-si-on Steu-ern
Ren-te Pfle-ge-ver-si-che-rung Ge-sund-heits-we-sen Ärz-tin Pra-xis Kli-nik Sta-ti-on
Not-auf-nah-me Pa-ti-en-tin Wäh-rend der Be-er-di-gung be-ein-druck-te die Re-de
In-ge-ni-eur Ma-schi-nen-bau Au-to-bahn-aus-bau Stau Bau-ar-bei-ten Brü-cken-sper-rung
Le-bens-mit-tel Ver-brau-cher-schutz Dis-coun-ter Fi-li-a-len Prei-se stie-gen
Bäu-e-rin Säu-re Eu-len Beu-te freu-en Ser-bi-en Kro-a-ti-en A-si-en In-di-en Sy-ri-en
Ru-mä-ni-en Russ-land Kreml Mos-kau Pe-king Tür-kei Is-tan-bul Lai-en Phi-lo-so-phie
The-o-rie Ma-gie Par-tie Ge-nie Me-lo-die Sym-pho-nie Lot-te-rie Ly-rik Fo-li-e
Pe-ri-o-de Kom-mu-ni-ka-ti-on ak-tu-el-le in-di-vi-du-ell kon-ti-nu-ier-lich
Si-tu-a-ti-on Ja-gu-ar Ge-wis-sen Zu-eig-nung Be-o-bach-ter ge-ord-net ge-ahnt
ge-ar-bei-tet
"""
ENGLISH = """
a fire broke out in a ware-house near the har-bour ear-ly on Sun-day and sent thick
smoke o-ver the town crews worked through the night no-bod-y was in-jured but
res-i-dents were asked to keep win-dows closed the cause is un-der in-ves-ti-ga-tion
the board will meet on Fri-day to dis-cuss the sale an-a-lysts ex-pect a price of
a-bout two hun-dred mil-lion pounds the un-ion crit-i-cised a lack of in-for-ma-tion
and de-mand-ed guar-an-tees for the staff fore-cast-ers ex-pect snow at the week-end
with i-cy roads and pos-si-ble de-lays on the rail-way a stu-dent from Leeds won the
po-et-ry prize for a piece a-bout her grand-moth-er the judg-es praised its rhyth-m
and hu-mour farm-ers com-plained a-bout pa-per-work and ris-ing costs while the
min-is-try prom-ised sim-pler rules the su-preme court re-ject-ed the ap-peal and
or-dered a new tri-al law-mak-ers from both par-ties wel-comed the rul-ing doc-tors
warned that wait-ing times are grow-ing a-gain and that old-er pa-tients suf-fer most
the team lost its third game in a row de-spite lead-ing at half time the coach blamed
in-ju-ries and tired play-ers a-nal-y-sis i-so-lat-ed vi-o-lent i-ron fi-nal-ly
pri-vate or-ange knowl-edge lan-guag-es im-age im-ag-es dam-aged so-cial-ist
ap-pre-ci-ate as-so-ci-a-tion ne-go-ti-ate in-i-tial re-gion re-li-gious re-li-gion
cu-ri-ous se-ri-ous pre-vi-ous-ly busi-ness bus-y ev-ery-one some-bod-y un-e-ven
use-ful us-ers used us-ing loose-ly rare-ly en-tire-ly ag-ri-cul-ture cre-a-tive
i-de-as ar-e-as re-al ru-ined gen-u-ine sit-u-a-tion grad-u-al e-qual re-quire
re-quired an-nu-al cas-u-al-ties
"""


def accuracy(text, language):
    divided = [word.split("-") for word in text.split()]
    right = [len(p) == syllables("".join(p).lower(), language) for p in divided]
    return sum(right) / len(right)


def test_97_of_100_german_words_have_the_right_number():
    assert accuracy(GERMAN, "de") >= 0.97


def test_97_of_100_english_words_have_the_right_number():
    assert accuracy(ENGLISH, "en") >= 0.97


@pytest.mark.parametrize(
    "divided",
    [
        "Me-di-en", "I-ta-li-en", "Wien", "schien", "Par-tei-en", "Fa-mi-li-e",
        "De-mo-kra-tie", "Pa-ti-ent", "ver-dient", "fi-nan-zi-ell", "viel-leicht",
        "be-en-det", "be-ur-teilt", "ge-impft", "I-de-en", "Mu-se-um", "U-kra-i-ne",
        "na-iv", "Ko-o-pe-ra-ti-on", "Ni-veau", "The-a-ter", "Team", "Qua-li-tät",
        "Yo-ga", "Typ", "Häu-ser", "neu-e", "Zu-schau-er", "Ja-nu-ar", "Tou-ris-mus",
    ],
)  # fmt: skip
def test_german_vowels_that_part_or_stay_together(divided):
    parts = divided.split("-")
    assert syllables("".join(parts).lower(), "de") == len(parts)


@pytest.mark.parametrize(
    "divided",
    [
        "made", "times", "asked", "want-ed", "pric-es", "ta-ble", "the-a-tre",
        "set-tled", "state-ment", "home-land", "some-where", "na-tion", "me-di-a",
        "so-ci-e-ty", "sci-ence", "qual-i-ty", "ques-tion", "guide", "cre-ate",
        "be-ing", "play-ing", "be-yond", "law-yer", "year", "vid-e-o", "fu-el", "the",
    ],
)  # fmt: skip
def test_english_vowels_that_part_or_stay_together(divided):
    parts = divided.split("-")
    assert syllables("".join(parts), "en") == len(parts)


def test_parts_of_a_hyphenated_word_are_counted_one_by_one():
    assert syllables("radio-ohr", "de") == 3 + 1


def test_an_abbreviation_without_vowels_is_spelled():
    assert syllables("spd", "de") == 3


@given(st.text(max_size=60), st.sampled_from(["de", "en"]))
def test_any_word_has_a_syllable_and_no_more_than_its_letters(word, language):
    assert 1 <= syllables(word, language) <= max(1, len(word))
