"""Human news beside a corpus: thresholds, whose outlets they leave out, and counts."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import reference
from benchmarks.items import BESIDE, Item
from benchmarks.measures import measure
from benchmarks.predictions import Said, read, rows_of
from benchmarks.reference import (
    Reference,
    applies,
    judged,
    read_reference,
    scored,
    write_scores,
)
from benchmarks.run import run
from benchmarks.settings import Settings
from benchmarks.systems.base import Each
from benchmarks.systems.ours import Ours
from detector.errors import CorpusError
from tests.benchmarks.made import corpus

LONG = "Der Rat der Stadt tagt heute noch einmal. " * 60


def news(count, outlet="a", part="news", language="de"):
    return [
        Item(f"{part}-{outlet}-{n}", f"{n}", language, 0.0, outlet, {BESIDE: part})
        for n in range(count)
    ]


def by_number():
    """A system that reads a text as a number."""
    return Each("number", "peer", ["ai"], lambda item: Said(float(item.text)))


def known(texts):
    scores = {text.id: float(text.text) for text in texts}
    return Reference(tuple(texts), {}, {"number": scores})


def item(text, target=1.0, group="x"):
    return Item(f"i{text}", text, "de", target, group)


def test_a_threshold_is_the_quantile_of_the_news_and_no_text_of_the_corpus():
    texts = news(101)
    items = [item("98.5"), item("99.5"), item("500", 0.0)]
    told = judged(by_number(), corpus(), items, known(texts))
    assert [said.limits for said in told.said] == [[99.0, 95.0]] * 3
    found = measure(rows_of(items, told.said), "binary")
    assert found["tpr_at_1_percent_reference_fpr"].value == 0.5
    assert found["tpr_at_5_percent_reference_fpr"].value == 1.0
    assert found["tpr_at_1_percent_reference_fpr"].n == 2
    assert found["tpr_at_1_percent_fpr"].value == 0.0


def test_recent_news_above_the_threshold_is_counted_and_named():
    texts = [*news(101), *news(3, part="recent")]
    texts[-1] = replace(texts[-1], text="120")
    told = judged(by_number(), corpus(), [item("1")], known(texts))
    assert told.recent["value"] == pytest.approx(1 / 3)
    assert told.recent["n"] == 3
    assert told.recent["texts"] == ["recent-a-2"]


def test_too_little_news_gives_no_threshold():
    told = judged(by_number(), corpus(), [item("1")], known(news(49)))
    assert told.said[0].limits is None
    assert told.recent is None
    assert "tpr_at_1_percent_reference_fpr" not in measure(
        rows_of([item("1")], told.said), "binary"
    )


def test_news_of_another_language_or_genre_sets_no_threshold():
    texts = [*news(60, language="en"), *news(60, part="web")]
    told = judged(by_number(), corpus(), [item("1")], known(texts))
    assert told.said[0].limits is None
    web = corpus(options={**corpus().options, "reference": "web"})
    told = judged(by_number(), web, [item("1")], known(texts))
    assert told.said[0].limits == [58.41, 56.05]


class Learner:
    """Two fits: the first scores news ten times as high."""

    name, family, protocol = "learner", "baseline", "made"

    def handles(self, _):
        return True

    def predict(self, corpus, items):
        return self.predict_beside(corpus, items, ())[0]

    def predict_beside(self, _, items, beside):
        scores = np.array([float(text.text) for text in beside])
        fold_of = np.arange(len(items)) % 2
        return [Said(1.0)] * len(items), fold_of, np.array([10 * scores, scores])


def test_outlets_that_a_fit_learnt_from_set_no_threshold_for_it():
    texts = [*news(101, "a"), *news(51, "b")]
    items = [item("1", group="a"), item("2", group="b")]
    told = judged(Learner(), corpus(), items, Reference(tuple(texts), {}))
    # The first fit did not see the first item, but b; only a counts for it.
    assert [said.limits for said in told.said] == [[990.0, 950.0], [49.5, 47.5]]


def test_a_story_is_grouped_by_the_outlet_of_the_article_it_names():
    found = Reference((), {"fang-1": "a.de"}).by_outlet(
        [item("1", group="fang-1"), item("2", group="p7")]
    )
    assert [i.group for i in found] == ["a.de", "p7"]


def test_thinned_news_keeps_every_language_and_part():
    texts = [*news(100), *news(9, part="web"), *news(40, language="en")]
    kept = Reference(tuple(texts), {}).thinned(10).texts
    assert len(kept) == 10 + 9 + 10
    assert Reference(tuple(texts), {}).thinned(None).texts == tuple(texts)


def test_tasks_without_ai_texts_are_not_held_against_news():
    assert applies(corpus())
    assert not applies(corpus(task="loaded"))
    assert not applies(corpus(options={"constant": 0.0}))
    assert not applies(corpus(task="boilerplate", kind="lines"))


@pytest.fixture
def small(monkeypatch):
    """A catalogue of news that is made on the spot, 70 articles a corpus."""
    entries = [
        corpus(name=name, languages=("de",), options={"constant": 0.0})
        for name in ("gnad", "fang_covid", "fundus_news")
    ]
    entries.append(corpus(name="article_bias", languages=("en",)))

    def load(entry, _, limit=None):  # noqa: ARG001
        text = f"Wien (dpa) - {LONG}" if entry.name == "gnad" else LONG
        return [
            Item(f"{entry.name}-{n}", f"{text} {n}.", entry.languages[0], 0.0, "o")
            for n in range(70)
        ] + [Item(f"{entry.name}-short", "Zu kurz.", "de", 0.0, "o")]

    monkeypatch.setattr(reference, "catalogue", lambda: entries)
    monkeypatch.setattr(reference, "load", load)


@pytest.mark.usefixtures("small")
def test_the_sample_is_cropped_marked_and_the_same_each_time(tmp_path):
    found = read_reference(tmp_path)
    assert found.texts == read_reference(tmp_path).texts
    kept = [text for text in found.texts if text.slices[BESIDE] == "news"]
    assert len(kept) == 210
    assert all(150 <= len(text.text.split()) <= 420 for text in kept)
    assert not any("dpa" in text.text for text in kept)
    assert found.outlets["gnad-short"] == "o"


@pytest.mark.usefixtures("small")
def test_systems_that_learn_nothing_are_asked_once_and_written_down(tmp_path):
    length = Each("my length", "yours", ["ai"], lambda item: Said(len(item.text)))
    failing = Each("broken", "yours", ["ai"], lambda _: 1 / 0)
    other = Each("tone", "yours", ["tone"], lambda _: Said(0.0))
    asked = [length, failing, other, Learner(), Ours()]
    found = scored(read_reference(tmp_path), asked, 20)
    assert list(found.scores) == ["my length"]
    write_scores(found, tmp_path)
    rows = read(tmp_path / "predictions" / "reference_news.ai" / "my-length.jsonl")
    assert len(rows) == len(found.scores["my length"])
    assert 0 < sum(row.language == "de" for row in rows) <= 3 * 20


@pytest.mark.usefixtures("small")
def test_a_run_holds_ai_texts_against_the_news(made, tmp_path):
    own = ("callable:tests.benchmarks.systems.test_generic:count_marks",)
    settings = Settings(
        data=made, out=tmp_path / "out", systems=("baselines",), own=own, reference=True
    )
    rows = run([corpus()], settings).results["rows"]
    assert all("tpr_at_1_percent_reference_fpr" in row["measures"] for row in rows)
    assert all(row["measures"]["recent_news_above"]["n"] == 71 for row in rows)
    without = run([corpus()], replace(settings, reference=False)).results["rows"]
    assert all("tpr_at_1_percent_reference_fpr" not in r["measures"] for r in without)


def test_news_that_is_not_there_is_named_and_the_run_goes_on(made, tmp_path):
    settings = Settings(
        data=made, out=tmp_path / "out", systems=("baselines",), reference=True
    )
    results = run([corpus()], settings).results
    assert results["skipped"][0]["what"] == "reference news"
    assert "not there" in results["skipped"][0]["why"]
    with pytest.raises(CorpusError, match="nothing is downloaded"):
        read_reference(tmp_path)


@pytest.mark.usefixtures("small")
def test_nothing_is_written_where_no_corpus_can_be_measured(made, tmp_path):
    own = ("callable:tests.benchmarks.systems.test_generic:count_marks",)
    settings = Settings(data=made, out=tmp_path / "out", own=own, reference=True)
    with pytest.raises(CorpusError):
        run([corpus(path="gone.jsonl")], settings)
    assert not (tmp_path / "out").exists()
