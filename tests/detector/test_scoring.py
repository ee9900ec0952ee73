"""The whole road on articles written for the project, and on any text."""

import json
import math
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector import Article, Detector, ModelError
from detector.report.schema import json_schema
from detector.store import MODELS

ARTICLES = Path(__file__).parent.parent / "articles"
EXAMPLES = ARTICLES.parent.parent / "benchmarks" / "examples"
DETECTOR = Detector()
SHAPE = jsonschema.Draft202012Validator(json_schema())
MANIFEST = json.loads((ARTICLES / "manifest.json").read_text(encoding="utf-8"))
WRITTEN = [
    case
    for name in ("leftovers_de.json", "leftovers_en.json")
    for case in json.loads((ARTICLES / name).read_text(encoding="utf-8"))
]


def read(name):
    return (ARTICLES / name).read_bytes().decode("utf-8-sig")


def without_timing(report):
    return {**report.as_dict(with_text=True), "timing": None}


def numbers(part, path=""):
    """Yield every number of a report with the path to it."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from numbers(value, f"{path}.{name}")
    elif isinstance(part, list):
        for value in part:
            yield from numbers(value, path)
    elif isinstance(part, float):
        yield path, part


def spans(part):
    """Yield every part of a report that has offsets."""
    if isinstance(part, dict):
        if "start" in part and "end" in part:
            yield part
        for value in part.values():
            yield from spans(value)
    elif isinstance(part, list):
        for value in part:
            yield from spans(value)


def lost(case):
    """Return the lines of an article that are cut and stand nowhere else in it."""
    report = DETECTOR.score(case["text"])
    expected = {line["line"] for line in case["leftovers"]}
    lines = case["text"].split("\n")
    return [
        lines[line.line - 1]
        for line in report.boilerplate.lines
        if line.label == "boilerplate"
        and line.line not in expected
        and line.duplicate_of is None
    ]


# A short paragraph between two link lines just above the notice at the end of a page
# is still taken for a reader's comment.
KNOWN_LOSS = {
    "leftovers-de-01": ["Für den Ort wäre ein Streit bis ins Frühjahr teuer."]
}


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["id"])
def test_no_heading_and_no_sentence_of_the_article_is_lost(case):
    known = KNOWN_LOSS.get(case["id"], [])
    assert [line[: len(known[0])] if known else line for line in lost(case)] == known


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["id"])
def test_most_leftovers_of_a_page_in_other_words_are_found(case):
    found = {
        line.line
        for line in DETECTOR.score(case["text"]).boilerplate.lines
        if line.label == "boilerplate"
    }
    expected = {line["line"] for line in case["leftovers"]}
    assert len(found & expected) >= 0.65 * len(expected)


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["id"])
def test_hearsay_hedges_and_named_sources_are_told_apart(case):
    found = {
        (hedge.start, hedge.type)
        for hedge in DETECTOR.score(case["text"]).framing.hedging.spans
    }
    certain = ("hearsay_sollen", "epistemic_adverb", "attribution")
    missing = [
        (hedge["text"], hedge["type"])
        for hedge in case["hedges"]
        if hedge["type"] in certain and (hedge["start"], hedge["type"]) not in found
    ]
    assert missing == []


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["id"])
def test_the_page_s_own_statement_on_ai_is_found(case):
    found = DETECTOR.score(case["text"]).disclosure.statements
    assert [(one.kind, one.hedged) for one in found] == [
        (one["kind"], one["hedged"]) for one in case["disclosure"]
    ]


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_edge_cases_get_the_language_and_verdict_they_should(name):
    expected = MANIFEST[name]
    report = DETECTOR.score(read(name))
    if "language" in expected:
        assert report.article.language == expected["language"]
    if "ai_verdict" in expected:
        assert report.ai.verdict == expected["ai_verdict"]
        assert report.ai.reason
    if "evasion" in expected:
        assert report.normalisation.evasion == expected["evasion"]


def test_hidden_characters_change_no_score():
    plain, hidden = (
        DETECTOR.score(read(name)) for name in ("evasion_plain.txt", "evasion.txt")
    )
    assert hidden.ai.probability == pytest.approx(plain.ai.probability, abs=0.02)
    assert hidden.framing.tone.mean == pytest.approx(plain.framing.tone.mean, abs=0.02)
    assert any("evade a machine" in warning for warning in hidden.warnings)


def test_a_single_sentence_gets_its_sentence_scores_but_no_verdict():
    report = DETECTOR.score("Das ist ein beschämendes Versagen der Stadt.")
    assert report.ai.verdict == "undecided"
    assert "words" in (report.ai.reason or "")
    assert len(report.framing.sentences) == 1
    assert 0 < report.framing.sentences[0].loaded < 1


def test_a_foreign_text_gets_no_score_and_says_so():
    report = DETECTOR.score(read("french.txt"))
    assert math.isnan(report.ai.probability)
    assert report.framing.frames == ()
    assert "neither German nor English" in report.warnings[0]


def test_a_title_given_with_the_article_is_its_headline():
    article = Article(text="Der Hafen ist zu. Das sagte die Leiterin.", title="Zu!")
    report = DETECTOR.score(article)
    assert report.article.title == "Zu!"
    assert report.framing.headline is not None


def test_what_is_known_of_an_article_is_carried_into_the_report():
    article = Article(text="Ein Satz.", id="7", source="Bote", date="2026-01-02")
    facts = DETECTOR.score(article).article
    assert (facts.id, facts.source, facts.date) == ("7", "Bote", "2026-01-02")


def test_measures_come_on_request_only():
    assert DETECTOR.score("Ein Satz.").features is None
    features = DETECTOR.score("Ein Satz.", features=True).features
    assert features is not None
    assert "mattr_50" in features


def test_threads_share_a_detector_and_agree():
    text = (EXAMPLES / "portal_article.txt").read_text(encoding="utf-8")
    fresh = Detector()
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(fresh.score, [text] * 8))
    alone = without_timing(DETECTOR.score(text))
    assert all(without_timing(report) == alone for report in reports)


def test_the_models_folder_may_be_given_as_a_string(tmp_path):
    with pytest.raises(ModelError, match="no such model"):
        Detector(str(tmp_path)).score("Der Hafen bleibt am Montag gesperrt.")


def test_a_missing_models_folder_says_how_to_train(tmp_path):
    with pytest.raises(ModelError, match="no such model; train it: lesart train"):
        Detector(tmp_path).score("Der Hafen ist zu. Das sagte die Leiterin.")


@pytest.mark.parametrize(
    ("name", "field", "message"),
    [
        ("boilerplate_de", "thresholds", "no threshold of leftover"),
        ("boilerplate_de", "parameters", "no tree_base among the parameters"),
        ("ai_likelihood_de", "thresholds", "of a length band are missing"),
        ("assisted_de", "parameters", "of a length band are missing"),
    ],
)
def test_a_model_without_a_part_is_refused_in_one_line(tmp_path, name, field, message):
    shutil.copytree(MODELS, tmp_path / "models")
    path = tmp_path / "models" / name / "model.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, field: {}}), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        Detector(tmp_path / "models").score("Der Hafen ist zu. Das sagte sie.")


@given(st.text())
@settings(max_examples=60)
def test_any_text_gives_a_report_of_the_published_shape(text):
    article = Article(text=text)
    content = DETECTOR.score(article).as_dict(with_text=True)
    SHAPE.validate(content)
    for part in spans(content):
        assert 0 <= part["start"] <= part["end"] <= len(article.text)
        if "text" in part:
            assert article.text[part["start"] : part["end"]] == part["text"]
    for path, value in numbers(content):
        if path.endswith(("probability", "loaded", "opinion", "share.value")):
            assert 0 <= value <= 1, path
        if path.endswith("tone"):
            assert -1 <= value <= 1, path


@pytest.mark.parametrize("case", WRITTEN[:2], ids=lambda case: case["id"])
def test_trailing_blank_lines_change_nothing(case):
    plain = DETECTOR.score(case["text"])
    longer = DETECTOR.score(case["text"] + "\n\n  \n")
    for part in ("boilerplate", "ai", "disclosure", "framing"):
        assert getattr(longer, part) == getattr(plain, part)
