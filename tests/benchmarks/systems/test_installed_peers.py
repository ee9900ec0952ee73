"""The peers themselves, where they are installed: two texts or pages each."""

import pytest

from benchmarks.items import Item
from benchmarks.systems.base import Unavailable
from benchmarks.systems.descriptives import textdescriptives
from benchmarks.systems.peers import PEERS, peer
from tests.benchmarks.made import corpus

# What other people's tools warn of, files left open among it, is no fault of ours.
pytestmark = pytest.mark.filterwarnings("ignore")

GERMAN = (
    "Der Rat der Stadt hat am Dienstag nach langer Debatte den Haushalt für das "
    "nächste Jahr beschlossen. Das ist ein schönes, gutes Ergebnis für alle, die hier "
    "wohnen, sagte die Bürgermeisterin, und sie dankte den Leuten in der Verwaltung. "
    "Die Schulen bekommen mehr Geld als in diesem Jahr, und das Freibad bleibt offen."
)
ENGLISH = (
    "After a long debate the council of the town passed the budget for the next year "
    "on Tuesday. It is a terrible result for all of us who live here, said the mayor, "
    "and she was not the only one who thought so. The schools are going to lose money, "
    "and the swimming pool by the river, which was built by our parents, has to close."
)
PAGE = (
    "<html><head><title>Budget</title></head><body><nav><a href='/'>Home</a> "
    "<a href='/sport'>Sport</a></nav><article><h1>Budget</h1><p>{text}</p>"
    "<p>{text}</p></article><footer><a href='/imprint'>Imprint</a></footer></body>"
    "</html>"
)
TEXTS = [Item("de", GERMAN, "de", 1.0, "s"), Item("en", ENGLISH, "en", 0.0, "s")]
PAGES = [
    Item(item.id, PAGE.format(text=item.text), item.language, item.text, "s")
    for item in TEXTS
]


def installed(name):
    try:
        return peer(name)
    except Unavailable as reason:
        pytest.skip(str(reason))


def of_task(task):
    return [name for name, (tasks, _) in PEERS.items() if task in tasks]


@pytest.mark.parametrize(
    ("name", "low"),
    [(n, 0.0) for n in of_task("ai")] + [(n, -1.0) for n in of_task("tone")],
)
def test_a_scoring_peer_gives_numbers_of_its_range(name, low):
    found = [said.prediction for said in installed(name).predict(corpus(), TEXTS)]
    assert [type(value) for value in found] == [float, float]
    assert all(low <= value <= 1 for value in found)
    assert found[0] != found[1]


@pytest.mark.parametrize(("name", "text"), [("vaderSentiment", 1), ("textblob-de", 0)])
def test_a_word_list_knows_the_tone_of_its_own_language(name, text):
    found = installed(name).predict(corpus(task="tone"), [TEXTS[text]])[0].prediction
    assert (found > 0) == (TEXTS[text].language == "de")


@pytest.mark.parametrize("name", of_task("page"))
def test_an_extracting_peer_keeps_the_article_and_leaves_the_imprint(name):
    for page, said in zip(PAGES, installed(name).predict(corpus(), PAGES), strict=True):
        assert isinstance(said.prediction, str)
        assert page.target in " ".join(said.prediction.split())
        assert "Imprint" not in said.prediction


def test_textdescriptives_measures_what_is_learnt_from(items):
    try:
        system = textdescriptives()
    except Unavailable as reason:
        pytest.skip(str(reason))
    found = [said.prediction for said in system.predict(corpus(), items)]
    assert len(found) == len(items)
    assert all(isinstance(value, float) and 0 <= value <= 1 for value in found)
