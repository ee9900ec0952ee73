"""What cards say of the corpora that our models learnt from."""

import json
import shutil

import pytest

from benchmarks.catalogue import catalogue
from benchmarks.held_out import held_out
from detector.store import MODELS
from tests.benchmarks.made import corpus

BY_KEY = {entry.key: entry for entry in catalogue()}


def facts(name):
    return json.loads((MODELS / name / "model.json").read_text())["facts"]


def test_a_corpus_that_no_model_learnt_from_is_new():
    assert held_out(BY_KEY["fdg_base.ai"]) is None
    assert held_out(corpus(path="somewhere/else.jsonl")) is None
    assert held_out(corpus(task="hedges", path="ai/newsroom.jsonl.gz")) is None


def test_ai_figures_are_those_of_the_corpus_in_each_language():
    found = held_out(BY_KEY["newsroom.ai"])
    assert [entry["language"] for entry in found] == ["de", "en"]
    of_card = facts("ai_likelihood_de")["auroc_by_corpus"]["newsroom"]
    assert found[0]["measures"]["auroc"] == of_card


def test_human_news_has_its_false_positives():
    (found,) = held_out(BY_KEY["fang_covid.ai"])
    rate = facts("ai_likelihood_de")["human_texts_called_likely"]["fang_covid"]
    assert found["measures"] == {"false_positive_rate": rate}


def test_lines_go_by_the_name_in_the_card():
    found = held_out(BY_KEY["fundus_extractors.boilerplate"])[0]
    f1 = facts("boilerplate_de")["at_threshold"]["fundus"]["f1"]
    assert found["measures"]["f1"]["value"] == f1


@pytest.mark.parametrize(
    ("key", "measures"),
    [
        ("news_sentences_de.loaded", {"auroc", "tpr_at_1_percent_fpr", "f1"}),
        ("news_frames.frames", {"micro_f1"}),
        ("newsmtsc.tone", {"macro_f1", "auroc_negative", "auroc_positive"}),
    ],
)
def test_framing_figures_are_of_the_one_measured_corpus(key, measures):
    assert set(held_out(BY_KEY[key])[0]["measures"]) == measures


def test_a_figure_of_several_corpora_is_none_of_one():
    (found,) = held_out(BY_KEY["gerntsa.tone"])
    assert found["measures"] == {}


def test_pages_of_known_lines_and_copies_of_a_corpus_are_known():
    assert held_out(BY_KEY["pages_fundus.boilerplate"])[0]["measures"] == {}
    assert held_out(BY_KEY["public_sb10k.tone"]) is not None


def test_a_research_model_is_asked_where_there_is_one():
    babe = BY_KEY["babe.loaded"]
    assert held_out(babe) is None
    (found,) = held_out(babe, research=True)
    assert found["model"] == "loaded_en_research"


def test_a_model_without_its_recipe_gives_no_framing_figure(tmp_path):
    shutil.copytree(MODELS / "loaded_de", tmp_path / "loaded_de")
    (tmp_path / "loaded_de" / "recipe.toml").unlink()
    (found,) = held_out(BY_KEY["news_sentences_de.loaded"], tmp_path)
    assert found["measures"] == {}
