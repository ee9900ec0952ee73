"""Peers behind adapters: stand-ins with the same faces, and reasons for absence."""

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from benchmarks.items import Item
from benchmarks.systems import descriptives, peers, systems
from benchmarks.systems.base import Unavailable
from benchmarks.systems.peers import PEERS, imported, peer
from detector.errors import CorpusError
from tests.benchmarks.made import corpus

PAGE = Item("p", "<p>Der Rat tagte.</p>", "de", "Der Rat tagte.", "s")
TEXT = Item("t", "Der Rat tagte.", "de", 1.0, "s")


def always(answer):
    """Return a function that gives the same answer whatever it is asked."""
    return lambda *_, **__: answer


@pytest.fixture
def stand_in(monkeypatch):
    def _stand_in(name, **members):
        parts = name.split(".")
        for depth in range(1, len(parts)):
            parent = ".".join(parts[:depth])
            if parent not in sys.modules:
                monkeypatch.setitem(sys.modules, parent, ModuleType(parent))
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)

    return _stand_in


def test_is_it_slop_gives_its_probability(stand_in):
    answer = SimpleNamespace(ai_probability=0.7)
    stand_in("is_it_slop", is_this_slop=always(answer))
    assert peers.is_it_slop()(TEXT).prediction == 0.7


def test_lmscan_gives_its_probability(stand_in):
    stand_in("lmscan", scan=always(SimpleNamespace(ai_probability=0.2)))
    assert peers.lmscan()(TEXT).prediction == 0.2


def test_k_uncanny_combines_what_needs_no_model(stand_in):
    made = always(SimpleNamespace(analyze=always(0.25)))
    stand_in("uncanny.analyzers.compression", CompressionAnalyzer=made)
    stand_in("uncanny.analyzers.burstiness", BurstinessAnalyzer=made)
    stand_in(
        "uncanny.ensemble", combine=lambda found: SimpleNamespace(score=sum(found))
    )
    assert peers.k_uncanny()(TEXT).prediction == 0.5


def test_vader_gives_its_compound_score(stand_in):
    made = always(SimpleNamespace(polarity_scores=always({"compound": -0.4})))
    stand_in("vaderSentiment.vaderSentiment", SentimentIntensityAnalyzer=made)
    assert peers.vader()(TEXT).prediction == -0.4


def test_textblob_gives_its_polarity_without_data_of_nltk(stand_in):
    def blob(_, *, tokenizer):
        assert tokenizer == "pattern"
        return SimpleNamespace(sentiment=SimpleNamespace(polarity=0.5))

    stand_in("textblob_de", TextBlobDE=blob)
    stand_in("textblob_de.tokenizers", PatternTokenizer=always("pattern"))
    assert peers.textblob_de()(TEXT).prediction == 0.5


def test_measures_of_textdescriptives_are_learnt_from(stand_in, monkeypatch, items):
    stand_in("spacy", blank=always(_Pipe()))
    stand_in(
        "textdescriptives",
        extract_dict=lambda text: [
            {"name": "x", "long": text.count("Maschine"), "nan": float("nan")}
        ],
    )
    monkeypatch.setattr(descriptives, "version", always("2.0"))
    system = descriptives.textdescriptives()
    assert system.protocol.startswith("2.0; trained in the run")
    said = system.predict(corpus(), items)
    assert all(
        (s.prediction > 0.5) == (i.target > 0) for s, i in zip(said, items, strict=True)
    )


class _Pipe:
    """A pipeline that leaves a text as it is."""

    def add_pipe(self, name):
        self.last = name

    def __call__(self, text):
        return text


