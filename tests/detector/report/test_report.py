"""The report as dictionaries: shape, numbers, speed."""

import json
import time
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import jsonschema
import pytest

from detector.report import ArticleFacts, Report, Share
from detector.report.schema import SCHEMA_FILE, json_schema, schema_text


def test_the_parts_come_in_the_published_order(report: Report) -> None:
    assert list(report.as_dict()) == [
        "schema",
        "lesart",
        "article",
        "normalisation",
        "boilerplate",
        "ai",
        "disclosure",
        "framing",
        "features",
        "warnings",
        "timing",
    ]


def test_a_report_fits_its_schema(report: Report, undecided_report: Report) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.validate(report.as_dict())
    validator.validate(report.as_dict(with_text=True))
    validator.validate(undecided_report.as_dict())


def test_a_report_with_a_wrong_verdict_does_not_fit(report: Report) -> None:
    wrong = report.as_dict()
    wrong["ai"]["verdict"] = "guilty"
    with pytest.raises(jsonschema.ValidationError, match="'guilty' is not one of"):
        jsonschema.validate(wrong, json_schema())


def test_a_probability_above_one_does_not_fit(report: Report) -> None:
    wrong = report.as_dict()
    wrong["framing"]["frames"][0]["probability"] = 1.5
    with pytest.raises(jsonschema.ValidationError, match="greater than the maximum"):
        jsonschema.validate(wrong, json_schema())


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = Path(SCHEMA_FILE).read_text(encoding="utf-8")
    assert shipped == schema_text(), "run: python -m detector.report.schema"


def test_every_part_of_the_schema_has_a_description() -> None:
    parts = json_schema()["$defs"]
    assert [name for name, part in parts.items() if not part["description"]] == []


def test_undefined_numbers_become_null(report: Report) -> None:
    assert report.as_dict()["features"] == {"mattr_50": 0.812346, "mtld": None}
    endless = replace(report, timing={"total": float("inf")})
    assert endless.as_dict()["timing"] == {"total": None}


def test_numbers_are_rounded_to_six_decimals(report: Report) -> None:
    assert report.as_dict()["ai"]["probability"] == 0.314159


def test_the_dictionary_is_strict_json(undecided_report: Report) -> None:
    json.dumps(undecided_report.as_dict(), allow_nan=False)


def test_the_share_of_nothing_is_undefined() -> None:
    share = Share.from_counts(0, 0)
    assert share.value != share.value
    assert Share.from_counts(1, 4) == Share(0.25, 1, 4)


def test_optional_facts_are_left_out_and_a_missing_title_is_null(
    undecided_report: Report,
) -> None:
    facts = undecided_report.as_dict()["article"]
    assert facts["title"] is None
    assert "url" not in facts
    assert facts["author"] == "Okka Feddersen"


def test_only_the_copy_says_what_it_duplicates(report: Report) -> None:
    lines = report.as_dict()["boilerplate"]["lines"]
    assert {x["line"]: x["duplicate_of"] for x in lines if "duplicate_of" in x} == {
        10: 6
    }


def test_the_text_is_carried_on_request_only(report: Report, article_text: str) -> None:
    assert "text" not in report.as_dict()["article"]
    assert report.as_dict(with_text=True)["article"]["text"] == article_text
    assert article_text not in json.dumps(report.as_dict(), ensure_ascii=False)


def test_the_text_of_an_html_page_is_always_carried(report: Report) -> None:
    facts: ArticleFacts = replace(report.article, text="taken from the page")
    from_html = replace(report, article=facts)
    assert from_html.as_dict()["article"]["text"] == "taken from the page"


def test_every_score_names_its_model_and_tier(report: Report) -> None:
    data = report.as_dict()
    framing = data["framing"]
    scores = [data["boilerplate"], data["ai"], data["ai"]["assisted"]]
    scores += framing["frames"]
    scores += [part for part in framing.values() if isinstance(part, dict)]
    assert len(scores) == 3 + 14 + 7
    assert all(score["model"] and score["tier"] == "fast" for score in scores)


def test_a_report_cannot_be_changed(report: Report) -> None:
    with pytest.raises(FrozenInstanceError, match="lesart"):
        report.lesart = "2"  # type: ignore[misc]


def test_a_long_report_becomes_a_dictionary_in_a_fraction_of_a_millisecond(
    report: Report,
) -> None:
    framing = replace(report.framing, sentences=report.framing.sentences * 15)
    boilerplate = replace(report.boilerplate, lines=report.boilerplate.lines * 4)
    long = replace(report, framing=framing, boilerplate=boilerplate)
    long.as_dict()
    best = min(_seconds(long) for _ in range(20))
    assert best < 0.001  # 0.2 ms measured; the margin is for a busy machine


def _seconds(report: Report) -> float:
    start = time.process_time()
    for _ in range(10):
        report.as_dict()
    return (time.process_time() - start) / 10
