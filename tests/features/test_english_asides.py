import pytest

from features.document import parse
from features.quotation import sentence_quotation


def label(sentence: str) -> str:
    return sentence_quotation(parse(sentence, language="en"))[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bill is dead, the minister said.",
        "The harbour stays closed for repairs, she says.",
        "Two lifts broke down overnight, the Harbour Board reported.",
        "The harbour stays closed for repairs, the mayor said on Tuesday.",
        "The pier needs new planks, a diver told the council.",
        "The old lift, engineers say, is safe.",
        "The pier needs new planks, it announced last week.",
        "The old pier – the warden added – is rotten.",
    ],
)
def test_a_speaker_and_verb_behind_or_within_content_make_it_reported(
    sentence: str,
) -> None:
    assert label(sentence) == "indirect"


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier was closed, the only one reported.",
        "The town built two piers, which visitors say.",
        "The ferry was late, the mayor has said.",
        "The town mended the pier, and many said.",
        "The town mended the pier, officials saying.",
        "The town mended two piers, the old states.",
        "The ferry was late, I said.",
        "Still, the mayor said so.",
        "On Friday, the mayor said in Ulm.",
        "The ferry sailed on time, the mayor said nothing.",
        "The ferry sailed on time, the mayor said:",
        "When the pier was closed, the warden agreed.",
    ],
)
def test_other_clauses_behind_a_comma_are_no_asides(sentence: str) -> None:
    assert label(sentence) == "none"


def test_a_speaker_behind_direct_speech_adds_no_indirect_speech() -> None:
    assert label("“The old bridge is safe,” the mayor said.") == "direct"


def test_a_long_speaker_is_no_aside() -> None:
    content = "The old pier needs planks"
    assert label(f"{content}, the famous bridge warden said.") == "indirect"
    speaker = "the very tall and famous bridge warden of the town"
    assert label(f"{content}, {speaker} said.") == "none"