def test_textdescriptives_that_is_not_installed_says_so(monkeypatch):
    def gone(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(descriptives, "version", gone)
    with pytest.raises(Unavailable, match="textdescriptives is not installed"):
        descriptives.textdescriptives()


def test_columns_are_standardised_by_the_training_rows():
    values = np.array([[1.0, np.nan], [3.0, 5.0], [9.0, 7.0]])
    found = descriptives.standardised(values, np.array([0, 1]))
    assert found.tolist() == [[-1.0, 0.0], [1.0, 0.0], [7.0, 2.0]]


def test_trafilatura_that_finds_nothing_gives_an_empty_text(stand_in):
    stand_in("trafilatura", extract=always(None))
    assert peers.trafilatura()(PAGE).prediction == ""


def test_justext_keeps_good_paragraphs(stand_in):
    found = [
        SimpleNamespace(text="Der Rat tagte.", is_boilerplate=False),
        SimpleNamespace(text="Teilen", is_boilerplate=True),
    ]
    stand_in("justext", get_stoplist=str, justext=always(found))
    assert peers.justext()(PAGE).prediction == "Der Rat tagte."


def test_readability_is_read_as_lines(stand_in):
    made = always(SimpleNamespace(summary=always(PAGE.text)))
    stand_in("readability", Document=made)
    assert peers.readability()(PAGE).prediction == "Der Rat tagte."


def test_newspaper_is_given_the_page(stand_in):
    class Article:
        def __init__(self, *, url, language, fetch_images):
            assert url.startswith("https://")
            assert not fetch_images
            self.language = language

        def download(self, *, input_html):
            self.html = input_html

        def parse(self):
            self.text = f"{self.language}: {self.html}"

    made = []

    def extractor(**given):
        made.append(given)
        return SimpleNamespace()

    stand_in("tldextract.tldextract", TLDExtract=extractor)
    stand_in("newspaper", Article=Article)
    assert peers.newspaper4k()(PAGE).prediction == f"de: {PAGE.text}"
    assert made == [{"suffix_list_urls": (), "cache_dir": None}]


def test_resiliparse_gives_its_main_content(stand_in):
    name = "resiliparse.extract.html2text"
    stand_in(name, extract_plain_text=always("Der Rat tagte."))
    assert peers.resiliparse()(PAGE).prediction == "Der Rat tagte."


def test_a_peer_that_is_not_installed_says_so(monkeypatch):
    monkeypatch.setitem(PEERS, "no-such-tool", (("ai",), peers.lmscan))
    with pytest.raises(Unavailable, match="no-such-tool is not installed"):
        peer("no-such-tool")


def test_a_module_that_breaks_on_import_is_unavailable_in_one_line(
    tmp_path, monkeypatch
):
    (tmp_path / "broken_tool.py").write_text("raise RuntimeError('two\\nlines')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(Unavailable, match="RuntimeError: two lines"):
        imported("broken_tool")


def test_a_peer_answers_its_own_tasks_alone(stand_in, monkeypatch):
    stand_in("lmscan", scan=always(SimpleNamespace(ai_probability=0.2)))
    monkeypatch.setattr(peers, "version", always("1.0"))
    found = peer("lmscan")
    assert found.protocol == "as installed, 1.0"
    assert found.handles(corpus())
    assert not found.handles(corpus(task="tone"))
    assert not found.handles(corpus(kind="page"))


def test_a_peer_that_fails_on_a_text_is_unavailable_with_its_reason(
    stand_in, monkeypatch
):
    stand_in("lmscan", scan=lambda text: text[99])
    monkeypatch.setattr(peers, "version", always("1.0"))
    with pytest.raises(Unavailable, match="lmscan failed: IndexError: string index"):
        peer("lmscan").predict(corpus(), [TEXT])


def test_systems_are_asked_for_by_family_or_name():
    made, _ = systems(("baselines",))
    assert "TF-IDF words" in [system.name for system in made]
    with pytest.raises(CorpusError, match="unknown system 'magic'; known: ours"):
        systems(("magic",))


def test_absent_peers_are_skipped_with_a_reason(monkeypatch):
    monkeypatch.setitem(PEERS, "no-such-tool", (("ai",), peers.lmscan))
    made, skipped = systems(("no-such-tool",))
    assert made == []
    assert skipped == {"no-such-tool": "no-such-tool is not installed"}


@pytest.mark.parametrize(
    "place", [Path(sys.prefix), Path("/home/jo/.venv/lib/python3.12/site-packages")]
)
def test_a_refusal_does_not_say_where_a_broken_wheel_is_installed(monkeypatch, place):
    def fail(_):
        raise ImportError(f"{place / 'tool' / 'x.so'}: undefined symbol")

    monkeypatch.setattr("benchmarks.systems.peers.import_module", fail)
    with pytest.raises(Unavailable, match=r"imported: ImportError: tool.x\.so: undef"):
        imported("x")
